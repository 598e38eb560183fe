"""No room's kept question is decided by anything but what it is told: no clock, no row, nobody else."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import accounts.letters
import history.models
import meetings.availability
import meetings.grid
import meetings.views.days
import meetings.views.meetings
import meetings.views.plans
import meetings.wishing
import needs.models.challenges
import needs.models.needs
import needs.views.needs
import pilots.views.charters
import pilots.views.pilots
import startups.models
import startups.views.matches
import startups.views.portal
from accounts.models import User
from needs.models import Need
from tests.processes import ROOT

pytestmark = pytest.mark.django_db

BY_PERSON = [
    needs.views.needs._whole_needs,
    startups.views.matches._whole_matches,
    meetings.views.meetings._whole_meetings,
    meetings.views.days._whole_days,
    meetings.views.plans._days,
    meetings.views.plans._drafted_days,
    pilots.views.pilots._whole_pilots,
    pilots.views.charters._whole_charters,
]
DAY = (1, 2, date(2026, 12, 11))
BY_VALUES = [
    (history.models._entries_of, (1, 2)),
    (accounts.letters._undelivered, (1, "mia@exempel.example")),
    (needs.models.needs._supports_of, (1,)),
    (needs.models.challenges._ask_needs, (1,)),
    (startups.models._whole_invitations, (1, "nyckel")),
    (startups.views.portal._coming_times, (1,)),
    (startups.views.portal._meetings_about, (1,)),
    (meetings.availability._ask_offers, (1,)),
    (meetings.availability._ask_away, DAY),
    (meetings.grid._ask_booked, (1, date(2026, 12, 11))),
    (meetings.views.days._ask_startups, (1,)),
    (meetings.views.plans._planned_on, (1,)),
    (meetings.wishing._ask_away, DAY),
    (meetings.wishing._ask_candidates, DAY),
    (meetings.wishing._ask_known, DAY),
    (meetings.wishing._ask_managers, (1, 2)),
    (meetings.wishing._ask_said, DAY),
    (meetings.wishing._ask_startups, (1,)),
]


@pytest.mark.parametrize("ask", BY_PERSON, ids=lambda ask: ask.__module__)
def test_nothing_but_the_person_decides_what_a_page_asks_for(ask: Any, chief: User) -> None:
    chief.memberships  # noqa: B018  read before it is counted
    assert len(set(asked_at_two_moments(ask, chief))) == 1


@pytest.mark.parametrize(("ask", "given"), BY_VALUES, ids=lambda one: getattr(one, "__module__", ""))
def test_nothing_but_what_it_is_given_decides_what_is_asked(ask: Any, given: tuple[Any, ...]) -> None:
    ContentType.objects.get_for_model(Need)
    assert len(set(asked_at_two_moments(ask, *given))) == 1


def asked_at_two_moments(ask: Any, *given: Any) -> Iterator[str]:
    """What is asked at noon and an hour later the same day, in which no row is read to say it."""
    noon = timezone.localtime().replace(hour=12)
    for moment in (noon, noon + timedelta(hours=1)):
        with time_machine.travel(moment, tick=False), CaptureQueriesContext(connection) as read:
            yield repr(ask(*given).query.sql_with_params())
        assert len(read) == 0


def test_no_kept_question_is_missing_above() -> None:
    """Those of threads and start pages are held to it in tests/ignite/test_own.py."""
    rooms = {Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == ROOT}
    sources = [file.read_text() for room in rooms for file in room.rglob("*.py")]
    asked = {name for text in sources for name in re.findall(r"\b(?:one|objects|rows)_of\(\s*(_\w+)", text)}
    assert asked == {ask.__name__ for ask in [*BY_PERSON, *(ask for ask, _given in BY_VALUES)]}
