"""What every request knows: that somebody is signed in, in which organisation the person acts, and in which language."""

from collections.abc import Callable
from time import time

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from accounts.models import Membership
from accounts.sessions import SEEN, SEEN_SECONDS

LANGUAGE_COOKIE = "language"
Answer = Callable[[HttpRequest], HttpResponse]


def signed_in(get_response: Answer) -> Answer:
    """What is made for somebody signed in is kept nowhere; and who is at work stays signed in, at few writes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and time() - request.session.get(SEEN, 0) > SEEN_SECONDS:
            request.session[SEEN] = int(time())
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def current_membership(request: HttpRequest) -> Membership | None:
    """The membership chosen in the session, else the person's first; None for guests and people without any."""
    if not request.user.is_authenticated:
        return None
    memberships = request.user.memberships
    chosen = request.session.get("membership")
    return next((m for m in memberships if m.pk == chosen), memberships[0] if memberships else None)


def membership(get_response: Answer) -> Answer:
    """Sets `request.membership`, read only when somebody asks for it (falsy when there is none)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.membership = SimpleLazyObject(lambda: current_membership(request))
        return get_response(request)

    return middleware


def language(get_response: Answer) -> Answer:
    """The person's own language; for guests the one chosen on this device, else the first their browser asks for that
    there is, else Swedish."""

    def middleware(request: HttpRequest) -> HttpResponse:
        known = {"sv", "en"}
        chosen = request.user.language if request.user.is_authenticated else request.COOKIES.get(LANGUAGE_COOKIE)
        code = chosen if chosen in known else translation.get_language_from_request(request)
        request.LANGUAGE_CODE = code
        translation.activate(code)  # not override: a streamed file is written after this function has returned
        response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        if not request.user.is_authenticated:
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return middleware
