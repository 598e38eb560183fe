"""Meetings of two slots change places, and nobody meets anybody else than before (Kempe's chains, from colouring graphs).

The meetings of two slots form chains. Turned round, each of its meetings takes place in the other slot; who meets in
both of them is as busy as before, and only for the ends of a chain anything changes: they meet in the other slot.
"""

import random
from collections.abc import Callable, Iterator

import numpy as np

from meetings.scheduling.board import Board, Pairs

# The ends of a chain, each as when the person is free, meets, and would meet.
# When a person is free, busy before and busy after, and whether pauses are for them.
End = tuple[list[bool], list[bool], list[bool], bool]
SWEEPS = 3


class TwoSlots:
    """Who meets whom in two slots of the board."""

    def __init__(self, board: Board, one: int, two: int) -> None:
        self.board, self.slots = board, (one, two)
        self.startup_of = [dict(zip(*(side.tolist() for side in board.matches[s]), strict=True)) for s in self.slots]
        self.manager_of = [{startup: manager for manager, startup in of.items()} for of in self.startup_of]
        self.managers_may = (board.manager_free[one] & board.manager_free[two]).tolist()
        self.startups_may = (board.startup_free[one] & board.startup_free[two]).tolist()
        self.rooms = [board.rooms[one], board.rooms[two]]
        self.turned = 0

    def chains(self) -> Iterator[tuple[list[int], list[int]]]:
        """The managers and the startups of each chain; it may be turned before the next is asked for."""
        seen: set[int] = set()
        for start in [*self.startup_of[0], *self.startup_of[1]]:
            if start not in seen:
                managers: list[int] = [start]
                startups: list[int] = []
                if not self._walk(start, 0, managers, startups):
                    self._walk(start, 1, managers, startups)
                seen.update(managers)
                yield managers, startups

    def _walk(self, start: int, first: int, managers: list[int], startups: list[int]) -> bool:
        """Goes from a manager along the chain, by a meeting in one slot and one in the other; whether it is a ring."""
        there, back = self.startup_of[first], self.manager_of[1 - first]
        manager: int | None = start
        while manager is not None:
            startup = there.get(manager)
            if startup is None:
                return False
            startups.append(startup)
            manager = back.get(startup)
            if manager == start:
                return True
            if manager is not None:
                managers.append(manager)
        return False

    def can_turn(self, managers: list[int], startups: list[int]) -> bool:
        """Whether all are free in both slots, the rooms suffice and nothing is moved that is to stay."""
        if not all(self.managers_may[m] for m in managers) or not all(self.startups_may[s] for s in startups):
            return False
        more = self._more_in_first(managers)
        if more > self.rooms[1] or -more > self.rooms[0]:
            return False
        if not self.board.staying:
            return True
        home = self.board.home
        return not any(
            home[manager, of[manager]] == slot
            for of, slot in zip(self.startup_of, self.slots, strict=True)
            for manager in managers
            if manager in of
        )

    def _more_in_first(self, managers: list[int]) -> int:
        return sum((manager in self.startup_of[0]) - (manager in self.startup_of[1]) for manager in managers)

    def ends(self, managers: list[int], startups: list[int]) -> list[End]:
        ends = []
        board = self.board
        for people, of, busy, free, pauses in (
            (managers, self.startup_of, board.manager_busy, board.manager_free, board.manager_pauses),
            (startups, self.manager_of, board.startup_busy, board.startup_free, board.startup_pauses),
        ):
            for person in people:
                if (person in of[0]) != (person in of[1]):
                    before = busy[:, person].tolist()
                    after = list(before)
                    one, two = self.slots
                    after[one], after[two] = before[two], before[one]
                    ends.append((free[:, person].tolist(), before, after, bool(pauses[person])))
        return ends

    def leaves_pauses(self, managers: list[int], startups: list[int]) -> bool:
        most = self.board.most_in_a_row
        return most is None or all(
            longest_row(after) <= most for _, _, after, pauses in self.ends(managers, startups) if pauses
        )

    def turn(self, managers: list[int], startups: list[int]) -> None:
        more = self._more_in_first(managers)
        self.rooms = [self.rooms[0] + more, self.rooms[1] - more]
        for of, people in ((self.startup_of, managers), (self.manager_of, startups)):
            for person in people:
                first, second = of[0].pop(person, None), of[1].pop(person, None)
                if first is not None:
                    of[1][person] = first
                if second is not None:
                    of[0][person] = second
        self.turned += 1

    def pairs(self) -> list[Pairs]:
        """The meetings of the two slots as they now are."""
        return [
            (np.fromiter(of.keys(), np.intp, len(of)), np.fromiter(of.values(), np.intp, len(of)))
            for of in self.startup_of
        ]


def shuffled(board: Board, one: int, two: int, dice: random.Random) -> list[Pairs]:
    """What the two slots hold when every other chain is turned, by chance: another plan of the same value."""
    slots = TwoSlots(board, one, two)
    for managers, startups in slots.chains():
        if dice.random() < 0.5 and slots.can_turn(managers, startups) and slots.leaves_pauses(managers, startups):
            slots.turn(managers, startups)
    return slots.pairs() if slots.turned else [board.matches[one], board.matches[two]]


def shorten_waiting(board: Board, one: int, two: int) -> int:
    """Turns the chains whose ends then wait less between meetings; how many."""
    slots = TwoSlots(board, one, two)
    for managers, startups in slots.chains():
        shorter = slots.can_turn(managers, startups) and _waits_less(slots.ends(managers, startups))
        if shorter and slots.leaves_pauses(managers, startups):
            slots.turn(managers, startups)
    if slots.turned:
        board.replace((one, two), slots.pairs())
    return slots.turned


def close_gaps(board: Board, dice: random.Random, is_over: Callable[[], bool]) -> None:
    """Turns chains as long as somebody then waits less between meetings, and time allows."""
    pairs = [(one, two) for two in range(board.slots) for one in range(two)]
    for _ in range(SWEEPS):
        dice.shuffle(pairs)
        turned = 0
        for one, two in pairs:
            if is_over():
                return
            turned += shorten_waiting(board, one, two)
        if not turned:
            return


def _waits_less(ends: list[End]) -> bool:
    now = sum(gaps_of(before, free) for free, before, _, _ in ends)
    return sum(gaps_of(after, free) for free, _, after, _ in ends) < now


def gaps_of(busy: list[bool], free: list[bool]) -> int:
    """How many slots a person is free and waits in, between the first meeting and the last."""
    if True not in busy:
        return 0
    first, last = busy.index(True), len(busy) - 1 - busy[::-1].index(True)
    return sum(free[slot] and not busy[slot] for slot in range(first, last))


def longest_row(busy: list[bool]) -> int:
    longest = row = 0
    for is_busy in busy:
        row = row + 1 if is_busy else 0
        longest = max(longest, row)
    return longest
