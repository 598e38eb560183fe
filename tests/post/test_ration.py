"""Nobody's mailbox is filled: a link, a press that is repeated, or a stranger causes a few letters an hour, no more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import invite
from accounts.models import Invitation
from history.actions import StaleState
from post.models import Letter
from startups.actions.portal import decline, hand_in, version_of
from startups.actions.shortlist import send_new_link
from startups.models import Match, Proposal, StartupInvitation
from startups.states import MatchState
from tests import factories
from tests.startups.test_proposal import ANSWER

pytestmark = pytest.mark.django_db
TEXTS = {"how": "Vi läser in talet.", "pilot_plan": "Sex veckor.", "price": 65_000}
WORDS = "många brev"


@pytest.fixture
def link(manager, chief) -> StartupInvitation:
    return factories.an_invitation(factories.a_match(factories.a_challenge(manager), state=MatchState.INVITED), chief)


def let_an_hour_go_by() -> None:
    for letter in Letter.objects.all():
        Letter.objects.filter(pk=letter.pk).update(created_at=timezone.now() - timedelta(hours=1))


def answer_and_decline(link: StartupInvitation, times: int) -> None:
    for _ in range(times):
        hand_in(link, texts=TEXTS, seen=version_of(Proposal.objects.first()))
        decline(link, reason="Ont om tid")


def test_a_startups_link_causes_a_few_letters_an_hour_and_what_was_refused_is_not_done(link):
    with pytest.raises(StaleState, match=WORDS):
        answer_and_decline(link, times=30)
    assert Letter.objects.count() <= 14
    was = Match.objects.get().state
    let_an_hour_go_by()
    answer_and_decline(link, times=1) if was == MatchState.DECLINED else decline(link, reason="Ont om tid")
    assert Match.objects.get().state == MatchState.DECLINED


def test_what_was_written_in_the_portal_is_shown_again_with_the_word(client, link):
    about = f"portal {link.match_id}"
    Letter.objects.bulk_create(Letter(to="a@exempel.example", subject="x", about=about) for _ in range(12))
    answer = client.post(
        reverse("startups:portal_answer", args=[link.token]), {**ANSWER, "how": "Vi läser in talet noga."}
    )
    assert answer.status_code == 422
    assert "Vi läser in talet noga." in answer.text
    assert WORDS in answer.text
    assert Proposal.objects.count() == 0


def test_a_contact_gets_a_few_new_links_an_hour_and_the_last_one_works(link, chief):
    for _ in range(5):
        link = send_new_link(link, by=chief)
    with pytest.raises(StaleState, match=WORDS):
        send_new_link(link, by=chief)
    assert Letter.objects.count() == 5
    assert StartupInvitation.objects.get(pk=link.pk).is_open


def test_a_person_is_invited_a_few_times_an_hour_and_the_last_link_works(organisation, administrator):
    def invite_once_more() -> None:
        invitation = Invitation(organisation=organisation, email="nu@exempel.example", name="Nu", roles=["staff"])
        invite(invitation, by=administrator)

    for _ in range(5):
        invite_once_more()
    with pytest.raises(StaleState, match=WORDS):
        invite_once_more()
    assert Letter.objects.count() == 5
    assert Invitation.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize("known", [True, False])
def test_a_stranger_causes_a_few_letters_to_an_address(client, staff, known):
    for number in range(12):
        client.post("/konto/losenord/glomt/", {"email": staff.email if known else "ingen@exempel.example"},
                    REMOTE_ADDR=f"192.0.2.{number}")  # fmt: skip
    assert 1 <= Letter.objects.count() <= 5
