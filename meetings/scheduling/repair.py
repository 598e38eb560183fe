"""Repairs a published day with the fewest changes: what somebody's absence touches is put elsewhere, the rest stays.

Plain and quick enough for the request: nobody meets anybody new here, so that only the touched meetings look for
places. The planner (`planning`) would also fill every gap with new meetings, which on a published day are asked for,
not ordered. docs/performance.md says what the two come to.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from meetings.scheduling.instance import Meeting

# Of the untouched meetings at most so many may be moved.
MOST_MOVED = 0.01


@dataclass(frozen=True)
class BrokenDay:
    """What is left of a published day. Managers and startups are any numbers, times count from 0.

    `touched` are the meetings that cannot stay as they are, each with what it is worth. `…_free` are the times still to
    come at which somebody is there, those of the meetings here among them. `seats` says how many can meet at each time, None for
    no end; a touched meeting may stay at its time where a seat is left, as when a room is lost.
    """

    touched: Mapping[Meeting, float]
    untouched: Collection[Meeting]
    manager_free: Mapping[int, Collection[int]]
    startup_free: Mapping[int, Collection[int]]
    seats: Sequence[int | None]


@dataclass(frozen=True)
class Repair:
    """At which time each meeting is held now, for those that are touched or moved; None for those that are lost."""

    times: Mapping[Meeting, int | None]

    @property
    def lost(self) -> list[Meeting]:
        return [meeting for meeting, time in self.times.items() if time is None]


def repair(day: BrokenDay) -> Repair:
    """Finds places for the touched meetings, the dearest first, each as near its own time as can be.

    Whoever stands in the way goes elsewhere if that keeps a meeting: other touched ones as often as need be, untouched
    ones up to one in a hundred. As long as all touched meetings are one person's and nobody untouched moves, no other
    choice of them is worth more: the sets that can be placed are a matroid, in which taking the dearest first is best.
    """
    board = _Board(day)
    for meeting in sorted(day.touched, key=lambda one: (-day.touched[one], one)):
        board.place(meeting)
    moved = {one: time for one, time in board.times.items() if time != one.slot or one in day.touched}
    return Repair({**dict.fromkeys(day.touched), **moved})


class _Board:
    """Where everybody is. `times` says when each meeting that has a place is held."""

    def __init__(self, day: BrokenDay) -> None:
        self.day = day
        self.times: dict[Meeting, int] = {}
        self.managers: dict[tuple[int, int], Meeting] = {}
        self.startups: dict[tuple[int, int], Meeting] = {}
        self.taken = [0] * len(day.seats)
        self.may_move = int(MOST_MOVED * len(day.untouched))
        for meeting in day.untouched:
            self._put(meeting, meeting.slot)

    def place(self, meeting: Meeting) -> bool:
        """Finds a place for it, by moving as few others as can be."""
        return self._directly(meeting) or self._by_moving(meeting, {meeting})

    def _put(self, meeting: Meeting, time: int) -> None:
        self.times[meeting] = time
        self.managers[meeting.manager, time] = self.startups[meeting.startup, time] = meeting
        self.taken[time] += 1

    def _take(self, meeting: Meeting) -> int:
        time = self.times.pop(meeting)
        del self.managers[meeting.manager, time], self.startups[meeting.startup, time]
        self.taken[time] -= 1
        return time

    def _possible(self, meeting: Meeting) -> list[int]:
        """The times at which both are there, the nearest to its own first, of two as near the later."""
        both = set(self.day.manager_free[meeting.manager]) & set(self.day.startup_free[meeting.startup])
        return sorted(both, key=lambda time: (abs(time - meeting.slot), -time))

    def _has_seat(self, time: int) -> bool:
        seats = self.day.seats[time]
        return seats is None or self.taken[time] < seats

    def _in_the_way(self, meeting: Meeting, time: int) -> set[Meeting]:
        found = (self.managers.get((meeting.manager, time)), self.startups.get((meeting.startup, time)))
        return {other for other in found if other is not None}

    def _directly(self, meeting: Meeting) -> bool:
        for time in self._possible(meeting):
            if self._has_seat(time) and not self._in_the_way(meeting, time):
                self._put(meeting, time)
                return True
        return False

    def _by_moving(self, meeting: Meeting, seen: set[Meeting]) -> bool:
        """Takes the place of one other that then finds another (a path of Kuhn's); first of those touched anyway."""
        for is_touched in (True, False):
            for time in self._possible(meeting):
                for other in self._could_leave(meeting, time):
                    if other in seen or (other in self.day.touched) != is_touched or not self._may_move(other):
                        continue
                    seen.add(other)
                    if self._instead_of(meeting, other, seen):
                        return True
        return False

    def _could_leave(self, meeting: Meeting, time: int) -> Iterator[Meeting]:
        """Those of whom one has to go, so that the meeting could be then."""
        others = self._in_the_way(meeting, time)
        if len(others) == 1:
            yield from others
        elif not others:
            yield from [one for one in self.day.touched if self.times.get(one) == time]

    def _may_move(self, other: Meeting) -> bool:
        if other in self.day.touched:
            return True
        moved = sum(self.times.get(one, one.slot) != one.slot for one in self.day.untouched)
        return self.times[other] != other.slot or moved < self.may_move

    def _instead_of(self, meeting: Meeting, other: Meeting, seen: set[Meeting]) -> bool:
        time = self._take(other)
        self._put(meeting, time)
        if self._directly(other) or (other in self.day.touched and self._by_moving(other, seen)):
            return True
        self._take(meeting)
        self._put(other, time)
        return False
