"""What a manager, or a startup by its link, says before a day: whom to meet, and when it does not suit.

Both sides answer the same questions in the same pages; `guest.py` lets the startup in.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from history.actions import StaleState
from meetings.actions.wishes import confirm, keep_away, mark
from meetings.asked import LEVELS, UNMARKED, Asked
from meetings.forms.wishes import AwayForm
from meetings.models import DayAnswer, MatchmakingDay
from meetings.permissions import is_among_managers, takes_times, takes_wishes
from meetings.states import Level


def _asked(request: AuthenticatedRequest, pk: int, *, when: Any = None) -> Asked:
    """The manager who was asked about that day."""
    days = MatchmakingDay.objects.visible_to(request.user).select_related("organisation")
    day = get_object_or_404(days.prefetch_related("managers", "slots", "rooms"), pk=pk)
    permit(request.user, day, who=is_among_managers, when=when)
    answer = DayAnswer.objects.filter(day=day, manager=request.user).first()
    if answer is None and when is takes_times:
        answer = DayAnswer(day=day, manager=request.user)
    if answer is None:
        raise StaleState(day, _("Ingen har bett om önskemål inför den här dagen."))
    return Asked(answer, day)


@login_required
def wishes(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All whom the manager can meet, and how it stands; pressed, that it is right as it stands."""
    return answer_list_of_wishes(request, _asked(request, pk, when=takes_wishes if request.method == "POST" else None))


@login_required
def wish(request: AuthenticatedRequest, pk: int, key: int) -> HttpResponse:
    """One startup, its answer in three lines, and four answers to give."""
    return answer_wish(request, _asked(request, pk), key)


@deed
def wish_set(request: AuthenticatedRequest, pk: int, key: int, level: str) -> HttpResponse:
    """Keeps one answer, and leads on to the next startup."""
    return answer_mark(request, _asked(request, pk, when=takes_wishes), key, level)


@login_required
def times(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The times at which the manager cannot meet."""
    return answer_times(request, _asked(request, pk, when=takes_times))


# --- the same for both sides ----------------------------------------------------------------------------------------
def answer_list_of_wishes(request: HttpRequest, asked: Asked, **context: Any) -> HttpResponse:
    if request.method == "POST":
        confirm(asked.answer)
        return done(request, _("Tack. Då vet vi att det stämmer."), asked.url("wishes"))
    away = [str(time) for time in asked.answer.away]
    return render(request, "meetings/wishes.html", {**_context(asked), "away": away, **context})


def answer_wish(request: HttpRequest, asked: Asked, key: int, **context: Any) -> HttpResponse:
    choice = asked.choice(key)
    if choice is None:
        raise Http404
    number = asked.choices.index(choice)
    before, after = asked.choices[:number], asked.choices[number + 1 :]
    given = {
        "choice": choice,
        "number": number + 1,
        "before": before[-1] if before else None,
        "after": after[0] if after else None,
        "levels": [(level, asked.url("wish_set", key, level.value)) for level in Level],
        "reset_url": asked.url("wish_set", key, UNMARKED),
    }
    return render(request, "meetings/wish.html", {**_context(asked), **given, **context})


def answer_mark(request: HttpRequest, asked: Asked, key: int, level: str) -> HttpResponse:
    choice = asked.choice(key)
    if choice is None or level not in LEVELS:
        raise Http404
    chosen = "" if level == UNMARKED else level
    before = mark(asked.answer, manager=choice.manager, match=choice.match, level=chosen)
    with_whom = choice.manager.name if asked.is_startup else choice.match.startup.name
    words = _("%(who)s: %(level)s.") % {"who": with_whom, "level": Level(chosen).label} if chosen else ""
    if not chosen or before == chosen:
        return redirect(choice.url) if not chosen else _onwards(request, asked, key, words)
    return _onwards(request, asked, key, words, undo=asked.url("wish_set", key, before or UNMARKED))


def _onwards(request: HttpRequest, asked: Asked, key: int, words: str, *, undo: str = "") -> HttpResponse:
    following = asked.next_after(key)
    if following is None:
        words = _("%(words)s Det var den sista.") % {"words": words}
    return done(request, words, following.url if following else asked.url("wishes"), undo=undo)


def answer_times(request: HttpRequest, asked: Asked, **context: Any) -> HttpResponse:
    form = AwayForm(
        request.POST if request.method == "POST" else None,
        slots=list(asked.day.slots.all()),
        away=[time.span for time in asked.answer.away],
        busy=asked.busy,
        needs_pauses=asked.answer.needs_pauses,
        is_startup=asked.is_startup,
    )
    if request.method == "POST" and form.is_valid():
        clashes = keep_away(asked.answer, spans=form.spans, needs_pauses=form.needs)
        words = _("Tiderna är sparade.")
        if clashes:
            words += " " + ngettext(
                "Utvecklingschefen får veta att du har ett möte då. Det ligger kvar tills du hör något annat.",
                "Utvecklingschefen får veta att du har %(count)s möten då. De ligger kvar tills du hör något annat.",
                len(clashes),
            ) % {"count": len(clashes)}
        return done(request, words, asked.back_url)
    return form_page(request, "meetings/times.html", form, **_context(asked), **context)


def _context(asked: Asked) -> dict[str, Any]:
    return {
        "frame": "startups/portal_base.html" if asked.is_startup else "base.html",
        "asked": asked,
        "day": asked.day,
        "wishes_url": asked.back_url,
        "can_say_times": takes_times(asked.day),
        "times_url": asked.url("times"),
        "marked": sum(choice.is_marked for choice in asked.choices),
    }
