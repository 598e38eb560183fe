"""Giving up a charter before anything has begun, and taking it up again."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from history.actions import StaleState
from needs.states import NeedState
from pilots.actions import abandon, draw_up, start
from pilots.models import Pilot
from pilots.states import PilotState
from post.models import Letter
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "Startupen fick inte fram sin version."


def press(client: Any, pilot: Pilot, name: str = "pilot_abandon", **sent: Any) -> str:
    answer = client.post(reverse(f"pilots:{name}", args=[pilot.pk]), sent, follow=True)
    return " ".join(answer.content.decode().split())


def test_a_charter_is_given_up_with_a_reason_that_stands_on_its_page(as_, planned: Pilot, manager: User) -> None:
    client = as_(manager)
    assert "Skriv varför ni lägger ned pilotplanen" in press(client, planned, reason="")
    page = press(client, planned, reason=WHY)
    planned.refresh_from_db()
    assert (planned.state, planned.abandoned_because) == (PilotState.ABANDONED, WHY)
    assert (planned.history[0].verb, planned.history[0].reason) == ("pilot.abandoned", WHY)
    assert "Nedlagd" in page
    assert WHY in page
    assert "Ta upp pilotplanen igen" in page
    assert "Starta piloten" not in page


def test_those_whom_it_concerns_hear_it_and_why(planned: Pilot, manager: User, chief: User, leader: User) -> None:
    abandon(planned, reason=WHY, by=chief)
    assert {letter.to for letter in Letter.objects.all()} == {manager.email, leader.email}
    assert all(WHY in letter.text for letter in Letter.objects.all())


@pytest.mark.parametrize("role", ["staff", "leader", "administrator"])
def test_others_may_not(as_, planned: Pilot, role: str, request) -> None:
    client = as_(request.getfixturevalue(role))
    url = reverse("pilots:pilot_abandon", args=[planned.pk])
    assert client.post(url, {"reason": WHY}).status_code == 403
    assert url not in client.get(planned.get_absolute_url()).content.decode()


def test_a_pilot_that_runs_is_decided_and_not_given_up(as_, running: Pilot, chief: User) -> None:
    assert "Lägg ned pilotplanen" not in as_(chief).get(running.get_absolute_url()).content.decode()
    press(as_(chief), running, reason=WHY)
    with pytest.raises(StaleState):
        abandon(running, reason=WHY, by=chief)
    assert Pilot.objects.get().state == PilotState.RUNNING


def test_a_charter_that_was_given_up_is_not_started_from_an_old_page(planned: Pilot, chief: User) -> None:
    seen = Pilot.objects.get(pk=planned.pk)
    abandon(planned, reason=WHY, by=chief)
    with pytest.raises(StaleState):
        start(seen, by=chief)


def test_it_is_taken_up_again_as_it_stood_and_that_is_heard_too(as_, planned: Pilot, chief: User) -> None:
    budget, thresholds = planned.budget, planned.thresholds.count()
    abandon(planned, reason=WHY, by=chief)
    heard = {letter.to for letter in Letter.objects.all()}
    page = press(as_(chief), planned, "pilot_resume")
    planned.refresh_from_db()
    assert (planned.state, planned.abandoned_at, planned.abandoned_because) == (PilotState.CHARTER, None, "")
    assert (planned.budget, planned.thresholds.count()) == (budget, thresholds)
    assert "Starta piloten" in page
    assert {letter.to for letter in Letter.objects.filter(subject__startswith="Pilotplanen är uppe igen")} == heard


def test_a_new_charter_for_the_same_startup_leads_to_the_one_that_was_given_up(
    as_, planned: Pilot, manager: User
) -> None:
    abandon(planned, reason=WHY, by=manager)
    page = as_(manager).get(reverse("pilots:pilot_new", args=[planned.match_id]), follow=True)
    assert page.request["PATH_INFO"] == planned.get_absolute_url()
    assert "Ta upp den igen." in page.content.decode()
    with pytest.raises(StaleState, match="Ta upp den igen"):
        draw_up(planned.match, charter={}, by=manager)


def test_it_leaves_what_the_startup_is_paid_together(planned: Pilot, manager: User, chief: User) -> None:
    other = factories.a_match(factories.a_challenge(manager), planned.match.startup, state="in_pilot")
    runs = factories.a_pilot(other, manager, manager)
    assert runs.purchase.around.other_count == 1
    abandon(planned, reason=WHY, by=chief)
    assert runs.purchase.around.other_count == 0


def test_it_leaves_the_plans_of_a_report_from_its_day_on(planned: Pilot, chief: User) -> None:
    today = timezone.localdate()
    before = today - timedelta(days=1)
    Pilot.objects.update(created_at=timezone.now() - timedelta(days=9))
    abandon(planned, reason=WHY, by=chief)
    assert [Pilot.objects.planned_by(day).count() for day in (before, today)] == [1, 0]


def test_it_no_longer_waits_on_the_start_page(as_, planned: Pilot, chief: User) -> None:
    assert planned.title in as_(chief).get("/").content.decode()
    abandon(planned, reason=WHY, by=chief)
    Letter.objects.all().delete()
    assert planned.title not in [task.what for task in as_(chief).get("/").context["tasks"]]


def test_the_thread_of_the_need_says_that_it_was_given_up(as_, planned: Pilot, chief: User) -> None:
    abandon(planned, reason=WHY, by=chief)
    need = planned.match.challenge.needs.get()
    step = next(s for s in as_(chief).get(need.get_absolute_url()).context["thread"] if s.name == "pilot")
    assert [link.state for link in step.links] == ["Nedlagd"]


def test_a_need_that_a_pilot_already_ended_is_done_when_the_next_charter_is_given_up(
    planned: Pilot, manager: User, chief: User
) -> None:
    challenge = planned.match.challenge
    ended = factories.a_pilot(
        factories.a_match(challenge), manager, manager, PilotState.ENDED, decided_at=timezone.now()
    )
    assert ended.is_decided
    challenge.needs.update(state=NeedState.IN_PILOT)  # since another pilot was still planned
    abandon(planned, reason=WHY, by=chief)
    assert [need.state for need in challenge.needs.all()] == [NeedState.CONCLUDED]
