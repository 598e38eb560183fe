"""Whom both sides want to meet, as the numbers that a day is planned by: plain data in, plain data out.

A must counts as two wants and a want as three coulds: what somebody must have goes before what others merely would like,
and yet takes no room from three meetings that are wanted. A no is 0, and such a pair is never planned.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from meetings.rooms import at_once
from meetings.slots import Span
from meetings.states import Level, Side

SIDES = tuple(Side)
SCORES: Mapping[str, int] = {Level.MUST: 6, Level.WANT: 3, Level.COULD: 1, Level.NO: 0}
# What either side wants as long as it has said nothing.
ONLY_THE_STARTUP: Mapping[Side, Level] = {Side.MANAGER: Level.NO, Side.STARTUP: Level.COULD}
BOTH_WANT: Mapping[Side, Level] = dict.fromkeys(SIDES, Level.WANT)
BOTH_COULD: Mapping[Side, Level] = dict.fromkeys(SIDES, Level.COULD)

RULES = ("most_in_a_row", "fair_minimum", "pausing_managers", "pausing_startups")
# How many meetings in a row somebody has at most who asks for pauses, on a day that has no rule for everybody.
WITH_PAUSES = 3


class Candidate(NamedTuple):
    """A match that can be met about on the day: whose challenge it is, and whether the startup has answered."""

    match: int
    startup: int
    owner: int
    has_answered: bool


class Pair(NamedTuple):
    """A manager and a startup, and what they would meet about. A large day has 2 400: a tuple is made in no time."""

    manager: int
    startup: int
    match: int
    is_own: bool
    has_answered: bool
    has_met: bool

    @property
    def expected(self) -> Mapping[Side, Level]:
        """What either side wants as long as it has said nothing: what the shortlist makes likely."""
        if self.has_met or not self.is_own:
            return ONLY_THE_STARTUP
        return BOTH_WANT if self.has_answered else BOTH_COULD


class Said(NamedTuple):
    """A wish that somebody has marked."""

    side: str
    manager: int
    match: int
    level: str


def pairs_of(
    managers: Iterable[int], candidates: Sequence[Candidate], met: Collection[tuple[int, int]] = ()
) -> list[Pair]:
    """Everybody with everybody: about the manager's own challenges where there are some, else about one of the others'.

    `candidates` come with the likeliest first; `met` are managers and startups that have held a meeting before.
    """
    likeliest: dict[int, Candidate] = {}
    of_owner: dict[int, list[Candidate]] = {}
    for one in candidates:
        likeliest.setdefault(one.startup, one)
        of_owner.setdefault(one.owner, []).append(one)
    pairs = []
    for manager in managers:
        own = of_owner.get(manager, [])
        known = {one.startup for one in own}
        others = [one for startup, one in likeliest.items() if startup not in known]
        pairs += [
            Pair(manager, c.startup, c.match, c.owner == manager, c.has_answered, (manager, c.startup) in met)
            for c in [*own, *others]
        ]
    return pairs


def levels_of(pairs: Iterable[Pair], said: Iterable[Said], side: Side) -> dict[tuple[int, int], Level]:
    """How much that side wants each pair's meeting, by manager and match: as marked, else as expected."""
    marked = _marked(said, side)
    return {(p.manager, p.match): marked.get((p.manager, p.match)) or p.expected[side] for p in pairs}


def _marked(said: Iterable[Said], side: Side) -> dict[tuple[int, int], Level]:
    return {(wish.manager, wish.match): Level(wish.level) for wish in said if wish.side == side}


@dataclass(frozen=True)
class Day:
    """A day as the planner takes it: rows are `managers`, columns `startups`, times `slots`, all in their order.

    `about` says which match a planned meeting of two would be about: the one they want most.
    """

    managers: Sequence[int]
    startups: Sequence[int]
    slots: int
    manager_scores: list[list[int]]
    startup_scores: list[list[int]]
    manager_free: list[list[int]]
    startup_free: list[list[int]]
    room_count: int | None
    about: Mapping[tuple[int, int], int]
    most_in_a_row: int | None = None
    fair_minimum: int | None = None
    # Whom pauses are for, by row and by column; None for everybody.
    pausing_managers: Sequence[int] | None = None
    pausing_startups: Sequence[int] | None = None

    @property
    def instance(self) -> dict[str, Any]:
        """In the form of `manage.py evaluate_scheduling`."""
        names = ("slots", "manager_scores", "startup_scores", "manager_free", "startup_free", "room_count", *RULES)
        return {name: getattr(self, name) for name in names}

    @property
    def wanted(self) -> list[tuple[int, int]]:
        """The pairs, as rows and columns, that both want to some extent: those that can be planned."""
        return [
            (row, column)
            for row in range(len(self.managers))
            for column in range(len(self.startups))
            if self.manager_scores[row][column] and self.startup_scores[row][column]
        ]


def day_of(
    *,
    managers: Sequence[int],
    startups: Sequence[int],
    slots: Sequence[Span],
    capacities: Collection[int | None],
    pairs: Sequence[Pair],
    said: Sequence[Said],
    away: Mapping[tuple[Side, int], Sequence[Span]],
    most_in_a_row: int | None = None,
    fair_minimum: int | None = None,
    pausing: Collection[tuple[Side, int]] = (),
) -> Day:
    """The matrices of a day. `away` are the times at which a manager or a startup cannot, for whatever reason.

    Those `pausing` have WITH_PAUSES meetings in a row at most, where no `most_in_a_row` holds for all.

    Where two could meet about several challenges, each side's highest wish counts, so that nothing it wants is lost.
    """
    row, column = _places(managers), _places(startups)
    scores = {side: [[0] * len(startups) for _manager in managers] for side in SIDES}
    best: dict[tuple[int, int], tuple[int, int]] = {}
    marked = {side: _marked(said, side) for side in SIDES}
    for pair in pairs:
        if pair.manager not in row or pair.startup not in column:
            continue
        where, both = (row[pair.manager], column[pair.startup]), 0
        for side in SIDES:
            level = marked[side].get((pair.manager, pair.match)) or pair.expected[side]
            score, ours = SCORES[level], scores[side][where[0]]
            both += score
            if score > ours[where[1]]:
                ours[where[1]] = score
        if where not in best or both > best[where][0]:
            best[where] = (both, pair.match)

    def free(side: Side, people: Sequence[int]) -> list[list[int]]:
        return [
            [int(not any(slot.overlaps(time) for time in away.get((side, who), ()))) for slot in slots]
            for who in people
        ]

    pauses = [(side, who) for side, who in pausing if who in (row if side == Side.MANAGER else column)]
    some = most_in_a_row is None and bool(pauses)
    return Day(
        managers=managers,
        startups=startups,
        slots=len(slots),
        manager_scores=scores[Side.MANAGER],
        startup_scores=scores[Side.STARTUP],
        manager_free=free(Side.MANAGER, managers),
        startup_free=free(Side.STARTUP, startups),
        room_count=at_once(capacities),
        about={where: match for where, (_score, match) in best.items()},
        most_in_a_row=WITH_PAUSES if some else most_in_a_row,
        fair_minimum=fair_minimum,
        pausing_managers=[row[who] for side, who in pauses if side == Side.MANAGER] if some else None,
        pausing_startups=[column[who] for side, who in pauses if side == Side.STARTUP] if some else None,
    )


def _places(ids: Sequence[int]) -> dict[int, int]:
    return {one: place for place, one in enumerate(ids)}
