"""The draft of a day: planned by the worker, read and put right by the chief, and published."""

from collections import Counter
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Max, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from history.actions import StaleState
from history.questions import one_of, rows_of
from meetings.actions.drafts import take_back
from meetings.actions.plans import pin, publish_plan, put_in, shift, stop_planning, take_out, want_plan
from meetings.drafts import Planned, changes_between, full_times, places, ways_of
from meetings.forms.plans import ShiftForm
from meetings.models import DayPlan, DraftStep, MatchmakingDay, PlannedMeeting, Slot
from meetings.permissions import can_be_planned, is_being_prepared, may_plan
from meetings.scheduling import Instance
from meetings.scheduling import Meeting as PlacedMeeting
from meetings.scheduling.figures import value_of
from meetings.scheduling.wishes import UnmetWish, count_unmet, unmet_wishes
from meetings.wishes import WITH_PAUSES, Day
from meetings.wishing import DayWishes
from startups.models import Startup

UNMET_SHOWN, TIMES_SHOWN, CHANGES_OPEN = 30, 3, 6


@login_required
def plan(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The draft: who is to meet whom and when, how good it is, and whose wish was not met."""
    day = one_of(_drafted_days, request.user, pk)
    permit(request.user, day, who=may_plan)
    if not is_being_prepared(day):
        return redirect(day)
    found: DayPlan | None = getattr(day, "plan", None)
    draft = Draft(day)
    can_plan = bool(draft.wishes.managers and draft.wishes.startups and draft.slots)
    last = DraftStep.objects.get(pk=day.last_step) if day.last_step else None
    context: dict[str, Any] = {
        "day": day,
        "plan": found,
        "planned": draft.planned,
        "can_plan": can_plan,
        "last_step": last,
        "pausing": [who.name for _side, who in draft.wishes.pausing],
        "with_pauses": WITH_PAUSES,
    }
    if draft.planned:
        context |= _told(draft, found)
    if last and last.kind == DraftStep.Kind.PLANNED:
        context |= _changed(draft, last)
    return render(request, "meetings/plan.html", context)


class Draft:
    """The planned meetings of a day beside what both sides want and can, as numbers and as the people behind them."""

    def __init__(self, day: MatchmakingDay) -> None:
        self.day, self.wishes, self.slots = day, DayWishes(day), list(day.slots.all())
        self.numbers: Day = self.wishes.numbers
        self.row, self.column = places(self.numbers.managers), places(self.numbers.startups)
        self.time = places([slot.pk for slot in self.slots])
        self.planned = [Planned(*row) for row in rows_of(_planned_on, given=[day.pk])]
        self.placed = {self.place_of(one): one for one in self.planned if self._is_here(one)}

    @cached_property
    def full(self) -> set[int]:
        return full_times(self.numbers, self.placed)

    def _is_here(self, one: Planned | PlannedMeeting) -> bool:
        return one.manager_id in self.row and one.startup_id in self.column

    def place_of(self, one: Planned | PlannedMeeting) -> PlacedMeeting:
        return PlacedMeeting(self.row[one.manager_id], self.column[one.startup_id], self.time[one.slot_id])

    def startup_of(self, one: Planned) -> Startup:
        """Whoever takes part no more is read one by one."""
        return self.wishes.startups.get(one.startup_id) or Startup.objects.get(pk=one.startup_id)

    @property
    def hindered(self) -> list[tuple[Planned, str, bool]]:
        """What can no longer be as it is planned, why in words, and whether another time would help."""
        found = []
        for place, one in self.placed.items():
            meets_elsewhere = (one.manager_id, one.startup_id) in self.wishes.meets_elsewhere
            if meets_elsewhere:
                words = _("%(manager)s och %(startup)s möts redan på annat håll den dagen.")
            elif not self.numbers.manager_free[place.manager][place.slot]:
                words = _("%(manager)s, som skulle möta %(startup)s %(time)s, kan inte då.")
            elif not self.numbers.startup_free[place.startup][place.slot]:
                words = _("%(startup)s, som skulle möta %(manager)s %(time)s, kan inte då.")
            else:
                continue
            manager, startup = self.wishes.managers[one.manager_id], self.wishes.startups[one.startup_id]
            told = {"manager": manager.name, "startup": startup.name, "time": _clock(self.slots[place.slot])}
            found.append((one, words % told, not meets_elsewhere))
        return found

    def ways(self, one: PlannedMeeting) -> list[tuple[int, str]]:
        """Where else it can be: the slot, and in words what that means."""
        if not self._is_here(one):
            return []
        found = []
        for way in ways_of(self.numbers, self.placed, self.place_of(one)):
            slot, words = self.slots[way.time], _("båda har tid")
            if way.other:
                other = self.placed[way.other]
                words = _("byter tid med mötet mellan %(manager)s och %(startup)s") % {
                    "manager": self.wishes.managers[other.manager_id].name,
                    "startup": self.startup_of(other).name,
                }
            found.append((slot.pk, f"{_clock(slot)}, {words}"))
        return found


def _planned_on(day: Any) -> QuerySet[Any, Any]:
    return PlannedMeeting.objects.filter(day=day).values_list(*Planned._fields)


def _changed(draft: Draft, step: DraftStep) -> dict[str, Any]:
    """What planning anew has changed beside the draft before: lists of who meets whom, and when; of those who still take part."""
    before = {(manager, startup): slot for _pk, slot, manager, startup, *_rest in step.before}
    changes = changes_between(before, {(one.manager_id, one.startup_id): one.slot_id for one in draft.planned})
    slots = {slot.pk: slot for slot in draft.slots}

    def told(pair: tuple[int, int], *when: int) -> dict[str, Any]:
        manager, startup = pair
        names = draft.wishes.managers.get(manager), draft.wishes.startups.get(startup)
        return {
            "manager": names[0],
            "startup": names[1],
            "when": [_clock(slots[slot]) for slot in when if slot in slots],
        }

    return {
        "changes": len(changes),
        "changes_are_few": len(changes) <= CHANGES_OPEN,
        "new": [told(pair) for pair in changes.new],
        "moved": [told(pair, was, now) for pair, was, now in changes.moved],
        "gone": [told(pair) for pair in changes.gone],
    }


def _told(draft: Draft, plan: DayPlan | None) -> dict[str, Any]:
    at = {(one.manager_id, one.slot_id): (one, draft.startup_of(one)) for one in draft.planned}
    instance = Instance(**draft.numbers.instance)
    unmet = unmet_wishes(instance, draft.placed, most=UNMET_SHOWN)
    per_startup = Counter(one.startup_id for one in draft.planned)
    per_manager = Counter(one.manager_id for one in draft.planned)
    return {
        "slots": draft.slots,
        "hindered": draft.hindered,
        "reached": plan.share_of(value_of(instance, draft.placed)) if plan else None,
        "rows": [
            {
                "manager": manager,
                "cells": [(slot, at.get((manager.pk, slot.pk))) for slot in draft.slots],
                "count": per_manager[manager.pk],
            }
            for manager in draft.wishes.managers.values()
        ],
        "startups": [(startup, per_startup[startup.pk]) for startup in draft.wishes.startups.values()],
        "unmet": [_told_of(one, draft) for one in unmet if one.reason != "rooms"],
        "full": [_names_of(one, draft) for one in unmet if one.reason == "rooms"],
        "unmet_count": count_unmet(instance, draft.placed),
    }


def _told_of(wish: UnmetWish, draft: Draft) -> dict[str, Any]:
    """Who wanted to meet whom, why it did not come about, and at which times it still can be put in."""
    manager = draft.wishes.managers[draft.numbers.managers[wish.manager]]
    startup = draft.wishes.startups[draft.numbers.startups[wish.startup]]
    both = [time for time in wish.manager_free if time in wish.startup_free]
    times = [time for time in both if time not in draft.full]
    if wish.reason == "open":
        words = _("Båda har tid %(times)s.")
    elif wish.reason == "never":
        words = _("De kan inte vid samma tid.")
    elif wish.reason == "pauses":
        words = _("Båda har tid %(times)s, men då blir det för många möten i rad.")
    elif wish.manager_free and wish.startup_free:
        words, times = _("Deras lediga tider möts inte. %(manager)s har tid %(times)s."), [*wish.manager_free]
    elif wish.manager_free:
        words, times = _("%(startup)s har redan %(count)s möten. %(manager)s har tid %(times)s."), [*wish.manager_free]
    elif wish.startup_free:
        words = _("%(manager)s har redan möten alla tider som går. %(startup)s har tid %(times)s.")
        times = [*wish.startup_free]
    else:
        words = _("Båda har möten alla tider de kan.")
    slots = [draft.slots[time] for time in times[:TIMES_SHOWN]]
    names = {"manager": manager.name, "startup": startup.name, "count": wish.startup_meetings}
    return {
        "manager": manager,
        "startup": startup,
        "match": draft.numbers.about[wish.manager, wish.startup],
        "words": words % {**names, "times": ", ".join(map(_clock, slots))},
        "slots": slots if wish.reason == "open" else [],
    }


def _names_of(wish: UnmetWish, draft: Draft) -> str:
    manager = draft.wishes.managers[draft.numbers.managers[wish.manager]]
    return f"{manager.name}, {draft.wishes.startups[draft.numbers.startups[wish.startup]].name}"


def _clock(slot: Slot) -> str:
    return date_format(timezone.localtime(slot.starts_at), "H:i")


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
        "Planen är publicerad. %(count)s möte är bokat, och båda får ett brev.",
        "Planen är publicerad. %(count)s möten är bokade, och var och en får ett brev med sina.",
        count,
    )
    return done(request, words % {"count": count}, day)


@deed
def planned_pin(request: AuthenticatedRequest, pk: int, planned: int) -> HttpResponse:
    """Settles a planned meeting, or lets it go again."""
    day, one = _planned(request, pk, planned)
    pin(one, is_pinned=not one.is_pinned)
    return redirect(f"{reverse('meetings:plan', args=[day.pk])}#m{one.pk}")


@deed
def planned_remove(request: AuthenticatedRequest, pk: int, planned: int) -> HttpResponse:
    """Takes a meeting out of the draft."""
    day, one = _planned(request, pk, planned)
    take_out(one)
    words = _("%(manager)s och %(startup)s möts inte.") % {"manager": one.manager.name, "startup": one.startup.name}
    return _changed_draft(request, words, day)


@deed
def planned_add(request: AuthenticatedRequest, pk: int, slot: int, manager: int, match: int) -> HttpResponse:
    """Lets two meet who want to, at a time when both can."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=is_being_prepared)
    wishes = DayWishes(day)
    if manager not in wishes.managers or match not in wishes.matches:
        raise Http404
    then = get_object_or_404(day.slots, pk=slot)
    put_in(day, manager=wishes.managers[manager], match=wishes.matches[match], slot=then)
    words = _("%(manager)s och %(startup)s möts %(time)s.") % {
        "manager": wishes.managers[manager].name,
        "startup": wishes.matches[match].startup.name,
        "time": _clock(then),
    }
    return _changed_draft(request, words, day)


@login_required
def planned_move(request: AuthenticatedRequest, pk: int, planned: int) -> HttpResponse:
    """Moves a planned meeting to another time, or lets it change places with one other."""
    day, one = _planned(request, pk, planned)
    draft = Draft(day)
    form = ShiftForm(request.POST or None, ways=draft.ways(one))
    if request.method == "POST" and form.is_valid():
        then = get_object_or_404(day.slots, pk=form.cleaned_data["slot"])
        other = shift(one, slot=then)
        words = _("Mötet är flyttat till %(time)s.") % {"time": _clock(then)}
        if other:
            words += " " + _("%(startup)s har i stället %(time)s.") % {
                "startup": other.startup.name,
                "time": _clock(other.slot),
            }
        return _changed_draft(request, words, day)
    return form_page(request, "meetings/planned_move.html", form, day=day, planned=one)


@deed
def plan_undo(request: AuthenticatedRequest, pk: int, step: int) -> HttpResponse:
    """Takes back the last step, whichever it was."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=is_being_prepared)
    found = day.draft_steps.filter(pk=step).first()
    if found is None:
        raise StaleState(day, _("Det är redan tillbakataget."))
    take_back(found)
    return done(request, _("Planen är som den var."), "meetings:plan", day.pk)


def _changed_draft(request: AuthenticatedRequest, words: str, day: MatchmakingDay) -> HttpResponse:
    step = day.draft_steps.last()
    undo = reverse("meetings:plan_undo", args=[day.pk, step.pk]) if step else ""
    return done(request, words, "meetings:plan", day.pk, undo=undo)


def _days(user: User) -> QuerySet[MatchmakingDay]:
    days = MatchmakingDay.objects.visible_to(user).select_related("organisation")
    return days.prefetch_related("slots", "rooms")


def _drafted_days(user: User) -> QuerySet[MatchmakingDay]:
    return _days(user).select_related("plan").annotate(last_step=Max("draft_steps"))


def _find(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    found: MatchmakingDay = one_of(_days, request.user, pk)
    return found


def _planned(request: AuthenticatedRequest, pk: int, planned: int) -> tuple[MatchmakingDay, PlannedMeeting]:
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=is_being_prepared)
    return day, get_object_or_404(day.planned.select_related("manager", "startup", "day"), pk=planned)
