"""Why a wish was not met, and where it comes nearest to being met: what the chief asks of a finished plan."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Literal

from meetings.scheduling.instance import Instance, Meeting
from meetings.scheduling.pins import Taken

# "never": they are at no time there both. "taken": whenever both are there, one or both meet others; "rooms" and
# "pauses": both are free, but all rooms are taken or it would be one meeting in a row too many; "open": nothing hinders.
Reason = Literal["never", "taken", "rooms", "pauses", "open"]


@dataclass(frozen=True)
class UnmetWish:
    """A pair that both wish and that does not meet. `…_free` are the slots in which they are there and meet nobody."""

    manager: int
    startup: int
    worth: float
    reason: Reason
    manager_meetings: int
    startup_meetings: int
    manager_free: tuple[int, ...]
    startup_free: tuple[int, ...]


def count_unmet(instance: Instance, meetings: Iterable[Meeting]) -> int:
    """How many wishes of both the plan leaves."""
    wished = sum(worth > 0 for row in instance.weights for worth in row)
    return wished - sum(instance.weights[meeting.manager][meeting.startup] > 0 for meeting in meetings)


def unmet_wishes(instance: Instance, meetings: Iterable[Meeting], *, most: int | None = None) -> list[UnmetWish]:
    """The wishes of both that the plan leaves, the dearest first; `most` of them, for to find a reason takes time."""
    taken = Taken(instance)
    for meeting in meetings:
        taken.add(meeting)
    managers = [_idle(row, n, taken.managers) for n, row in enumerate(instance.manager_free)]
    startups = [_idle(row, n, taken.startups) for n, row in enumerate(instance.startup_free)]
    managers_meet, startups_meet = (Counter(one for one, _time in of) for of in (taken.managers, taken.startups))
    left = [
        (worth, manager, startup)
        for manager, row in enumerate(instance.weights)
        for startup, worth in enumerate(row)
        if worth > 0 and (manager, startup) not in taken.pairs
    ]
    left.sort(key=lambda wish: -wish[0])
    return [
        UnmetWish(
            manager=manager,
            startup=startup,
            worth=worth,
            reason=_reason(instance, taken, manager, startup),
            manager_meetings=managers_meet[manager],
            startup_meetings=startups_meet[startup],
            manager_free=managers[manager],
            startup_free=startups[startup],
        )
        for worth, manager, startup in left[:most]
    ]


def _idle(free: Iterable[bool], person: int, busy: Container[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(slot for slot, is_free in enumerate(free) if is_free and (person, slot) not in busy)


def _reason(instance: Instance, taken: Taken, manager: int, startup: int) -> Reason:
    both = [
        slot
        for slot in range(instance.slots)
        if instance.manager_free[manager][slot] and instance.startup_free[startup][slot]
    ]
    if not both:
        return "never"
    idle = [slot for slot in both if (manager, slot) not in taken.managers and (startup, slot) not in taken.startups]
    if not idle:
        return "taken"
    roomy = [slot for slot in idle if instance.room_count is None or taken.rooms[slot] < instance.room_count]
    if not roomy:
        return "rooms"
    if all(taken.unwished(Meeting(manager, startup, slot)) for slot in roomy):
        return "pauses"
    return "open"
