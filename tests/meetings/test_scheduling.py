"""The planner of a day: no rule is ever broken, small days are planned as well as can be, and the bound holds."""

import subprocess
import sys
from copy import deepcopy
from itertools import count, pairwise

import pytest

from meetings.scheduling import Instance, Meeting, instance_from_json, settle_pins
from meetings.scheduling.bound import bound
from meetings.scheduling.figures import figures_of, value_of
from meetings.scheduling.greedy import greedy
from meetings.scheduling.planning import plan
from tests.meetings.scheduling_checker import broken_rules
from tests.meetings.scheduling_days import a_day, in_half_days, troubles, with_favourites, with_fractions, with_pins
from tests.processes import ROOT

TROUBLES = troubles()


def instance_of(day) -> Instance:
    return instance_from_json(day)[0]


def best_value(day) -> float:
    """The value of the best plan of a small day, by trying every slot, or none, for every pair."""
    managers, startups, slots = len(day["manager_free"]), len(day["startup_free"]), day["slots"]
    pairs = [
        (m, s, day["manager_scores"][m][s] + day["startup_scores"][m][s])
        for m in range(managers)
        for s in range(startups)
        if day["manager_scores"][m][s] > 0 and day["startup_scores"][m][s] > 0
    ]
    pins = [tuple(pin) for pin in day.get("pinned") or []]
    pairs = [pair for pair in pairs if pair[:2] not in {pin[:2] for pin in pins}]
    rest = [0.0]
    for *_, worth in reversed(pairs):
        rest.insert(0, rest[0] + worth)
    best = 0.0

    def go(number, chosen, value):
        nonlocal best
        if number == len(pairs):
            best = max(best, value)
            return
        if value + rest[number] <= best:
            return
        m, s, worth = pairs[number]
        for t in range(slots):
            if not broken_rules(day, [*chosen, (m, s, t)]):
                go(number + 1, [*chosen, (m, s, t)], value + worth)
        go(number + 1, chosen, value)

    go(0, pins, 0.0)
    fixed = sum(
        day["manager_scores"][m][s] + day["startup_scores"][m][s]
        for m, s, _ in pins
        if day["manager_scores"][m][s] > 0 and day["startup_scores"][m][s] > 0
    )
    return best + fixed


def test_a_day_can_be_described_without_loading_numpy():
    look = "import sys, meetings.scheduling.wishes, meetings.scheduling.rooms, meetings.scheduling.figures as f; print('numpy' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", look], cwd=ROOT, text=True) == "False\n"


@pytest.mark.parametrize("name", TROUBLES)
def test_no_rule_is_broken(name):
    planned = plan(instance_of(TROUBLES[name]), rounds=60)
    assert broken_rules(TROUBLES[name], list(planned.meetings)) == []


@pytest.mark.parametrize("seed", range(12))
def test_no_rule_is_broken_whatever_comes_together(seed):
    day = a_day(4 + seed, 17 - seed, 3 + seed % 7, seed=seed, room_count=[None, 3][seed % 2], fair_minimum=seed % 4)
    day = with_pins(in_half_days(day, seed=seed), number=seed, seed=seed)
    day["most_in_a_row"] = [None, 1, 2, 4][seed % 4]
    planned = plan(instance_of(day), rounds=60, seed=seed)
    assert broken_rules(day, list(planned.meetings)) == []


@pytest.mark.parametrize("name", TROUBLES)
def test_no_plan_is_worth_less_than_one_made_by_hand(name):
    instance = instance_of({**TROUBLES[name], "fair_minimum": None})
    pins = settle_pins(instance).kept
    by_hand = value_of(instance, [*pins, *greedy(instance, pins)])
    assert value_of(instance, plan(instance, rounds=0).meetings) >= by_hand


@pytest.mark.parametrize("name", TROUBLES)
def test_no_plan_is_worth_more_than_the_bound(name):
    instance = instance_of(TROUBLES[name])
    assert value_of(instance, plan(instance, rounds=200).meetings) <= bound(instance).value * (1 + 1e-9)


SMALL = {
    "plain": a_day(3, 3, 3, absent=0.2),
    "half days": in_half_days(a_day(3, 3, 4), seed=2),
    "a favourite": with_favourites(a_day(4, 3, 3), number=1),
    "one room": a_day(3, 3, 3, room_count=1),
    "two rooms": with_fractions(a_day(3, 3, 2, room_count=2, absent=0)),
    "pauses": a_day(2, 4, 4, most_in_a_row=1, absent=0),
    "longer pauses": a_day(2, 4, 4, most_in_a_row=2, absent=0),
    "a pin in the way": a_day(3, 3, 3, pinned=[[0, 0, 1]], absent=0),
}


@pytest.mark.parametrize("name", SMALL)
def test_a_small_day_is_planned_as_well_as_can_be(name):
    day = SMALL[name]
    found = value_of(instance_of(day), plan(instance_of(day), rounds=300).meetings)
    assert found == pytest.approx(best_value(day))


@pytest.mark.parametrize("name", SMALL)
def test_the_bound_of_a_small_day_is_not_below_its_best_plan(name):
    assert bound(instance_of(SMALL[name])).value >= best_value(SMALL[name]) - 1e-9


def test_a_day_of_ordinary_size_reaches_the_bound_to_a_thousandth():
    for day in (a_day(10, 15, 9, seed=1), in_half_days(a_day(12, 16, 10, seed=1)), with_favourites(a_day(20, 30, 10))):
        instance = instance_of(day)
        assert value_of(instance, plan(instance, rounds=500).meetings) >= 0.999 * bound(instance).value


CROWDED = {
    "absences": a_day(10, 15, 9, seed=3),
    "half days": in_half_days(a_day(10, 15, 9, seed=4), seed=4),
    "few rooms": in_half_days(a_day(10, 15, 9, seed=5, room_count=5), seed=5),
    "pauses": in_half_days(a_day(10, 15, 9, seed=6, most_in_a_row=3), seed=6),
    "fair": in_half_days(a_day(10, 15, 9, seed=7, fair_minimum=3), seed=7),
    "pins": with_pins(in_half_days(a_day(10, 15, 9, seed=8), seed=8), number=4, seed=8),
    "an odd size": in_half_days(a_day(13, 9, 11, seed=9), seed=9),
}


@pytest.mark.parametrize("fractions", [False, True])
@pytest.mark.parametrize("name", CROWDED)
def test_a_day_whose_favourites_are_there_for_half_of_it_is_planned_to_a_thousandth(name, fractions):
    day = with_favourites(deepcopy(CROWDED[name]), seed=1)
    instance = instance_of(with_fractions(day) if fractions else day)
    assert value_of(instance, plan(instance, rounds=400).meetings) >= 0.999 * bound(instance).value


def test_pauses_cost_no_more_than_they_must():
    instance = instance_of(a_day(20, 30, 14, seed=2, most_in_a_row=4))
    assert value_of(instance, plan(instance, rounds=400).meetings) >= 0.999 * bound(instance).value


def test_the_quick_bound_does_when_a_plan_has_reached_it():
    instance = instance_of(a_day(10, 15, 9))
    quick = bound(instance, reached=10_000)
    assert (quick.proof, quick.value) == ("pairs", bound(instance).value)


def test_half_days_need_the_bound_over_slots():
    """Two who are there in the morning want one who comes in the afternoon but for one slot of the morning."""
    day = a_day(2, 2, 4, absent=0, manager_scores=[[1, 0]] * 2, startup_scores=[[1, 0]] * 2)
    day |= {"manager_free": [[1, 1, 0, 0], [1, 1, 0, 0]], "startup_free": [[0, 1, 1, 1], [1, 1, 1, 1]]}
    proved = bound(instance_of(day))
    assert (proved.value, proved.proof) == (2, "slots")


def test_the_same_seed_and_rounds_give_the_same_plan():
    instance = instance_of(TROUBLES["everything"])
    assert plan(instance, seed=7, rounds=50).meetings == plan(instance, seed=7, rounds=50).meetings


def test_another_seed_gives_another_plan():
    instance = instance_of(with_fractions(a_day(12, 20, 10)))
    assert plan(instance, seed=1, rounds=20).meetings != plan(instance, seed=2, rounds=20).meetings


def test_a_search_that_is_stopped_keeps_its_best_so_far():
    asked = count()
    instance = instance_of(TROUBLES["fractions"])
    stopped = plan(instance, rounds=10_000, stop=lambda: next(asked) >= 20)
    assert stopped.rounds == 20
    assert value_of(instance, stopped.meetings) >= value_of(instance, plan(instance, rounds=20).meetings) - 1e-9


def test_a_search_that_is_stopped_at_once_has_a_plan_all_the_same():
    planned = plan(instance_of(TROUBLES["plain"]), stop=lambda: True)
    assert planned.rounds == 0
    assert len(planned.meetings) > 50


def test_progress_is_told_as_a_share_and_never_falls_in_value():
    told = []
    plan(instance_of(TROUBLES["fractions"]), rounds=40, progress=lambda share, value: told.append((share, value)))
    assert [share for share, _ in told] == [n / 40 for n in range(1, 41)]
    assert all(after >= before - 1e-9 for (_, before), (_, after) in pairwise(told))


def test_seconds_limit_the_search():
    planned = plan(instance_of(with_fractions(a_day(12, 20, 10))), seconds=0.2)
    assert planned.seconds < 0.6


def test_a_pair_without_a_wish_meets_only_when_pinned():
    scores = {"manager_scores": [[0, 1]], "startup_scores": [[5, 1]]}
    day = a_day(1, 2, 3, absent=0, **scores)
    assert {m.startup for m in plan(instance_of(day)).meetings} == {1}
    pinned = plan(instance_of({**day, "pinned": [[0, 0, 2]]}))
    assert Meeting(0, 0, 2) in pinned.meetings
    assert value_of(instance_of(day), pinned.meetings) == 2


def test_of_pins_that_conflict_the_first_stands_and_the_other_is_told():
    day = a_day(2, 2, 2, absent=0, pinned=[[0, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]])
    planned = plan(instance_of(day))
    assert Meeting(0, 0, 0) in planned.meetings
    assert [(refusal.pin, refusal.reason, refusal.kept) for refusal in planned.refusals] == [
        ((0, 1, 0), "manager 0 already has a meeting in slot 0", False),
        ((1, 0, 0), "startup 0 already has a meeting in slot 0", False),
        ((0, 0, 1), "manager 0 and startup 0 already meet", False),
    ]


def test_a_pin_in_somebody_s_absence_stands_and_is_told():
    day = a_day(1, 1, 2, absent=0, pinned=[[0, 0, 1]], startup_free=[[1, 0]])
    planned = plan(instance_of(day))
    assert planned.meetings == ((0, 0, 1),)
    assert [(r.reason, r.kept) for r in planned.refusals] == [("startup 0 is not free in slot 1", True)]


def test_more_pins_than_rooms_are_told():
    planned = plan(instance_of(a_day(3, 3, 1, absent=0, room_count=1, pinned=[[0, 0, 0], [1, 1, 0]])))
    assert planned.meetings == ((0, 0, 0),)
    assert [r.reason for r in planned.refusals] == ["no room is left in slot 0"]


def counts_of(planned, people):
    return [sum(meeting.manager == manager for meeting in planned.meetings) for manager in range(people)]


def test_every_manager_reaches_the_fair_minimum_before_anyone_gets_extras():
    """Nobody wants the last manager much, so that a plan for value alone leaves it nearly empty."""
    day = a_day(8, 6, 6, absent=0, most=5)
    for name in ("manager_scores", "startup_scores"):
        day[name] = [[score + 3 for score in row] for row in day[name]]
        day[name][-1] = [1] * 6
    without, fair = (counts_of(plan(instance_of({**day, "fair_minimum": n}), rounds=200), 8) for n in (None, 4))
    assert min(without) < 4
    assert min(fair) == 4


def test_who_cannot_reach_the_fair_minimum_gets_what_is_possible():
    day = a_day(4, 8, 6, absent=0, fair_minimum=5)
    day["manager_scores"][0] = [1, 1, 0, 0, 0, 0, 0, 0]
    day["startup_scores"][0] = [1] * 8
    assert counts_of(plan(instance_of(day), rounds=200), 4)[0] == 2


def test_when_not_all_can_reach_the_fair_minimum_nobody_is_left_far_behind():
    same = [[1, 1, 1]] * 3
    day = a_day(3, 3, 6, absent=0, room_count=1, fair_minimum=3, manager_scores=same, startup_scores=same)
    assert counts_of(plan(instance_of(day), rounds=100), 3) == [2, 2, 2]


def test_of_equal_plans_that_one_is_made_in_which_every_startup_has_a_meeting():
    same = [[1] * 6] * 3
    day = a_day(3, 6, 2, absent=0, fair_minimum=1, manager_scores=same, startup_scores=same)
    assert {meeting.startup for meeting in plan(instance_of(day), rounds=100).meetings} == set(range(6))


@pytest.mark.parametrize("factor", [1e-9, 1e6])
def test_the_scale_of_the_scores_does_not_matter(factor):
    day = a_day(10, 15, 9)
    scaled = {
        name: [[score * factor for score in row] for row in day[name]] for name in ("manager_scores", "startup_scores")
    }
    instance = instance_of({**day, **scaled})
    assert value_of(instance, plan(instance, rounds=300).meetings) >= 0.999 * bound(instance).value


def test_fairness_costs_next_to_nothing_on_an_ordinary_day():
    day = a_day(15, 25, 10)
    free, fair = (instance_of({**day, "fair_minimum": n}) for n in (None, 6))
    best = bound(free).value
    assert value_of(fair, plan(fair, rounds=600).meetings) >= 0.998 * best


def test_the_figures_tell_gaps_that_people_wait_in():
    day = a_day(1, 3, 5, absent=0, pinned=[[0, 0, 0], [0, 1, 4]], manager_free=[[1, 1, 0, 0, 1]])
    day |= {"manager_scores": [[1, 1, 0]], "startup_scores": [[1, 1, 0]]}
    instance = instance_of(day)
    assert figures_of(instance, plan(instance)).gaps == 1


def test_meetings_of_one_person_are_drawn_together():
    """A startup with three meetings among nine slots in which all are free need not wait between them."""
    day = a_day(3, 1, 9, absent=0, manager_scores=[[1]] * 3, startup_scores=[[1]] * 3)
    instance = instance_of(day)
    assert figures_of(instance, plan(instance)).gaps == 0


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("lacks slots", {"slots": ...}),
        ("slots: a whole number of at least 0 is wanted, not -1", {"slots": -1}),
        ("manager_scores: 2 rows are wanted, one for each manager, not 1", {"manager_scores": [[1, 1]]}),
        ("startup_scores[1]: 2 values are wanted, not 1", {"startup_scores": [[1, 1], [1]]}),
        ("manager_scores[0]: a score is a number from 0 to 1000000000, not -1", {"manager_scores": [[1, -1], [1, 1]]}),
        ("a score is a number from 0 to 1000000000, not nan", {"manager_scores": [[1, float("nan")], [1, 1]]}),
        ("a score is a number from 0 to 1000000000, not '5'", {"manager_scores": [[1, "5"], [1, 1]]}),
        ("manager_free[0]: true or false (1 or 0) is wanted, not 2", {"manager_free": [[2, 1], [1, 1]]}),
        ("manager_free[1]: 2 values are wanted, not 3", {"manager_free": [[1, 1], [1, 1, 1]]}),
        ("pinned[0]: there is no manager 2", {"pinned": [[2, 0, 0]]}),
        ("pinned[0]: three numbers are wanted", {"pinned": [[0, 0]]}),
        ("keep[0]: there is no slot 2", {"keep": [[0, 0, 2]]}),
        ("room_count: a whole number of at least 0", {"room_count": 1.5}),
        ("most_in_a_row: a whole number of at least 1", {"most_in_a_row": 0}),
        ("startup_free: a list is wanted", {"startup_free": None}),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(words, wrong):
    day = {name: value for name, value in {**a_day(2, 2, 2), **wrong}.items() if value is not ...}
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        instance_of(day)
    assert words in str(refused.value)
