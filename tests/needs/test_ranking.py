"""The arithmetic of a prioritisation round."""

from math import sqrt

import pytest

from needs.ranking import rank, weighted_mean

WEIGHTS = {"nytta": 3, "genomförbarhet": 1}


def points(benefit: int, feasibility: int) -> dict[str, int]:
    return {"nytta": benefit, "genomförbarhet": feasibility}


def test_a_heavier_criterion_counts_for_more():
    assert weighted_mean(points(5, 1), WEIGHTS) == 4
    assert weighted_mean(points(1, 5), WEIGHTS) == 2


def test_a_criterion_without_points_does_not_pull_the_mean_down():
    assert weighted_mean({"nytta": 4}, WEIGHTS) == 4


def test_a_criterion_without_a_weight_is_a_mistake():
    with pytest.raises(KeyError):
        weighted_mean({"okänt": 3}, WEIGHTS)


def test_the_mean_is_over_people_and_the_spread_is_their_standard_deviation():
    (standing,) = rank({"a": [points(5, 1), points(1, 5)]}, WEIGHTS)
    assert (standing.mean, standing.spread, standing.assessors) == (3.0, 1.0, 2)
    assert standing.by_criterion == {"nytta": 3.0, "genomförbarhet": 3.0}


def test_the_spread_of_three_is_divided_by_three():
    (standing,) = rank({"a": [points(2, 2), points(3, 3), points(4, 4)]}, WEIGHTS)
    assert standing.spread == pytest.approx(sqrt(2 / 3))


def test_one_persons_view_has_no_spread():
    (standing,) = rank({"a": [points(4, 4)]}, WEIGHTS)
    assert (standing.mean, standing.spread, standing.assessors) == (4.0, None, 1)


def test_the_best_stands_first_and_needs_without_points_last_without_a_place():
    order = rank({"ingen": [], "låg": [points(2, 2)], "hög": [points(5, 5)]}, WEIGHTS)
    assert [(s.key, s.place, s.mean) for s in order] == [("hög", 1, 5.0), ("låg", 2, 2.0), ("ingen", None, None)]


def test_equal_means_share_a_place_and_the_next_is_skipped():
    order = rank({"d": [points(1, 1)], "b": [points(3, 3)], "a": [points(5, 5)], "c": [points(3, 3)]}, WEIGHTS)
    assert [(s.key, s.place) for s in order] == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]


def test_thirds_that_are_equal_are_equal():
    """0.1 + 0.2 is not 0.3 in binary floating point; a shared place must not hang on that."""
    weights = {"a": 1, "b": 1, "c": 1}
    one = [{"a": 1, "b": 2, "c": 4}, {"a": 4, "b": 4, "c": 5}]
    other = [{"a": 4, "b": 2, "c": 1}, {"a": 5, "b": 4, "c": 4}]
    assert [s.place for s in rank({1: one, 2: other}, weights)] == [1, 1]


def test_among_equals_the_one_people_agree_on_stands_first():
    order = rank({"oense": [points(5, 5), points(1, 1)], "ense": [points(3, 3), points(3, 3)]}, WEIGHTS)
    assert [(s.key, s.place) for s in order] == [("ense", 1), ("oense", 1)]
