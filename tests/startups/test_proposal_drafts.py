"""A startup's draft: open with two colleagues at once, and thrown away."""

import pytest
from django.test import Client
from django.urls import reverse

from startups.models import Contact, Proposal, StartupInvitation
from startups.states import MatchState
from tests import factories
from tests.forms import form_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(manager, chief) -> StartupInvitation:
    match = factories.a_match(factories.a_challenge(manager), state=MatchState.INVITED)
    return factories.an_invitation(match, chief)


def at(name: str, invitation: StartupInvitation) -> str:
    return reverse(f"startups:{name}", args=[invitation.token])


def test_a_draft_is_thrown_away_after_a_question(client, invitation):
    factories.a_proposal(invitation, handed_in_at=None)
    page = client.get(at("portal_answer", invitation)).content.decode()
    assert "Vill ni ta bort utkastet?" in page
    assert "csrfmiddlewaretoken" not in page

    answer = client.post(at("portal_discard", invitation), follow=True)

    assert "Utkastet är borttaget." in answer.content.decode()
    assert not Proposal.objects.exists()


def test_what_is_handed_in_is_not(client, invitation):
    factories.a_proposal(invitation)
    assert "Vill ni ta bort utkastet?" not in client.get(at("portal_answer", invitation)).content.decode()
    answer = client.post(at("portal_discard", invitation), follow=True)
    assert "redan inlämnat och kan inte tas bort" in answer.content.decode()
    assert Proposal.objects.count() == 1


def test_two_colleagues_at_once_see_both_texts_before_one_is_overwritten(invitation, chief):
    other = Contact.objects.create(
        startup=invitation.match.startup, organisation=invitation.match.organisation, name="Bo", email="bo@x.example"
    )
    second = StartupInvitation.objects.create(match=invitation.match, contact=other, invited_by=chief)
    windows = [(Client(), at("portal_answer", link)) for link in (invitation, second)]
    (first, page), (slow, slow_page) = windows
    forms = [form_on(window.get(page)) for window, page in windows]
    first.post(page, forms[0] | {"how": "Med tal", "draft": "1"})

    asked = slow.post(slow_page, forms[1] | {"how": "Med bild", "draft": "1"})

    assert asked.status_code == 422
    assert [(d.now, d.mine) for d in asked.context["form"].differences] == [("Med tal", "Med bild")]
    assert Proposal.objects.get().how == "Med tal"
    assert slow.post(slow_page, form_on(asked) | {"draft": "1"}).status_code == 302
    assert Proposal.objects.get().how == "Med bild"
