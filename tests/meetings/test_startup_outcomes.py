"""How the startup says a meeting went, who reads that, and what both together lead to."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from history.actions import StaleState
from meetings.actions.outcomes import OutcomeData, leave_outcome
from meetings.actions.startup_outcomes import StartupOutcomeData, leave_startup_outcome
from meetings.models import GUEST_LINK, Meeting, StartupOutcome
from meetings.states import NextStep
from startups.states import MatchState
from tests import factories

PILOT = StartupOutcomeData(next_step="pilot", surprise="Ni hade redan mätt allt.")
OURS = OutcomeData(happened=True, next_step=NextStep.PILOT, surprise="De kom förberedda.")


@pytest.fixture
def invitation(past_meeting):
    return past_meeting.match.invitations.get()


@pytest.fixture
def form(invitation, past_meeting):
    return reverse("meetings:portal_outcome", args=[invitation.token, past_meeting.pk])


@pytest.fixture
def portal(invitation):
    return reverse("startups:portal", args=[invitation.token])


def tell(invitation, meeting, told=PILOT, seen=None):
    leave_startup_outcome(invitation, meeting, told, seen=seen)


def text_of(client, address):
    return client.get(address).content.decode()


# --- leaving it -----------------------------------------------------------------------------------------------------
def test_the_portal_asks_after_the_meeting_and_thanks(client, portal, form, past_meeting):
    assert form in text_of(client, portal)
    answer = client.post(form, {"happened": "yes", "next_step": "follow_up", "surprise": "Ni vet vad ni vill."})
    assert answer.url == portal
    told = StartupOutcome.objects.get()
    assert (told.meeting, told.next_step, told.surprise) == (past_meeting, "follow_up", "Ni vet vad ni vill.")
    page = text_of(client, portal)
    assert "Ni har berättat:" in page
    assert "Berätta hur det gick" not in page


def test_two_questions_are_enough(client, form):
    assert client.post(form, {"happened": "yes", "next_step": "no"}).status_code == 302
    assert StartupOutcome.objects.get().next_step == "no"


def test_a_meeting_that_did_not_happen_has_no_next_step(client, form):
    client.post(form, {"happened": "no", "next_step": "pilot", "follow_up_on": "2020-01-01", "surprise": "Ingen kom"})
    told = StartupOutcome.objects.get()
    assert (told.next_step, told.surprise, told.follow_up_on) == ("", "Ingen kom", None)


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"next_step": "pilot"}, "happened", "Svara om mötet blev av"),
        ({"happened": "yes"}, "next_step", "Välj ett nästa steg"),
        ({"happened": "yes", "next_step": "pilot", "follow_up_on": "2020-01-01"}, "follow_up_on", "Välj en dag som"),
    ],
)
def test_what_is_missing_or_past_is_asked_for(client, form, sent, field, words):
    answer = client.post(form, sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert words in answer.content.decode()
    assert not StartupOutcome.objects.exists()


def test_nobody_tells_of_a_meeting_that_has_not_begun(client, invitation, manager):
    ahead = factories.a_meeting(invitation.match, manager)
    address = reverse("meetings:portal_outcome", args=[invitation.token, ahead.pk])
    assert client.get(address).status_code == 302
    with pytest.raises(StaleState):
        tell(invitation, ahead)


def test_another_startups_meeting_is_not_found(client, invitation, manager, chief):
    theirs = factories.a_match(invitation.match.challenge, state=MatchState.ANSWERED)
    meeting = factories.a_meeting(theirs, manager, starts_at=timezone.now() - timedelta(hours=2))
    assert client.get(reverse("meetings:portal_outcome", args=[invitation.token, meeting.pk])).status_code == 404


def test_it_can_be_put_right_until_midnight(client, form, portal, invitation, past_meeting):
    tell(invitation, past_meeting)
    assert client.get(form).context["form"].initial["happened"] == "yes"
    client.post(form, {"happened": "yes", "next_step": "later"})
    assert StartupOutcome.objects.get().next_step == "later"
    StartupOutcome.objects.update(left_at=timezone.now() - timedelta(days=1))
    assert client.post(form, {"happened": "yes", "next_step": "no"}).url == portal
    assert StartupOutcome.objects.get().next_step == "later"


def test_the_second_of_two_colleagues_is_told(invitation, past_meeting):
    tell(invitation, past_meeting)
    with pytest.raises(StaleState, match="Någon annan hos er"):
        tell(invitation, past_meeting, StartupOutcomeData(next_step="no"))
    assert StartupOutcome.objects.get().next_step == "pilot"


def test_the_contacts_one_page_leads_to_every_meeting_that_waits(client, form, invitation, past_meeting):
    page = reverse("meetings:guest", args=[GUEST_LINK.token(invitation.contact)])
    assert form in text_of(client, page)
    tell(invitation, past_meeting)
    assert form not in text_of(client, page)


# --- who reads what -------------------------------------------------------------------------------------------------
def test_neither_reads_the_others_words_and_the_chief_reads_both(invitation, past_meeting, manager, chief, as_, portal):
    tell(invitation, past_meeting)
    leave_outcome(past_meeting, OURS, by=manager)
    page = past_meeting.get_absolute_url()
    assert "Ni hade redan mätt allt." not in text_of(as_(manager), page)
    assert "De kom förberedda." not in text_of(Client(), portal)
    both = text_of(as_(chief), page)
    assert "Ni hade redan mätt allt." in both
    assert "De kom förberedda." in both


def test_the_logbook_says_that_the_startup_told_and_nothing_of_what(invitation, past_meeting):
    tell(invitation, past_meeting)
    (entry,) = past_meeting.history
    assert (entry.actor_name, entry.sentence) == (
        invitation.contact.name,
        "Berättade för utvecklingschefen hur mötet gick",
    )
    assert (entry.reason, entry.data) == ("", {})


def test_what_the_startup_says_is_not_counted(invitation, past_meeting, manager):
    tell(invitation, past_meeting)
    assert Meeting.objects.count_held() == {"held": 0, "follow_ups": 0}
    leave_outcome(past_meeting, OutcomeData(happened=True, next_step=NextStep.NO), by=manager)
    assert Meeting.objects.count_held() == {"held": 1, "follow_ups": 0}


# --- both want a pilot ----------------------------------------------------------------------------------------------
def tasks(client):
    return [(task.deed, task.url) for task in client.get("/").context["tasks"]]


def test_a_mutual_yes_is_a_task_at_once(invitation, past_meeting, manager, as_):
    task = ("Föreslå en pilot", reverse("pilots:pilot_new", args=[past_meeting.match_id]))
    leave_outcome(past_meeting, OURS, by=manager)
    assert task not in tasks(as_(manager))
    tell(invitation, past_meeting)
    assert task in tasks(as_(manager))
    assert "Båda vill pröva en pilot" in text_of(as_(manager), past_meeting.get_absolute_url())
    assert as_(manager).get(task[1]).status_code == 200


def test_a_mutual_yes_is_the_challenge_owners_task_too_and_nobody_elses(
    invitation, past_meeting, organisation, manager, as_
):
    owner, other = (factories.a_person(organisation, factories.MANAGER) for _ in range(2))
    past_meeting.match.challenge.owner = owner
    past_meeting.match.challenge.save()
    leave_outcome(past_meeting, OURS, by=manager)
    tell(invitation, past_meeting)
    assert [deed for deed, _url in tasks(as_(owner))].count("Föreslå en pilot") == 1
    assert [deed for deed, _url in tasks(as_(other))].count("Föreslå en pilot") == 0


@pytest.mark.parametrize("step", ["follow_up", "later", "no", ""])
def test_one_yes_is_not_enough(invitation, past_meeting, manager, as_, step):
    leave_outcome(past_meeting, OURS, by=manager)
    tell(invitation, past_meeting, StartupOutcomeData(next_step=step))
    assert "Föreslå en pilot" not in [deed for deed, _url in tasks(as_(manager))]


def test_the_task_is_done_when_the_pilot_is_drawn_up(invitation, past_meeting, manager, chief, as_):
    leave_outcome(past_meeting, OURS, by=manager)
    tell(invitation, past_meeting)
    match = Meeting.objects.get(pk=past_meeting.pk).match
    factories.a_pilot(match, manager, chief, state="charter")
    assert "Föreslå en pilot" not in [deed for deed, _url in tasks(as_(manager))]
