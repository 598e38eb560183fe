"""The startup's answer: draft, hand in, change, too late, too long, two at once."""

import html
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from history.actions import StaleState
from history.models import Entry
from needs.models import Challenge
from post.models import Letter
from startups.actions.portal import hand_in, version_of
from startups.forms.portal import ProposalForm
from startups.models import Contact, Match, Proposal, StartupInvitation
from startups.states import MatchState
from tests import factories

S = MatchState
ANSWER = {"how": "Vi läser in talet och fyller i alla tre systemen.", "price": "65 000 kr", "pilot_plan": "Sex veckor"}
ANSWER |= {"personal_data": "no"}


@pytest.fixture
def match(manager) -> Match:
    return factories.a_match(factories.a_challenge(manager, title="Skriv en gång"), state=S.INVITED)


@pytest.fixture
def invitation(match, chief) -> StartupInvitation:
    return factories.an_invitation(match, chief)


@pytest.fixture
def page(invitation) -> str:
    return reverse("startups:portal_answer", args=[invitation.token])


@pytest.fixture
def portal(invitation) -> str:
    return reverse("startups:portal", args=[invitation.token])


def seen(match: Match) -> str:
    return version_of(Proposal.objects.filter(match=match).first())


def test_an_answer_is_handed_in_and_both_sides_hear_of_it(client, chief, manager, match, invitation, page, portal):
    answer = client.post(page, ANSWER)

    match.refresh_from_db()
    assert answer.url == portal
    assert match.state == S.ANSWERED
    assert (match.proposal.price, match.proposal.contact) == (65_000, invitation.contact)
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert set(letters) == {chief.email, manager.email, invitation.contact.email}
    assert "har svarat" in letters[manager.email].subject
    assert match.get_absolute_url() in letters[chief.email].text
    assert "tagit emot ert svar" in letters[invitation.contact.email].subject
    assert match.history[0].person == "Sam Startupsson"


def test_the_receipt_says_what_was_answered_to_whom_and_until_when(client, chief, match, invitation, page, portal):
    client.post(page, ANSWER)

    receipt = Letter.objects.get(to=invitation.contact.email)
    assert receipt.subject == "Vi har tagit emot ert svar: Skriv en gång"
    organisation, day = match.organisation, match.challenge.answers_by
    for told in ("Hej Sam Startupsson,", organisation.name, date_format(day), portal):
        assert told in receipt.text
    assert (receipt.organisation, receipt.reply_to) == (organisation, chief.email)


def test_a_chief_who_owns_the_challenge_gets_one_letter(client, manager, match):
    own = factories.an_invitation(match, manager)
    client.post(reverse("startups:portal_answer", args=[own.token]), ANSWER)

    assert Letter.objects.filter(to=manager.email).count() == 1


def test_a_draft_is_kept_and_goes_nowhere(client, match, page):
    client.post(page, {"how": "Halvfärdigt", "draft": "1"})

    match.refresh_from_db()
    assert match.state == S.INVITED
    assert match.proposal.handed_in_at is None
    assert not Letter.objects.exists()
    assert not Entry.objects.exists()
    assert "Halvfärdigt" in client.get(page).content.decode()


def test_an_empty_draft_is_all_right_and_an_empty_answer_is_explained(client, match, page):
    assert client.post(page, {"draft": "1"}).status_code == 302

    answer = client.post(page, {"seen": seen(match), "pilot_plan": "Plan"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Skriv hur ni skulle lösa behovet" in text
    assert "Skriv vad piloten kostar" in text
    assert "Plan" in text
    assert "<title>Fel:" in text


def test_the_answer_can_be_changed_until_the_last_day(client, match, page):
    client.post(page, ANSWER)
    client.post(page, ANSWER | {"how": "Nu ännu bättre", "seen": seen(match)})

    match.refresh_from_db()
    assert match.proposal.how == "Nu ännu bättre"
    assert [e.verb for e in match.history] == ["match.answer_changed", "match.answered"]
    assert Letter.objects.count() == 3


def test_a_double_press_hands_in_once(client, match, page):
    for _ in range(2):
        assert client.post(page, ANSWER).status_code == 302

    assert Letter.objects.count() == 3
    assert Entry.objects.count() == 1


def test_what_is_handed_in_does_not_become_a_draft_again(client, match, page):
    client.post(page, ANSWER)
    answer = client.post(page, {"how": "", "draft": "1", "seen": seen(match)})

    assert answer.status_code == 422
    match.refresh_from_db()
    assert match.proposal.how == ANSWER["how"]


# --- too late ---------------------------------------------------------------------------------------------------------
def test_the_whole_last_day_can_be_used(client, match, page):
    Challenge.objects.update(answers_by=timezone.localdate())
    client.post(page, ANSWER)

    match.refresh_from_db()
    assert match.state == S.ANSWERED


@pytest.mark.parametrize("fields", [{"answers_by": timezone.localdate() - timedelta(days=1)}, {"state": "closed"}])
def test_an_answer_after_the_last_day_is_told_kindly_and_nothing_typed_is_lost(
    client, chief, match, page, portal, fields
):
    Challenge.objects.update(**fields)
    answer = client.post(page, ANSWER)

    assert answer.status_code == 422
    assert "Svarstiden är slut" in answer.content.decode()
    assert ANSWER["how"] in answer.content.decode()
    assert not Proposal.objects.exists()
    # Whoever comes later is not even asked to write.
    assert client.get(page).url == portal
    text = client.get(portal).content.decode()
    assert "Svarstiden är slut" in text
    assert chief.email in text


def test_one_that_declined_can_still_answer(client, match, page):
    Match.objects.update(state=S.DECLINED)
    client.post(page, ANSWER)

    match.refresh_from_db()
    assert match.state == S.ANSWERED


def test_an_answer_after_the_meeting_is_recorded_and_the_match_stays(client, match, page):
    Match.objects.update(state=S.MET)
    client.post(page, ANSWER)

    match.refresh_from_db()
    assert match.state == S.MET
    assert match.proposal.handed_in_at
    assert match.history[0].verb == "match.answered"


# --- what is written ----------------------------------------------------------------------------------------------------
def test_whether_personal_data_are_handled_is_answered_not_left_alone(as_, client, match, page, chief):
    """A box left alone would say no for somebody who never read the question."""
    unanswered = {name: value for name, value in ANSWER.items() if name != "personal_data"}
    client.post(page, unanswered | {"draft": "1"})
    assert match.proposal.personal_data is None
    answer = client.post(page, unanswered | {"seen": seen(match)})
    assert answer.status_code == 422
    assert "Svara på om lösningen behandlar personuppgifter" in answer.text

    client.post(page, ANSWER | {"seen": seen(match)})
    match.proposal.refresh_from_db()
    assert match.proposal.personal_data is False
    assert "Lösningen behandlar inga personuppgifter" in as_(chief).get(match.get_absolute_url()).text

    Proposal.objects.update(personal_data=None)  # from the time when it was a box
    assert "Lösningen behandlar inga personuppgifter" not in as_(chief).get(match.get_absolute_url()).text
    assert "Inte besvarat" in as_(chief).get(match.get_absolute_url()).text


def test_a_trade_secret_needs_a_reason(client, match, page):
    answer = client.post(page, ANSWER | {"trade_secret": "Vår algoritm"})

    assert answer.status_code == 422
    assert "Skriv varför det är en företagshemlighet" in answer.content.decode()
    assert "Vår algoritm" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_a_text_of_50_kb_is_refused_and_kept_in_the_form(client, page):
    long = "ordet " * 8_500
    answer = client.post(page, ANSWER | {"how": long})

    assert answer.status_code == 422
    assert long.strip() in answer.content.decode()
    assert not Proposal.objects.exists()


def test_markup_is_shown_as_text(client, chief, match, page, portal):
    nasty = '<script>alert("x")</script>'
    client.post(page, ANSWER | {"how": nasty})
    for address in (portal, page):
        assert nasty not in client.get(address).content.decode()
    client.force_login(chief)
    assert nasty not in client.get(match.get_absolute_url()).content.decode()


def test_an_identity_number_is_asked_about_once(client, match, page):
    with_number = ANSWER | {"references": "Ring Anna 19811218-9876"}
    answer = client.post(page, with_number)
    assert "personnummer" in answer.content.decode()
    assert not Proposal.objects.exists()

    assert client.post(page, with_number | {"keeps_number": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "kronor"),
    [
        ("65000", 65_000),
        ("65 000", 65_000),
        ("65\u00a0000 kr", 65_000),
        ("65.000 KR", 65_000),
        ("0", 0),
        (" 1 200 000 ", 1_200_000),
    ],
)
def test_a_price_is_understood_however_it_is_written(typed: str, kronor: int):
    assert ProposalForm.base_fields["price"].clean(typed) == kronor


@pytest.mark.parametrize("typed", ["6,5", "gratis", "-1", "1e9", "99999999999"])
def test_what_is_no_price_is_explained(typed: str):
    with pytest.raises(ValidationError):
        ProposalForm.base_fields["price"].clean(typed)


# --- two at once ------------------------------------------------------------------------------------------------------
def test_two_colleagues_do_not_write_over_each_other_unknowingly(client, chief, match, invitation, page):
    colleague = Contact.objects.create(
        startup=match.startup, organisation=match.organisation, name="Kim", email="kim@startup.example"
    )
    second = StartupInvitation.objects.create(match=match, contact=colleague, invited_by=chief)
    hand_in(second, texts={"how": "Kims text", "price": 50_000}, seen="")

    answer = client.post(page, ANSWER)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Någon annan hos er har ändrat svaret" in text
    assert ANSWER["how"] in text
    assert Proposal.objects.get().how == "Kims text"

    # Told once, the writer may mean it: the form now knows the newest version.
    newest = re.search(r'name="seen" value="([^"]+)"', text)[1]
    assert html.unescape(newest) == seen(match)
    client.post(page, ANSWER | {"seen": seen(match)})
    assert Proposal.objects.get().how == ANSWER["how"]


@pytest.mark.parametrize(
    "change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}]
)
def test_a_link_that_ends_while_the_answer_is_written_takes_no_answer(invitation, change):
    StartupInvitation.objects.filter(pk=invitation.pk).update(**change)

    with pytest.raises(StaleState):
        hand_in(invitation, texts={"how": "Så här", "price": 50_000}, seen="")
    assert not Proposal.objects.exists()


def test_one_that_has_ended_takes_no_answer(client, match, page):
    Match.objects.update(state=S.THANKED)
    answer = client.post(page, ANSWER)

    assert answer.status_code == 422
    assert not Proposal.objects.exists()
