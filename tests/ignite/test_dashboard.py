"""The start page: what awaits each role today."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from needs.states import ChallengeState, NeedState, RoundState
from startups.states import MatchState
from tests import factories
from tests.world import a_world

MOST_QUERIES = 12


def waiting(page):
    return [(task.what, task.deed) for task in page.context["tasks"]]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["staff", "manager", "team", "chief", "leader", "admin", "decider", "stranger"])
def test_the_page_asks_few_questions_whoever_looks(as_, role):
    client = as_(a_world().people[role])
    client.get("/")  # what is counted once a minute is counted

    with CaptureQueriesContext(connection) as asked:
        client.get("/")

    assert len(asked) <= MOST_QUERIES, [q["sql"][:120] for q in asked]


def test_the_chief_is_reminded_of_what_is_prepared_but_not_opened(as_, staff, chief, manager):
    round_ = factories.a_round(chief, factories.a_need(staff), state=RoundState.PLANNED)
    challenge = factories.a_challenge(
        manager, factories.a_need(staff, NeedState.PRIORITISED), state=ChallengeState.DRAFT
    )

    assert waiting(as_(chief).get("/")) == [(round_.name, "Öppna prioriteringen"), (challenge.title, "Skriv klart")]


def test_a_need_in_a_prepared_round_no_longer_waits_for_one(as_, staff, chief):
    in_round, alone = factories.a_need(staff), factories.a_need(staff)
    factories.a_round(chief, in_round, state=RoundState.PLANNED)

    assert ("1 behov är inte med i någon prioritering", "Öppna en prioritering") in waiting(as_(chief).get("/"))
    assert "Ta med i en prioritering" in as_(chief).get(alone.get_absolute_url()).content.decode()
    assert "Ta med i en prioritering" not in as_(chief).get(in_round.get_absolute_url()).content.decode()


def test_a_need_is_chosen_already_when_the_chief_comes_from_its_page(as_, staff, chief):
    need, other = factories.a_need(staff), factories.a_need(staff)

    page = as_(chief).get(reverse("needs:round_new"), {"need": need.pk}).content.decode()
    page = " ".join(page.split())  # attributes may stand on lines of their own

    assert page.count("checked") - page.count('name="team"') <= 1
    assert f'value="{need.pk}" id="id_needs_0" checked' in page or f'value="{need.pk}" id="id_needs_1" checked' in page
    assert other.title in page


def test_an_administrator_of_a_new_organisation_is_told_how_to_begin(as_, organisation, administrator):
    organisation.narrative = ""
    organisation.save()
    organisation.units.all().delete()

    assert [deed for _what, deed in waiting(as_(administrator).get("/"))] == [
        "Skriv berättelsen",
        "Lägg till enhet",
        "Bjud in en person",
    ]


@pytest.mark.django_db
def test_a_check_in_is_asked_of_the_pilots_owner_alone(as_):
    w = a_world()
    pilot = factories.a_pilot(factories.a_match(w.challenge, state=MatchState.IN_PILOT), w.manager, w.decider)
    asked = {
        role
        for role in ("staff", "manager", "team", "chief", "leader", "admin", "decider", "other")
        if (f"Hur går det med {pilot.title}?", "Stäm av") in waiting(as_(w.people[role]).get("/"))
    }
    assert asked == {"manager"}


def test_only_the_page_itself_is_marked_as_the_start_page(as_, staff):
    client = as_(staff)
    assert [item.label for item in client.get("/").context["shell"].nav if item.active] == ["Översikt"]
    assert [item for item in client.get(reverse("privacy")).context["shell"].nav if item.active] == []
