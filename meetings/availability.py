"""Who can be booked with whom, and which times both have free; the reckoning itself is in `slots.py`."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from history.days import beginning_of, end_of
from meetings.models import SLOT_MINUTES, Away, MatchmakingDay, Meeting, Slot
from meetings.rooms import at_once
from meetings.slots import Span, free, office_hours, starts_within
from startups.models import Match, Startup

SUGGESTED = 3
OFFERED_AT_MOST = 24


def busy_times(manager: User | None, startup: Startup, *, but: Meeting | None = None) -> list[Span]:
    """When one of the two sits in a meeting from today on, and all of a day on which they meet each other.

    `but` is a meeting about to be moved.
    """
    meetings = Meeting.objects.taking_time().with_either(manager, startup)
    meetings = meetings.filter(ends_at__gt=timezone.now() - timedelta(days=1))
    found = meetings.exclude(pk=but.pk) if but else meetings
    rows = list(found.values_list("starts_at", "ends_at", "manager", "startup"))
    ours = {
        timezone.localdate(starts_at) for starts_at, _end, *two in rows if manager and two == [manager.pk, startup.pk]
    }
    return [*(Span(*row[:2]) for row in rows), *(Span(beginning_of(day), end_of(day)) for day in ours)]


def bookable_managers(day: MatchmakingDay) -> QuerySet[User]:
    """The day's managers who are still in the organisation."""
    return day.managers.of(day.organisation).in_order()


def bookable_matches(day: MatchmakingDay, *, manager: User | None = None, slot: Slot | None = None) -> list[Match]:
    """What a meeting on the day can be about.

    With a manager, only with startups that they do not meet that day already; with a slot, that have that time free.
    """
    matches = Match.objects.meetable().filter(organisation=day.organisation, startup__in=day.startups.all())
    if manager:
        met = Meeting.objects.taking_time().between(day.date, day.date).held_by(manager)
        matches = matches.exclude(startup__in=met.values("startup"))
    if slot:
        taken = Meeting.objects.taking_time().during(slot.span)
        matches = matches.exclude(startup__in=taken.values("startup"))
        away = Away.objects.filter(answer__day=day, starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)
        matches = matches.exclude(startup__in=away.exclude(answer__startup=None).values("answer__startup"))
    return list(matches.select_related("startup", "challenge").order_by("startup__name", "challenge__title"))


def away_times(
    day: MatchmakingDay, *, managers: Iterable[User] = (), startup: Startup | None = None
) -> dict[int, list[Span]]:
    """When managers, or the startup, have said that they cannot on the day; by their ids."""
    said = Away.objects.filter(answer__day=day)
    said = (
        said.filter(answer__startup=startup) if startup else said.filter(answer__manager__in=[m.pk for m in managers])
    )
    found: dict[int, list[Span]] = {}
    for who, other, *times in said.values_list("answer__manager", "answer__startup", "starts_at", "ends_at"):
        found.setdefault(who or other, []).append(Span(*times))
    return found


def times_without_room(day: MatchmakingDay, *, but: Meeting | None = None) -> list[Span]:
    """The day's slots in which all its rooms are taken; `but` is a meeting about to be moved."""
    most = at_once([room.capacity for room in day.rooms.all()])
    if most is None:
        return []
    meetings = day.meetings.taking_time()
    taken = (meetings.exclude(pk=but.pk) if but else meetings).spans()
    slots = [slot.span for slot in day.slots.all()]
    return [span for span in slots if sum(span.overlaps(other) for other in taken) >= most]


def open_slots(day: MatchmakingDay, manager: User | None) -> list[Slot]:
    """The day's slots from now on with a room, and in which the manager is free if one is chosen."""
    busy = times_without_room(day)
    if manager:
        busy += away_times(day, managers=[manager]).get(manager.pk, [])
        busy += Meeting.objects.taking_time().between(day.date, day.date).held_by(manager).spans()
    return [slot for slot in day.slots.all() if free([slot.span], busy, after=timezone.now())]


def free_slots(
    day: MatchmakingDay, manager: User | None, startup: Startup, *, but: Meeting | None = None
) -> list[Slot]:
    """The day's slots, from now on, that both have free and in which there is a room."""
    busy, now = [*busy_times(manager, startup, but=but), *times_without_room(day, but=but)], timezone.now()
    busy += away_times(day, startup=startup).get(startup.pk, [])
    if manager:
        busy += away_times(day, managers=[manager]).get(manager.pk, [])
    return [slot for slot in day.slots.all() if free([slot.span], busy, after=now)]


def free_offered_times(match: Match, manager: User | None, *, but: Meeting | None = None) -> list[Span]:
    """Twenty-minute meetings within the times the startup has offered for this match that both have free."""
    windows = [Span(*times) for times in match.offered_times.values_list("starts_at", "ends_at")]
    busy = busy_times(manager, match.startup, but=but)
    spans = starts_within(windows, minutes=SLOT_MINUTES)
    return free(spans, busy, after=timezone.now(), limit=OFFERED_AT_MOST)


def next_free_times(match: Match, manager: User | None, span: Span, *, but: Meeting | None = None) -> list[Span]:
    """What to offer when `span` is taken: the next offered times, else the next office hours, that both have free."""
    offered = [time for time in free_offered_times(match, manager, but=but) if time.starts_at > span.starts_at]
    hours = starts_within(office_hours(timezone.localdate(span.starts_at)), minutes=SLOT_MINUTES)
    after = max(span.starts_at, timezone.now())
    others = free(hours, busy_times(manager, match.startup, but=but), after=after, limit=SUGGESTED)
    return (offered or others)[:SUGGESTED]
