"""Back after sending, and sending again: the same at once is one press too many, anything else is asked about.

A form of something that stands asks by itself (`entry.changes`), and one with a `form_key` knows what it has made.
"""

import time
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseRedirect

from entry.shown import FIELD, fingerprint, read

SESSION_KEY = "sent"
MOST = 8
DOUBLE_PRESS = 60  # seconds in which the same once more is no second thought
NOT_TYPED = {FIELD, "csrfmiddlewaretoken"}


def _once(request: HttpRequest) -> str:
    """What tells this showing of the form from all others; "" when the form sees to this itself, or has no mark."""
    shown = read(request.POST)
    if (
        shown is None
        or not shown.person
        or shown.person != request.user.pk
        or shown.values
        or "form_key" in request.POST
    ):
        return ""
    return shown.once if urlsplit(shown.page).path == request.path else ""


def _typed(request: HttpRequest) -> str:
    return fingerprint(sorted((name, values) for name, values in request.POST.lists() if name not in NOT_TYPED))


def remember(request: HttpRequest, response: HttpResponseRedirect) -> None:
    """Notes in the session that this form was taken, and where that led."""
    if once := _once(request):
        sent: list[Any] = request.session.get(SESSION_KEY, [])
        request.session[SESSION_KEY] = [*sent, [once, _typed(request), int(time.time()), response.url]][-MOST:]


def sent_before(request: HttpRequest) -> tuple[str, bool] | None:
    """Where the first sending led, and whether this is but a second press; None for a form that was not sent yet."""
    once = _once(request) if SESSION_KEY in request.session else ""
    for number, typed, at, url in request.session.get(SESSION_KEY, []) if once else []:
        if number == once:
            return url, typed == _typed(request) and time.time() - at < DOUBLE_PRESS
    return None
