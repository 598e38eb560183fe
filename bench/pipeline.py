"""Fills one organisation with what comes after its needs, each kind as many as a city would have at the most."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import Membership, Role, User
from bench.texts import needs as texts
from meetings.models import Meeting
from meetings.states import MeetingState
from needs.models import Challenge, Theme
from needs.states import ChallengeState
from pilots.models import Lesson, Obstacle, Pilot
from pilots.states import ObstacleKind, ObstacleState, PilotState
from reports.models import ManagementGroup, Report
from startups.models import Match, Startup
from startups.states import MatchState

STARTUPS, CHALLENGES, MEETINGS, PILOTS, LESSONS, OBSTACLES, REPORTS = (
    10_000,
    2000,
    20_000,
    10_000,
    10_000,
    10_000,
    1000,
)
MANAGERS = 40
BATCH = 2000


def build_pipeline(chief: User) -> None:
    """Startups, challenges, matches, meetings, pilots, lessons, obstacles and reports of the chief's organisation."""
    organisation = chief.memberships[0].organisation
    now, today = timezone.now(), timezone.localdate()
    managers = [_manager(organisation, number) for number in range(MANAGERS)]
    themes = list(Theme.objects.all())
    startups = _saved(Startup, (_startup(number, text) for number, text in _numbered(STARTUPS)))
    Startup.themes.through.objects.bulk_create(
        Startup.themes.through(startup=startup, theme=themes[startup.pk % len(themes)]) for startup in startups
    )
    common: dict[str, Any] = {"organisation": organisation}
    challenges = _saved(
        Challenge,
        (
            Challenge(
                **common,
                title=text["title"],
                problem=text["situation"],
                state=ChallengeState.OPEN,
                answers_by=today + timedelta(days=30),
                theme=themes[number % len(themes)],
                owner=managers[number % MANAGERS],
                created_at=now - timedelta(hours=number),
            )
            for number, text in _numbered(CHALLENGES)
        ),
    )
    matches = _saved(
        Match,
        (
            Match(
                **common,
                challenge=challenges[number % CHALLENGES],
                startup=startups[(number * 7 + number // CHALLENGES) % STARTUPS],
                state=MatchState.IN_PILOT,
            )
            for number in range(PILOTS)
        ),
    )
    _saved(Meeting, (_meeting(number, matches[number % PILOTS], managers, chief) for number in range(MEETINGS)))
    pilots = _saved(
        Pilot,
        (
            Pilot(
                **common,
                match=matches[number],
                state=PilotState.RUNNING,
                title=text["title"],
                question=text["consequence"],
                budget=65_000,
                starts_on=today - timedelta(days=number % 900),
                ends_on=today - timedelta(days=number % 900 - 90),
                owner=managers[number % MANAGERS],
                decider=chief,
                started_at=now,
            )
            for number, text in _numbered(PILOTS)
        ),
    )
    _saved(
        Lesson,
        (
            Lesson(
                **common,
                pilot=pilots[number % PILOTS],
                title=text["title"],
                saw=text["situation"],
                for_whom=text["for_whom"],
                written_by=chief,
                created_at=now - timedelta(hours=number),
            )
            for number, text in _numbered(LESSONS)
        ),
    )
    _saved(
        Obstacle,
        (
            Obstacle(
                **common,
                pilot=pilots[number % PILOTS],
                state=ObstacleState.OPEN,
                kind=ObstacleKind.values[number % len(ObstacleKind.values)],
                text=text["title"],
                owner=managers[number % MANAGERS],
                created_at=now - timedelta(hours=number),
            )
            for number, text in _numbered(OBSTACLES)
        ),
    )
    group = ManagementGroup.objects.create(organisation=organisation, name="Ledningen")
    _saved(
        Report,
        (
            Report(
                **common,
                group=group,
                title=text["title"],
                period_from=today - timedelta(days=90),
                period_to=today,
                edition=number + 1,
                ordered_by=chief,
                attempts=0,
                due_at=now + timedelta(days=999),
                created_at=now - timedelta(hours=number),
            )
            for number, text in _numbered(REPORTS)
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _numbered(count: int) -> Iterator[tuple[int, dict[str, str]]]:
    return enumerate(texts(count))


def _saved(model: Any, rows: Iterator[Any]) -> list[Any]:
    saved: list[Any] = []
    while batch := list(islice(rows, BATCH)):
        saved += model.objects.bulk_create(batch)
    return saved


def _manager(organisation: Any, number: int) -> User:
    person = User.objects.create(email=f"linjechef{number}@bank.example", name=f"Linjechef {number}", password="!")
    Membership.objects.create(user=person, organisation=organisation, roles=[Role.STAFF, Role.LINE_MANAGER])
    return person


def _startup(number: int, text: dict[str, str]) -> Startup:
    return Startup(
        name=f"Startup {number:05}",
        summary=f"{text['situation']} {text['consequence']}",
        for_whom=text["for_whom"],
        stage=Startup.Stage.MARKET,
        place="Lund",
        price_from=60_000,
        created_at=timezone.now() - timedelta(minutes=number),
    )


def _meeting(number: int, match: Match, managers: list[User], chief: User) -> Meeting:
    """Every manager has one meeting in each half hour; half of all lie ahead."""
    half_hours = MEETINGS // MANAGERS // 2 - number // MANAGERS
    starts_at = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(minutes=30 * half_hours)
    return Meeting(
        organisation=match.organisation,
        match=match,
        startup=match.startup,
        manager=managers[number % MANAGERS],
        state=MeetingState.BOOKED,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=20),
        place="Rum 4",
        booked_by=chief,
    )
