"""The decision about a pilot: by the named decider, with a reason, never without a lesson."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from history.actions import StaleState
from needs.states import NeedState
from pilots.actions import decide
from pilots.models import Decision, Lesson, Pilot
from pilots.states import PilotState
from post.models import Letter
from startups.models import Match
from tests import factories

pytestmark = pytest.mark.django_db


def url(pilot: Pilot) -> str:
    return reverse("pilots:decide", args=[pilot.pk])


def sent(**changes: Any) -> dict[str, Any]:
    """What a browser sends for "end with a lesson"."""
    word = {
        "kind": "end",
        "reason": "Talet blev inte rätt i bullrig miljö.",
        "number": "1",
        "lardom-TOTAL_FORMS": "1",
        "lardom-INITIAL_FORMS": "0",
        "lardom-0-title": "Tal kräver tysta rum",
        "lardom-0-saw": "Hälften av orden blev fel.",
        "lardom-0-for_whom": "hemtjänsten",
    }
    return {name: value for name, value in (word | changes).items() if value is not None}


def test_ending_with_a_lesson_concludes_the_needs(as_, running: Pilot, leader: User) -> None:
    answer = as_(leader).post(url(running), sent())
    assert answer.url == running.get_absolute_url()
    running.refresh_from_db()
    decision, lesson = Decision.objects.get(), Lesson.objects.get()
    assert (running.state, running.decided_at) == (PilotState.ENDED, decision.decided_at)
    assert (decision.lesson, decision.decided_by, lesson.title) == (lesson, leader, "Tal kräver tysta rum")
    assert [n.state for n in running.match.challenge.needs.all()] == [NeedState.CONCLUDED]
    assert [e.verb for e in running.history] == ["pilot.ended", "pilot.lesson"]


def test_scaling_up(as_, running: Pilot, leader: User) -> None:
    as_(leader).post(url(running), sent(kind="scale_up"))
    running.refresh_from_db()
    assert running.state == PilotState.SCALED_UP


def test_going_on_keeps_it_running_until_the_new_end(as_, running: Pilot, leader: User) -> None:
    later = running.ends_on + timedelta(days=30)
    client = as_(leader)
    client.post(url(running), sent(kind="iterate", new_end=str(later)))
    running.refresh_from_db()
    assert (running.state, running.ends_on) == (PilotState.RUNNING, later)
    assert [n.state for n in running.match.challenge.needs.all()] == [NeedState.IN_PILOT]
    client.post(url(running), sent(number="2"))
    assert [d.number for d in Decision.objects.order_by("number")] == [1, 2]
    assert Pilot.objects.get().state == PilotState.ENDED


def test_owner_chief_and_submitters_get_a_letter(
    as_, running: Pilot, leader: User, manager: User, chief: User, staff: User
) -> None:
    as_(leader).post(url(running), sent())
    assert sorted(letter.to for letter in Letter.objects.all()) == sorted([manager.email, chief.email, staff.email])
    letter = Letter.objects.get(to=staff.email)
    assert running.title in letter.subject
    assert "Tal kräver tysta rum" in letter.text
    assert running.get_absolute_url() in letter.text


@pytest.mark.parametrize("role", ["chief", "manager", "team_member", "staff", "administrator"])
def test_nobody_else_decides_not_even_the_chief(as_, running: Pilot, role: str, request) -> None:
    client = as_(request.getfixturevalue(role))
    assert client.get(url(running)).status_code == 403
    assert client.post(url(running), sent()).status_code == 403
    assert Pilot.objects.get().state == PilotState.RUNNING


def test_another_organisation_sees_nothing(as_, running: Pilot, other_chief: User) -> None:
    assert as_(other_chief).post(url(running), sent()).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": None}, "Välj ett beslut"),
        ({"kind": "misslyckad"}, "Välj ett beslut"),
        ({"reason": " "}, "Skriv en motivering"),
        ({"lardom-0-title": "", "lardom-0-saw": "", "lardom-0-for_whom": ""}, "Skriv minst en lärdom"),
        ({"lardom-0-title": ""}, "Skriv lärdomen i en mening"),
        ({"lardom-0-saw": ""}, "Skriv vad ni såg"),
        ({"lardom-TOTAL_FORMS": "0"}, "Skriv minst en lärdom"),
        ({"lardom-TOTAL_FORMS": None}, "Formuläret kom inte fram i sin helhet"),
        ({"kind": "iterate"}, "Välj ett nytt slutdatum"),
        ({"kind": "iterate", "new_end": str(timezone.localdate())}, "Välj ett datum som ligger senare"),
        ({"kind": "iterate", "new_end": "9999-12-31"}, "Välj ett slutdatum inom tre år"),
        ({"lardom-0-saw": "Ring 19121212-1212"}, "Det här ser ut som ett personnummer. Ta bort det"),
    ],
)
def test_half_a_decision_changes_nothing_and_loses_nothing(
    as_, running: Pilot, leader: User, changes: dict, said: str
) -> None:
    answer = as_(leader).post(url(running), sent(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    if "reason" not in changes:
        assert "bullrig miljö" in page
    assert not Decision.objects.exists()
    assert not Lesson.objects.exists()
    assert Pilot.objects.get().state == PilotState.RUNNING


def test_a_number_in_a_lesson_can_stay_when_the_writer_says_so(as_, running: Pilot, leader: User) -> None:
    number = {"lardom-0-saw": "Ärende 19121212-1212"}
    asked = as_(leader).post(url(running), sent(**number)).content.decode()
    assert 'name="lardom-0-keeps_number"' in asked
    as_(leader).post(url(running), sent(**number, **{"lardom-0-keeps_number": "on"}))
    assert Lesson.objects.get().saw == "Ärende 19121212-1212"


def test_more_lessons_in_the_same_form(as_, running: Pilot, leader: User) -> None:
    client = as_(leader)
    answer = client.post(url(running), sent(add_row="1"))
    assert len(answer.context["rows"].forms) == 2
    assert answer.context["rows"].forms[0]["title"].value() == "Tal kräver tysta rum"
    assert answer.context["form"]["kind"].value() == "end"
    two = sent(**{"lardom-TOTAL_FORMS": "2", "lardom-1-title": "Börja smått", "lardom-1-saw": "Det gick."})
    client.post(url(running), two)
    assert Lesson.objects.count() == 2


def test_a_decision_cannot_be_taken_before_the_start(as_, planned: Pilot, leader: User) -> None:
    assert as_(leader).post(url(planned), sent()).url == planned.get_absolute_url()
    assert not Decision.objects.exists()


def test_the_second_press_is_told_that_it_is_decided(as_, running: Pilot, leader: User) -> None:
    client = as_(leader)
    client.post(url(running), sent())
    page = client.post(url(running), sent(kind="scale_up"), follow=True).content.decode()
    assert "Så här ser det ut nu" in page
    assert (Pilot.objects.get().state, Decision.objects.count()) == (PilotState.ENDED, 1)


def test_an_old_form_does_not_decide_anew_after_going_on(as_, running: Pilot, leader: User) -> None:
    client = as_(leader)
    later = running.ends_on + timedelta(days=30)
    client.post(url(running), sent(kind="iterate", new_end=str(later)))
    page = client.post(url(running), sent(), follow=True).content.decode()
    assert "Ett beslut är redan fattat" in page
    assert Pilot.objects.get().state == PilotState.RUNNING


def test_a_decision_without_a_lesson_is_impossible_in_code_too(running: Pilot, leader: User) -> None:
    with pytest.raises(ValueError, match="lesson"):
        decide(running, kind="end", reason="Så", lessons=[], by=leader)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["end", "iterate"])
def test_of_two_deciding_at_once_exactly_one_succeeds(kind: str) -> None:
    organisation = factories.an_organisation()
    chief = factories.a_person(organisation, factories.CHIEF)
    match = factories.a_match(factories.a_challenge(chief, factories.a_need(chief)), state="in_pilot")
    pilot = factories.a_pilot(match, chief, chief)
    ready, outcomes = threading.Barrier(2), []

    def press() -> None:
        try:
            mine = Pilot.objects.select_related("organisation", "match__challenge").get(pk=pilot.pk)
            new_end = mine.ends_on + timedelta(days=9)
            ready.wait(timeout=10)
            lessons = [{"title": "En lärdom", "saw": "Det här"}]
            decide(mine, kind=kind, reason="Så", lessons=lessons, new_end=new_end, number=1, by=chief)
            outcomes.append("decided")
        except StaleState:
            outcomes.append("stale")
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join(timeout=30)
    assert sorted(outcomes) == ["decided", "stale"]
    assert (Decision.objects.count(), Lesson.objects.count()) == (1, 1)
    assert Match.objects.count() == 1
