"""Starting a pilot."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from needs.states import NeedState
from pilots.models import Pilot
from pilots.states import PilotState
from post.models import Letter
from startups.models import Match
from startups.states import MatchState

pytestmark = pytest.mark.django_db


def start(client, pilot: Pilot):
    return client.post(reverse("pilots:pilot_start", args=[pilot.pk]), follow=True)


def test_a_pilot_takes_its_match_and_its_needs_with_it(as_, planned: Pilot, chief: User) -> None:
    start(as_(chief), planned)
    planned.refresh_from_db()
    assert planned.state == PilotState.RUNNING
    assert planned.started_at is not None
    assert planned.match.state == MatchState.IN_PILOT
    assert [n.state for n in planned.match.challenge.needs.all()] == [NeedState.IN_PILOT]
    assert planned.history[0].verb == "pilot.running"


def test_owner_and_decider_get_a_letter(as_, planned: Pilot, chief: User, manager: User, leader: User) -> None:
    start(as_(chief), planned)
    assert {letter.to for letter in Letter.objects.all()} == {manager.email, leader.email}
    assert planned.title in Letter.objects.first().subject


def test_without_a_threshold_it_does_not_start_and_says_why(as_, planned: Pilot, chief: User) -> None:
    planned.thresholds.all().delete()
    page = start(as_(chief), planned).content.decode()
    assert "Skriv minst ett framgångskriterium" in page
    assert Pilot.objects.get().state == PilotState.CHARTER


def test_what_nobody_answered_about_personal_data_is_asked_for_before_the_start(
    as_, planned: Pilot, chief: User
) -> None:
    Pilot.objects.update(personal_data=None)
    page = start(as_(chief), planned).text
    assert "Svara på om piloten behandlar personuppgifter." in page
    assert "Inte besvarat" in page
    assert "Behandlas inte" not in page

    Pilot.objects.update(personal_data=True)
    assert "Svara på om det finns ett personuppgiftsbiträdesavtal." in start(as_(chief), planned).text
    assert Pilot.objects.get().state == PilotState.CHARTER


def test_personal_data_need_an_agreement_first(as_, planned: Pilot, chief: User) -> None:
    Pilot.objects.update(personal_data=True, data_agreement=False)
    assert "Teckna ett personuppgiftsbiträdesavtal" in start(as_(chief), planned).content.decode()
    assert Pilot.objects.get().state == PilotState.CHARTER
    Pilot.objects.update(data_agreement=True)
    start(as_(chief), planned)
    assert Pilot.objects.get().state == PilotState.RUNNING


@pytest.fixture
def planned_ahead(planned: Pilot) -> Pilot:
    """Planned, to begin in three weeks."""
    planned.starts_on, planned.ends_on = (timezone.localdate() + timedelta(days=days) for days in (21, 90))
    planned.save()
    return planned


def test_a_pilot_is_not_started_before_its_first_day_without_moving_that_day(
    as_, planned_ahead: Pilot, chief: User
) -> None:
    client, first = as_(chief), planned_ahead.starts_on
    page = client.get(planned_ahead.get_absolute_url()).content.decode()
    assert "Börja redan i dag?" in page
    assert 'name="early"' in page
    assert "Pilotens första dag har inte kommit" in start(client, planned_ahead).content.decode()
    planned_ahead.refresh_from_db()
    assert (planned_ahead.state, planned_ahead.starts_on) == (PilotState.CHARTER, first)


def test_starting_early_moves_the_first_day_and_history_shows_both(as_, planned_ahead: Pilot, chief: User) -> None:
    first, today = planned_ahead.starts_on, timezone.localdate()
    page = (
        as_(chief)
        .post(reverse("pilots:pilot_start", args=[planned_ahead.pk]), {"early": "1"}, follow=True)
        .content.decode()
    )
    planned_ahead.refresh_from_db()
    assert (planned_ahead.state, planned_ahead.starts_on) == (PilotState.RUNNING, today)
    days = [date_format(day, "DATE_FORMAT") for day in (first, today)]
    assert "flyttade första dagen från {} till {}".format(*days) in page


def test_on_its_day_it_is_one_press_as_before(as_, planned: Pilot, chief: User) -> None:
    Pilot.objects.update(starts_on=timezone.localdate())
    client = as_(chief)
    assert "Börja redan i dag?" not in client.get(planned.get_absolute_url()).content.decode()
    start(client, planned)
    assert Pilot.objects.get().state == PilotState.RUNNING


def test_a_startup_that_has_withdrawn_stops_the_start(as_, planned: Pilot, chief: User) -> None:
    Match.objects.update(state=MatchState.DECLINED)
    assert "Startupen är inte med längre" in start(as_(chief), planned).content.decode()
    assert Pilot.objects.get().state == PilotState.CHARTER


def test_the_decider_may_start_it_only_on_delegation(as_, planned: Pilot, leader: User) -> None:
    client = as_(leader)
    assert start(client, planned).status_code == 403
    Pilot.objects.update(delegation="4.2")
    assert start(client, planned).status_code == 200
    assert Pilot.objects.get().state == PilotState.RUNNING


@pytest.mark.parametrize("role", ["staff", "manager", "team_member", "administrator"])
def test_others_may_not_start_it(as_, planned: Pilot, role: str, request) -> None:
    assert start(as_(request.getfixturevalue(role)), planned).status_code == 403


def test_a_second_press_changes_nothing(as_, planned: Pilot, chief: User) -> None:
    client = as_(chief)
    start(client, planned)
    start(client, planned)
    assert [e.verb for e in Pilot.objects.get().history] == ["pilot.running"]


def test_the_address_alone_does_not_start_it(as_, planned: Pilot, chief: User) -> None:
    assert as_(chief).get(reverse("pilots:pilot_start", args=[planned.pk])).status_code == 405


def test_the_chief_names_another_decider_with_a_reason(as_, planned: Pilot, chief: User, manager: User) -> None:
    url = reverse("pilots:pilot_people", args=[planned.pk])
    sent = {"owner": manager.pk, "decider": chief.pk}
    client = as_(chief)
    assert "Skriv varför ni byter" in client.post(url, sent).content.decode()
    client.post(url, {**sent, "reason": "Leo är tjänstledig."})
    planned.refresh_from_db()
    assert planned.decider == chief
    assert (planned.history[0].verb, planned.history[0].reason) == ("pilot.people", "Leo är tjänstledig.")


def test_only_the_chief_names_people(as_, planned: Pilot, manager: User) -> None:
    assert as_(manager).get(reverse("pilots:pilot_people", args=[planned.pk])).status_code == 403
