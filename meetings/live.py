"""A day as it goes: who meets now and next, and where. Read in two questions, then plain data for the pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2s
from itertools import groupby

from django.db.models import Q, Subquery
from django.utils import timezone

from accounts.models import User
from accounts.units import swedish
from meetings.models import LATE, Delay, MatchmakingDay, Meeting
from meetings.rooms import table
from meetings.states import MeetingState, Side
from startups.models import Startup

COLUMNS = (
    *("pk", "state", "starts_at", "ends_at", "place", "seat", "room__name", "room__capacity"),
    *("manager_id", "manager__name", "startup_id", "startup__name"),
)


@dataclass(frozen=True)
class Encounter:
    """One meeting of the day. `late` are the sides that have said to come five minutes late."""

    pk: int
    state: str
    starts_at: datetime
    ends_at: datetime
    place: str
    table: str
    manager_id: int
    manager: str
    startup_id: int
    startup: str
    late: tuple[str, ...] = ()

    @property
    def begins_at(self) -> datetime:
        """When it will begin as far as is known."""
        return self.starts_at + LATE if self.late else self.starts_at

    @property
    def manager_is_late(self) -> bool:
        return Side.MANAGER in self.late

    @property
    def startup_is_late(self) -> bool:
        return Side.STARTUP in self.late


@dataclass(frozen=True)
class Group:
    """Meetings at the very same time."""

    starts_at: datetime
    ends_at: datetime
    encounters: Sequence[Encounter]


@dataclass(frozen=True)
class Own:
    """The viewer's own part of the day: the meeting that goes on, the one after it, what follows, and those that are over
    and of which nothing has been told."""

    now: Encounter | None
    next: Encounter | None
    later: Sequence[Encounter]
    # The one for which being late would be news, and whether the viewer has said so already.
    late_for: Encounter | None
    untold: Sequence[Encounter] = ()


@dataclass(frozen=True)
class Live:
    """What a page shows of a day. Two that are equal look the same, but for the clock."""

    state: str
    now: Sequence[Group]
    next: Sequence[Group]
    own: Own | None = None

    @property
    def version(self) -> str:
        """Changes with anything that is shown."""
        return blake2s(repr(self).encode(), digest_size=8).hexdigest()

    @property
    def is_over(self) -> bool:
        return not self.now and not self.next


def encounters_on(
    day: MatchmakingDay, *, now: datetime | None = None, manager: User | None = None, startup: Startup | None = None
) -> list[Encounter]:
    """The meetings that take time on the day, in its order; a startup's alone.

    With `now` only what a page shows then: what goes on, what begins next, who is late, and all of the manager's own.
    """
    late: dict[int, list[str]] = {}
    for meeting, side in (
        Delay.objects.standing().filter(meeting__day=day).order_by("pk").values_list("meeting", "side")
    ):
        late.setdefault(meeting, []).append(side)
    meetings = Meeting.objects.filter(day=day).taking_time().order_by("starts_at", "pk")
    if startup:
        meetings = meetings.filter(startup=startup)
    elif now:
        next_ends = Subquery(meetings.filter(starts_at__gt=now).values("ends_at")[:1])
        soon = Q(starts_at__lte=now) | Q(starts_at__lt=next_ends) | Q(pk__in=late)
        meetings = meetings.filter(Q(ends_at__gt=now) & soon | Q(manager=manager))
    return [
        Encounter(pk, state, start, end, place, table(room or "", capacity, seat), *people, tuple(late.get(pk, ())))
        for pk, state, start, end, place, seat, room, capacity, *people in meetings.values_list(*COLUMNS)
    ]


def live(day: MatchmakingDay, encounters: Sequence[Encounter], *, now: datetime, own: Own | None = None) -> Live:
    """The day as all see it: what goes on, and what begins together with the first one ahead."""
    ahead = [one for one in encounters if one.starts_at > now]
    first = ahead[0].ends_at if ahead else now
    return Live(
        day.state,
        _grouped(one for one in encounters if one.starts_at <= now < one.ends_at),
        _grouped(one for one in ahead if one.starts_at < first),
        own,
    )


def own_part(own: Sequence[Encounter], *, now: datetime) -> Own:
    """Out of one's own meetings, in the order of the day."""
    left = [one for one in own if one.ends_at > now]
    under_way = next((one for one in left if one.starts_at <= now), None)
    ahead = [one for one in left if one.starts_at > now]
    today = timezone.localdate(now)
    news = (
        one
        for one in left
        if one.state == MeetingState.BOOKED
        and timezone.localdate(one.starts_at) == today
        and one.starts_at + LATE > now
    )
    untold = [one for one in own if one.ends_at <= now and one.state == MeetingState.BOOKED]
    return Own(under_way, ahead[0] if ahead else None, ahead[1:], next(news, None), untold)


def _grouped(encounters: Iterable[Encounter]) -> list[Group]:
    """By their time, and within it by the startup's name, by which people look for themselves."""

    def times(one: Encounter) -> tuple[datetime, datetime]:
        return one.starts_at, one.ends_at

    return [
        Group(*when, sorted(those, key=lambda one: swedish(one.startup)))
        for when, those in groupby(sorted(encounters, key=times), times)
    ]


def minutes_left(until: datetime, now: datetime) -> int:
    """Whole minutes begun until then, never fewer than none."""
    return max(0, -((now - until) // timedelta(minutes=1)))
