"""After the day: what it led to on one page, and letters of thanks to its startups."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest
from entry.answers import done, form_page
from history.actions import StaleState
from meetings.actions.thanks import thank_startups
from meetings.asking import contacts_of
from meetings.forms.thanks import Prepared, ThanksForm
from meetings.models import MatchmakingDay
from meetings.permissions import has_been, may_plan
from meetings.results import Results, by_startup, results_of
from meetings.thanks import prepared_words


@login_required
def day_results(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What was met, wished and met, missed, and what comes next, for each challenge. The chief alone reads the wishes."""
    day = _find(request, pk)
    whole, parts = results_of(day)
    thanked = set(day.thanks.values_list("startup", flat=True))
    context: dict[str, Any] = {
        "day": day,
        "whole": whole,
        "parts": parts,
        "thanked": thanked,
        "left_to_thank": len(by_startup(whole.meetings).keys() - thanked),
    }
    return render(request, "meetings/day_results.html", context)


@login_required
def day_thanks(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A letter of thanks to each startup that met somebody, prepared from what was said of the meetings."""
    day = _find(request, pk)
    whole, _parts = results_of(day)
    prepared, unreached = _prepared(day, whole)
    if not prepared and request.method == "POST":
        raise StaleState(day, _("Alla startuper har redan fått ett tackbrev."))
    form = ThanksForm(request.POST or None, prepared=prepared)
    if request.method == "POST" and form.is_valid():
        count = thank_startups(day, form.words, by=request.user)
        words = ngettext("Tackbrevet är skickat.", "%(count)s tackbrev är skickade.", count) % {"count": count}
        return done(request, words, "meetings:day_results", day.pk)
    told = {"prepared": prepared, "unreached": unreached, "is_thanked": day.thanks.exists()}
    return form_page(request, "meetings/day_thanks.html", form, day=day, **told)


def _prepared(day: MatchmakingDay, whole: Results) -> tuple[list[Prepared], list[Any]]:
    """What is prepared for those who have had no letter yet, and the startups that nobody can write to."""
    contacts, thanked = contacts_of(day), set(day.thanks.values_list("startup", flat=True))
    found, unreached = [], []
    for startup, meetings in by_startup(whole.meetings).items():
        contact = contacts.get(startup)
        if startup in thanked:
            continue
        if contact is None:
            unreached.append(meetings[0].startup)
            continue
        words = prepared_words(meetings, language=contact.language)
        found.append(Prepared(meetings[0].startup, contact, meetings, words))
    return found, unreached


def _find(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    days = MatchmakingDay.objects.visible_to(request.user).select_related("organisation")
    day = get_object_or_404(days, pk=pk)
    permit(request.user, day, who=may_plan, when=has_been)
    return day
