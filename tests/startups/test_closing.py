"""Closing a challenge for answers: asked first, told to those who are waited for, and true in the portal afterwards."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from history.models import Entry
from history.templatetags.days import moment
from meetings.states import MeetingState
from needs.actions.challenges import close_challenge, reopen_challenge
from needs.models import Challenge
from post.models import Letter
from startups.actions.closing import judge_late
from startups.actions.portal import save_draft
from startups.models import Match, Proposal, StartupInvitation
from startups.states import LateAnswer, MatchState
from tests import factories

S = MatchState
ANSWER = {"how": "Vi läser in talet.", "price": "65 000 kr", "personal_data": "no"}
TODAY = timezone.localdate()


@pytest.fixture
def challenge(manager) -> Challenge:
    return factories.a_challenge(manager, title="Skriv en gång")


@pytest.fixture
def invitation(challenge, chief) -> StartupInvitation:
    return factories.an_invitation(factories.a_match(challenge, state=S.INVITED), chief)


def close_page(challenge: Challenge) -> str:
    return reverse("startups:challenge_close", args=[challenge.pk])


def portal_of(client, invitation: StartupInvitation) -> str:
    return client.get(reverse("startups:portal", args=[invitation.token])).content.decode()


def hand_in_late(client, invitation: StartupInvitation) -> Match:
    """A draft that was begun before the challenge was closed is handed in after."""
    proposal = save_draft(invitation, texts={"how": "Ett utkast"}, seen="")
    close_challenge(invitation.match.challenge, by=invitation.invited_by)
    Letter.objects.all().delete()
    page = reverse("startups:portal_answer", args=[invitation.token])
    client.post(page, ANSWER | {"seen": proposal.changed_at.isoformat()})
    return Match.objects.get(pk=invitation.match_id)


# --- closing ----------------------------------------------------------------------------------------------------------
def test_closing_asks_first_and_says_who_gets_a_letter(as_, chief, challenge, invitation):
    client = as_(chief)
    answered = factories.a_match(challenge, state=S.ANSWERED)
    factories.a_proposal(factories.an_invitation(answered, chief))
    assert close_page(challenge) in client.get(challenge.get_absolute_url()).content.decode()

    text = client.get(close_page(challenge)).content.decode()
    assert "En inbjuden startup har inte svarat. Den får ett brev" in text
    assert invitation.match.startup.name in text
    assert answered.startup.name not in text
    challenge.refresh_from_db()
    assert challenge.state == "open"
    assert not Letter.objects.exists()

    client.post(close_page(challenge))
    challenge.refresh_from_db()
    assert challenge.state == "closed"
    assert [letter.to for letter in Letter.objects.all()] == [invitation.contact.email]


def test_only_those_who_are_waited_for_are_told(chief, challenge):
    told = set()
    for state in (S.INVITED, S.MET, S.ANSWERED, S.DECLINED, S.THANKED, S.IN_PILOT):
        invitation = factories.an_invitation(factories.a_match(challenge, state=state), chief)
        if state == S.ANSWERED:
            factories.a_proposal(invitation)
        if state in (S.INVITED, S.MET):
            told.add(invitation.contact.email)
    factories.an_invitation(factories.a_match(challenge, state=S.INVITED), chief, revoked_at=timezone.now())
    late = factories.an_invitation(factories.a_match(challenge, state=S.INVITED), chief)
    factories.a_proposal(late, late=LateAnswer.WAITING)

    close_challenge(challenge, by=chief)

    assert {letter.to for letter in Letter.objects.all()} == told


def test_whoever_has_a_meeting_reads_that_it_stands(chief, manager, challenge, invitation):
    meeting = factories.a_meeting(invitation.match, manager)
    close_challenge(challenge, by=chief)

    (letter,) = Letter.objects.all()
    assert f"Ert möte med {manager.name} {moment(meeting.starts_at)} är fortfarande bokat.\n\n" in letter.text
    assert "Ni behöver inte göra något" not in letter.text
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.BOOKED


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, None])
def test_whoever_has_no_meeting_need_do_nothing(state, chief, manager, challenge, invitation):
    if state:
        factories.a_meeting(invitation.match, manager, state=state)
    close_challenge(challenge, by=chief)

    (letter,) = Letter.objects.all()
    assert ("Ni behöver inte göra något." in letter.text, "bokat" in letter.text) == (True, False)


def test_nobody_is_written_to_when_nobody_is_waited_for(as_, chief, challenge):
    assert "Därför går inget brev." in as_(chief).get(close_page(challenge)).content.decode()


def test_pressing_twice_closes_and_writes_once(as_, chief, challenge, invitation):
    for _ in range(2):
        as_(chief).post(close_page(challenge))

    assert Letter.objects.count() == 1
    assert Entry.objects.filter(verb="challenge.closed").count() == 1


def test_the_portal_says_the_day_it_was_closed(client, chief, challenge, invitation):
    challenge.answers_by = TODAY + timedelta(days=15)
    challenge.save()
    close_challenge(challenge, by=chief)
    closed = TODAY - timedelta(days=3)
    Entry.objects.filter(verb="challenge.closed").update(at=factories.at(closed, 12))

    for client_, address in ((client, None), (client, challenge.get_absolute_url())):
        if address:
            client_.force_login(chief)
        text = client_.get(address).content.decode() if address else portal_of(client_, invitation)
        assert date_format(closed, "DATE_FORMAT") in text
        assert date_format(challenge.answers_by, "DATE_FORMAT") not in text


def test_a_day_that_passed_by_itself_is_still_the_last(client, chief, challenge, invitation):
    challenge.answers_by = TODAY - timedelta(days=5)
    challenge.save()
    close_challenge(challenge, by=chief)

    assert f"Sista dagen var {date_format(challenge.answers_by, 'DATE_FORMAT')}." in portal_of(client, invitation)


def test_no_undo_closes_and_opening_again_is_told(as_, chief, challenge, invitation):
    close_challenge(challenge, by=chief)
    Letter.objects.all().delete()
    day = TODAY + timedelta(days=9)
    page = as_(chief).post(
        reverse("needs:challenge_reopen", args=[challenge.pk]), {"answers_by": day.isoformat()}, follow=True
    )

    assert "Ångra" not in page.content.decode()
    (letter,) = Letter.objects.all()
    assert letter.to == invitation.contact.email
    assert date_format(day, "DATE_FORMAT") in letter.text
    assert invitation.link in letter.text


# --- late answers -----------------------------------------------------------------------------------------------------
def test_a_draft_begun_before_can_be_handed_in_as_late(client, chief, manager, invitation):
    match = hand_in_late(client, invitation)

    assert (match.state, match.proposal.late) == (S.INVITED, LateAnswer.WAITING)
    assert match.proposal.how == ANSWER["how"]
    assert match.history[0].sentence == "Lämnade in ett lösningsförslag när svarstiden var slut"
    assert "Det räknas inte än" in portal_of(client, invitation)
    letters = {letter.to: letter.text for letter in Letter.objects.all()}
    assert set(letters) == {chief.email, manager.email, invitation.contact.email}
    assert "räknas inte förrän utvecklingschefen har godtagit det" in letters[chief.email]
    assert "Vi avgör om vi kan ta med det." in letters[invitation.contact.email]


def test_the_letter_of_closing_tells_who_has_begun_that_late_is_possible(client, chief, challenge, invitation):
    save_draft(invitation, texts={"how": "Ett utkast"}, seen="")
    close_challenge(challenge, by=chief)

    assert "Ni har börjat skriva ett svar." in Letter.objects.get().text
    assert "Skriv klart och lämna in sent" in portal_of(client, invitation)


def test_a_form_that_stood_open_when_it_was_closed_comes_in_late(client, chief, challenge, invitation):
    page = reverse("startups:portal_answer", args=[invitation.token])
    begun = client.get(page).context["form"]["begun"].value()
    close_challenge(challenge, by=chief)

    assert client.post(page, ANSWER | {"begun": begun}).status_code == 302
    assert Proposal.objects.get().late == LateAnswer.WAITING


def test_what_was_not_begun_before_is_too_late(client, chief, challenge, invitation):
    page = reverse("startups:portal_answer", args=[invitation.token])
    begun = client.get(page).context["form"]["begun"].value()
    close_challenge(challenge, by=chief)
    Entry.objects.filter(verb="challenge.closed").update(at=timezone.now() - timedelta(hours=1))
    other = factories.an_invitation(factories.a_match(challenge, state=S.INVITED), chief)

    for address, proof in (
        (page, begun),
        (page, ""),
        (page, "x:y"),
        (page.replace(invitation.token, other.token), begun),
    ):
        answer = client.post(address, ANSWER | {"begun": proof})
        assert answer.status_code == 422
        assert ANSWER["how"] in answer.content.decode()
    assert not Proposal.objects.exists()


def test_a_late_answer_is_no_answer_before_the_chief_accepts_it(client, chief, challenge, invitation):
    match = hand_in_late(client, invitation)
    assert not Match.objects.answered().exists()
    assert match.handed_in_proposal is None

    judge_late(match, accepts=True, reason="", by=chief)

    match = Match.objects.get()
    assert list(Match.objects.answered()) == [match]
    assert (match.state, match.proposal.late) == (S.ANSWERED, LateAnswer.ACCEPTED)
    assert match.handed_in_proposal == match.proposal


def test_a_late_answer_that_is_not_accepted_never_counts_and_the_startup_reads_why(as_, client, chief, invitation):
    match = hand_in_late(client, invitation)
    Letter.objects.all().delete()
    page = reverse("startups:match_late", args=[match.pk])

    assert as_(chief).post(page, {"word": "refuse"}).status_code == 422
    as_(chief).post(page, {"word": "refuse", "reason": "Vi har redan träffat de andra."})

    assert not Match.objects.answered().exists()
    (letter,) = Letter.objects.all()
    assert letter.to == invitation.contact.email
    assert "Vi har redan träffat de andra." in letter.text
    client.logout()
    assert "Vi har redan träffat de andra." in portal_of(client, invitation)


@pytest.mark.parametrize(
    ("late", "words"), [("waiting", "Kom sent, inte godtaget än"), ("refused", "Kom sent, togs inte med")]
)
def test_a_late_answer_is_marked_wherever_it_stands(as_, chief, manager, challenge, invitation, late, words):
    factories.a_proposal(invitation, late=late, price=61_234)
    meeting = factories.a_meeting(invitation.match, manager)
    client = as_(chief)
    pages = [
        invitation.match.get_absolute_url(),
        reverse("startups:shortlist", args=[challenge.pk]),
        reverse("startups:shortlist_compare", args=[challenge.pk]),
        meeting.get_absolute_url(),
    ]
    for page in pages:
        assert words in client.get(page).content.decode()
    assert "61\u00a0234" not in client.get(pages[2]).content.decode()


def test_an_answer_that_was_not_taken_leads_to_the_thanks(as_, chief, invitation):
    factories.a_proposal(invitation, late="refused")
    text = as_(chief).get(invitation.match.get_absolute_url()).content.decode()
    primary = re.search(r'<a class="ds-button" href="([^"]+)">', text)
    assert primary
    assert primary[1] == reverse("startups:match_thank", args=[invitation.match.pk])
    assert text.count(primary[1]) == 1


def test_a_late_answer_awaits_the_chief_on_the_start_page(as_, chief, team_member, client, invitation):
    match = hand_in_late(client, invitation)
    words = f"{match.startup.name} har svarat sent"

    assert words in as_(chief).get("/").content.decode()
    judge_late(match, accepts=False, reason="Vi har valt.", by=chief)
    assert words not in as_(chief).get("/").content.decode()


def test_what_came_late_can_be_handed_in_again_when_the_challenge_is_open_again(client, chief, challenge, invitation):
    match = hand_in_late(client, invitation)
    judge_late(match, accepts=False, reason="Vi har valt.", by=chief)
    challenge.refresh_from_db()
    reopen_challenge(challenge, answers_by=TODAY + timedelta(days=5), by=chief)
    page = reverse("startups:portal_answer", args=[invitation.token])
    client.post(page, ANSWER | {"seen": Proposal.objects.get().changed_at.isoformat()})

    match = Match.objects.get()
    assert (match.state, match.proposal.late) == (S.ANSWERED, "")
    assert Match.objects.answered().exists()
