"""The card before a meeting, and the notes that become the outcome."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from history.actions import StaleState
from meetings.actions.outcomes import OutcomeData, keep_notes, leave_outcome
from meetings.models import Meeting, Outcome
from tests import factories
from tests.meetings.conftest import in_days


@pytest.fixture
def meeting(match, manager):
    factories.a_proposal(
        match.invitations.get(), how="Vi läser in talet. Sedan skriver vi.", pilot_plan="Sex veckor.", price=65_000
    )
    return factories.a_meeting(match, manager, starts_at=in_days(3).starts_at)


def address(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def page(client, meeting):
    return client.get(meeting.get_absolute_url()).content.decode()


def test_the_card_holds_the_need_the_answer_the_price_and_three_questions(meeting, manager, as_):
    answer = as_(manager).get(meeting.get_absolute_url())
    text = answer.content.decode()
    assert meeting.match.challenge.problem in text
    assert "Vi läser in talet." in text
    assert "Sedan skriver vi." not in text
    assert "ryms i taket på" in text
    assert len(answer.context["questions"]) == 3


def test_a_price_above_the_ceiling_is_said(meeting, manager, as_):
    type(meeting.match.challenge).objects.update(budget_max=50_000)
    assert "är över taket på" in page(as_(manager), meeting)


def test_a_draft_is_not_on_the_card(meeting, manager, as_):
    type(meeting.match.proposal).objects.update(handed_in_at=None)
    text = page(as_(manager), meeting)
    assert "Vi läser in talet." not in text
    assert "De har inte lämnat något svar som räknas." in text


def test_the_card_is_gone_when_the_outcome_is_left(meeting, manager, as_):
    factories.an_outcome(meeting, "later")
    Meeting.objects.update(state="held")
    assert "Läs in dig på två minuter" not in page(as_(manager), meeting)


def test_time_place_and_deed_come_before_all_else_and_the_thread_last(meeting, manager, as_):
    text = page(as_(manager), meeting).split("<main", 1)[1]
    places = [text.index("kl.")]
    for words in (meeting.place, "Lägg i kalendern", "Läs in dig på två minuter", "thread-place"):
        places.append(text.index(words))
    assert places == sorted(places)


def test_notes_are_the_managers_own(meeting, manager, chief, as_):
    as_(manager).post(address("notes", meeting), {"notes": "Fråga om drift på natten"})
    assert "Fråga om drift på natten" in page(as_(manager), meeting)
    assert "Fråga om drift på natten" not in page(as_(chief), meeting)
    assert meeting.history == []


def test_notes_become_the_outcomes_text(past_meeting, manager, chief, as_):
    keep_notes(past_meeting, notes="De kan börja i januari.", by=manager)
    form = as_(manager).get(address("outcome", past_meeting)).context["form"]
    assert form["surprise"].value() == "De kan börja i januari."
    assert "De kan börja i januari." not in as_(chief).get(address("outcome", past_meeting)).content.decode()
    sent = {"happened": "yes", "next_step": "later", "surprise": form["surprise"].value()}
    as_(manager).post(address("outcome", past_meeting), sent)
    assert Outcome.objects.get().surprise == "De kan börja i januari."
    assert Meeting.objects.get().notes == ""


def test_notes_end_with_the_outcome(past_meeting, manager):
    leave_outcome(past_meeting, OutcomeData(happened=True, next_step="later"), by=manager)
    with pytest.raises(StaleState):
        keep_notes(past_meeting, notes="För sent", by=manager)


def test_what_was_written_on_another_device_is_not_overwritten_unseen(meeting, manager, as_):
    client = as_(manager)
    shown = client.get(address("notes", meeting)).context["shown"].split('value="')[1].split('"')[0]
    client.post(address("notes", meeting), {"notes": "Från telefonen"})
    asked = client.post(address("notes", meeting), {"notes": "Från datorn", "shown": shown})
    assert asked.status_code == 422
    assert "Från telefonen" in asked.content.decode()


def test_a_personal_identity_number_in_the_notes_is_asked_about(meeting, manager, as_):
    asked = as_(manager).post(address("notes", meeting), {"notes": "Ring 19121212-1212"})
    assert 'name="keeps_number"' in asked.content.decode()
    assert Meeting.objects.get().notes == ""


def test_a_meeting_of_yesterday_still_has_its_notes(match, manager, as_):
    meeting = factories.a_meeting(match, manager, starts_at=timezone.now() - timedelta(days=1), notes="Kvar")
    assert "Kvar" in page(as_(manager), meeting)
