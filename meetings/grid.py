"""The day's grid, managers by slots: who meets whom, and where there is room; plain data for the page."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.units import swedish
from history.questions import rows_of
from meetings.models import MatchmakingDay, Meeting, Slot
from meetings.slots import Span
from meetings.states import MeetingState, Side

Kind = Literal["meeting", "missed", "free", "busy", "past", "full", "closed"]


class Booked(NamedTuple):
    """A meeting with no more than the grid shows: a large day has 350, which as models take as long as all else."""

    pk: int
    manager: int
    startup: int
    day: int | None
    room: int | None
    state: str
    starts_at: datetime
    ends_at: datetime
    startup_name: str
    challenge_title: str
    room_name: str | None


def booked_on(day: MatchmakingDay) -> list[Booked]:
    """The day's meetings, and on its date all others of its managers."""
    return [Booked(*row) for row in rows_of(_ask_booked, day.pk, day.date)]


def _ask_booked(day: int, date: date) -> QuerySet[Any, Any]:
    theirs = Q(manager__in=User.objects.filter(matchmaking_days=day).values("pk"))
    during = Meeting.objects.not_cancelled().between(date, date).filter(Q(day=day) | theirs)
    names = ("startup__name", "match__challenge__title", "room__name")
    return during.values_list(*Booked._fields[:-3], *names)


@dataclass(frozen=True)
class Cell:
    """One manager in one slot.

    `free` means that the person who looks may book it, `full` that no room is left, `missed` that nobody else came.
    """

    slot: Slot
    kind: Kind
    meeting: Booked | None = None


@dataclass(frozen=True)
class Row:
    manager: User
    is_own: bool
    cells: Sequence[Cell]

    @property
    def meeting_count(self) -> int:
        """How many meetings were booked and stayed so, also those that did not take place."""
        return sum(cell.kind in ("meeting", "missed") for cell in self.cells)

    @property
    def missed_count(self) -> int:
        return sum(cell.kind == "missed" for cell in self.cells)


def grid_of(
    *,
    managers: Iterable[User],
    slots: Sequence[Slot],
    meetings: Iterable[Booked],
    day_id: int,
    user: User,
    books_for: set[int],
    now: datetime,
    full: Collection[Span] = (),
    away: Mapping[tuple[str, int], Sequence[Span]] = MappingProxyType({}),
) -> list[Row]:
    """One row for each manager, the viewer's own first, then by name. `books_for` are the managers the viewer may book for.

    `meetings` are all that take the managers' time during the day, also those outside it: they show as busy.
    Missed ones among them show where nothing else came in their place. `full` are times without a room, `away` those at
    which somebody cannot, by side and id.
    """
    times = [(number, slot.starts_at, slot.ends_at) for number, slot in enumerate(slots)]
    taken: dict[tuple[int, int], list[Booked]] = {}
    for meeting in meetings:
        begins, ends = meeting.starts_at, meeting.ends_at
        for number, slot_begins, slot_ends in times:  # compared here: a thousand cells would make too many calls
            if begins < slot_ends and slot_begins < ends:
                taken.setdefault((meeting.manager, number), []).append(meeting)
    shut: list[Kind | None] = ["past" if s.starts_at <= now else "full" if s.span in full else None for s in slots]

    def cells(manager: User) -> Iterator[Cell]:
        gone = away.get((Side.MANAGER, manager.pk), ())
        empty: Kind = "free" if manager.pk in books_for else "closed"
        for number, slot in enumerate(slots):
            if there := taken.get((manager.pk, number)):
                kind, meeting = _of_meetings(there, day_id)
                if kind:
                    yield Cell(slot, kind, meeting)
                    continue
            is_away = shut[number] != "past" and any(slot.span.overlaps(time) for time in gone)
            yield Cell(slot, "busy" if is_away else shut[number] or empty)

    rows = [Row(m, m.pk == user.pk, list(cells(m))) for m in managers]
    return sorted(rows, key=lambda row: (not row.is_own, swedish(row.manager.name)))


def without_room(rows: Iterable[Row]) -> list[Span]:
    """When the grid shows that no room is left; times that follow each other are one."""
    found: list[Span] = []
    was_full = False
    for cells in zip(*(row.cells for row in rows), strict=True):
        span, is_full = cells[0].slot.span, any(cell.kind == "full" for cell in cells)
        if is_full and was_full:
            found[-1] = Span(found[-1].starts_at, span.ends_at)
        elif is_full:
            found.append(span)
        was_full = is_full
    return found


def _of_meetings(there: Sequence[Booked], day_id: int) -> tuple[Kind | None, Booked | None]:
    """What one manager's meetings in one slot make of it; nothing if they are other days' and were missed."""
    took_place = [m for m in there if m.state != MeetingState.MISSED]
    if ours := next((m for m in took_place if m.day == day_id), None):
        return "meeting", ours
    if took_place:
        return "busy", None
    missed = next((m for m in there if m.day == day_id), None)
    return ("missed" if missed else None), missed
