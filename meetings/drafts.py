"""A planned day as the chief reads it: the grid, and why somebody's wish was not met. Plain data in and out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from meetings.wishes import Day

Why = Literal["never", "rooms", "open", "full", "manager", "startup", "crossed"]


@dataclass(frozen=True)
class Unmet:
    """Two who want to meet and are not to: rows and columns of the day, how much they want it together, and why not.

    `times` are the slots in which it could still be put ("open"), or in which the one who has time waits for the other.
    """

    row: int
    column: int
    worth: int
    why: Why
    times: tuple[int, ...] = ()


def unmet_of(day: Day, planned: Collection[tuple[int, int, int]]) -> list[Unmet]:
    """The pairs that both want and that do not meet, what is wanted most first."""
    met = {(row, column) for row, column, _time in planned}
    found = [_why(day, planned, row, column) for row, column in day.wanted if (row, column) not in met]
    return sorted(found, key=lambda one: (-one.worth, one.row, one.column))


def _why(day: Day, planned: Collection[tuple[int, int, int]], row: int, column: int) -> Unmet:
    worth = day.manager_scores[row][column] + day.startup_scores[row][column]
    theirs = [time for time in range(day.slots) if day.startup_free[column][time]]
    mine = [time for time in range(day.slots) if day.manager_free[row][time]]
    if not set(mine) & set(theirs):
        return Unmet(row, column, worth, "never")
    mine = [time for time in mine if not any(p[0] == row and p[2] == time for p in planned)]
    theirs = [time for time in theirs if not any(p[1] == column and p[2] == time for p in planned)]
    both = tuple(time for time in mine if time in theirs)
    if both:
        roomy = tuple(time for time in both if not _is_full(day, planned, time))
        return Unmet(row, column, worth, "open" if roomy else "rooms", roomy)
    if mine and theirs:
        return Unmet(row, column, worth, "crossed", tuple(mine))
    if mine:
        return Unmet(row, column, worth, "startup", tuple(mine))
    if theirs:
        return Unmet(row, column, worth, "manager", tuple(theirs))
    return Unmet(row, column, worth, "full")


def _is_full(day: Day, planned: Collection[tuple[int, int, int]], time: int) -> bool:
    return day.room_count is not None and sum(p[2] == time for p in planned) >= day.room_count


@dataclass(frozen=True)
class Way:
    """A time to which a planned meeting can be moved, and the meeting that takes its time instead, if any."""

    time: int
    other: tuple[int, int, int] | None = None


def ways_of(day: Day, planned: Collection[tuple[int, int, int]], meeting: tuple[int, int, int]) -> list[Way]:
    """Where else the meeting can be, in the order of the day: where both have time, or by changing with one other."""
    row, column, now = meeting
    found = []
    for time in range(day.slots):
        if time == now or not (day.manager_free[row][time] and day.startup_free[column][time]):
            continue
        others = [p for p in planned if p[2] == time and (p[0] == row or p[1] == column)]
        if not others and not _is_full(day, planned, time):
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


def counts(planned: Collection[tuple[int, int, int]], *, side: Literal[0, 1]) -> Mapping[int, int]:
    """How many meetings each row (0) or column (1) has."""
    found: dict[int, int] = {}
    for meeting in planned:
        found[meeting[side]] = found.get(meeting[side], 0) + 1
    return found


def places(ids: Sequence[int]) -> dict[int, int]:
    return {one: place for place, one in enumerate(ids)}
