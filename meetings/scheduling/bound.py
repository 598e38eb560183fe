"""Certificates: what no plan of the day can be worth more than, whatever method has made it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from meetings.scheduling.instance import Instance
from meetings.scheduling.pins import Pins, settle_pins

Numbers = NDArray[np.intp]

# Beyond so many variables the linear program over slots takes minutes, and the one over pairs has to do.
MOST_VARIABLES = 150_000
# Solvers reckon to about this share.
EXACT = 1e-7


@dataclass(frozen=True)
class Bound:
    """What no plan is worth more than, and by which proof: "pairs" (b-matching) or "slots" (LP over pairs and slots)."""

    value: float
    proof: str


class _Parts:
    """The day without what pins decide: numbers of the open pairs, who is still free when, and the rooms left."""

    def __init__(self, instance: Instance, pins: Pins) -> None:
        shape = (instance.managers, instance.startups)
        weights = np.array(instance.weights, dtype=float).reshape(shape)
        self.managers_free = np.array(instance.manager_free, dtype=bool).reshape(shape[0], instance.slots)
        self.startups_free = np.array(instance.startup_free, dtype=bool).reshape(shape[1], instance.slots)
        self.rooms = np.full(instance.slots, instance.room_count if instance.room_count is not None else min(shape))
        self.fixed = sum(float(weights[pin.manager, pin.startup]) for pin in pins.kept)
        self.whole = bool((weights == np.round(weights)).all())
        for manager, startup, slot in pins.kept:
            weights[manager, startup] = 0
            self.managers_free[manager, slot] = self.startups_free[startup, slot] = False
            self.rooms[slot] -= 1
        together = self.managers_free.astype(int) @ self.startups_free.T.astype(int)
        self.managers, self.startups = np.nonzero((weights > 0) & (together > 0))
        self.weights = weights[self.managers, self.startups]
        self.slots, self.most_in_a_row = instance.slots, instance.most_in_a_row
        self.pinned = pins.kept
        self.pauses = (
            np.array([instance.most_of_manager(m) is not None for m in range(shape[0])], dtype=bool),
            np.array([instance.most_of_startup(s) is not None for s in range(shape[1])], dtype=bool),
        )

    def rounded(self, value: float) -> float:
        """A proof in fractions proves the whole number below when all scores are whole."""
        value = self.fixed + value
        return float(np.floor(value + 1e-6 * max(1.0, value))) if self.whole else value


def bound(instance: Instance, *, reached: float | None = None) -> Bound:
    """The least bound that can be proved in reasonable time; the quick one when a plan has `reached` it already.

    It counts with pins, absences, rooms and pauses, not with fairness and what is to be kept: what these cost shows.
    """
    pins = settle_pins(instance)
    parts = _Parts(instance, pins)
    if not len(parts.weights):
        return Bound(parts.rounded(0.0), "pairs")
    by_pairs = parts.rounded(_over_pairs(parts))
    if reached is not None and reached >= by_pairs * (1 - EXACT):
        return Bound(by_pairs, "pairs")
    variables = int((parts.managers_free[parts.managers] & parts.startups_free[parts.startups]).sum())
    by_slots = _over_slots(parts) if variables <= MOST_VARIABLES else None
    if by_slots is None or parts.rounded(by_slots) >= by_pairs:
        return Bound(by_pairs, "pairs")
    return Bound(parts.rounded(by_slots), "slots")


def pairs_bound(instance: Instance, pins: Pins) -> float | None:
    """The quick bound alone: how many slots each has decides, not which."""
    parts = _Parts(instance, pins)
    return parts.rounded(_over_pairs(parts)) if len(parts.weights) else None


def _over_pairs(parts: _Parts) -> float:
    """Max-weight b-matching: every person has as many meetings at most as slots that pauses leave."""
    pair = np.arange(len(parts.weights))
    most = parts.most_in_a_row
    limits = [
        most_meetings(parts.managers_free, most, parts.pauses[0]),
        most_meetings(parts.startups_free, most, parts.pauses[1]),
        np.minimum(parts.rooms, np.minimum(parts.managers_free.sum(0), parts.startups_free.sum(0)))
        .clip(0)
        .sum(keepdims=True),
    ]
    blocks = [(parts.managers, pair), (parts.startups, pair), (np.zeros_like(pair), pair)]
    found = _solve(parts.weights, blocks, limits, "highs")
    return float(parts.weights.sum()) if found is None else found


def most_meetings(free: NDArray[np.bool_], most: int | None, pauses: NDArray[np.bool_]) -> Numbers:
    """How many slots each person can use when those whom `pauses` are for may use no more than `most` in a row.

    Greedily from the left: using a slot whenever it may be used leaves the fewest unused, since each group of
    `most` + 1 free slots in a row must leave one unused and its last is the best to leave.
    """
    used, row = np.zeros(len(free), dtype=np.intp), np.zeros(len(free), dtype=np.intp)
    for slot in range(free.shape[1]):
        uses = free[:, slot] if most is None else free[:, slot] & ((row < most) | ~pauses)
        row = np.where(uses, row + 1, 0)
        used += uses
    return used


def _over_slots(parts: _Parts) -> float | None:
    """The linear program with one variable for each pair in each slot that both have; None when it is not solved."""
    pair, slot = np.nonzero(parts.managers_free[parts.managers] & parts.startups_free[parts.startups])
    variable = np.arange(len(pair))
    managers, startups = parts.managers[pair], parts.startups[pair]
    people = (len(parts.managers_free), len(parts.startups_free))
    blocks = [
        (managers * parts.slots + slot, variable),
        (startups * parts.slots + slot, variable),
        (pair, variable),
        (slot, variable),
    ]
    sizes = [people[0] * parts.slots, people[1] * parts.slots, len(parts.weights)]
    limits = [*(np.ones(size) for size in sizes), parts.rooms.clip(0)]
    for start in _windows(parts):
        inside = np.flatnonzero((slot >= start) & (slot <= start + (parts.most_in_a_row or 0)))
        for persons, column in ((managers, 0), (startups, 1)):
            blocks.append((persons[inside], inside))
            limits.append(_left_in_window(parts, start, column))
    return _solve(parts.weights[pair], blocks, limits, "highs-ipm")


def _windows(parts: _Parts) -> range:
    """The first slot of every group of consecutive slots of which one must be left unused."""
    if parts.most_in_a_row is None:
        return range(0)
    return range(max(0, parts.slots - parts.most_in_a_row))


def _left_in_window(parts: _Parts, start: int, column: int) -> NDArray[np.float64]:
    """How many meetings each may have in the window beside the pinned ones."""
    most = parts.most_in_a_row or 0
    left = np.where(parts.pauses[column], float(most), most + 1.0)
    for pin in parts.pinned:
        if start <= pin.slot <= start + most:
            left[pin[column]] -= 1
    return left.clip(0)


def _solve(
    weights: NDArray[np.float64], blocks: list[tuple[Numbers, Numbers]], limits: list[NDArray], method: str
) -> float | None:
    """The most that weights can bring when each block's rows stay within the block's limits; None when not solved."""
    rows, columns, before = [], [], 0
    for (row, column), limit in zip(blocks, limits, strict=True):
        rows.append(row + before)
        columns.append(column)
        before += len(limit)
    ones = np.ones(sum(map(len, rows)))
    table = sparse.csr_matrix((ones, (np.concatenate(rows), np.concatenate(columns))), shape=(before, len(weights)))
    dearest = weights.max()  # solvers reckon with tolerances that suit numbers about 1
    answer = linprog(-weights / dearest, A_ub=table, b_ub=np.concatenate(limits), bounds=(0, 1), method=method)
    return float(-answer.fun * dearest) if answer.status == 0 else None
