"""Whoever is made the owner of needs or of a challenge hears of it: by one letter, and on the start page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from history.models import Entry
from needs.actions.challenges import change_challenge, write_challenge
from needs.actions.needs import give_owner
from needs.models import Challenge
from needs.states import ChallengeState, NeedState
from post.models import Letter
from tests import factories
from tests.ignite.test_dashboard import waiting
from tests.needs.test_challenge import NEW, brief

pytestmark = pytest.mark.django_db


@pytest.fixture
def needs(staff):
    return [factories.a_need(staff, NeedState.PRIORITISED, title=f"Behov {n}") for n in (1, 2, 3)]


def a_draft(organisation, owner, needs, by):
    day = timezone.localdate() + timedelta(days=9)
    draft = Challenge(organisation=organisation, title="In utan nyckel", problem="x", answers_by=day, owner=owner)
    return write_challenge(draft, needs=needs, by=by)


def test_a_need_owner_gets_a_letter_and_a_line_on_the_start_page(as_, manager, chief, needs):
    as_(chief).post(f"/behov/{needs[0].pk}/agare/", {"owner": manager.pk})

    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (manager.email, "Du är behovsägare för Behov 1")
    assert f"{chief.name} har utsett dig till behovsägare." in letter.text
    assert needs[0].get_absolute_url() in letter.text
    assert waiting(as_(manager).get("/")) == [("Du är behovsägare för Behov 1", "Läs behovet")]


def test_who_takes_a_need_herself_is_not_told(as_, manager, chief, needs):
    give_owner(needs[0], owner=chief, by=chief)
    give_owner(needs[0], owner=chief, by=manager)  # who already is

    assert not Letter.objects.exists()
    assert "Du är behovsägare för Behov 1" not in [what for what, _deed in waiting(as_(chief).get("/"))]


def test_the_line_goes_after_two_weeks_and_with_the_need(as_, manager, chief, organisation, needs):
    for need in needs[:2]:
        give_owner(need, owner=manager, by=chief)
    give_owner(needs[0], owner=factories.a_person(organisation, factories.MANAGER), by=chief)
    assert [what for what, _deed in waiting(as_(manager).get("/"))] == ["Du är behovsägare för Behov 2"]

    Entry.objects.update(at=timezone.now() - timedelta(days=15))
    assert waiting(as_(manager).get("/")) == []


def test_the_owner_of_several_needs_and_their_challenge_gets_one_letter_and_one_line(
    as_, organisation, manager, chief, needs
):
    other = factories.a_person(organisation, factories.MANAGER)
    give_owner(needs[2], owner=other, by=manager)
    Letter.objects.all().delete()

    challenge = a_draft(organisation, manager, needs, chief)

    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (manager.email, "Du är behovsägare för In utan nyckel")
    assert "Utmaningen är ett utkast." in letter.text
    assert challenge.get_absolute_url() in letter.text
    assert [need.title in letter.text for need in needs] == [True, True, False]
    assert waiting(as_(manager).get("/")) == [("Du är behovsägare för In utan nyckel", "Läs utmaningen")]


def test_a_challenge_that_is_opened_at_once_tells_its_owner_once(as_, manager, chief, needs):
    as_(chief).post(NEW, brief(needs, manager, publish="1"))

    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (manager.email, "Du är behovsägare för In utan nyckel")
    assert waiting(as_(manager).get("/"))[0] == ("Du är behovsägare för In utan nyckel", "Läs utmaningen")


def test_another_owner_of_an_open_challenge_gets_a_letter_and_a_line(as_, manager, chief, needs):
    challenge = factories.a_challenge(chief, *needs)

    as_(chief).post(f"{challenge.get_absolute_url()}andra/", brief(needs, manager))

    letter = Letter.objects.get()
    assert letter.to == manager.email
    assert "Utmaningen är öppen." in letter.text
    assert f"Utsåg {manager.name} till behovsägare" in [entry.sentence for entry in challenge.history]
    assert waiting(as_(manager).get("/"))[0] == ("Du är behovsägare för In utan nyckel", "Läs utmaningen")


def test_a_change_that_leaves_the_owner_tells_nobody(manager, chief, needs):
    challenge = factories.a_challenge(manager, *needs)

    change_challenge(challenge, needs=needs, by=chief)

    assert not Letter.objects.exists()


def test_needs_that_a_challenge_takes_later_are_told_to_its_owner(manager, chief, needs):
    challenge = factories.a_challenge(manager, needs[0])

    change_challenge(challenge, needs=needs, by=chief)

    letter = Letter.objects.get()
    assert letter.to == manager.email
    assert [need.title in letter.text for need in needs] == [False, True, True]


def test_a_draft_whose_day_has_passed_is_asked_for_a_new_day_and_keeps_what_was_typed(as_, manager, chief, needs):
    yesterday = timezone.localdate() - timedelta(days=1)
    challenge = factories.a_challenge(manager, *needs, state=ChallengeState.DRAFT, answers_by=yesterday)

    sent = brief(needs, manager, title="Nya ord", answers_by=yesterday.isoformat(), publish="1")
    page = as_(chief).post(f"{challenge.get_absolute_url()}andra/", sent)

    assert page.status_code == 422
    assert "Välj en dag som inte har passerat" in page.text
    assert "Nya ord" in page.text
