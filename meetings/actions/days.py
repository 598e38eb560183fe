"""What is done to matchmaking days: planned, changed, opened for booking, finished, called off."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import write_to
from accounts.models import User
from history.actions import StaleState, move, record
from history.changes import Changed, change_of, changes_in
from meetings.actions.meetings import call_off
from meetings.asking import ask_those_who_are_new, startups_told, tell_of_change, write_to_contact
from meetings.models import MatchmakingDay, Room, Slot
from meetings.permissions import is_being_prepared, is_changeable
from meetings.slots import slots_in
from meetings.states import DayState, MeetingState
from startups.models import Startup

TIMES = (
    *("date", "starts_at", "ends_at", "afternoon_from", "afternoon_to", "lunch_from", "lunch_to"),
    *("slot_minutes", "pause_minutes"),
)
PLACES = ("place", "video_link")
# What only those who plan the day notice.
RULES = ("most_in_a_row", "fair_minimum")
Rooms = Sequence[Mapping[str, Any]]


@transaction.atomic
def plan_day(
    day: MatchmakingDay, *, managers: Iterable[User], startups: Iterable[Startup], rooms: Rooms = (), by: User
) -> MatchmakingDay:
    """Plans a new day and divides it into slots; `rooms` are names and capacities. Nobody but the planners sees it yet."""
    day.save()
    day.managers.set(managers)
    day.startups.set(startups)
    _furnish(day, rooms)
    _divide(day)
    record(day, "matchmakingday.planned", by=by, to_state=day.state)
    return day


@transaction.atomic
def change_day(
    day: MatchmakingDay, *, managers: Iterable[User], startups: Iterable[Startup], rooms: Rooms | None = None, by: User
) -> None:
    """Changes a day that is prepared, slots and all; of an open one only who takes part. Rooms that are not named stay.

    Whoever comes to a day gets the letter the others got, and those who were asked about it hear of other times. Raises StaleState when the day has moved on
    since the page was opened.
    """
    current = MatchmakingDay.objects.select_for_update(no_key=True).get(pk=day.pk)
    if current.state != day.state or not is_changeable(current):
        raise StaleState(current)
    already = set(current.managers.values_list("pk", flat=True))
    changed = changes_in(day, ["name", "wishes_by", *PLACES, *TIMES, *RULES]) if is_being_prepared(day) else []
    moved = {name.rpartition(".")[2] for name, *_values in changed} - {"name", *RULES}
    changed += change_of(day, "managers", current.managers.all(), managers)
    changed += change_of(day, "startups", current.startups.all(), startups)
    day.managers.set(managers)
    day.startups.set(startups)
    if is_being_prepared(day):
        day.save(update_fields=["name", "wishes_by", *PLACES, *TIMES, *RULES])
        _divide(day)
        if rooms is not None:
            changed += _furnish(day, rooms)
    if day.state == DayState.WISHING:
        if moved:
            tell_of_change(day, has_new_date="date" in moved, by=by)
        ask_those_who_are_new(day, by=by)
    elif day.state == DayState.OPEN:
        newcomers = [m for m in managers if m.pk not in already]
        write_to(newcomers, "meeting_day_open", organisation=day.organisation, by=by, day=day)
    record(day, "matchmakingday.changed", by=by, changed=changed)


def _divide(day: MatchmakingDay) -> None:
    """Makes the day's slots anew; there are no meetings while it is planned."""
    day.slots.all().delete()
    spans = slots_in(day.date, day.hours, minutes=day.slot_minutes, pause=day.pause_minutes, lunch=day.lunch)
    Slot.objects.bulk_create(Slot(day=day, starts_at=s.starts_at, ends_at=s.ends_at) for s in spans)


def _furnish(day: MatchmakingDay, rooms: Rooms) -> Changed:
    """Gives the day these rooms and no others; there are no meetings in them while it is planned."""
    before = list(day.rooms.all())
    day.rooms.all().delete()
    after = Room.objects.bulk_create(Room(day=day, **room) for room in rooms)
    return change_of(day, "rooms", before, after)


@transaction.atomic
def open_day(day: MatchmakingDay, *, by: User) -> None:
    """Opens the day for booking and writes one letter to each manager. Wishes can no longer be changed.

    Raises StaleState when nobody has been chosen to meet or to be met, or when the day has moved on.
    """
    if not (day.managers.exists() and day.startups.exists()):
        raise StaleState(day, _("Välj minst en linjechef och en startup innan du öppnar för bokning."))
    move(day, DayState.OPEN, by=by)
    write_to(day.managers.all(), "meeting_day_open", organisation=day.organisation, by=by, day=day)


@transaction.atomic
def finish_day(day: MatchmakingDay, *, by: User) -> None:
    """Closes the day for booking. Meetings without an outcome go on waiting for one."""
    move(day, DayState.FINISHED, by=by)


@transaction.atomic
def cancel_day(day: MatchmakingDay, *, reason: str, by: User) -> int:
    """Calls the day off with all meetings that lie ahead, and says how many they were.

    Everybody who was to meet hears it by the letter about their meetings; so do the others who know of the day: managers, unless
    it was only planned, and startups that were asked whom they want to meet.
    """
    was_known = day.state != DayState.PLANNED
    move(day, DayState.CANCELLED, by=by, reason=reason)
    ahead = day.meetings.filter(state=MeetingState.BOOKED, starts_at__gt=timezone.now())
    meetings = list(
        ahead.select_for_update(of=("self",), no_key=True).select_related(
            "organisation", "day", "match__challenge", "startup", "manager"
        )
    )
    call_off(meetings, reason=reason, at_once=True, by=by)
    if was_known:
        told = day.agendas.exclude(told={})
        others = day.managers.exclude(pk__in=told.exclude(manager=None).values("manager"))
        write_to(others, "meeting_day_cancelled", organisation=day.organisation, by=by, day=day, reason=reason)
        met = set(told.values_list("contact__startup", flat=True))
        for contact in startups_told(day):
            if contact.startup_id not in met:
                write_to_contact(contact, "startup_day_cancelled", day=day, by=by, reason=reason)
    return len(meetings)
