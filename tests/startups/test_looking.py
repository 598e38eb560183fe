"""The staff's copy of a startup's link looks and does nothing, so that every answer is provably the startup's."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from history.models import Entry
from post.models import Letter, LetterState
from startups.actions.portal import save_draft
from startups.actions.shortlist import revoke, send_new_link
from startups.models import LOOKING_LINK, Match, Proposal, StartupInvitation
from startups.states import MatchState
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
DEEDS = ["portal_answer", "portal_decline", "portal_times", "portal_language"]


@pytest.fixture
def invitation(manager, chief) -> StartupInvitation:
    match = factories.a_match(factories.a_challenge(manager, title="Skriv en gång"), state=MatchState.INVITED)
    return factories.an_invitation(match, chief)


def look(client, invitation):
    return client.get(reverse("startups:portal_look", args=[LOOKING_LINK.token(invitation)]))


def test_the_looking_page_says_so_and_has_nothing_to_press(client, invitation):
    factories.an_offered_time(invitation.match, timezone.localdate() + timedelta(days=3))
    answer = look(client, invitation)
    text = answer.content.decode()

    assert "Skriv en gång" in text
    assert "Härifrån kan ingen svara, tacka nej eller lämna tider." in text
    assert "<form" not in text
    assert "/svara/" not in text
    assert invitation.token not in text
    assert answer.headers["Cache-Control"] == "no-store"


def test_no_deed_takes_the_token_that_looks(client, invitation):
    token = LOOKING_LINK.token(invitation)
    for name in DEEDS:
        answer = client.post(reverse(f"startups:{name}", args=[token]), {"how": "Så", "price": 1, "common": "no_time"})
        assert answer.status_code == 404
    assert client.post(reverse("startups:portal_look", args=[token]), {"how": "Så"}).status_code == 405

    assert not Entry.objects.exists()
    assert not Proposal.objects.exists()
    invitation.refresh_from_db()
    assert invitation.opened_at is None


def test_each_token_opens_its_own_door_only(client, invitation):
    assert client.get(reverse("startups:portal", args=[LOOKING_LINK.token(invitation)])).status_code == 404
    assert client.get(reverse("startups:portal_look", args=[invitation.token])).status_code == 404


@pytest.mark.parametrize("end", [send_new_link, revoke])
def test_a_link_that_is_renewed_or_withdrawn_neither_answers_nor_looks(client, chief, invitation, end):
    end(invitation, by=chief)

    assert look(client, invitation).status_code == 410
    assert client.get(reverse("startups:portal", args=[invitation.token])).status_code == 410


def test_a_draft_and_a_trade_secret_are_not_looked_at(client, invitation):
    save_draft(invitation, texts={"how": "Vi lyssnar och skriver", "price": 71_234}, seen="")
    text = look(client, invitation).content.decode()
    assert "Vi lyssnar och skriver" not in text
    assert "71\u00a0234" not in text

    secret = {"trade_secret": "Den hemliga metoden", "trade_secret_reason": "Den kan härmas"}
    Proposal.objects.update(handed_in_at=timezone.now(), **secret)
    Match.objects.update(state=MatchState.ANSWERED)
    text = look(client, invitation).content.decode()
    assert "Vi lyssnar och skriver" in text
    assert "Den hemliga metoden" not in text
    assert "Visas bara för den som har länken i brevet." in text


def test_a_letter_that_failed_shows_nobody_the_link_that_answers(as_, administrator, invitation):
    Letter.objects.create(
        organisation=invitation.match.organisation,
        to="sam@startup.example",
        subject="Svara",
        text=f"Svara här: {invitation.link}",
        state=LetterState.FAILED,
        last_error="550 Nej",
    )
    for address in ("", "?export=csv"):
        answer = as_(administrator).get(reverse("accounts:letters") + address)
        text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        assert "sam@startup.example" in text
        assert invitation.token not in text


def test_the_link_that_answers_is_asked_for_by_letters_alone():
    """Only what writes letters asks for it, and the demo, which has nobody's mailbox."""
    rooms = [room for room in ROOT.iterdir() if (room / "__init__.py").exists() and room.name != "tests"]
    files = [file for room in rooms for file in room.rglob("*.py") if "invitation.link" in file.read_text()]
    writers = {f"startups/actions/{name}.py" for name in ("closing", "portal", "reminding", "shortlist")} | {
        "meetings/letters.py",
        "meetings/actions/offers.py",
    }

    assert {str(file.relative_to(ROOT)) for file in files} == writers | {"demo/sign_ins.py"}
