"""The draft of a day: planned by the worker, read and put right by the chief, and published."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done
from meetings.actions.plans import pin, publish_plan, stop_planning, take_out, want_plan
from meetings.drafts import Unmet, counts, places, unmet_of
from meetings.models import DayPlan, MatchmakingDay, PlannedMeeting, Slot
from meetings.permissions import can_be_planned, is_being_prepared, may_plan
from meetings.wishes import Day
from meetings.wishing import DayWishes

UNMET_SHOWN = 30


@login_required
def plan(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The draft: who is to meet whom and when, how good it is, and whose wish was not met."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan)
    if not is_being_prepared(day):
        return redirect(day)
    found = DayPlan.objects.filter(day=day).first()
    planned = list(day.planned.select_related("slot", "startup", "match__challenge").defer("startup__search"))
    context: dict[str, Any] = {"day": day, "plan": found, "planned": planned, "can_plan": can_be_planned(day)}
    if planned:
        context |= _told(day, planned)
    return render(request, "meetings/plan.html", context)


def _told(day: MatchmakingDay, planned: list[PlannedMeeting]) -> dict[str, Any]:
    wishes, slots = DayWishes(day), list(day.slots.all())
    numbers = wishes.numbers
    row, column = places(numbers.managers), places(numbers.startups)
    time = places([slot.pk for slot in slots])
    meetings = {
        (row[one.manager_id], column[one.startup_id], time[one.slot_id])
        for one in planned
        if one.manager_id in row and one.startup_id in column
    }
    at = {(one.manager_id, one.slot_id): one for one in planned}
    unmet = unmet_of(numbers, meetings)
    per_startup = counts(meetings, side=1)
    return {
        "slots": slots,
        "rows": [
            {
                "manager": manager,
                "cells": [{"slot": slot, "planned": at.get((manager.pk, slot.pk))} for slot in slots],
                "count": sum((manager.pk, slot.pk) in at for slot in slots),
            }
            for manager in wishes.managers.values()
        ],
        "startups": [(startup, per_startup.get(column[startup.pk], 0)) for startup in wishes.startups.values()],
        "unmet": [_in_words(one, numbers, wishes, slots, per_startup) for one in unmet[:UNMET_SHOWN]],
        "unmet_count": len(unmet),
    }


@dataclass(frozen=True)
class UnmetWish:
    """Who wanted to meet whom, and why it did not come about, in words."""

    manager: str
    startup: str
    words: str


def _in_words(one: Unmet, numbers: Day, wishes: DayWishes, slots: list[Slot], per_startup: Any) -> UnmetWish:
    manager = wishes.managers[numbers.managers[one.row]].name
    startup = wishes.startups[numbers.startups[one.column]].name
    names = {"manager": manager, "startup": startup, "count": per_startup.get(one.column, 0)}
    clocks = [date_format(timezone.localtime(slots[time].starts_at), "H:i") for time in one.times[:3]]
    told = {
        "never": _("De kan inte vid samma tid."),
        "rooms": _("Alla rum är upptagna då båda kan."),
        "open": _("Båda har tid %(times)s."),
        "full": _("Båda har möten alla tider de kan."),
        "manager": _("%(manager)s har redan möten alla tider som går. %(startup)s har tid %(times)s."),
        "startup": _("%(startup)s har redan %(count)s möten. %(manager)s har tid %(times)s."),
        "crossed": _("Deras lediga tider möts inte. %(manager)s har tid %(times)s."),
    }[one.why]
    return UnmetWish(manager, startup, told % {**names, "times": ", ".join(clocks)})


@deed
def plan_want(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Asks for a plan; what is pinned stays."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=can_be_planned)
    want_plan(day, by=request.user)
    return redirect("meetings:plan", day.pk)


@deed
def plan_stop(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Is content with the best that has been found so far."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=is_being_prepared)
    stop_planning(day)
    return redirect("meetings:plan", day.pk)


@login_required
def plan_progress(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Answers htmx every second until the plan is there; a plain visitor gets the page."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan)
    if not request.htmx:
        return redirect("meetings:plan", day.pk)
    found = DayPlan.objects.filter(DayPlan.TO_DO, day=day).first()
    if found is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "meetings/_plan_progress.html", {"day": day, "plan": found})


@deed
def plan_publish(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Books all that is planned and tells everybody of theirs in one letter."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=is_being_prepared)
    count = publish_plan(day, by=request.user)
    words = ngettext(
        "Planen är publicerad. %(count)s möte är bokat, och båda har fått ett brev.",
        "Planen är publicerad. %(count)s möten är bokade, och var och en har fått ett brev med sina.",
        count,
    )
    return done(request, words % {"count": count}, day)


@deed
def planned_pin(request: AuthenticatedRequest, pk: int, planned: int) -> HttpResponse:
    """Settles a planned meeting, or lets it go again."""
    day, one = _planned(request, pk, planned)
    pin(one, is_pinned=not one.is_pinned)
    return redirect("meetings:plan", day.pk)


@deed
def planned_remove(request: AuthenticatedRequest, pk: int, planned: int) -> HttpResponse:
    """Takes a meeting out of the draft."""
    day, one = _planned(request, pk, planned)
    take_out(one)
    words = _("%(manager)s och %(startup)s möts inte.") % {"manager": one.manager.name, "startup": one.startup.name}
    return done(request, words, "meetings:plan", day.pk)


def _find(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    days = MatchmakingDay.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(days.prefetch_related("slots", "rooms"), pk=pk)


def _planned(request: AuthenticatedRequest, pk: int, planned: int) -> tuple[MatchmakingDay, PlannedMeeting]:
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=is_being_prepared)
    return day, get_object_or_404(day.planned.select_related("manager", "startup", "day"), pk=planned)
