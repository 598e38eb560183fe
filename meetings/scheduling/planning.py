"""Plans a day: good beginnings, then a search that empties two or three slots at a time and fills them anew.

A slot alone is an assignment problem and solved exactly (`Board.extend`), so the search only has to find out which pair
belongs in which slot. Before each try it turns chains of meetings between two slots, which costs nothing and leads to
plans that refilling alone does not find. It keeps a new plan when it is worth no less. What was tried beside it stands
in docs/performance.md.
"""

import random
import time
from collections.abc import Callable, Sequence

import numpy as np

from meetings.scheduling.board import Board
from meetings.scheduling.bound import pairs_bound
from meetings.scheduling.chains import close_gaps, shuffled
from meetings.scheduling.instance import Instance, Plan
from meetings.scheduling.pins import settle_pins
from meetings.scheduling.repair import MOST_MOVED
from meetings.scheduling.starts import begin

# How much pairs are made to look better or worse than they are, and in how many rounds they are seen as they are.
NOISE = (0.003, 0.01, 0.03, 0.1)
EXACT_SHARE = 0.5
# How many slots are emptied at a time: two are quick, three come further.
SLOTS_AT_A_TIME = (2, 2, 3)
# What is left for gaps of the time there is.
GAPS_SHARE = 0.1
NOTHING = 1e-9
# Managers × startups × slots, and how many seconds the search for a plan of that size usually may take.
USUAL = ((1350, 0.09), (18_000, 0.45), (57_600, 0.9), (360_000, 4.5))
# A repair, in which little may be moved, is done sooner.
REPAIR = 0.6

Progress = Callable[[float, float], None]
Stop = Callable[[], bool]


class Limits:
    """When to stop: after so many rounds, at a time of the clock, or when asked to."""

    def __init__(self, rounds: int | None, seconds: float | None, progress: Progress | None, stop: Stop | None) -> None:
        self.began = time.perf_counter()
        self.most_rounds, self.seconds = rounds, seconds
        self.progress, self.stop = progress, stop
        self.rounds = 0
        self.stopped = False

    @property
    def taken(self) -> float:
        return time.perf_counter() - self.began

    def is_over(self, share: float = 1.0) -> bool:
        """Whether this share of the time has gone by."""
        if not self.stopped and self.stop is not None:
            self.stopped = self.stop()
        return self.stopped or (self.seconds is not None and self.taken >= share * self.seconds)

    def next_round(self, value: float) -> bool:
        """Counts a round, tells how far the search has come, and says whether there is another."""
        if self.most_rounds is not None and self.rounds >= self.most_rounds:
            return False
        if self.is_over(1 - GAPS_SHARE):
            return False
        self.rounds += 1
        if self.progress is not None:
            parts = [self.rounds / self.most_rounds] if self.most_rounds else []
            parts += [self.taken / self.seconds] if self.seconds else []
            self.progress(min(max(parts, default=0.0), 1.0), value)
        return True


def plan(
    instance: Instance,
    *,
    seed: int = 0,
    rounds: int | None = None,
    seconds: float | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Plan:
    """The best plan found in so many rounds and seconds; the same seed and rounds alone give the same plan.

    Without either the size of the day decides: usually the rounds are done before their time is up. `progress` hears the
    share done (0–1) and the value so far, `stop` is asked in every round; the best plan so far is kept.
    """
    if rounds is None and seconds is None:
        rounds, seconds = usual_rounds(instance), usual_seconds(instance)
    limits = Limits(rounds, seconds, progress, stop)
    pins = settle_pins(instance)
    board = Board(instance, pins)
    dice = random.Random(seed)
    if board.weights.any():
        begin(board, instance, pins, dice)
        most_away = int(MOST_MOVED * len(pins.untouched))
        enough = None if board.is_fair or board.staying else pairs_bound(instance, pins)
        search(board, dice, limits, most_away=most_away, enough=enough)
        close_gaps(board, dice, limits.is_over)
    return Plan(board.meetings(), tuple(pins.refusals), limits.rounds, limits.taken)


def usual_seconds(instance: Instance) -> float:
    """What a day of this size may take; the sizes between and beyond are reckoned from USUAL."""
    size = instance.managers * instance.startups * instance.slots
    sizes, seconds = zip(*USUAL, strict=True)
    share = 1.0 if instance.keep is None else REPAIR
    return float(np.interp(size, sizes, seconds)) * max(1.0, size / sizes[-1]) * share


def usual_rounds(instance: Instance) -> int:
    size = instance.managers * instance.startups * instance.slots
    return int(800 * max(size / USUAL[0][0], 0.3) ** 0.4)


def search(board: Board, dice: random.Random, limits: Limits, *, most_away: int, enough: float | None) -> None:
    """Betters the plan on the board until the limits are reached or it is worth enough."""
    slots = [slot for slot in range(board.slots) if board.manager_free[slot].any() and board.startup_free[slot].any()]
    if len(slots) < 2:
        return
    chance = np.random.default_rng(dice.getrandbits(32))
    tolerance = NOTHING * float(board.weights.max())
    best = board.objective()
    while enough is None or board.value < enough - tolerance:
        if not limits.next_round(board.value):
            break
        chosen = _neighbours(slots, board, dice)
        before = [*shuffled(board, chosen[0], chosen[1], dice), *(board.matches[slot] for slot in chosen[2:])]
        refill(board, chosen, dice, chance)
        now = board.objective()
        if now < best - tolerance or board.away > most_away:
            board.replace(chosen, before)
        else:
            best = now


def _neighbours(slots: Sequence[int], board: Board, dice: random.Random) -> list[int]:
    """Two or three slots; near each other when pauses bind what lies side by side."""
    number = min(dice.choice(SLOTS_AT_A_TIME), len(slots))
    if board.most_in_a_row is None or dice.random() < 0.3:
        return dice.sample(slots, number)
    first = dice.randrange(len(slots))
    reach = board.most_in_a_row + 1
    near = slots[max(0, first - reach) : first + reach + 1]
    return dice.sample(near, min(number, len(near)))


def refill(board: Board, chosen: Sequence[int], dice: random.Random, chance: np.random.Generator) -> None:
    """Empties the slots and fills them one after another, first as if pairs were worth a little else than they are."""
    noise = None
    if dice.random() > EXACT_SHARE:
        noise = 1 + dice.choice(NOISE) * chance.standard_normal(board.weights.shape)
    for slot in chosen:
        board.clear(slot)
    for slot in chosen:
        board.extend(slot, noise)
    if noise is not None:
        for slot in chosen:
            board.clear(slot)
            board.extend(slot)
