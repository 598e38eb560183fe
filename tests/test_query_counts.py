"""Every list asks the database as many questions for thirty rows as for one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Invitation, SecurityEvent, User
from needs.states import NeedState, RoundState
from pilots.models import Lesson, Obstacle, Pilot
from post.models import Letter
from reports.models import Report
from startups.states import MatchState
from tests import factories, lists

MOST = 12
pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot(staff: User, manager: User, chief: User) -> Pilot:
    match = factories.a_match(factories.a_challenge(manager, factories.a_need(staff)), state=MatchState.IN_PILOT)
    return factories.a_pilot(match, manager, chief)


@pytest.fixture
def rows(organisation, staff, manager, chief, leader, administrator, pilot) -> dict[str, Callable[[], object]]:
    """Address → what adds one row to the list there."""
    group = factories.a_group(organisation, leader)
    days = iter(range(1, 1000))

    def a_meeting() -> object:
        match = factories.a_match(pilot.match.challenge, state=MatchState.ANSWERED)
        return factories.a_meeting(match, manager)

    def a_report() -> object:
        today = timezone.localdate()
        return Report.objects.create(
            organisation=organisation,
            group=group,
            title="Rapport",
            period_from=today - timedelta(days=next(days)),
            period_to=today,
            ordered_by=chief,
        )

    return {
        "/behov/": lambda: factories.a_need(staff),
        "/prioritering/": lambda: factories.a_round(chief, state=RoundState.PLANNED),
        "/utmaningar/": lambda: factories.a_challenge(manager, factories.a_need(staff)),
        "/startuper/": factories.a_startup,
        "/moten/": a_meeting,
        "/moten/matchdagar/": lambda: factories.a_day(organisation, managers=(manager,), days_ahead=next(days)),
        "/moten/fragor/": lambda: factories.a_questionnaire(organisation, manager),
        "/piloter/": lambda: factories.a_pilot(factories.a_match(pilot.match.challenge), manager, chief),
        "/piloter/hinder/": lambda: Obstacle.objects.create(
            organisation=organisation, pilot=pilot, kind="time", text="Ingen hinner", owner=manager
        ),
        "/lardomar/": lambda: Lesson.objects.create(
            organisation=organisation, pilot=pilot, title="Börja smått", saw="Två räckte", written_by=manager
        ),
        "/rapporter/": a_report,
        "/ledningsgrupper/": lambda: factories.a_group(organisation, leader),
        "/organisation/personer/": lambda: (
            factories.a_person(organisation, factories.STAFF),
            Invitation.objects.create(
                organisation=organisation,
                email=f"ny{next(days)}@exempel.example",
                name="Ny",
                roles=["staff"],
                invited_by=administrator,
            ),
        ),
        "/organisation/enheter/": lambda: factories.a_unit(organisation, f"Enhet {next(days)}"),
        "/organisation/sakerhet/": lambda: SecurityEvent.objects.create(
            organisation=organisation, event="sign_in", person=staff
        ),
        "/organisation/brev/": lambda: Letter.objects.create(
            organisation=organisation, to="a@exempel.example", subject="Brev"
        ),
    }


def questions(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


LISTS = [*lists.ADDRESSES, "/ledningsgrupper/", "/organisation/enheter/"]


def reader_of(path: str, chief: User, administrator: User) -> User:
    return administrator if path.startswith("/organisation/") else chief


def test_every_declared_list_is_measured(as_, chief, administrator):
    answers = [as_(reader_of(path, chief, administrator)).get(path) for path in lists.ADDRESSES]

    assert {answer.context["list"] for answer in answers} == lists.declared()


@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_for_one_row_and_for_thirty(as_, rows, chief, administrator, path):
    client = as_(reader_of(path, chief, administrator))
    rows[path]()
    questions(client, path)  # what is kept from page to page is fetched now
    one = questions(client, path)
    for _ in range(30):
        rows[path]()

    assert questions(client, path) == one <= MOST


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.DECIDING, RoundState.FINISHED])
def test_a_round_costs_the_same_for_one_need_and_for_thirty(as_, chief, staff, team_member, state):
    def a_round(size: int) -> str:
        needs = [factories.a_need(staff, state=NeedState.PRIORITISED) for _ in range(size)]
        return factories.a_round(chief, *needs, team=(team_member,), state=state).get_absolute_url()

    client, small, large = as_(chief), a_round(1), a_round(30)
    questions(client, small)  # what is kept from page to page is fetched now
    assert questions(client, large) == questions(client, small)
