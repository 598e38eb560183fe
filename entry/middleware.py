"""What somebody sent after the session had ended, once more, or as somebody else did: not lost, and not done twice."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from entry.kept import UNDONE, bring_back, forget, is_undone, keep, without, without_the_deed
from entry.sent import remember, sent_before
from entry.shown import FIELD, KEPT
from entry.turns import end_turn, take_turn


class KeptFormsMiddleware:
    """Between a page and its person; behind the messages, since it has something to say."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and UNDONE in request.GET:
            if request.user.is_authenticated and is_undone(request):
                words = _("Det du tryckte på är inte gjort, för du hann bli utloggad. Tryck igen om du vill.")
                messages.warning(request, words)
            return redirect(without(request, UNDONE))
        if request.method == "GET" and KEPT in request.GET and bring_back(request):
            messages.warning(request, _("Det du skrev står kvar här, men är inte skickat än. Läs igenom och skicka."))
        try:
            response = self.get_response(request)
        finally:
            end_turn(request)
        if request.method == "POST" and isinstance(response, HttpResponseRedirect):
            return _after_sending(request, response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Behind the check against forged requests: nothing of a body is read before it."""
        if request.method != "POST" or FIELD not in request.POST:
            return None
        if not (before := sent_before(request)):
            take_turn(request)
            return None
        url, is_double_press = before
        if is_double_press:
            return redirect(url)
        # Only looked at, filled in: the next sending is of a page of its own.
        request.method = "GET"
        messages.warning(request, _("Du har redan skickat det här en gång. Skicka igen om du vill göra det igen."))
        return None


def _after_sending(request: HttpRequest, response: HttpResponseRedirect) -> HttpResponse:
    if not request.user.is_authenticated:
        return to_sign_in(request, keep(request)) if _asks_to_sign_in(response) else response
    if KEPT in request.GET:
        forget(request)
    if FIELD in request.POST:
        remember(request, response)
    return response


def _asks_to_sign_in(response: HttpResponseRedirect) -> bool:
    to = urlsplit(response.url)
    return to.path == resolve_url(settings.LOGIN_URL) and "next" in parse_qs(to.query)


def to_sign_in(request: HttpRequest, address: str) -> HttpResponse:
    """To the entrance, and from there to where what was kept stands, or to the button that was pressed."""
    if address:
        messages.info(request, _("Du hann bli utloggad. Logga in, så står det du skrev kvar."))
        return redirect_to_login(address)
    messages.info(request, _("Du hann bli utloggad. Logga in och försök igen."))
    return redirect_to_login(without_the_deed(request))
