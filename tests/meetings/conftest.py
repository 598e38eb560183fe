"""What the tests of this room have in common: a match that can be met, and a day to meet on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from meetings.actions.agendas import tell
from meetings.models import Agenda, MatchmakingDay, Meeting
from meetings.slots import Span
from startups.models import Match
from startups.states import MatchState
from tests import factories


@pytest.fixture
def match(manager: User, chief: User) -> Match:
    """A startup that has been invited to the manager's challenge and has answered."""
    match = factories.a_match(factories.a_challenge(manager, factories.a_need(manager)), state=MatchState.ANSWERED)
    factories.an_invitation(match, chief)
    return match


@pytest.fixture
def day(match: Match, manager: User) -> MatchmakingDay:
    """An open day with three slots: 09:00, 09:25 and 09:50."""
    return factories.a_day(match.organisation, managers=(manager,), startups=(match.startup,))


@pytest.fixture
def past_meeting(match: Match, manager: User) -> Meeting:
    """Booked, and over an hour ago."""
    return factories.a_meeting(match, manager, starts_at=timezone.now() - timedelta(hours=1))


def the_worker_writes() -> None:
    """The letters about days' meetings that are due by now."""
    for pk in Agenda.objects.due().values_list("pk", flat=True):
        tell(pk)


def an_hour_later() -> None:
    """Whatever is gathered has waited long enough, and is written."""
    Agenda.objects.filter(is_waiting=True).update(due_at=timezone.now())
    the_worker_writes()


def in_days(days: int, hour: int = 13, minute: int = 0) -> Span:
    """Twenty minutes on a coming day."""
    start = factories.at(timezone.localdate() + timedelta(days=days), hour, minute)
    return Span(start, start + timedelta(minutes=20))
