"""A match that is ready for a pilot, and pilots in each state."""

import pytest

from accounts.models import User
from pilots.models import Pilot
from pilots.states import PilotState
from startups.models import Match
from startups.states import MatchState
from tests import factories


@pytest.fixture
def match(staff: User, manager: User, chief: User) -> Match:
    """A startup that has answered the line manager's challenge, made of the staff member's need."""
    challenge = factories.a_challenge(
        manager, factories.a_need(staff), desired_effect="Anteckningen tar tio minuter.", baseline="40 minuter"
    )
    match = factories.a_match(challenge, state=MatchState.ANSWERED)
    factories.a_proposal(factories.an_invitation(match, chief))
    return match


@pytest.fixture
def planned(match: Match, manager: User, leader: User) -> Pilot:
    """A pilot with a charter, owned by the line manager and decided by somebody from the leadership."""
    return factories.a_pilot(match, manager, leader, PilotState.CHARTER)


@pytest.fixture
def running(match: Match, manager: User, leader: User) -> Pilot:
    Match.objects.filter(pk=match.pk).update(state=MatchState.IN_PILOT)
    match.challenge.needs.update(state="in_pilot")
    return factories.a_pilot(match, manager, leader)
