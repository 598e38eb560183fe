"""Days to be planned, as the JSON file holds them: of every size and with every trouble that real ones have."""

import random
from itertools import pairwise
from typing import Any

Day = dict[str, Any]


def a_day(
    managers: int, startups: int, slots: int, *, seed: int = 0, absent: float = 0.1, most: int = 5, **more: Any
) -> Day:
    """Whole scores from 0 to `most`, everybody absent now and then."""
    dice = random.Random(seed)

    def scores():
        return [[dice.randint(0, most) for _ in range(startups)] for _ in range(managers)]

    def free(people):
        return [[dice.random() >= absent for _ in range(slots)] for _ in range(people)]

    day = {"slots": slots, "manager_scores": scores(), "startup_scores": scores()}
    return {**day, "manager_free": free(managers), "startup_free": free(startups), **more}


def with_fractions(day: Day, *, seed: int = 0) -> Day:
    dice = random.Random(seed)
    for name in ("manager_scores", "startup_scores"):
        day[name] = [[score * dice.uniform(0.5, 1) for score in row] for row in day[name]]
    return day


def in_half_days(day: Day, *, seed: int = 0) -> Day:
    """A third comes in the morning, a third in the afternoon, a few leave for a while, the rest stay all day."""
    dice = random.Random(seed)
    half = day["slots"] // 2
    for name in ("manager_free", "startup_free"):
        for row in day[name]:
            kind = dice.random()
            start = dice.randrange(day["slots"])
            away = {0: range(half), 1: range(half, day["slots"]), 2: range(start, start + half // 2)}.get(
                int(kind * 4), []
            )
            row[:] = [slot not in away for slot in range(day["slots"])]
    return day


def with_favourites(day: Day, *, number: int = 5, seed: int = 0) -> Day:
    """A few startups that everybody wants, and that are there for half of the day alone."""
    dice = random.Random(seed)
    for row in (*day["manager_scores"], *day["startup_scores"]):
        row[:number] = [dice.randint(6, 9) for _ in row[:number]]
    for row in day["startup_free"][:number]:
        row[day["slots"] // 2 :] = [False] * len(row[day["slots"] // 2 :])
    return day


def with_pins(day: Day, *, number: int, seed: int = 0) -> Day:
    """Pins in others' way: anybody with anybody, so that some are unwished, some not free and some conflict."""
    dice = random.Random(seed)
    people = (len(day["manager_free"]), len(day["startup_free"]), day["slots"])
    day["pinned"] = [[dice.randrange(end) for end in people] for _ in range(number)]
    return day


def troubles() -> dict[str, Day]:
    """A day of each kind, small enough to be planned at once."""
    days = {
        "plain": a_day(10, 15, 9),
        "fractions": with_fractions(a_day(10, 15, 9)),
        "half days": in_half_days(a_day(12, 16, 10)),
        "favourites": with_favourites(a_day(12, 20, 10)),
        "few rooms": in_half_days(a_day(12, 16, 10, room_count=4)),
        "no room": a_day(4, 5, 3, room_count=0),
        "pauses": a_day(10, 15, 12, most_in_a_row=3, absent=0.05),
        "no two in a row": a_day(6, 8, 7, most_in_a_row=1),
        "fair": with_favourites(a_day(10, 15, 9, fair_minimum=5, most=2)),
        "everything": with_pins(
            in_half_days(a_day(10, 15, 12, room_count=6, most_in_a_row=4, fair_minimum=3)), number=8, seed=3
        ),
        "pins everywhere": with_pins(a_day(6, 6, 6, room_count=3, most_in_a_row=2), number=60),
        "one of each": a_day(1, 1, 1, absent=0, most=1),
        "one manager": a_day(1, 20, 6),
        "one startup": a_day(20, 1, 6),
        "one slot": a_day(12, 9, 1),
        "long and narrow": a_day(3, 200, 2),
        "no managers": a_day(0, 5, 4),
        "no startups": a_day(5, 0, 4),
        "no slots": a_day(3, 4, 0),
        "nobody at all": a_day(0, 0, 0),
        "nobody free": a_day(5, 6, 4, absent=1.1),
        "no wishes": a_day(5, 6, 4, most=0),
    }
    for name in ("manager_scores", "startup_scores"):
        days["one of each"][name] = [[1]]
    return days


def after_some_leave(day: Day, plan: list[tuple[int, int, int]], *, startups: tuple[int, ...] = (0, 1, 2)) -> Day:
    """After a third of the day some startups go home: what has been held is pinned, the rest is to be kept."""
    now = day["slots"] // 3
    free = [list(row) for row in day["startup_free"]]
    for startup in startups:
        free[startup][now:] = [False] * (day["slots"] - now)
    held = [list(meeting) for meeting in plan if meeting[2] < now]
    return {**day, "startup_free": free, "pinned": held, "keep": [list(meeting) for meeting in plan]}


def longest_row(slots: list[int]) -> int:
    """How many of the slots follow upon each other at most."""
    longest = row = min(1, len(slots))
    for before, after in pairwise(sorted(slots)):
        row = row + 1 if after == before + 1 else 1
        longest = max(longest, row)
    return longest
