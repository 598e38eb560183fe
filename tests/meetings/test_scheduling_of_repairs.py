"""A published day is repaired without new meetings: the dearest are saved, and hardly anybody else is touched."""

import random
from itertools import combinations, permutations

import pytest

from meetings.scheduling import Meeting
from meetings.scheduling.repair import BrokenDay, repair

KARIN, LINA = 1, 2
CAFE, ROBOT, SKOG = 11, 12, 13


def broken(touched, untouched=(), *, slots=4, manager_free=None, startup_free=None, seats=None):
    """Everybody is there all day but for what is said."""
    meetings = [Meeting(*one) for one in (*touched, *untouched)]
    every = range(slots)
    return BrokenDay(
        touched={Meeting(*one): worth for one, worth in touched.items()},
        untouched=[Meeting(*one) for one in untouched],
        manager_free={m.manager: every for m in meetings} | (manager_free or {}),
        startup_free={m.startup: every for m in meetings} | (startup_free or {}),
        seats=seats or [None] * slots,
    )


def times(day):
    return {tuple(meeting): time for meeting, time in repair(day).times.items()}


def test_whoever_is_away_for_a_while_meets_as_near_the_time_as_can_be():
    day = broken({(KARIN, CAFE, 1): 5}, [(KARIN, ROBOT, 2)], manager_free={KARIN: [0, 2, 3]})
    assert times(day) == {(KARIN, CAFE, 1): 0}


def test_whoever_does_not_come_at_all_loses_the_meetings_and_nobody_else_is_moved():
    day = broken({(KARIN, CAFE, 0): 5, (KARIN, ROBOT, 1): 5}, [(LINA, SKOG, 0)], manager_free={KARIN: []})
    assert times(day) == {(KARIN, CAFE, 0): None, (KARIN, ROBOT, 1): None}


def test_of_two_that_cannot_both_be_saved_the_dearer_is():
    touched = {(KARIN, CAFE, 0): 1, (KARIN, ROBOT, 1): 12}
    assert times(broken(touched, manager_free={KARIN: [3]})) == {(KARIN, CAFE, 0): None, (KARIN, ROBOT, 1): 3}


def test_one_that_is_touched_gives_way_when_both_can_then_be_saved():
    touched = {(KARIN, CAFE, 0): 9, (KARIN, ROBOT, 1): 2}
    day = broken(touched, manager_free={KARIN: [2, 3]}, startup_free={ROBOT: [2]})
    assert times(day) == {(KARIN, CAFE, 0): 3, (KARIN, ROBOT, 1): 2}


def test_somebody_untouched_gives_way_only_where_it_is_one_in_a_hundred():
    touched = {(KARIN, CAFE, 0): 9}
    free = {"manager_free": {KARIN: [1]}}
    in_the_way = [(LINA, CAFE, 1)]
    assert times(broken(touched, in_the_way, **free)) == {(KARIN, CAFE, 0): None}
    others = [(100 + number, 200 + number, 3) for number in range(99)]
    moved = {(KARIN, CAFE, 0): 1, (LINA, CAFE, 1): 2}
    assert times(broken(touched, in_the_way + others, **free)) == moved


def test_when_a_room_is_lost_whoever_finds_another_at_the_time_stays_at_it():
    touched = {(KARIN, CAFE, 1): 5, (LINA, ROBOT, 1): 9}
    day = broken(touched, [(3, SKOG, 1)], seats=[0, 2, 2, 2])
    assert times(day) == {(LINA, ROBOT, 1): 1, (KARIN, CAFE, 1): 2}


@pytest.mark.parametrize("seed", range(30))
def test_no_other_choice_of_one_persons_meetings_is_worth_more_and_no_rule_is_broken(seed):
    dice = random.Random(seed)
    slots = range(6)
    free = {startup: [t for t in slots if dice.random() < 0.5] for startup in range(4)}
    touched = {Meeting(KARIN, startup, dice.randrange(6)): dice.randint(1, 9) for startup in range(4)}
    here = [t for t in slots if dice.random() < 0.5]
    taken = {t: 1 for t in slots if dice.random() < 0.3}
    day = BrokenDay(
        touched,
        [Meeting(LINA, 99, t) for t in taken],
        {KARIN: here, LINA: slots},
        {**free, 99: slots},
        [dice.choice([1, 2]) for _ in slots],
    )
    found = repair(day).times
    saved = {meeting: time for meeting, time in found.items() if time is not None}
    assert set(found) == set(touched)
    assert len(set(saved.values())) == len(saved)
    assert all(time in here and time in free[one.startup] for one, time in saved.items())
    assert all(taken.get(time, 0) < day.seats[time] for time in saved.values())
    possible = [t for t in here if taken.get(t, 0) < day.seats[t]]
    best = max(
        sum(touched[one] for one in chosen)
        for number in range(len(touched) + 1)
        for chosen in combinations(touched, number)
        if any(
            all(time in free[one.startup] for one, time in zip(chosen, order, strict=True))
            for order in permutations(possible, number)
        )
    )
    assert sum(touched[one] for one in saved) == best
