"""The day's grid, managers by slots: who meets whom, and where there is room; plain data for the page."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from accounts.models import User
from accounts.units import swedish
from meetings.models import Meeting, Slot
from meetings.slots import Span
from meetings.states import MeetingState, Side

Kind = Literal["meeting", "missed", "free", "busy", "past", "full", "closed"]


@dataclass(frozen=True)
class Cell:
    """One manager in one slot.

    `free` means that the person who looks may book it, `full` that no room is left, `missed` that nobody else came.
    """

    slot: Slot
    kind: Kind
    meeting: Meeting | None = None


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
    meetings: Iterable[Meeting],
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
    of_manager: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        of_manager.setdefault(meeting.manager_id, []).append(meeting)

    def cell(manager: User, slot: Slot) -> Cell:
        taken = [m for m in of_manager.get(manager.pk, []) if m.span.overlaps(slot.span)]
        took_place = [m for m in taken if m.state != MeetingState.MISSED]
        ours = next((m for m in took_place if m.day_id == day_id), None)
        if ours:
            return Cell(slot, "meeting", ours)
        if took_place:
            return Cell(slot, "busy")
        missed = next((m for m in taken if m.day_id == day_id), None)
        if missed:
            return Cell(slot, "missed", missed)
        if slot.starts_at <= now:
            return Cell(slot, "past")
        if any(slot.span.overlaps(time) for time in away.get((Side.MANAGER, manager.pk), ())):
            return Cell(slot, "busy")
        if slot.span in full:
            return Cell(slot, "full")
        return Cell(slot, "free" if manager.pk in books_for else "closed")

    rows = [Row(m, m.pk == user.pk, [cell(m, slot) for slot in slots]) for m in managers]
    return sorted(rows, key=lambda row: (not row.is_own, swedish(row.manager.name)))
