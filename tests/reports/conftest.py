"""A quarter's worth of happenings, with something just outside the period for every kind that is counted."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Organisation, User
from meetings.models import Outcome
from meetings.states import MeetingState, NextStep
from needs.models import Candidate, Need
from needs.states import ChallengeState, NeedState
from pilots.models import Cost, Decision, Lesson, Obstacle, Pilot
from pilots.states import DecisionKind, PilotState
from reports.figures import Period
from reports.models import ManagementGroup, Report
from startups.states import MatchState
from tests import factories

PERIOD = Period(date(2026, 4, 1), date(2026, 6, 30))


def moment(day: date, hour: int = 12) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@dataclass
class Quarter:
    organisation: Organisation
    manager: User
    chief: User
    scaled: Pilot
    ended: Pilot
    running: Pilot


def a_decided_pilot(manager: User, chief: User, kind: str, on: date, **fields: Any) -> Pilot:
    """A pilot with a lesson and a final decision on a day."""
    state = {DecisionKind.SCALE_UP: PilotState.SCALED_UP, DecisionKind.END: PilotState.ENDED}[DecisionKind(kind)]
    pilot = a_started_pilot(manager, chief, state=state, decided_at=moment(on), **fields)
    lesson = Lesson.objects.create(
        organisation=pilot.organisation,
        pilot=pilot,
        title="Tal fungerar när man är ensam i bilen",
        saw="Ingen talade in i trapphuset.",
        advice="Börja med kvällspassen.",
        written_by=manager,
        created_at=moment(on),
    )
    Decision.objects.create(
        pilot=pilot,
        kind=kind,
        reason="Tiden mer än halverades.",
        lesson=lesson,
        decided_by=chief,
        decided_at=moment(on),
    )
    return pilot


def a_started_pilot(manager: User, chief: User, *, starts_on: date, **fields: Any) -> Pilot:
    need = factories.a_need(manager, NeedState.IN_PILOT, submitted_at=moment(date(2025, 11, 1)))
    Need.objects.filter(pk=need.pk).update(answered_at=moment(date(2025, 11, 5)))
    challenge = factories.a_challenge(manager, need, created_at=moment(date(2025, 12, 1)))
    match = factories.a_match(challenge, state=MatchState.IN_PILOT)
    fields.setdefault("ends_on", starts_on + timedelta(days=60))
    fields.setdefault("state", PilotState.RUNNING)
    return factories.a_pilot(
        match, manager, chief, starts_on=starts_on, started_at=moment(starts_on), created_at=moment(starts_on), **fields
    )


@pytest.fixture
def quarter(organisation: Organisation, manager: User, chief: User) -> Quarter:
    """What happened from April to June 2026, and some things just before and after."""
    organisation.narrative = "Vi blir fler äldre.\n\nDärför prövar vi nytt."
    organisation.save()
    factories.a_driver(organisation, "Fler äldre")
    _needs(manager, chief)
    _meetings(manager)
    scaled = a_decided_pilot(
        manager, chief, "scale_up", date(2026, 6, 10), starts_on=date(2026, 2, 1), title="Röststyrd dokumentation"
    )
    ended = a_decided_pilot(
        manager, chief, "end", date(2026, 4, 2), starts_on=date(2026, 1, 15), title="VR före praktiken", budget=80_000
    )
    running = a_started_pilot(manager, chief, starts_on=date(2026, 5, 4), title="Tolk i mobilen", budget=60_000)
    # Over before the period, begun after it, and another's: none of them belongs in the report.
    a_decided_pilot(manager, chief, "end", date(2026, 3, 31), starts_on=date(2026, 1, 1), title="Redan slut")
    scaled.thresholds.update(result=Decimal("17.5"))
    for pilot, amount, on in [
        (scaled, "41000.50", date(2026, 3, 1)),
        (scaled, "20000", date(2026, 6, 30)),
        (ended, "71000", date(2026, 2, 1)),
        (running, "9999", date(2026, 7, 1)),
    ]:
        Cost.objects.create(pilot=pilot, what="Licens", amount=Decimal(amount), on=on, by=manager)
    _obstacles(manager, running, scaled)
    return Quarter(organisation, manager, chief, scaled, ended, running)


def _needs(manager: User, chief: User) -> None:
    # (submitted, answered, what was decided in a round)
    for submitted, answered, decision in [
        (date(2026, 4, 1), date(2026, 4, 3), "forward"),
        (date(2026, 5, 10), date(2026, 5, 20), "forward"),
        (date(2026, 5, 11), date(2026, 5, 12), "park"),
        (date(2026, 6, 30), None, None),
        (date(2026, 3, 31), date(2026, 4, 10), "forward"),
        (date(2026, 7, 1), None, None),
    ]:
        state = {"forward": NeedState.PRIORITISED, "park": NeedState.PARKED, None: NeedState.SUBMITTED}[decision]
        need = factories.a_need(manager, state, submitted_at=moment(submitted))
        Need.objects.filter(pk=need.pk).update(answered_at=answered and moment(answered))
        if decision:
            round_ = factories.a_round(chief, need)
            Candidate.objects.filter(round=round_).update(
                decision=decision, reason="Flera delar det.", decided_by=chief, decided_at=moment(answered)
            )
            Need.objects.filter(pk=need.pk).update(state=state)
    factories.a_need(manager, NeedState.DRAFT, created_at=moment(date(2026, 5, 1)))


def _meetings(manager: User) -> None:
    challenge = factories.a_challenge(manager, created_at=moment(date(2026, 5, 2)))
    factories.a_challenge(manager, state=ChallengeState.DRAFT, created_at=moment(date(2026, 5, 2)))
    for day, hour, state, step in [
        (date(2026, 5, 5), 9, MeetingState.HELD, NextStep.PILOT),
        (date(2026, 5, 5), 10, MeetingState.HELD, NextStep.FOLLOW_UP),
        (date(2026, 5, 5), 11, MeetingState.HELD, NextStep.NO),
        (date(2026, 6, 30), 23, MeetingState.HELD, NextStep.LATER),
        (date(2026, 5, 6), 9, MeetingState.CANCELLED, None),
        (date(2026, 7, 1), 9, MeetingState.HELD, NextStep.PILOT),
    ]:
        meeting = factories.a_meeting(
            factories.a_match(challenge, state=MatchState.MET), manager, starts_at=moment(day, hour), state=state
        )
        if step:
            Outcome.objects.create(meeting=meeting, next_step=step, left_by=manager)


def _obstacles(manager: User, running: Pilot, scaled: Pilot) -> None:
    for pilot, kind, created, resolved in [
        (running, "time", date(2026, 5, 10), None),
        (running, "time", date(2026, 5, 11), date(2026, 6, 1)),
        (scaled, "it", date(2026, 2, 10), date(2026, 4, 1)),
        (scaled, "law", date(2026, 2, 10), date(2026, 3, 31)),
        (running, "money", date(2026, 7, 1), None),
    ]:
        Obstacle.objects.create(
            organisation=pilot.organisation,
            pilot=pilot,
            kind=kind,
            text="Ingen hinner vara med på utbildningen",
            owner=manager,
            state="resolved" if resolved else "open",
            resolution="Vi köpte vikarier" if resolved else "",
            created_at=moment(created),
            resolved_at=resolved and moment(resolved),
        )


@pytest.fixture
def group(organisation: Organisation, leader: User) -> ManagementGroup:
    return factories.a_group(organisation, leader, name="Förvaltningsledningen", addresses=["namnd@exempel.example"])


def a_report(group: ManagementGroup, chief: User, **fields: Any) -> Report:
    """An ordered report over the quarter."""
    fields.setdefault("title", "Behov och piloter")
    fields.setdefault("period_from", PERIOD.first)
    fields.setdefault("period_to", PERIOD.last)
    return Report.objects.create(organisation=group.organisation, group=group, ordered_by=chief, **fields)


@pytest.fixture
def report(group: ManagementGroup, chief: User) -> Report:
    return a_report(group, chief, summary="Fyra behov kom in.", decisions_asked="- Godkänn driften\n\nUtöka ramen")
