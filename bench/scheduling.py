"""The planner of matchmaking days: what its plans are worth against the proved bound and against one made by hand."""

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from meetings.scheduling import Instance, Meeting, settle_pins
from meetings.scheduling.bound import bound
from meetings.scheduling.figures import figures_of, value_of
from meetings.scheduling.greedy import greedy
from meetings.scheduling.planning import plan
from meetings.scheduling.repair import BrokenDay, repair

# Managers, startups, slots, and how many seconds a plan may take.
SIZES = [(10, 15, 9, 0.1), (25, 40, 18, 0.5), (40, 60, 24, 1.0), (100, 150, 24, 5.0)]
WORTH, WORTH_WITH_PAUSES, WORTH_AFTER_A_WHILE = 0.999, 0.99, 0.995
MOST_IN_A_ROW, A_WHILE = 4, 20.0
FAIR_MINIMUM = {9: 6, 18: 12, 24: 16}
LEAVE = 3
# How much of a full plan is published on the days that are repaired with their own meetings alone.
PUBLISHED = (1.0, 0.6, 0.4)
AWAY = 3  # managers, in the morning


def measure() -> list[dict[str, Any]]:
    """Each size plain, with favourites in half days, with a fair minimum and with pauses; then a day that is repaired."""
    rows = []
    for managers, startups, slots, seconds in SIZES:
        day = a_day(managers, startups, slots)
        rows.append(_row("plain", day, seconds, WORTH))
        rows.append(_row("half days", in_half_days(day), seconds, WORTH))
        rows.append(_row("fair minimum", replace(day, fair_minimum=FAIR_MINIMUM[slots]), seconds, WORTH))
        paused = replace(day, most_in_a_row=MOST_IN_A_ROW)
        rows.append(_row("pauses", paused, seconds, WORTH_WITH_PAUSES))
        rows.append(_row("pauses, 20 s", paused, A_WHILE + 1, WORTH_AFTER_A_WHILE, seconds=A_WHILE))
    rows.append(_row("repair", _broken(a_day(40, 60, 24)), 1.0, None))
    rows += [_row_of_the_day_itself(share) for share in PUBLISHED]
    return rows


def _row(
    name: str, day: Instance, limit: float, target: float | None, *, seconds: float | None = None
) -> dict[str, Any]:
    start = time.perf_counter()
    planned = plan(day, seconds=seconds)
    taken = time.perf_counter() - start
    figures = figures_of(day, planned)
    best = bound(day, reached=figures.value)
    pins = settle_pins(day).kept
    return {
        "what": name,
        "size": f"{day.managers}×{day.startups}×{day.slots}",
        "ratio": figures.value / best.value,
        "target": target,
        "by_hand": value_of(day, [*pins, *greedy(day, pins)]) / best.value,
        "proof": best.proof,
        "seconds": taken,
        "limit": limit,
        "least": figures.least_per_manager,
        "gaps": figures.gaps,
        "moved": figures.moved / max(len(settle_pins(day).untouched), 1),
    }


def _row_of_the_day_itself(share: float) -> dict[str, Any]:
    """The repair in the product: some managers are away in the morning of a published day, and nobody meets anybody new.

    The bound is that of a planner that may give the published pairs any times; by hand, their meetings are cancelled.
    """
    day, dice = a_day(40, 60, 24), random.Random(1)
    published = [meeting for meeting in plan(day).meetings if dice.random() < share]
    pairs = {meeting[:2] for meeting in published}
    free = [
        [slot_free and (manager >= AWAY or slot >= day.slots // 2) for slot, slot_free in enumerate(row)]
        for manager, row in enumerate(day.manager_free)
    ]
    scores = [
        [score if (manager, startup) in pairs else 0 for startup, score in enumerate(row)]
        for manager, row in enumerate(day.manager_scores)
    ]
    broken = replace(day, manager_free=free, manager_scores=scores, keep=published)
    touched = {one: day.weights[one.manager][one.startup] for one in published if not free[one.manager][one.slot]}
    untouched = [one for one in published if one not in touched]
    start = time.perf_counter()
    times = repair(BrokenDay(touched, untouched, _times(free), _times(day.startup_free), [None] * day.slots)).times
    taken = time.perf_counter() - start
    value, best = value_of(day, untouched), bound(broken)
    saved = sum(worth for one, worth in touched.items() if times[one] is not None)
    return {
        "what": f"on the day, {len(published)} meetings",
        "size": f"{day.managers}×{day.startups}×{day.slots}",
        "ratio": (value + saved) / best.value,
        "target": None,
        "by_hand": value / best.value,
        "proof": best.proof,
        "seconds": taken,
        "limit": 1.0,
        "least": 0,
        "gaps": 0,
        "moved": sum(one not in touched for one in times) / len(untouched),
    }


def _times(free: Sequence[Sequence[bool]]) -> dict[int, list[int]]:
    return {person: [slot for slot, is_free in enumerate(row) if is_free] for person, row in enumerate(free)}


def a_day(managers: int, startups: int, slots: int, *, seed: int = 1) -> Instance:
    """Scores from 0 to 5 on both sides; everybody is away in one slot of ten."""
    dice = random.Random(seed)
    scores = [[[dice.randint(0, 5) for _ in range(startups)] for _ in range(managers)] for _ in range(2)]
    free = [[[dice.random() >= 0.1 for _ in range(slots)] for _ in range(people)] for people in (managers, startups)]
    return Instance(slots, *scores, *free)


def in_half_days(day: Instance, *, seed: int = 1) -> Instance:
    """Half of all come for half of the day, and five startups that all want only in the morning; rooms for half."""
    dice = random.Random(seed)
    half = day.slots // 2

    def halved(people: int) -> list[list[bool]]:
        away = [dice.choice([range(0), range(0), range(half), range(half, day.slots)]) for _ in range(people)]
        return [[slot not in gone for slot in range(day.slots)] for gone in away]

    wanted = [
        [dice.randint(6, 9) if startup < 5 else score for startup, score in enumerate(row)]
        for row in day.manager_scores
    ]
    startups = halved(day.startups)
    startups[:5] = [[slot < half for slot in range(day.slots)] for _ in range(5)]
    return replace(
        day,
        manager_scores=wanted,
        manager_free=halved(day.managers),
        startup_free=startups,
        room_count=day.managers // 2,
    )


def _broken(day: Instance) -> Instance:
    """Three startups leave after a third of the published day: what has been held is pinned, the rest is to stay."""
    published = plan(day).meetings
    now = day.slots // 3
    free = [
        [slot_free and (startup >= LEAVE or slot < now) for slot, slot_free in enumerate(row)]
        for startup, row in enumerate(day.startup_free)
    ]
    held: list[Meeting] = [meeting for meeting in published if meeting.slot < now]
    return replace(day, startup_free=free, pinned=held, keep=published)
