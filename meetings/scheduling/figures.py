"""What is to be told of a plan, in figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from meetings.scheduling.instance import Instance, Meeting, Plan
from meetings.scheduling.pins import settle_pins


@dataclass(frozen=True)
class Figures:
    """`gaps` are slots that people are free and wait in between meetings; `moved` untouched published meetings."""

    value: float
    meetings: int
    least_per_manager: int
    median_per_manager: float
    least_per_startup: int
    median_per_startup: float
    below_fair_minimum: int
    gaps: int
    moved: int


def value_of(instance: Instance, meetings: Iterable[Meeting]) -> float:
    """The sum of both scores over all meetings that both wish for."""
    return sum(instance.weights[meeting.manager][meeting.startup] for meeting in meetings)


def figures_of(instance: Instance, plan: Plan) -> Figures:
    managers = [0] * instance.managers
    startups = [0] * instance.startups
    for meeting in plan.meetings:
        managers[meeting.manager] += 1
        startups[meeting.startup] += 1
    least = instance.fair_minimum or 0
    return Figures(
        value=value_of(instance, plan.meetings),
        meetings=len(plan.meetings),
        least_per_manager=min(managers, default=0),
        median_per_manager=median(managers) if managers else 0,
        least_per_startup=min(startups, default=0),
        median_per_startup=median(startups) if startups else 0,
        below_fair_minimum=sum(count < least for count in managers),
        gaps=_gaps(instance, plan),
        moved=len(set(settle_pins(instance).untouched) - set(plan.meetings)),
    )


def _gaps(instance: Instance, plan: Plan) -> int:
    gaps = 0
    for column, free in ((0, instance.manager_free), (1, instance.startup_free)):
        slots: list[list[int]] = [[] for _ in free]
        for meeting in plan.meetings:
            slots[meeting[column]].append(meeting.slot)
        for mine, row in zip(slots, free, strict=True):
            if mine:
                gaps += sum(row[slot] and slot not in mine for slot in range(min(mine), max(mine)))
    return gaps
