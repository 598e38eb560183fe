"""A startup that suits another unit better comes before that unit's manager, with the brief and the answer."""

import pytest
from django.urls import reverse

from history.actions import StaleState
from meetings.actions.outcomes import OutcomeData, correct_outcome, decline_reference
from meetings.models import Meeting, Outcome
from tests import factories


@pytest.fixture
def unit(organisation):
    return factories.a_unit(organisation, "Förskolan")


@pytest.fixture
def colleague(organisation, unit):
    person = factories.a_person(organisation, factories.MANAGER, name="Karin Kollega")
    person.membership_set.update(unit=unit)
    return person


@pytest.fixture
def meeting(match, manager, unit, chief):
    factories.a_proposal(match.invitations.get(), how="Barnen talar in. Vi skriver.", price=65_000)
    type(match).objects.filter(pk=match.pk).update(state="met")
    return factories.a_referred_meeting(match, manager, unit)


@pytest.fixture
def page(meeting):
    return reverse("meetings:reference", args=[meeting.pk])


def tasks(client):
    return [task.url for task in client.get("/").context["tasks"]]


def fresh(meeting):
    return Meeting.objects.select_related("match", "outcome").get(pk=meeting.pk)


def test_the_units_manager_has_it_on_the_start_page_and_nobody_else(as_, page, colleague, manager, chief):
    assert page in tasks(as_(colleague))
    assert page not in tasks(as_(manager))
    assert page not in tasks(as_(chief))


def test_the_page_holds_the_brief_the_answer_and_the_colleagues_words(as_, page, colleague, meeting):
    text = as_(colleague).get(page).content.decode()
    assert meeting.match.challenge.problem in text
    assert "Barnen talar in." in text
    assert "De har tänkt på barn först." in text
    assert reverse("meetings:book", args=[meeting.match_id]) in text


def test_a_manager_of_another_unit_is_refused(as_, page, manager):
    assert as_(manager).get(page).status_code == 403


def test_a_booking_settles_it(as_, page, colleague, meeting):
    factories.a_meeting(meeting.match, colleague)
    assert page not in tasks(as_(colleague))


def test_a_no_settles_it_and_the_reason_stands_in_the_meetings_history(as_, page, colleague, meeting):
    assert as_(colleague).post(page, {"reason": " "}).status_code == 422
    assert as_(colleague).post(page, {"reason": "Vi har redan något."}).url == meeting.get_absolute_url()
    assert page not in tasks(as_(colleague))
    assert [(e.sentence, e.reason, e.actor) for e in meeting.history] == [
        ("Tackade nej för sin enhet", "Vi har redan något.", colleague)
    ]


def test_after_a_no_the_chief_is_no_longer_asked_to_book(as_, chief, colleague, meeting):
    address = meeting.get_absolute_url()
    assert "Boka möte för Förskolan" in as_(chief).get(address).content.decode()
    decline_reference(meeting, reason="Nej", by=colleague)
    assert "Boka möte för Förskolan" not in as_(chief).get(address).content.decode()


def test_nobody_says_no_twice(meeting, colleague):
    decline_reference(meeting, reason="Nej", by=colleague)
    with pytest.raises(StaleState):
        decline_reference(fresh(meeting), reason="Nej", by=colleague)


def test_an_outcome_put_right_asks_the_other_unit_anew(as_, meeting, manager, colleague, organisation, page):
    other = factories.a_unit(organisation, "Skolan")
    decline_reference(meeting, reason="Nej", by=colleague)
    told = OutcomeData(happened=True, next_step="refer", refer_to=other)
    correct_outcome(fresh(meeting), told, by=manager)
    assert Outcome.objects.get().refer_declined_at is None
    colleague.membership_set.update(unit=other)
    assert page in tasks(as_(colleague))


def test_a_unit_that_has_been_removed_is_asked_no_more(as_, chief, meeting, page):
    Outcome.objects.update(refer_to=None)
    assert as_(chief).get(meeting.get_absolute_url()).status_code == 200
    assert as_(chief).get(page).status_code == 302
