"""How the pilots of the demo are planned, started, followed and decided."""

from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from typing import Any

from demo.agenda import Story
from demo.district import CheckInText, CostText, DecisionText, LessonText, ObstacleText, PilotText
from demo.world import Event, World, in_order
from pilots import actions
from pilots.models import Obstacle, Pilot


def piloting(world: World, text: PilotText) -> Story:
    """A pilot from its charter to the last word about it, or as far as it has come."""
    return in_order(_events(world, text, {}))


def _events(world: World, text: PilotText, kept: dict[str, int]) -> Iterator[Event]:
    """`kept` holds the id of the pilot and, by its text, of each obstacle."""
    yield world.at(text.planned, 14), partial(_draw_up, world, text, kept)
    if text.abandoned is not None:
        yield world.at(text.abandoned, 11), partial(_abandon, world, text, kept)
    if not text.is_started:
        return
    yield world.at(text.starts, 8, 15), lambda: actions.start(_pilot(kept), by=world.person(text.decider))
    for said in text.check_ins:
        yield world.sometime(said.day, said.line), partial(_check_in, world, text, kept, said)
    for cost in text.costs:
        yield world.sometime(cost.day, cost.what), partial(_note_cost, world, text, kept, cost)
    for obstacle in text.obstacles:
        yield world.sometime(obstacle.day, obstacle.text), partial(_report, world, text, kept, obstacle)
        if obstacle.resolved is not None:
            moment = world.sometime(obstacle.resolved, obstacle.resolution)
            yield moment, partial(_resolve, world, kept, obstacle)
    if text.measured is not None:
        yield world.at(text.measured, 15), partial(_measure, world, text, kept)
    for lesson in text.lessons:
        yield world.sometime(lesson.day, lesson.title), partial(_learn, world, text, kept, lesson)
    for decision in text.decisions:
        yield world.at(decision.day, 13, 30), partial(_decide, world, text, kept, decision)


def _pilot(kept: dict[str, int]) -> Pilot:
    found = Pilot.objects.select_related("organisation", "owner", "decider", "match__challenge", "match__startup")
    return found.get(pk=kept["pilot"])


def _draw_up(world: World, text: PilotText, kept: dict[str, int]) -> None:
    starts_on = world.calendar.day(text.starts)
    number = f"{world.organisation.slug[:3].upper()} {starts_on.year}/{text.number:04d}" if text.number else ""
    charter = {
        "title": text.title,
        "question": text.question,
        "budget": text.budget,
        "starts_on": starts_on,
        "ends_on": world.calendar.day(text.ends),
        "owner": world.person(text.owner),
        "decider": world.person(text.decider),
        "partners": text.partners,
        "delegation": world.told.organisation.delegation,
        "registry_number": number,
        "personal_data": text.personal_data,
        "data_agreement": True if text.personal_data and text.is_started else None,
    }
    measured = ("measure", "unit", "baseline", "target")
    thresholds = [{name: getattr(told, name) for name in measured} for told in text.thresholds]
    match = world.match(text.challenge, text.startup)
    pilot = actions.draw_up(match, charter=charter, thresholds=thresholds, by=world.person(text.owner))
    kept["pilot"] = pilot.pk


def _abandon(world: World, text: PilotText, kept: dict[str, int]) -> None:
    actions.abandon(_pilot(kept), reason=text.abandoned_because, by=world.person(text.owner))


def _check_in(world: World, text: PilotText, kept: dict[str, int], said: CheckInText) -> None:
    actions.check_in(_pilot(kept), mood=said.mood, line=said.line, by=world.person(text.owner))


def _note_cost(world: World, text: PilotText, kept: dict[str, int], cost: CostText) -> None:
    on, owner = world.calendar.day(cost.day), world.person(text.owner)
    actions.note_cost(_pilot(kept), what=cost.what, amount=cost.amount, on=on, by=owner)


def _report(world: World, text: PilotText, kept: dict[str, int], told: ObstacleText) -> None:
    remover, reporter = world.person(told.owner), world.person(text.owner)
    obstacle = actions.report_obstacle(_pilot(kept), kind=told.kind, text=told.text, owner=remover, by=reporter)
    kept[told.text] = obstacle.pk


def _resolve(world: World, kept: dict[str, int], told: ObstacleText) -> None:
    obstacle = Obstacle.objects.select_related("pilot").get(pk=kept[told.text])
    actions.resolve_obstacle(obstacle, resolution=told.resolution, by=world.person(told.owner))


def _measure(world: World, text: PilotText, kept: dict[str, int]) -> None:
    pilot = _pilot(kept)
    rows = zip(pilot.thresholds.all(), text.thresholds, strict=True)
    results = {row.pk: told.result for row, told in rows if told.result is not None}
    actions.note_results(pilot, results=results, by=world.person(text.owner))


def _fields(lesson: LessonText) -> dict[str, Any]:
    return {field.name: getattr(lesson, field.name) for field in fields(LessonText)}


def _learn(world: World, text: PilotText, kept: dict[str, int], lesson: LessonText) -> None:
    actions.add_lesson(_pilot(kept), by=world.person(text.owner), **_fields(lesson))


def _decide(world: World, text: PilotText, kept: dict[str, int], told: DecisionText) -> None:
    actions.decide(
        _pilot(kept),
        kind=told.kind,
        reason=told.reason,
        lessons=[_fields(lesson) for lesson in told.lessons],
        new_end=None if told.new_end is None else world.calendar.day(told.new_end),
        by=world.person(text.decider),
    )
