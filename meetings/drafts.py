"""Where a planned meeting could be instead, and what has changed in a draft. Plain data in and out; why a wish was not met says `scheduling.wishes`."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from meetings.wishes import Day


class Planned(NamedTuple):
    """A planned meeting by its columns: as models, the 350 of a large day take as long as its whole table."""

    pk: int
    day_id: int
    slot_id: int
    manager_id: int
    startup_id: int
    is_pinned: bool


@dataclass(frozen=True)
class Way:
    """A time to which a planned meeting can be moved, and the meeting that takes its time instead, if any."""

    time: int
    other: tuple[int, int, int] | None = None


def ways_of(day: Day, planned: Collection[tuple[int, int, int]], meeting: tuple[int, int, int]) -> list[Way]:
    """Where else the meeting can be, in the order of the day: where both have time, or by changing with one other."""
    row, column, now = meeting
    full, found = full_times(day, planned), []
    for time in range(day.slots):
        if time == now or not (day.manager_free[row][time] and day.startup_free[column][time]):
            continue
        others = [p for p in planned if p[2] == time and (p[0] == row or p[1] == column)]
        if not others and time not in full:
            found.append(Way(time))
        elif len(others) == 1 and _can_change_to(day, planned, others[0], now, but=meeting):
            found.append(Way(time, others[0]))
    return found


def _can_change_to(
    day: Day,
    planned: Collection[tuple[int, int, int]],
    meeting: tuple[int, int, int],
    time: int,
    *,
    but: tuple[int, int, int],
) -> bool:
    row, column, _now = meeting
    busy = any(p[2] == time and p != but and (p[0] == row or p[1] == column) for p in planned)
    return bool(day.manager_free[row][time] and day.startup_free[column][time]) and not busy


def full_times(day: Day, planned: Iterable[tuple[int, int, int]]) -> set[int]:
    """The times at which all rooms are taken."""
    if day.room_count is None:
        return set()
    return {time for time, count in Counter(time for *_pair, time in planned).items() if count >= day.room_count}


def places(ids: Sequence[int]) -> dict[int, int]:
    return {one: place for place, one in enumerate(ids)}


@dataclass(frozen=True)
class Changes:
    """What a draft is beside the one before: pairs of (manager, startup), and for those that moved from and to which slot."""

    new: list[tuple[int, int]]
    moved: list[tuple[tuple[int, int], int, int]]
    gone: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.new) + len(self.moved) + len(self.gone)


def changes_between(before: Mapping[tuple[int, int], int], after: Mapping[tuple[int, int], int]) -> Changes:
    """Each draft says in which slot a pair meets."""
    return Changes(
        new=[pair for pair in after if pair not in before],
        moved=[(pair, before[pair], slot) for pair, slot in after.items() if before.get(pair, slot) != slot],
        gone=[pair for pair in before if pair not in after],
    )
