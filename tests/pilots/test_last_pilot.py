"""What a need is when a pilot of it ends: only the last one says the last word."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from needs.models import Need
from needs.states import NeedState
from pilots.actions import decide, settle_needs
from pilots.models import Pilot
from pilots.states import PilotState
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db
ENDED = {"kind": "end", "reason": "Vi vet nog.", "lessons": [{"title": "Börja smått", "saw": "Två räckte."}]}


def another(pilot: Pilot, state: str, **fields) -> Pilot:
    """A pilot of another startup's answer to the same challenge."""
    match = factories.a_match(pilot.match.challenge, state=MatchState.IN_PILOT)
    return factories.a_pilot(match, pilot.owner, pilot.decider, state, **fields)


def the_need(pilot: Pilot) -> Need:
    return pilot.match.challenge.needs.get()


@pytest.mark.parametrize("state", [PilotState.CHARTER, PilotState.RUNNING])
def test_a_need_with_another_pilot_planned_or_running_is_still_tried(running: Pilot, leader: User, state: str) -> None:
    another(running, state)
    decide(running, **ENDED, by=leader)
    assert the_need(running).state == NeedState.IN_PILOT
    assert the_need(running).history == []


def test_the_last_of_two_pilots_concludes_the_need(running: Pilot, leader: User) -> None:
    last = another(running, PilotState.RUNNING)
    decide(running, **ENDED, by=leader)
    decide(last, **ENDED, by=leader)
    need = the_need(running)
    assert (need.state, need.history[0].verb) == (NeedState.CONCLUDED, "need.concluded")


def test_a_pilot_of_another_challenge_holds_no_need_back(running: Pilot, manager: User, leader: User) -> None:
    elsewhere = factories.a_challenge(manager, factories.a_need(manager))
    factories.a_pilot(factories.a_match(elsewhere, state=MatchState.IN_PILOT), manager, leader)
    decide(running, **ENDED, by=leader)
    assert the_need(running).state == NeedState.CONCLUDED


def test_each_need_is_done_with_by_its_own_last_pilot(running: Pilot, staff: User, manager: User, leader: User) -> None:
    """A need of two challenges, one of which is tried in another pilot, is not done with; its neighbour is."""
    shared, alone = the_need(running), factories.a_need(staff, NeedState.IN_PILOT)
    running.match.challenge.needs.add(alone)
    other = factories.a_challenge(manager)
    other.needs.add(shared)
    factories.a_pilot(factories.a_match(other, state=MatchState.IN_PILOT), manager, leader)
    decide(running, **ENDED, by=leader)
    states = dict(Need.objects.values_list("pk", "state"))
    assert states == {shared.pk: NeedState.IN_PILOT, alone.pk: NeedState.CONCLUDED}


@pytest.mark.parametrize(
    ("was_decided", "state", "said"),
    [
        (True, NeedState.CONCLUDED, "Avslutade behovet, som ingen pilot prövar längre"),
        (False, NeedState.IN_CHALLENGE, "Gjorde behovet till en utmaning igen, eftersom ingen pilot prövar det"),
    ],
)
def test_when_the_last_pilot_is_abandoned_the_need_is_concluded_or_a_challenge_again(
    running: Pilot, manager: User, was_decided: bool, state: str, said: str
) -> None:
    if was_decided:
        another(running, PilotState.ENDED, decided_at=timezone.now() - timedelta(days=1))
    settle_needs(running, by=manager)
    need = the_need(running)
    assert (need.state, need.history[0].sentence) == (state, said)


@pytest.mark.django_db(transaction=True)
def test_two_last_pilots_that_end_at_once_conclude_the_need() -> None:
    organisation = factories.an_organisation()
    chief = factories.a_person(organisation, factories.CHIEF)
    need = factories.a_need(chief)
    match = factories.a_match(factories.a_challenge(chief, need), state=MatchState.IN_PILOT)
    Need.objects.update(state=NeedState.IN_PILOT)
    first = factories.a_pilot(match, chief, chief)
    pilots = [first.pk, another(first, PilotState.RUNNING).pk]
    ready = threading.Barrier(2)

    def press(pk: int) -> None:
        mine = Pilot.objects.select_related("organisation", "match__challenge").get(pk=pk)
        ready.wait(timeout=10)
        decide(mine, **ENDED, by=chief)
        connection.close()

    presses = [threading.Thread(target=press, args=[pk]) for pk in pilots]
    for one in presses:
        one.start()
    for one in presses:
        one.join(timeout=30)
    assert Need.objects.get().state == NeedState.CONCLUDED
