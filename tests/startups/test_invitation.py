"""Inviting a startup: the letter with its link, the second press, new links and revoked ones."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from needs.models import Challenge
from post.models import Letter
from startups.actions import note_meeting_held, note_pilot, thank
from startups.models import Contact, Match, StartupInvitation
from startups.states import MatchState
from tests import factories

S = MatchState
NEW = {"name": "Sam Startupsson", "email": "Sam@Startup.example", "language": "sv", "message": "Vi tänkte på er."}


@pytest.fixture
def challenge(manager) -> Challenge:
    return factories.a_challenge(manager, title="Skriv en gång")


@pytest.fixture
def match(challenge) -> Match:
    return factories.a_match(challenge)


def url(name: str, match: Match, *more: int) -> str:
    return reverse(f"startups:{name}", args=[match.pk, *more])


def test_an_invitation_goes_by_letter_with_a_personal_link(as_, chief, match):
    as_(chief).post(url("match_invite", match), NEW)

    match.refresh_from_db()
    invitation = StartupInvitation.objects.get()
    letter = Letter.objects.get()
    assert match.state == S.INVITED
    assert letter.to == "sam@startup.example"
    assert "Skriv en gång" in letter.subject
    assert invitation.link in letter.text
    assert "Vi tänkte på er." in letter.text
    assert "allmän handling" in letter.text
    assert match.history[0].sentence == "Bjöd in Sam Startupsson"


def test_text_in_the_letter_is_not_escaped(as_, chief, match):
    as_(chief).post(url("match_invite", match), NEW | {"message": 'Vi & ni: "hemma" <snart>'})

    assert 'Vi & ni: "hemma" <snart>' in Letter.objects.get().text


def test_the_letter_is_in_the_contacts_language(as_, chief, match):
    as_(chief).post(url("match_invite", match), NEW | {"language": "en"})

    assert Contact.objects.get().language == "en"


def test_a_double_press_invites_once(as_, chief, match):
    client = as_(chief)
    for _ in range(2):
        client.post(url("match_invite", match), NEW)

    assert StartupInvitation.objects.count() == 1
    assert Letter.objects.count() == 1
    assert Contact.objects.count() == 1


def test_a_known_contact_is_chosen_without_typing(as_, chief, match):
    known = Contact.objects.create(
        startup=match.startup, organisation=match.organisation, name="Kim", email="kim@startup.example"
    )
    client = as_(chief)
    assert "kim@startup.example" in client.get(url("match_invite", match)).content.decode()

    client.post(url("match_invite", match), {"contact": known.pk})
    assert StartupInvitation.objects.get().contact == known


def test_another_organisations_contact_cannot_be_chosen(as_, chief, other_chief, match):
    theirs = Contact.objects.create(
        startup=match.startup,
        organisation=other_chief.memberships[0].organisation,
        name="Deras",
        email="deras@startup.example",
    )
    client = as_(chief)

    assert "deras@startup.example" not in client.get(url("match_invite", match)).content.decode()
    assert client.post(url("match_invite", match), {"contact": theirs.pk}).status_code == 422


def test_among_the_known_somebody_has_to_be_chosen(as_, chief, match):
    factories.an_invitation(factories.a_match(factories.a_challenge(match.challenge.owner), match.startup), chief)
    client = as_(chief)

    assert "Välj vem du bjuder in" in client.post(url("match_invite", match), {"message": ""}).content.decode()
    answer = client.post(url("match_invite", match), {"contact": "new"})
    assert "Skriv kontaktens e-postadress" in answer.content.decode()


def as_the_page_stands(client, match: Match, **typed: str) -> dict[str, str]:
    """What a browser sends from the page when only `typed` has been filled in."""
    form = client.get(url("match_invite", match)).context["form"]
    return {bound.html_name: str(bound.value() or "") for bound in form} | typed


def known(match: Match, name: str) -> Contact:
    email = f"{name.lower()}@startup.example"
    return Contact.objects.create(startup=match.startup, organisation=match.organisation, name=name, email=email)


def test_who_is_typed_beside_a_known_contact_chosen_beforehand_is_shown_and_gets_the_letter(as_, chief, match):
    kim, client = known(match, "Kim"), as_(chief)
    sent = as_the_page_stands(client, match, name="Nora Ny", email="nora@startup.example")
    assert sent["contact"] == str(kim.pk)

    asked = client.post(url("match_invite", match), sent | {"letters": "ask"}).content.decode()
    assert ("nora@startup.example" in asked, kim.email in asked) == (True, False)
    client.post(url("match_invite", match), sent)
    assert [letter.to for letter in Letter.objects.all()] == ["nora@startup.example"]


@pytest.mark.parametrize(("field", "words"), [("email", "Skriv kontaktens namn"), ("name", "Skriv kontaktens e-post")])
def test_half_a_new_contact_is_asked_for_the_rest_and_the_known_one_gets_no_letter(as_, chief, match, field, words):
    known(match, "Kim")
    client = as_(chief)
    sent = as_the_page_stands(client, match, **{field: "nora@startup.example"})
    answer = client.post(url("match_invite", match), sent)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Letter.objects.exists()


def test_who_is_typed_is_invited_also_when_nothing_is_chosen(as_, chief, match):
    known(match, "Kim")
    as_(chief).post(url("match_invite", match), NEW)

    assert Letter.objects.get().to == "sam@startup.example"


def test_another_name_on_a_known_address_is_asked_about(as_, chief, match):
    kim, client = known(match, "Kim"), as_(chief)
    sent = as_the_page_stands(client, match, name="Nora Ny", email="Kim@startup.example")
    answer = client.post(url("match_invite", match), sent)

    assert "Adressen är redan Kim" in answer.content.decode()
    assert not Letter.objects.exists()
    client.post(url("match_invite", match), sent | {"name": "kim"})
    assert StartupInvitation.objects.get().contact == kim


def test_somebody_has_to_be_invited(as_, chief, match):
    answer = as_(chief).post(url("match_invite", match), {"message": "Hej", "email": "inte en adress"})

    assert answer.status_code == 422
    assert "Skriv kontaktens namn" in answer.content.decode()
    assert "inte en adress" in answer.content.decode()
    assert not StartupInvitation.objects.exists()


def test_a_colleague_of_the_contact_can_be_invited_too(as_, chief, match):
    client = as_(chief)
    client.post(url("match_invite", match), NEW)
    client.post(
        url("match_invite", match), {"contact": "new", "name": "Kim", "email": "kim@startup.example", "language": "sv"}
    )

    assert StartupInvitation.objects.filter(revoked_at=None).count() == 2
    match.refresh_from_db()
    assert match.state == S.INVITED


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"state": "closed"}, {"answers_by": "2020-01-01"}])
def test_nobody_is_invited_to_a_challenge_that_takes_no_answers(as_, chief, match, fields):
    Challenge.objects.update(**fields)
    answer = as_(chief).post(url("match_invite", match), NEW, follow=True)

    assert "tar inte emot svar" in answer.content.decode()
    assert not StartupInvitation.objects.exists()
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("team_member", 403), ("manager", 403), ("staff", 404), ("leader", 404), ("other_chief", 404)]
)
def test_only_the_chief_invites(request, as_, match, who: str, status: int):
    assert as_(request.getfixturevalue(who)).post(url("match_invite", match), NEW).status_code == status
    assert not StartupInvitation.objects.exists()


def test_the_chief_can_copy_a_link_that_looks_and_nobody_the_one_that_answers(
    as_, chief, staff, team_member, challenge
):
    match = factories.a_match(challenge, state=S.INVITED)
    invitation = factories.an_invitation(match, chief)
    pages = {
        person: as_(person).get(match.get_absolute_url()).content.decode() for person in (chief, staff, team_member)
    }

    assert [invitation.looking_link in page for page in pages.values()] == [True, False, False]
    assert not any(invitation.token in page for page in pages.values())


def test_a_new_link_replaces_the_old_one(as_, chief, client, challenge):
    match = factories.a_match(challenge, state=S.INVITED)
    old = factories.an_invitation(match, chief, expires_at=timezone.now() - timedelta(days=1))
    as_(chief).post(url("invitation_renew", match, old.pk))

    new = StartupInvitation.objects.get(revoked_at=None)
    assert new != old
    assert new.is_open
    assert new.link in Letter.objects.get().text
    assert "Ny länk" in Letter.objects.get().subject
    client.logout()
    assert client.get(reverse("startups:portal", args=[old.token])).status_code == 410
    assert client.get(reverse("startups:portal", args=[new.token])).status_code == 200


def test_pressing_new_link_twice_sends_one_letter(as_, chief, challenge):
    match = factories.a_match(challenge, state=S.INVITED)
    old = factories.an_invitation(match, chief)
    client = as_(chief)
    for _ in range(2):
        client.post(url("invitation_renew", match, old.pk))

    assert Letter.objects.count() == 1


def test_revoking_the_only_link_takes_the_invitation_back(as_, chief, challenge):
    match = factories.a_match(challenge, state=S.INVITED)
    invitation = factories.an_invitation(match, chief)
    client = as_(chief)
    for _ in range(2):
        client.post(url("invitation_revoke", match, invitation.pk))

    match.refresh_from_db()
    assert match.state == S.SHORTLISTED
    assert [e.verb for e in match.history] == ["match.uninvited"]


def test_revoking_after_an_answer_leaves_the_answer(as_, chief, challenge):
    match = factories.a_match(challenge, state=S.ANSWERED)
    invitation = factories.an_invitation(match, chief)
    factories.a_proposal(invitation)
    as_(chief).post(url("invitation_revoke", match, invitation.pk))

    match.refresh_from_db()
    assert match.state == S.ANSWERED


def test_a_link_of_another_match_is_not_touched(as_, chief, challenge):
    match = factories.a_match(challenge, state=S.INVITED)
    other = factories.an_invitation(factories.a_match(challenge, state=S.INVITED), chief)

    assert as_(chief).post(url("invitation_revoke", match, other.pk)).status_code == 404


# --- the match page and its end ---------------------------------------------------------------------------------------
def test_the_match_page_shows_the_proposal_its_times_and_why(as_, staff, chief, challenge):
    match = factories.a_match(challenge, state=S.ANSWERED, score=0.4, reasons=[{"kind": "reference"}])
    factories.a_proposal(factories.an_invitation(match, chief), how="Vi läser in talet.", price=64_000)
    factories.an_offered_time(match, timezone.localdate() + timedelta(days=5))

    text = as_(staff).get(match.get_absolute_url()).content.decode()

    assert all(w in text for w in ("Vi läser in talet.", "64\u00a0000", "09:00–12:00", "offentlig sektor"))


def test_a_trade_secret_is_read_by_those_who_judge_it_only(as_, staff, chief, team_member, manager, leader, challenge):
    match = factories.a_match(challenge, state=S.ANSWERED)
    factories.a_proposal(
        factories.an_invitation(match, chief), trade_secret="Vår algoritm", trade_secret_reason="Konkurrenter"
    )
    seen = {
        person.name: "Vår algoritm" in as_(person).get(match.get_absolute_url()).content.decode()
        for person in (chief, team_member, manager, staff, leader)
    }

    assert list(seen.values()) == [True, True, True, False, False]


def test_a_draft_is_the_startups_own(as_, chief, challenge):
    match = factories.a_match(challenge, state=S.INVITED)
    factories.a_proposal(factories.an_invitation(match, chief), how="Halvfärdigt", handed_in_at=None)

    assert "Halvfärdigt" not in as_(chief).get(match.get_absolute_url()).content.decode()


def test_the_match_page_keeps_to_twelve_queries(as_, chief, challenge, django_assert_max_num_queries):
    match = factories.a_match(challenge, state=S.ANSWERED)
    factories.a_proposal(factories.an_invitation(match, chief))
    client = as_(chief)
    client.get(match.get_absolute_url())

    with django_assert_max_num_queries(12):
        assert client.get(match.get_absolute_url()).status_code == 200


def test_ending_with_thanks_tells_the_startup_why(as_, chief, challenge):
    match = factories.a_match(challenge, state=S.MET)
    invitation = factories.an_invitation(match, chief)
    client = as_(chief)
    assert client.post(url("match_thank", match), {"reason": " "}).status_code == 422

    client.post(url("match_thank", match), {"reason": "Vi valde en annan lösning."})
    match.refresh_from_db()
    letter = Letter.objects.get()
    assert match.state == S.THANKED
    assert letter.to == invitation.contact.email
    assert "Vi valde en annan lösning." in letter.text


def test_thanking_twice_sends_one_letter(as_, chief, challenge):
    match = factories.a_match(challenge, state=S.MET)
    factories.an_invitation(match, chief)
    client = as_(chief)
    for _ in range(2):
        client.post(url("match_thank", match), {"reason": "Tack"})

    assert Letter.objects.count() == 1


def test_the_rooms_below_note_meetings_and_pilots(chief, challenge):
    match = factories.a_match(challenge, state=S.INVITED)
    note_meeting_held(match, by=chief)
    note_meeting_held(match, by=chief)
    assert match.state == S.MET

    note_pilot(match, by=chief)
    note_pilot(match, by=chief)
    note_meeting_held(match, by=chief)
    assert match.state == S.IN_PILOT

    thank(match, reason="Piloten är slut", by=chief)
    assert match.state == S.THANKED
