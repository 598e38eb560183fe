"""A published plan is repaired: what nobody's absence touches stays, and what is lost is made good."""

import pytest

from meetings.scheduling import instance_from_json, settle_pins
from meetings.scheduling.bound import bound
from meetings.scheduling.figures import figures_of, value_of
from meetings.scheduling.planning import plan
from tests.meetings.scheduling_checker import broken_rules
from tests.meetings.scheduling_days import a_day, after_some_leave, in_half_days


@pytest.fixture(scope="module")
def broken_day():
    """25 managers, 40 startups and 12 slots, published; three startups leave after a third."""
    day = a_day(25, 40, 12)
    return after_some_leave(day, plan(instance_from_json(day)[0], rounds=300).meetings)


@pytest.fixture(scope="module")
def repaired(broken_day):
    return plan(instance_from_json(broken_day)[0], rounds=300)


def test_a_repaired_plan_breaks_no_rule(broken_day, repaired):
    assert broken_rules(broken_day, list(repaired.meetings)) == []


def test_at_most_one_in_a_hundred_untouched_meetings_is_moved(broken_day, repaired):
    instance = instance_from_json(broken_day)[0]
    untouched = settle_pins(instance).untouched
    assert len(untouched) > 100
    assert len(set(untouched) - set(repaired.meetings)) <= len(untouched) / 100
    assert figures_of(instance, repaired).moved <= len(untouched) / 100


def test_what_is_lost_is_made_good(broken_day, repaired):
    instance = instance_from_json(broken_day)[0]
    left = [m for m in instance.keep if instance.startup_free[m.startup][m.slot] or m in instance.pinned]
    assert value_of(instance, repaired.meetings) > value_of(instance, left)
    assert value_of(instance, repaired.meetings) >= 0.99 * bound(instance).value


def test_nobody_is_untouched_whose_meeting_cannot_stay():
    day = a_day(2, 2, 2, absent=0, most=1, manager_scores=[[1, 1], [1, 1]], startup_scores=[[1, 1], [1, 1]])
    day |= {"startup_free": [[0, 1], [1, 1]], "keep": [[0, 0, 0], [1, 1, 0], [0, 1, 1]], "pinned": [[1, 1, 1]]}
    assert settle_pins(instance_from_json(day)[0]).untouched == []


def test_when_a_room_is_lost_only_what_no_longer_fits_is_changed():
    day = in_half_days(a_day(10, 12, 8, room_count=6))
    published = plan(instance_from_json(day)[0], rounds=300).meetings
    day = {**day, "room_count": 5, "keep": [list(meeting) for meeting in published]}
    repaired = plan(instance_from_json(day)[0], rounds=300)
    assert broken_rules(day, list(repaired.meetings)) == []
    assert figures_of(instance_from_json(day)[0], repaired).moved == 0


def test_a_plan_without_trouble_is_left_as_it_is():
    day = a_day(10, 15, 9)
    instance = instance_from_json(day)[0]
    published = plan(instance, rounds=300).meetings
    again = plan(instance_from_json({**day, "keep": [list(meeting) for meeting in published]})[0], rounds=300)
    assert set(published) <= set(again.meetings)
