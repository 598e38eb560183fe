"""How the demo's needs come in and how they are prioritised."""

from dataclasses import asdict
from random import Random

from demo.agenda import Story
from demo.district import NeedAnswerText, NeedText, ResumedText, RoundText
from demo.shared import shared
from demo.world import World
from needs.actions.needs import answer_need, resume_need, save_draft, submit_need, support_need, withdraw_need
from needs.actions.rounds import close_assessment, decide, hand_in_assessment, open_round, plan_round, release_answers
from needs.models import Candidate, Criterion, Need, PrioritisationRound


def handing_in(world: World, text: NeedText) -> Story:
    """Somebody writes a need; colleagues who have it too say so on the days that follow."""
    yield world.sometime(text.day, text.key)
    need = Need(
        organisation=world.organisation,
        title=text.title,
        for_whom=text.for_whom,
        situation=text.situation,
        consequence=text.consequence,
        desired_effect=text.desired_effect,
        baseline=text.baseline,
        theme=world.theme(text.theme),
        unit=world.unit(text.unit),
        on_behalf_of=text.on_behalf_of,
        submitter=world.person(text.submitter),
    )
    write = save_draft if text.is_draft else submit_need
    world.needs[text.key] = write(need, drivers=world.drivers(text.drivers), by=need.submitter).pk
    for number, support in enumerate(text.supports, start=1):
        yield world.sometime(text.day + number, f"{text.key} {support.person}")
        person = world.person(support.person)
        support_need(world.need(text.key), line=support.line, unit=person.memberships[0].unit, by=person)
    if text.withdrawn is not None:
        yield world.sometime(text.withdrawn, f"{text.key} withdrawn")
        withdraw_need(world.need(text.key), by=need.submitter)


def answering(world: World, text: NeedAnswerText) -> Story:
    yield world.sometime(text.day, f"answer {text.need}")
    answer_need(world.need(text.need), to=text.state, reason=text.reason, by=world.the_chief())


def resuming(world: World, text: ResumedText) -> Story:
    yield world.sometime(text.day, f"resume {text.need}")
    resume_need(world.need(text.need), by=world.the_chief())


def prioritising(world: World, text: RoundText) -> Story:
    """A round from its planning to its answers, or as far as it has come."""
    yield world.at(text.planned, 9, 20)
    round_id = _plan(world, text)
    if text.opened is None or text.assessed is None:
        return
    yield world.at(text.opened, 8, 40)
    open_round(PrioritisationRound.objects.get(pk=round_id), by=world.the_chief())
    for number, key in enumerate(text.team):
        yield world.at(text.assessed + number, 13 + number % 3, 10)
        _assess(world, text, round_id, key)
    if text.closed is None:
        return
    yield world.at(text.closed, 8, 50)
    close_assessment(PrioritisationRound.objects.get(pk=round_id), by=world.the_chief())
    if text.decided is None:
        return
    yield world.at(text.decided, 10, 15)
    _decide(world, text, round_id)
    yield world.at(text.decided, 15, 30)
    release_answers(PrioritisationRound.objects.get(pk=round_id), by=world.the_chief())


def _plan(world: World, text: RoundText) -> int:
    chief = world.the_chief()
    keys = text.needs or [candidate.need for candidate in text.candidates]
    round_ = PrioritisationRound(
        organisation=world.organisation, name=text.name, closes_on=world.calendar.day(text.closes_on), created_by=chief
    )
    return plan_round(
        round_,
        needs=[world.need(key) for key in keys],
        team=[world.person(key) for key in text.team],
        criteria=[asdict(criterion) for criterion in shared().criteria],
        by=chief,
    ).pk


def _assess(world: World, text: RoundText, round_id: int, key: str) -> None:
    """One team member's afternoon with the round: the needs in order, as many as there was time for."""
    person, random = world.person(key), Random(f"{text.name} {key}")
    views = {world.needs[candidate.need]: candidate.points for candidate in text.candidates}
    criteria = list(Criterion.objects.filter(round=round_id))
    candidates = Candidate.objects.filter(round=round_id).order_by("pk")
    for pk in candidates.values_list("pk", flat=True)[: text.handed_in.get(key)]:
        candidate = Candidate.objects.select_related("round__organisation", "round__created_by", "need").get(pk=pk)
        middle = views.get(candidate.need_id, random.choice([3, 4, 4]))
        points = {c: min(5, max(1, middle + random.choice([-1, 0, 0, 1]))) for c in criteria}
        comment = random.choice(["", *shared().comments[str(middle)]])
        hand_in_assessment(candidate, points=points, comment=comment, abstains=False, by=person)


def _decide(world: World, text: RoundText, round_id: int) -> None:
    for told in text.candidates:
        candidate = Candidate.objects.select_related("round", "need").get(round=round_id, need=world.needs[told.need])
        decide(candidate, decision=told.decision, reason=told.reason, seen=candidate.version, by=world.the_chief())
