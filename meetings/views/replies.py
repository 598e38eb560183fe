"""The chief asks for wishes before a day, sees who has answered, and reminds the others."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from meetings.actions.wishes import ask_for_wishes, remind
from meetings.forms.wishes import AskForm
from meetings.models import DayAnswer, MatchmakingDay
from meetings.permissions import can_be_asked_about, can_be_reminded, collects_wishes, may_plan, may_read_wishes
from meetings.states import Level, Side
from meetings.wishing import DayWishes


def _find(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    days = MatchmakingDay.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(days.prefetch_related("slots", "rooms"), pk=pk)


@login_required
def day_ask(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Until when both sides can say whom they want to meet; pressed, they are asked by letter."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=can_be_asked_about)
    form = AskForm(request.POST or None, day=day)
    if request.method == "POST" and form.is_valid():
        ask_for_wishes(day, wishes_by=form.cleaned_data["wishes_by"], by=request.user)
        return done(request, _("Frågan är ställd. Svaren ser du här."), "meetings:day_replies", pk)
    return form_page(request, "meetings/day_ask.html", form, day=day)


@login_required
def day_replies(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What each has said, and who has said nothing."""
    day = _find(request, pk)
    permit(request.user, day, who=may_read_wishes, when=_has_been_asked_about)
    wishes = DayWishes(day)
    context = {
        "day": day,
        "sides": [(side, [_row(answer, wishes) for answer in wishes.answers if answer.side == side]) for side in Side],
        "awaited": sum(answer.answered_at is None for answer in wishes.answers),
        "not_asked": _not_asked(wishes),
        "wanted": len(wishes.numbers.wanted),
        "may_remind": can_be_reminded(day),
        "collects": collects_wishes(day),
    }
    return render(request, "meetings/day_replies.html", context)


def _has_been_asked_about(day: MatchmakingDay) -> bool:
    return day.wishes_by is not None


def _not_asked(wishes: DayWishes) -> list[Any]:
    """The startups that nobody could be written to."""
    asked = {answer.startup_id for answer in wishes.answers}
    return [startup for pk, startup in wishes.startups.items() if pk not in asked]


def _row(answer: DayAnswer, wishes: DayWishes) -> dict[str, Any]:
    """One who was asked: when the answer came, whom they want most and least, how many times do not suit."""
    levels, marked = wishes.levels(answer.side), wishes.marked(answer.side)
    by_level: dict[Level, list[str]] = {level: [] for level in Level}
    for pair in wishes.pairs_of(answer):
        key = (pair.manager, pair.match)
        name = wishes.startups[pair.startup].name if answer.manager_id else wishes.managers[pair.manager].name
        if levels[key] != Level.NO or key in marked:
            by_level[levels[key]].append(name)
    slots = [slot.span for slot in wishes.day.slots.all()]
    busy = wishes.away.get((answer.side, answer.manager_id or answer.startup_id or 0), [])
    return {
        "answer": answer,
        "levels": [(level, names) for level, names in by_level.items() if names],
        "away": sum(any(slot.overlaps(time) for time in busy) for slot in slots),
        "slots": len(slots),
    }


@deed
def day_remind(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One letter to each who has said nothing; once for a day."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=can_be_reminded)
    count = remind(day, by=request.user)
    words = ngettext("%(count)s har fått en påminnelse.", "%(count)s har fått en påminnelse.", count)
    return done(request, words % {"count": count}, "meetings:day_replies", pk)
