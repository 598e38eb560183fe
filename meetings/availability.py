"""Who can be booked with whom, and which times both have free; the reckoning itself is in `slots.py`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, QuerySet, Value
from django.utils import timezone

from accounts.models import User
from history.days import beginning_of, end_of
from history.questions import objects_of, rows_of
from meetings.busyness import BUSY_COLUMNS, TIMES, Who, busy_from, busy_rows
from meetings.models import SLOT_MINUTES, MatchmakingDay, Meeting, MeetingOffer, Slot
from meetings.rooms import at_once
from meetings.slots import Span, free, office_hours, starts_within
from meetings.states import DayState, Side
from startups.models import Match, Startup

SUGGESTED = 3
OFFERED_AT_MOST = 24
MOVES_AT_MOST = 40
A_MEETING = timedelta(minutes=SLOT_MINUTES)


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
        away = away_times(day).items()
        gone = [who for (side, who), times in away if side == Side.STARTUP and any(map(slot.span.overlaps, times))]
        matches = matches.exclude(startup__in=gone)
    return list(matches.select_related("startup", "challenge").order_by("startup__name", "challenge__title"))


def away_times(day: MatchmakingDay) -> dict[Who, list[Span]]:
    """When managers and startups cannot on the day, by their word or their calendars, and rooms cannot be used; by side,
    or "room", and id.
    """
    found: dict[Who, list[Span]] = {}
    for manager, startup, room, *times in rows_of(_ask_away, day.pk, day.organisation_id, day.date):
        who = ("room", room) if room else (Side.MANAGER, manager) if manager else (Side.STARTUP, startup)
        found.setdefault(who, []).append(Span(*times))
    return found


def _ask_away(pk: int, organisation: int, date: date) -> QuerySet[Any, Any]:
    day = MatchmakingDay(pk=pk, organisation_id=organisation, date=date)
    by_calendar = busy_rows(day).annotate(room=Value(None, BigIntegerField()))
    said = day.away.order_by().values_list("manager", "startup", "room", *TIMES)
    return said.union(by_calendar.values_list(*BUSY_COLUMNS, "room", *TIMES), all=True)


def rooms_left(day: MatchmakingDay, away: Mapping[Who, Sequence[Span]], span: Span) -> dict[int, int | None]:
    """The rooms that can be used then, each with how many can meet there at once, None for no end."""
    return {
        room.pk: room.capacity
        for room in day.rooms.all()
        if not any(span.overlaps(time) for time in away.get(("room", room.pk), ()))
    }


def times_without_room(
    day: MatchmakingDay,
    *,
    but: Meeting | None = None,
    away: Mapping[Who, list[Span]] | None = None,
    taken: Iterable[tuple[int | None, Span]] | None = None,
) -> list[Span]:
    """The day's slots in which all rooms that can be used are taken; `but` is a meeting about to be moved.

    Where they are known already, `away` is what `away_times()` says, and `taken` the room and the time of each of the day's meetings.
    """
    if not day.rooms.all():
        return []
    known = away_times(day) if away is None else away
    left = {slot.span: rooms_left(day, known, slot.span) for slot in day.slots.all()}
    if all(rooms and at_once(rooms.values()) is None for rooms in left.values()):
        return []
    if taken is None:
        rows = day.meetings.taking_time().values_list("pk", "room", *TIMES)
        taken = [(room, Span(*times)) for pk, room, *times in rows if but is None or pk != but.pk]
    counted = Counter(taken)

    def is_full(span: Span) -> bool:
        most = at_once(left[span].values())
        there = sum(count for (room, time), count in counted.items() if room in left[span] and span.overlaps(time))
        return not left[span] or (most is not None and there >= most)

    return [span for span in left if is_full(span)]


def open_slots(day: MatchmakingDay, manager: User | None) -> list[Slot]:
    """The day's slots from now on with a room, and in which the manager is free if one is chosen."""
    away = away_times(day)
    busy = times_without_room(day, away=away)
    if manager:
        busy += away.get((Side.MANAGER, manager.pk), [])
        busy += Meeting.objects.taking_time().between(day.date, day.date).held_by(manager).spans()
    return [slot for slot in day.slots.all() if free([slot.span], busy, after=timezone.now())]


def free_slots(
    day: MatchmakingDay, manager: User | None, startup: Startup, *, but: Meeting | None = None
) -> list[Slot]:
    """The day's slots, from now on, that both have free and in which there is a room."""
    away, now = away_times(day), timezone.now()
    busy = [*busy_times(manager, startup, but=but), *times_without_room(day, but=but, away=away)]
    busy += away.get((Side.STARTUP, startup.pk), [])
    if manager:
        busy += away.get((Side.MANAGER, manager.pk), [])
    return [slot for slot in day.slots.all() if free([slot.span], busy, after=now)]


def free_offered_times(match: Match, manager: User | None, *, but: Meeting | None = None) -> list[Span]:
    """Twenty-minute meetings within the times the startup has offered for this match that both have free."""
    windows = [Span(*times) for times in match.offered_times.values_list("starts_at", "ends_at")]
    busy = _cannot(match, manager, but=but)
    spans = starts_within(windows, minutes=SLOT_MINUTES)
    return free(spans, busy, after=timezone.now(), limit=OFFERED_AT_MOST)


def _cannot(match: Match, manager: User | None, *, but: Meeting | None = None) -> list[Span]:
    """When a meeting of the two should not be suggested: they sit in another, or their calendars say that they are busy."""
    by_calendar = busy_from(timezone.now(), organisation=match.organisation_id, manager=manager, startup=match.startup)
    return [*busy_times(manager, match.startup, but=but), *by_calendar]


def open_offers(match: Match) -> list[MeetingOffer]:
    """The times that the startup can choose among just now: offered, not passed, and still free for both."""
    return still_open(match, offers_to(match))


def offers_to(match: Match) -> list[MeetingOffer]:
    """All times that have been offered, passed ones too, with those who offer them."""
    return objects_of(_ask_offers, given=[match.pk])


def _ask_offers(match: Any) -> QuerySet[MeetingOffer]:
    return MeetingOffer.objects.filter(match=match).select_related("manager")


def still_open(match: Match, made: list[MeetingOffer]) -> list[MeetingOffer]:
    """Those of the offers `made` that can be chosen just now."""
    offers = [offer for offer in made if offer.starts_at > timezone.now()]
    busy = {who: busy_times(who, match.startup) for who in {offer.manager for offer in offers}}
    return [offer for offer in offers if free([offer.span], busy[offer.manager], after=timezone.now())]


def times_to_move_to(meeting: Meeting, *, after: datetime) -> list[Span]:
    """Where the startup can move the meeting by itself, later than `after`: on its day the free slots, otherwise times it
    has offered, times it is offered, and whole hours of the next working days, all free for both.
    """
    if meeting.day:
        slots = (
            free_slots(meeting.day, meeting.manager, meeting.startup, but=meeting)
            if meeting.day.state == DayState.OPEN
            else []
        )
        found = [slot.span for slot in slots]
    else:
        hours = starts_within(office_hours(timezone.localdate(after)), minutes=60)
        offers = MeetingOffer.objects.filter(match=meeting.match, manager=meeting.manager)
        busy = _cannot(meeting.match, meeting.manager, but=meeting)
        agreed = [
            *free_offered_times(meeting.match, meeting.manager, but=meeting),
            *free([offer.span for offer in offers], busy, after=after),
        ]
        others = free([Span(hour.starts_at, hour.starts_at + A_MEETING) for hour in hours], busy, after=after)
        # What one of the two has offered is never crowded out by hours that nobody has thought of.
        found = sorted({*agreed, *list(others)[: max(0, MOVES_AT_MOST - len(agreed))]})
    return [span for span in found if span.starts_at > after and span != meeting.span][:MOVES_AT_MOST]


def next_free_times(match: Match, manager: User | None, span: Span, *, but: Meeting | None = None) -> list[Span]:
    """What to offer when `span` is taken: the next offered times, else the next office hours, that both have free."""
    offered = [time for time in free_offered_times(match, manager, but=but) if time.starts_at > span.starts_at]
    hours = starts_within(office_hours(timezone.localdate(span.starts_at)), minutes=SLOT_MINUTES)
    after = max(span.starts_at, timezone.now())
    others = free(hours, _cannot(match, manager, but=but), after=after, limit=SUGGESTED)
    return (offered or others)[:SUGGESTED]
