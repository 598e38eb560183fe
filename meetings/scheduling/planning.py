"""Plans a day: a quick beginning, bargaining over prices, then a search that empties two or three slots at a time.

A slot alone is an assignment problem and solved exactly (`Board.extend`), so that it only is to be found out which pair
belongs in which slot. Bargaining settles nearly all of it (`bargaining`). The search then turns chains of meetings
between slots, which costs nothing and leads to plans that refilling alone does not find, and keeps a new plan when it
is worth no less. What was tried beside it stands in docs/performance.md.
"""

import math
import random
from collections.abc import Sequence

import numpy as np

from meetings.scheduling.bargaining import bargain
from meetings.scheduling.board import Board
from meetings.scheduling.bound import pairs_bound
from meetings.scheduling.chains import close_gaps, shuffled
from meetings.scheduling.instance import Instance, Plan
from meetings.scheduling.limits import Limits, Progress, Stop
from meetings.scheduling.pins import Pins, settle_pins
from meetings.scheduling.repair import MOST_MOVED
from meetings.scheduling.starts import begin

# How much pairs are made to look better or worse than they are, and in how many rounds they are seen as they are.
NOISE = (0.003, 0.01, 0.03, 0.1)
EXACT_SHARE = 0.5
# How many slots are emptied at a time: two are quick, three come further.
SLOTS_AT_A_TIME = (2, 2, 3)
# How much of the rounds and the time goes to bargaining, if so much is wanted.
BARGAIN_SHARE = 0.85
NOTHING = 1e-9
# Managers × startups × slots, and how many seconds the search for a plan of that size usually may take.
USUAL = ((1350, 0.09), (18_000, 0.45), (57_600, 0.9), (360_000, 4.5))
# A repair, in which little may be moved, is done sooner.
REPAIR = 0.6


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
        enough = _enough(board, instance, pins)
        if not board.staying:
            bargain(board, dice, limits, until=BARGAIN_SHARE, enough=enough)
        search(board, dice, limits, most_away=most_away, enough=enough)
        close_gaps(board, dice, limits.is_over)
    return Plan(board.meetings(), tuple(pins.refusals), limits.rounds, limits.taken)


def _enough(board: Board, instance: Instance, pins: Pins) -> float:
    """What a plan is worth that cannot be bettered."""
    most = None if board.is_fair or board.staying else pairs_bound(instance, pins)
    return math.inf if most is None else most - NOTHING * float(board.weights.max())


def usual_seconds(instance: Instance) -> float:
    """What a day of this size may take; the sizes between and beyond are reckoned from USUAL."""
    size = instance.managers * instance.startups * instance.slots
    sizes, seconds = zip(*USUAL, strict=True)
    share = 1.0 if instance.keep is None else REPAIR
    return float(np.interp(size, sizes, seconds)) * max(1.0, size / sizes[-1]) * share


def usual_rounds(instance: Instance) -> int:
    size = instance.managers * instance.startups * instance.slots
    return int(800 * max(size / USUAL[0][0], 0.3) ** 0.15)


def search(board: Board, dice: random.Random, limits: Limits, *, most_away: int, enough: float) -> None:
    """Betters the plan on the board until the limits are reached or it is worth enough."""
    slots = [slot for slot in range(board.slots) if board.manager_free[slot].any() and board.startup_free[slot].any()]
    if len(slots) < 2:
        return
    chance = np.random.default_rng(dice.getrandbits(32))
    tolerance = NOTHING * float(board.weights.max())
    best = board.objective()
    while board.value < enough and limits.next_round(board.value):
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
        board.extend(slot, None if noise is None else board.open * noise)
    if noise is not None:
        for slot in chosen:
            board.clear(slot)
            board.extend(slot)
