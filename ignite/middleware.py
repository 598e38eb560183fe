"""What is done whatever the page: when a body is too large, and when the moment for a deed has passed."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from history.actions import StaleState
from ignite.views import too_large

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_large_bodies(get_response: Answer) -> Answer:
    """Refuses by its length what is larger than any form with a file, before anything of it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        return too_large(request) if length.isdecimal() and int(length) > settings.MAX_BODY else get_response(request)

    return middleware


class StaleStateMiddleware:
    """Tells the second of two people that the first was first, on the page of the thing itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, StaleState):
            return None
        messages.warning(request, exception.message or _what_happened(exception, request.user))
        return redirect(exception.subject.get_absolute_url())


def _what_happened(stale: StaleState, user: Any) -> str:
    if stale.was_by(user):
        return _("Det är redan gjort. Så här ser det ut nu.")
    return _("Någon annan hann före. Så här ser det ut nu.")
