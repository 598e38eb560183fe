"""Back after handing in, and handing in again."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from entry import sent as entry_sent
from meetings.models import MatchmakingDay
from needs.models import Need
from needs.states import NeedState
from pilots.models import CheckIn, Cost, Lesson
from startups.states import MatchState
from tests import factories
from tests.forms import form_on

pytestmark = pytest.mark.django_db
NEW = "/behov/nytt/"


def filled(client: Client, person: User, **typed: Any) -> dict[str, Any]:
    texts = {"title": "Nycklar", "for_whom": "Alla", "situation": "Vi letar", "consequence": "Det tar tid"}
    unit = person.memberships[0].unit_id
    return form_on(client.get(NEW)) | texts | {"desired_effect": "Vi hittar", "unit": unit} | typed


def test_back_and_the_same_once_more_leads_to_the_need_that_was_made(as_, staff):
    client = as_(staff)
    form = filled(client, staff)
    first = client.post(NEW, form)
    assert client.post(NEW, form).url == first.url
    assert Need.objects.count() == 1


def test_back_and_other_words_asks_and_then_changes_the_first(as_, staff):
    client = as_(staff)
    form = filled(client, staff)
    client.post(NEW, form)

    asked = client.post(NEW, form | {"situation": "Vi letar varje morgon"})

    assert asked.status_code == 422
    assert [d.now for d in asked.context["form"].differences] == ["Vi letar"]
    assert Need.objects.get().situation == "Vi letar"
    client.post(NEW, form_on(asked))
    assert Need.objects.get().situation == "Vi letar varje morgon"
    assert [e.verb for e in Need.objects.get().history] == ["need.changed", "need.submitted"]


def test_back_from_a_saved_draft_and_handing_in_hands_in_the_draft(as_, staff):
    client = as_(staff)
    form = filled(client, staff)
    client.post(NEW, form | {"draft": "1"})
    client.post(NEW, form)
    assert Need.objects.get().state == NeedState.SUBMITTED


def test_back_when_the_need_is_already_assessed_gives_the_words_back(as_, staff, chief):
    client = as_(staff)
    form = filled(client, staff)
    client.post(NEW, form)
    factories.a_round(chief, Need.objects.get())
    answer = client.post(NEW, form | {"situation": "Vi letar varje morgon"})
    assert (answer.status_code, Need.objects.get().situation) == (409, "Vi letar")
    assert "Vi letar varje morgon" in answer.content.decode()


def test_a_made_up_key_of_somebody_elses_need_makes_a_need_of_ones_own(as_, staff, manager):
    theirs = factories.a_need(manager)
    client = as_(staff)
    answer = client.post(NEW, filled(client, staff, form_key=str(theirs.form_key)))
    assert answer.status_code == 302
    assert (Need.objects.count(), Need.objects.filter(submitter=staff).count()) == (2, 1)


@pytest.fixture
def running(staff, manager, chief) -> Any:
    challenge = factories.a_challenge(manager, factories.a_need(staff))
    return factories.a_pilot(factories.a_match(challenge, state=MatchState.IN_PILOT), manager, chief)


@pytest.mark.parametrize(
    ("name", "kind", "words", "other"),
    [
        ("check_in", CheckIn, {"mood": "well", "line": "Det rullar"}, {"line": "Det står still"}),
        ("cost", Cost, {"what": "Licens", "amount": "1000"}, {"amount": "2000"}),
        ("lesson_new", Lesson, {"title": "Börja smått", "saw": "Två räckte"}, {"saw": "Tre räckte"}),
    ],
)
def test_back_and_other_words_about_a_pilot_asks_whether_it_is_one_more(
    as_, running, manager, name, kind, words, other
):
    client = as_(manager)
    page = reverse(f"pilots:{name}", args=[running.pk])
    form = form_on(client.get(page)) | words
    for _ in range(2):
        assert client.post(page, form).status_code == 302

    asked = client.post(page, form | other)

    assert asked.status_code == 422
    assert "Du har redan sparat det här en gång" in asked.content.decode()
    assert kind.objects.count() == 1
    assert client.post(page, form_on(asked)).status_code == 302
    assert kind.objects.count() == 2


def test_made_up_keys_of_another_pilots_notes_are_no_error_of_ours(as_, running, staff, manager, chief):
    challenge = factories.a_challenge(manager, factories.a_need(staff))
    other = factories.a_pilot(factories.a_match(challenge, state=MatchState.IN_PILOT), manager, chief)
    key = str(uuid.uuid4())
    client = as_(manager)
    for pilot in (other, running):
        sent = {"mood": "well", "line": "Bra", "form_key": key}
        assert client.post(reverse("pilots:check_in", args=[pilot.pk]), sent).status_code == 302
        lesson = {"title": "Börja smått", "saw": "Två räckte", "form_key": key}
        assert client.post(reverse("pilots:lesson_new", args=[pilot.pk]), lesson).status_code == 302
    assert (CheckIn.objects.count(), Lesson.objects.count()) == (2, 2)


def a_day(client: Client) -> dict[str, Any]:
    opened = form_on(client.get(reverse("meetings:day_new")))
    plan = {"name": "Höstens dag", "date": "2031-05-06", "place": "Sal 3", "starts_at": "09:00", "ends_at": "12:00"}
    return opened | plan | {"slot_minutes": "20", "pause_minutes": "5"}


def test_a_double_press_plans_one_day(as_, chief):
    client = as_(chief)
    plan, page = a_day(client), reverse("meetings:day_new")
    first, second = client.post(page, plan), client.post(page, plan)
    assert (MatchmakingDay.objects.count(), second.url) == (1, first.url)


@pytest.mark.parametrize(("typed", "wait"), [({"name": "Vårens dag"}, 0), ({}, 61)])
def test_back_and_planning_again_asks_whether_it_is_another_day(as_, chief, monkeypatch, typed, wait):
    client = as_(chief)
    plan, page = a_day(client), reverse("meetings:day_new")
    client.post(page, plan)
    monkeypatch.setattr(entry_sent, "DOUBLE_PRESS", 60 - wait)

    asked = client.post(page, plan | typed)

    assert asked.status_code == 200
    assert "Du har redan skickat det här en gång" in asked.content.decode()
    assert MatchmakingDay.objects.count() == 1
    assert form_on(asked)["place"] == ["Sal 3"]
    assert client.post(page, form_on(asked)).status_code == 302
    assert MatchmakingDay.objects.count() == 2
