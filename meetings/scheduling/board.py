"""The day while it is being planned: who meets whom in each slot, and the best way to fill a slot given all others."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from meetings.scheduling.instance import Instance, Meeting
from meetings.scheduling.pins import Pins

Numbers = NDArray[np.intp]
Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
Pairs = tuple[Numbers, Numbers]

# A meeting that brings a startup nearer to the fair minimum counts for more, by so much that all of it together costs
# at most this share of the plan.
STARTUP_FAIRNESS = 0.0005
# What it is worth to leave a published meeting where it is, as a share of an average meeting.
STAYING = 0.25
# What it is worth that of two managers below their minimum the one with less gets a meeting, as a share of an average
# meeting: much for the first meeting, nothing for the last.
LOWEST = 0.5


class Board:
    """All meetings so far. Pins lie fixed; the rest of a slot is taken away with `clear` and given anew with `extend`."""

    def __init__(self, instance: Instance, pins: Pins) -> None:
        managers, startups, slots = instance.managers, instance.startups, instance.slots
        self.weights: Table = np.array(instance.weights, dtype=float).reshape(managers, startups)
        self.open = self.weights.copy()  # what a pair that does not meet yet is worth
        # Slots × people, so that those of one slot lie side by side.
        self.manager_free = np.array(instance.manager_free, dtype=bool).reshape(managers, slots).T.copy()
        self.startup_free = np.array(instance.startup_free, dtype=bool).reshape(startups, slots).T.copy()
        self.manager_busy = np.zeros((slots, managers), dtype=bool)
        self.startup_busy = np.zeros((slots, startups), dtype=bool)
        self.manager_counts = np.zeros(managers, dtype=np.intp)
        self.startup_counts = np.zeros(startups, dtype=np.intp)
        self.slots, self.most_in_a_row = slots, instance.most_in_a_row
        # Whom the pauses are for.
        self.manager_pauses = np.array([instance.most_of_manager(m) is not None for m in range(managers)], dtype=bool)
        self.startup_pauses = np.array([instance.most_of_startup(s) is not None for s in range(startups)], dtype=bool)
        self.rooms = [instance.room_count if instance.room_count is not None else managers + startups] * slots
        self.value, self.values = 0.0, [0.0] * slots
        nobody = np.empty(0, dtype=np.intp)
        self.matches: list[Pairs] = [(nobody, nobody)] * slots
        self.pins = pins.kept
        for pin in pins.kept:
            self._pin(pin)
        self._weigh_fairness(instance)
        self._weigh_staying(pins.untouched)
        self.counts = self.is_fair or self.staying > 0

    def _pin(self, pin: Meeting) -> None:
        self.value += self.weights[pin.manager, pin.startup]
        self.open[pin.manager, pin.startup] = 0
        self.manager_busy[pin.slot, pin.manager] = self.startup_busy[pin.slot, pin.startup] = True
        self.manager_free[pin.slot, pin.manager] = self.startup_free[pin.slot, pin.startup] = False
        self.manager_counts[pin.manager] += 1
        self.startup_counts[pin.startup] += 1
        self.rooms[pin.slot] -= 1

    def _weigh_fairness(self, instance: Instance) -> None:
        """`manager_bonus[n]` is what a manager's meeting number n (from 0) is worth beside its scores; startups alike."""
        least = instance.fair_minimum or 0
        self.is_fair = least > 0 and self.slots > 0 and bool(self.weights.any())
        if not self.is_fair:
            return
        first = min(least, self.slots)
        reaches = np.arange(self.slots + 1) < first
        lower = np.where(reaches, 1 - np.arange(self.slots + 1) / first, 0)
        usual = self.weights[self.weights > 0].mean()
        # More than three slots can be worth: no manager's minimum is given up for the value of others' extras.
        dear = 3 * self.weights.max() * min(self.weights.shape) + 1
        self.manager_bonus = dear * reaches + LOWEST * usual * lower
        most = min(self.manager_free.sum() / (first * self.startup_free.shape[1]), 1)
        self.startup_bonus = STARTUP_FAIRNESS * usual * most * (reaches + lower) / 2
        self.manager_credit = np.concatenate([[0], np.cumsum(self.manager_bonus)])
        self.startup_credit = np.concatenate([[0], np.cumsum(self.startup_bonus)])

    def _weigh_staying(self, untouched: Sequence[Meeting]) -> None:
        """`home` is the slot in which the published plan has a pair, -1 for none; `away` counts those not there."""
        self.home = np.full(self.weights.shape, -1)
        self.staying, self.away = 0.0, len(untouched)
        for meeting in untouched:
            self.home[meeting.manager, meeting.startup] = meeting.slot
        if untouched:
            self.staying = STAYING * float(self.weights[self.home >= 0].mean())

    def clear(self, slot: int) -> None:
        """Takes away all meetings of the slot but the pinned ones."""
        managers, startups = self.matches[slot]
        if not len(managers):
            return
        self.open[managers, startups] = self.weights[managers, startups]
        self.value -= self.values[slot]
        self.values[slot] = 0.0
        self.manager_busy[slot, managers] = False
        self.startup_busy[slot, startups] = False
        self.rooms[slot] += len(managers)
        self.matches[slot] = (managers[:0], startups[:0])
        if self.counts:
            self._count(slot, managers, startups, -1)

    def put(self, slot: int, pairs: Pairs) -> None:
        """Adds meetings to the slot; whoever calls has seen to it that they break no rule."""
        managers, startups = pairs
        if not len(managers):
            return
        worth = float(self.weights[managers, startups].sum())
        self.value += worth
        self.values[slot] += worth
        self.open[managers, startups] = 0
        self.manager_busy[slot, managers] = True
        self.startup_busy[slot, startups] = True
        self.rooms[slot] -= len(managers)
        if self.counts:
            self._count(slot, managers, startups, 1)
        before = self.matches[slot]
        if len(before[0]):
            managers, startups = np.concatenate([before[0], managers]), np.concatenate([before[1], startups])
        self.matches[slot] = (managers, startups)

    def replace(self, slots: Sequence[int], held: Sequence[Pairs]) -> None:
        """Gives the slots other meetings. All are cleared first, since a pair may have changed from one to another."""
        for slot in slots:
            self.clear(slot)
        for slot, pairs in zip(slots, held, strict=True):
            self.put(slot, pairs)

    def _count(self, slot: int, managers: Numbers, startups: Numbers, by: int) -> None:
        if self.is_fair:
            self.manager_counts[managers] += by
            self.startup_counts[startups] += by
        if self.staying:
            self.away -= by * int((self.home[managers, startups] == slot).sum())

    def extend(self, slot: int, seen: Table | None = None, *, resting: Pairs | None = None) -> None:
        """Gives the slot the best meetings that its free time, rooms and pauses still allow, all others given.

        Pairs are worth what they are `seen` as, if that is said; those `resting` get no meeting.
        """
        rested = resting or (None, None)
        rows = self._who(self.manager_free, self.manager_busy, self.manager_pauses, slot, rested[0])
        columns = self._who(self.startup_free, self.startup_busy, self.startup_pauses, slot, rested[1])
        rooms = self.rooms[slot]
        if not len(rows) or not len(columns) or rooms <= 0:
            return
        worth = self._worth(slot, self.open if seen is None else seen, rows[:, None], columns)
        chosen, partners = best_pairs(worth, rooms)
        self.put(slot, (rows[chosen], columns[partners]))

    def pauses_allow(self, slot: int, managers: Numbers, startups: Numbers) -> Flags:
        """Which of these pairs may meet in the slot without too many meetings in a row."""
        may = np.ones(len(managers), dtype=bool)
        most = self.most_in_a_row
        if most is not None and most < self.slots:
            may &= (row_lengths(self.manager_busy, slot, most)[managers] < most) | ~self.manager_pauses[managers]
            may &= (row_lengths(self.startup_busy, slot, most)[startups] < most) | ~self.startup_pauses[startups]
        return may

    def _worth(self, slot: int, seen: Table, rows: Numbers, columns: Numbers) -> Table:
        worth = seen[rows, columns]
        if not self.counts:
            return worth
        meet = worth > 0
        if self.is_fair:
            managers = self.manager_bonus[self.manager_counts[rows]]
            startups = self.startup_bonus[self.startup_counts[columns]]
            worth = np.where(meet, worth + managers + startups, 0)
        if self.staying:
            worth = worth + self.staying * ((self.home[rows, columns] == slot) & meet)
        return worth

    def _who(self, free: Flags, busy: Flags, pauses: Flags, slot: int, resting: Numbers | None) -> Numbers:
        """Who is free in the slot and would not have too many meetings in a row with one in it."""
        who = free[slot] > busy[slot]
        if resting is not None:
            who[resting] = False
        most = self.most_in_a_row
        if most is not None and most < self.slots:
            who &= (row_lengths(busy, slot, most) < most) | ~pauses
        return who.nonzero()[0]

    def objective(self) -> float:
        """The value, what fairness adds to it, and what it is worth that published meetings stay."""
        total = self.value
        if self.is_fair:
            total += float(self.manager_credit[self.manager_counts].sum())
            total += float(self.startup_credit[self.startup_counts].sum())
        if self.staying:
            total -= self.staying * self.away
        return total

    def meetings(self) -> tuple[Meeting, ...]:
        searched = [
            Meeting(int(manager), int(startup), slot)
            for slot, pairs in enumerate(self.matches)
            for manager, startup in zip(*pairs, strict=True)
        ]
        return tuple(sorted([*searched, *self.pins], key=lambda m: (m.slot, m.manager)))


def row_lengths(busy: NDArray[np.bool_], slot: int, most: int) -> Numbers:
    """How many meetings in a row each has just before and just after the slot together, none counted beyond `most`."""
    total = np.zeros(busy.shape[1], dtype=np.intp)
    for step in (-1, 1):
        unbroken = np.ones(busy.shape[1], dtype=bool)
        for distance in range(1, most + 1):
            if not 0 <= slot + step * distance < len(busy):
                break
            unbroken &= busy[slot + step * distance]
            total += unbroken
    return total


def best_pairs(worth: Table, rooms: float = math.inf) -> Pairs:
    """The assignment of rows to columns worth most, of at most `rooms` pairs, each worth more than 0.

    When rooms bind, each row but `rooms` of them must take a column that stands for staying away: such a column is
    worth more than any pair, so that all of them are taken.
    """
    turned = rooms < min(worth.shape) and worth.shape[0] > worth.shape[1]
    table = worth.T if turned else worth
    wide = table
    if rooms < table.shape[0]:
        away = np.full((table.shape[0], table.shape[0] - int(rooms)), 2 * table.max() + 1)
        wide = np.hstack([table, away])
    rows, columns = linear_sum_assignment(wide, maximize=True)
    if wide is not table:
        real = columns < table.shape[1]
        rows, columns = rows[real], columns[real]
    real = table[rows, columns] > 0
    rows, columns = rows[real], columns[real]
    return (columns, rows) if turned else (rows, columns)
