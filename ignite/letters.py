"""Who gets a letter? Before a press that writes to others, the person reads who and what, and only then it is done.

A form asks for it with `parts/letters.html`. A single letter to a single reader is shown beside the button, to those
who have JavaScript; whatever else would be written is asked about on a page. What is shown is what the deed itself has
written, in a rehearsal.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.messages.storage import default_storage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from entry.shown import fingerprint
from post.rehearsal import Foretold, rehearsal

# In a form that writes: whether to "ask" first, to "show" beside the button what would be written, or to "change" what
# was asked about; else the fingerprint of the letter that was shown there.
FIELD = "letters"
PRESSED_ON = "letters_pressed_on"  # the page the press came from
NOT_TYPED = {FIELD, PRESSED_ON, "csrfmiddlewaretoken"}


class WhoGetsALetter:
    """Does what was pressed at once when nobody but the person would be written to, or in the very words that were
    shown beside the button; otherwise asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.POST.get(FIELD, "change") if request.method == "POST" else "change"
        if said == "show" and not request.user.is_authenticated:
            return _beside(request, [])
        if said == "change" or not request.user.is_authenticated:
            response = self.get_response(request)
            # "Change" behind a plain button, which has no form to show: back to where the button stands.
            return _back(request) if response.status_code == 405 and FIELD in request.POST else response
        with transaction.atomic(), rehearsal() as foretold:
            response = self.get_response(request)
            to_others = [one for one in foretold if one.letter.to != request.user.email]
            is_done = said != "show" and (not to_others or said == _seen(to_others))
            letters = [] if is_done else _in_kinds(to_others)
            if not is_done:
                transaction.set_rollback(True)
        if is_done:
            return response
        # What the rehearsal said was done is not done yet.
        request._messages = default_storage(request)  # type: ignore[attr-defined]  # set by Django's middleware
        return _beside(request, letters, _seen(to_others)) if said == "show" else _asks(request, letters)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        if request.method == "POST" and request.POST.get(FIELD) == "change":
            request.method = "GET"  # only looked at, filled in


def _seen(foretold: list[Foretold]) -> str:
    """What stands for these very letters, their links apart: those are others each time."""
    return fingerprint([(one.letter.to, one.letter.subject, one.text) for one in foretold])


def _in_kinds(foretold: list[Foretold]) -> list[dict[str, Any]]:
    """Each letter with its readers; its text is the first one's, without what only that one may follow."""
    nameless = [one.letter.to for one in foretold if not one.name]
    names = dict(User.objects.filter(email__in=nameless).values_list("email", "name")) if nameless else {}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in foretold:
        subject, to = one.letter.subject, one.letter.to
        shown = {"subject": subject, "text": one.text, "language": one.letter.language, "readers": {}}
        kind = found.setdefault((one.template, subject), shown)
        kind["readers"][to] = one.name or names.get(to, "")
    return list(found.values())


def _asks(request: HttpRequest, letters: list[dict[str, Any]]) -> HttpResponse:
    typed = [(name, value) for name, values in request.POST.lists() if name not in NOT_TYPED for value in values]
    typed.append((PRESSED_ON, request.headers.get("referer", "")))
    return render(request, "parts/who_gets_a_letter.html", {"letters": letters, "typed": typed})


def _beside(request: HttpRequest, letters: list[dict[str, Any]], seen: str = "") -> HttpResponse:
    """What stands beside the button from now on; as long as the form says nothing of one reader, that it will ask."""
    only = letters[0] if len(letters) == 1 and len(letters[0]["readers"]) == 1 else None
    return render(request, "parts/letter_beside.html", {"letter": only, "seen": seen})


def _back(request: HttpRequest) -> HttpResponse:
    page = request.POST.get(PRESSED_ON, "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return redirect(page if is_ours else "start")
