"""From a team's points to a ranking of needs: weighted mean, spread, number of assessors, place.

Pure: plain numbers in, plain numbers out. Everything is reckoned in exact fractions, so that two needs with the
same mean share a place whatever the weights are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Any

LOWEST, HIGHEST = 1, 5

Key = Any  # whatever names a need or a criterion: its primary key, or a word in a test
Points = Mapping[Key, int]


@dataclass(frozen=True)
class Standing:
    """How one need stands. `mean` and `place` are None when nobody has given points, `spread` below two people."""

    key: Key
    assessors: int
    mean: float | None
    spread: float | None
    place: int | None
    by_criterion: Mapping[Key, float]


def weighted_mean(points: Points, weights: Mapping[Key, int]) -> Fraction | None:
    """One person's view of one need, from 1 to 5: Σ wᵢ·pᵢ / Σ wᵢ over the criteria i that have points.

    None when no criterion has points. Raises KeyError for a criterion without a weight.
    """
    total = sum(weights[criterion] for criterion in points)
    if not total:
        return None
    return Fraction(sum(weights[criterion] * value for criterion, value in points.items()), total)


def mean(values: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean x̄ = Σ xⱼ / n; everybody's view weighs the same."""
    return sum(values, Fraction(0)) / len(values)


def variance(values: Sequence[Fraction]) -> Fraction:
    """σ² = Σ (xⱼ − x̄)² / n. Divided by n: the team is all we ask about, not a sample of a larger one."""
    middle = mean(values)
    return mean([(value - middle) ** 2 for value in values])


def rank(needs: Mapping[Key, Sequence[Points]], weights: Mapping[Key, int]) -> list[Standing]:
    """The needs in order, best first.

    `needs` holds, for each need, the points of each person who did not abstain (criterion → 1 to 5).
    A need's mean is the mean of the persons' weighted means. Equal means share a place and the place after is
    skipped (1, 2, 2, 4); among equals the need people agree on more stands first, then the order given.
    Needs without points come last, without a place.
    """
    views = {key: _views(people, weights) for key, people in needs.items()}
    means = {key: mean(values) for key, values in views.items() if values}
    apart = {key: variance(views[key]) for key in means}
    order = sorted(means, key=lambda key: (-means[key], apart[key]))
    standings = []
    for key in [*order, *(key for key in needs if key not in means)]:
        middle = means.get(key)
        standings.append(
            Standing(
                key=key,
                assessors=len(views[key]),
                mean=None if middle is None else float(middle),
                # The standard deviation σ of the views, 0 (agreed) to 2 (half say 1, half say 5); none below two people.
                spread=sqrt(apart[key]) if len(views[key]) > 1 else None,
                place=None if middle is None else 1 + sum(other > middle for other in means.values()),
                by_criterion=_by_criterion(needs[key]),
            )
        )
    return standings


def _views(people: Sequence[Points], weights: Mapping[Key, int]) -> list[Fraction]:
    views = (weighted_mean(points, weights) for points in people)
    return [view for view in views if view is not None]


def _by_criterion(people: Sequence[Points]) -> dict[Key, float]:
    """Each criterion's unweighted mean, over those who gave it points."""
    given: dict[Key, list[int]] = {}
    for points in people:
        for criterion, value in points.items():
            given.setdefault(criterion, []).append(value)
    return {criterion: sum(values) / len(values) for criterion, values in given.items()}
