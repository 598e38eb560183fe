"""Wishes as numbers: what is expected where nothing is said, and the matrices that a day is planned by."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from meetings.scheduling.instance import Instance
from meetings.slots import Span
from meetings.states import Level, Side
from meetings.wishes import SCORES, Candidate, Day, Said, day_of, pairs_of

KARIN, LINA = 1, 2
CAFE, GRANNE = 10, 11
# Karin's challenge: one has answered, one has not; Lina's: the café alone.
CANDIDATES = [
    Candidate(match=100, startup=CAFE, owner=KARIN, has_answered=True),
    Candidate(match=101, startup=GRANNE, owner=KARIN, has_answered=False),
    Candidate(match=102, startup=CAFE, owner=LINA, has_answered=True),
]
NINE = datetime(2026, 10, 25, 8, tzinfo=UTC)
SLOTS = [Span(NINE + timedelta(minutes=25 * n), NINE + timedelta(minutes=25 * n + 20)) for n in range(3)]


def a_day(*said: Said, met: set[tuple[int, int]] = frozenset(), **fields: Any) -> Day:  # type: ignore[assignment]
    given: dict[str, Any] = {"capacities": [], "away": {}, **fields}
    pairs = pairs_of([KARIN, LINA], CANDIDATES, met)
    return day_of(managers=[KARIN, LINA], startups=[CAFE, GRANNE], slots=SLOTS, pairs=pairs, said=said, **given)


def test_a_must_counts_as_two_wants_and_a_want_as_three_coulds():
    assert [SCORES[level] for level in Level] == [6, 3, 1, 0]


def test_a_manager_is_expected_to_want_those_who_answered_her_own_challenge():
    day = a_day()
    assert day.manager_scores == [[3, 1], [3, 0]]
    assert day.startup_scores == [[3, 1], [3, 1]]


def test_a_pair_that_has_met_is_planned_again_only_if_the_manager_says_so():
    met = {(KARIN, CAFE)}
    assert a_day(met=met).manager_scores[0] == [0, 1]
    assert a_day(Said(Side.MANAGER, KARIN, 100, Level.MUST), met=met).manager_scores[0] == [6, 1]


def test_what_is_said_goes_before_what_is_expected_on_each_side_by_itself():
    day = a_day(Said(Side.MANAGER, KARIN, 100, Level.NO), Said(Side.STARTUP, KARIN, 101, Level.MUST))
    assert day.manager_scores[0] == [0, 1]
    assert day.startup_scores[0] == [3, 6]


def test_a_pair_that_one_of_the_two_does_not_want_is_not_among_those_to_plan():
    assert a_day(Said(Side.STARTUP, LINA, 102, Level.NO)).wanted == [(0, 0), (0, 1)]


def test_somebody_who_asks_for_another_s_startup_meets_it_about_the_other_s_challenge():
    day = a_day(Said(Side.MANAGER, LINA, 101, Level.WANT))
    assert day.manager_scores[1] == [3, 3]
    assert day.about[1, 1] == 101


def test_of_several_challenges_a_pair_meets_about_the_one_it_wants_most():
    both = [*CANDIDATES, Candidate(match=103, startup=CAFE, owner=KARIN, has_answered=True)]
    said = [Said(Side.MANAGER, KARIN, 103, Level.MUST)]
    pairs = pairs_of([KARIN], both)
    day = day_of(managers=[KARIN], startups=[CAFE], slots=SLOTS, capacities=[], pairs=pairs, said=said, away={})
    assert (day.manager_scores, day.about) == ([[6]], {(0, 0): 103})


def test_whoever_is_away_is_not_free_in_the_slots_that_are_touched():
    away = {(Side.MANAGER, LINA): [Span(SLOTS[0].starts_at, SLOTS[1].starts_at + timedelta(minutes=1))]}
    day = a_day(away=away)
    assert day.manager_free == [[1, 1, 1], [0, 0, 1]]
    assert day.startup_free == [[1, 1, 1], [1, 1, 1]]


@pytest.mark.parametrize(("capacities", "count"), [([], None), ([2, 3], 5), ([2, None], None)])
def test_rooms_are_counted_unless_one_of_them_has_no_end(capacities, count):
    assert a_day(capacities=capacities).room_count == count


def test_the_numbers_are_lists_in_the_form_in_which_plans_are_evaluated():
    instance = a_day(capacities=[4]).instance
    required = {"slots", "manager_scores", "startup_scores", "manager_free", "startup_free", "room_count"}
    assert set(instance) == required | {"most_in_a_row", "fair_minimum", "pausing_managers", "pausing_startups"}
    assert (instance["slots"], instance["room_count"]) == (3, 4)


def test_the_planner_takes_the_numbers_as_they_are():
    assert Instance(**a_day(capacities=[4]).instance).weights == ((6, 2), (6, 0))


def test_a_day_without_anybody_has_empty_numbers():
    day = day_of(managers=[], startups=[], slots=[], capacities=[], pairs=[], said=[], away={})
    assert (day.instance["manager_scores"], day.instance["slots"], day.wanted) == ([], 0, [])
