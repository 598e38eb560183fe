"""What is done, whatever the page, when a moment has passed or a request is too large or cannot be read."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from entry.shown import typed_texts
from history.actions import StaleState
from ignite.views import too_large

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_large_bodies(get_response: Answer) -> Answer:
    """Refuses by its length what is larger than any form with a file, before anything of it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        return too_large(request) if length.isdecimal() and int(length) > settings.MAX_BODY else get_response(request)

    return middleware


def permissions_policy(get_response: Answer) -> Answer:
    """Tells the browser what no page here asks of the device."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return response

    return middleware


class StaleStateMiddleware:
    """Tells the second of two people that the first was first, on the page of the thing itself.

    Who had written something for the deed gets it back first, to copy.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, StaleState):
            return None
        message = exception.message or _what_happened(exception, request.user)
        if texts := typed_texts(request):
            context = {"message": message, "subject": exception.subject, "texts": texts}
            return render(request, "entry/too_late.html", context, status=409)
        messages.warning(request, message)
        return redirect(exception.subject.get_absolute_url())


def _what_happened(stale: StaleState, user: Any) -> str:
    if stale.was_by(user):
        return _("Det är redan gjort. Så här ser det ut nu.")
    return _("Någon annan hann före. Så här ser det ut nu.")


class TwiceMiddleware:
    """The same thing made twice at the very same time: PostgreSQL takes one, and who sent the other is told."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception.__cause__, UniqueViolation) or request.method != "POST":
            return None
        messages.warning(request, _("Det fanns redan när det skulle sparas. Så här ser det ut nu."))
        sent_from = request.headers.get("referer", "")
        is_ours = url_has_allowed_host_and_scheme(sent_from, {request.get_host()}, require_https=request.is_secure())
        return redirect(sent_from if is_ours else request.path)


class CharsetMiddleware:
    """Turns away what says it is written in another charset than our pages: Django would fail in the midst of it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            raise BadRequest("our forms are written in UTF-8")
        return self.get_response(request)
