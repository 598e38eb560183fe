"""What is done about the two things that can go wrong under any page: no database, and a moment that has passed."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import get_template
from django.utils.translation import gettext as _

from history.actions import Overtaken

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)


def sorry(request: HttpRequest) -> HttpResponse:
    """The plain 503 page; it needs neither database nor session."""
    return HttpResponse(get_template("503.html").render(), status=503, headers={"Retry-After": "10"})


def unavailable(get_response: Answer) -> Answer:
    """Answers 503 while PostgreSQL is away, also when the session or the person cannot be read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            return get_response(request)
        except (OperationalError, InterfaceError):
            log.exception("the database does not answer")
            return sorry(request)

    return middleware


class TheMomentHasPassed:
    """Tells the second of two people that the first was first, on the page of the thing itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Overtaken):
            return None
        message = exception.message or _("Någon annan hann före. Så här ser det ut nu.")
        messages.warning(request, message)
        return redirect(exception.subject.get_absolute_url())  # type: ignore[attr-defined]  # all Traced have one
