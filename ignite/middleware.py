"""What is done when the moment for a deed has passed, whatever the page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from history.actions import StaleState

Answer = Callable[[HttpRequest], HttpResponse]


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
