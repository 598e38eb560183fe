"""Looks at a finished plan and says which rules it breaks; written from the rules alone, it shares nothing with the planner."""

from collections import Counter
from typing import Any


def broken_rules(day: dict[str, Any], plan: list[tuple[int, int, int]]) -> list[str]:
    """`day` is what a JSON file holds. A pin may stand against wishes, absences and pauses; nothing may against the rest."""
    plan = [tuple(meeting) for meeting in plan]
    pins = {tuple(pin) for pin in day.get("pinned") or []}
    if strangers := list(_out_of_range(day, plan)):
        return strangers
    return [
        *_twice("manager {} is in two places in slot {}", ((m, t) for m, _, t in plan)),
        *_twice("startup {} is in two places in slot {}", ((s, t) for _, s, t in plan)),
        *_twice("manager {} and startup {} meet twice", ((m, s) for m, s, _ in plan)),
        *_too_few_rooms(day, plan),
        *_unwished(day, plan, pins),
        *_absent(day, plan, pins),
        *_too_many_in_a_row(day, plan, pins),
        *_lost_pins(day, plan),
    ]


def _out_of_range(day, plan):
    managers, startups, slots = len(day["manager_free"]), len(day["startup_free"]), day["slots"]
    for m, s, t in plan:
        if not (0 <= m < managers and 0 <= s < startups and 0 <= t < slots):
            yield f"there is no {m}, {s}, {t}"


def _twice(words, things):
    return [words.format(*thing) for thing, times in Counter(things).items() if times > 1]


def _too_few_rooms(day, plan):
    if day.get("room_count") is not None:
        for slot, meetings in Counter(t for _, _, t in plan).items():
            if meetings > day["room_count"]:
                yield f"{meetings} meetings in slot {slot}"


def _unwished(day, plan, pins):
    for m, s, t in plan:
        if (m, s, t) not in pins and not (day["manager_scores"][m][s] > 0 and day["startup_scores"][m][s] > 0):
            yield f"manager {m} and startup {s} do not both wish to meet"


def _absent(day, plan, pins):
    for m, s, t in plan:
        if (m, s, t) not in pins:
            if not day["manager_free"][m][t]:
                yield f"manager {m} is absent in slot {t}"
            if not day["startup_free"][s][t]:
                yield f"startup {s} is absent in slot {t}"


def _too_many_in_a_row(day, plan, pins):
    most = day.get("most_in_a_row")
    if most is None:
        return
    for side, who in enumerate(("manager", "startup")):
        slots_of, pinned_of = {}, {}
        for meeting in plan:
            slots_of.setdefault(meeting[side], set()).add(meeting[2])
            if meeting in pins:
                pinned_of.setdefault(meeting[side], set()).add(meeting[2])
        pausing = day.get(f"pausing_{who}s")
        for person, slots in slots_of.items():
            if pausing is not None and person not in pausing:
                continue
            for first in slots:
                row = set(range(first, first + most + 1))
                if row <= slots and not row <= pinned_of.get(person, set()):
                    yield f"{who} {person} has more than {most} in a row from slot {first}"


def _lost_pins(day, plan):
    """Of pins that can stand beside each other none may be missing; of others at least one must stand."""
    planned = set(plan)
    pins = {tuple(pin) for pin in day.get("pinned") or []}
    for pin in pins - planned:
        m, s, t = pin
        rivals = {p for p in pins - {pin} if (p[0], p[2]) == (m, t) or (p[1], p[2]) == (s, t) or p[:2] == (m, s)}
        full = day.get("room_count") is not None and sum(p[2] == t for p in pins & planned) >= day["room_count"]
        if not rivals & planned and not full:
            yield f"the pin {pin} is not planned"
