"""Where the search begins: the best of a few quick plans, or the published plan when there is one to be kept."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from meetings.scheduling.board import Board, Numbers, Pairs
from meetings.scheduling.greedy import greedy
from meetings.scheduling.instance import Instance, Meeting
from meetings.scheduling.pins import Pins

STARTS = 3


def begin(board: Board, instance: Instance, pins: Pins, dice: random.Random) -> None:
    """Puts the first plan on an empty board."""
    if pins.untouched:
        put_all(board, pins.untouched)
        for slot in _scarce_first(board):
            board.extend(slot)
        return
    best, best_worth = list(board.matches), -1.0
    for number in range(STARTS + 1):
        if number == 0:
            put_all(board, greedy(instance, pins.kept))
        else:
            _fill(board, dice, number)
        if board.objective() > best_worth:
            best, best_worth = list(board.matches), board.objective()
        for slot in range(board.slots):
            board.clear(slot)
    board.replace(range(board.slots), best)


def put_all(board: Board, meetings: Iterable[Meeting]) -> None:
    of_slot: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        of_slot[meeting.slot].append(meeting)
    for slot, there in of_slot.items():
        board.put(slot, (np.array([m.manager for m in there]), np.array([m.startup for m in there])))


def _fill(board: Board, dice: random.Random, number: int) -> None:
    """One assignment for each slot, the scarcest first or in any order, with pauses staggered over the people."""
    order = list(_scarce_first(board))
    if number > 1:
        dice.shuffle(order)
    if board.most_in_a_row is not None:
        rests = _rests(board, dice, startups_too=number > 1)
        for slot in order:
            board.extend(slot, resting=rests(slot))
    for slot in order:
        board.extend(slot)


def _scarce_first(board: Board) -> Sequence[int]:
    sizes = board.manager_free.sum(axis=1) * board.startup_free.sum(axis=1)
    return [int(slot) for slot in np.argsort(sizes, kind="stable")]


def _rests(board: Board, dice: random.Random, *, startups_too: bool) -> Callable[[int], Pairs]:
    """Who pauses in a slot, if everybody pauses once in so many slots and as many people as can be at other times."""
    turn = (board.most_in_a_row or 0) + 1
    managers = _turns(len(board.weights), turn, dice)
    startups = _turns(board.weights.shape[1] if startups_too else 0, turn, dice)
    startup_pauses = board.startup_pauses[: len(startups)]

    def rests(slot: int) -> Pairs:
        return (
            np.flatnonzero((managers == slot % turn) & board.manager_pauses),
            np.flatnonzero((startups == slot % turn) & startup_pauses),
        )

    return rests


def _turns(people: int, turn: int, dice: random.Random) -> Numbers:
    turns = [person % turn for person in range(people)]
    dice.shuffle(turns)
    return np.array(turns, dtype=np.intp)
