"""The startup's own page across challenges, by one link for each contact and organisation."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from meetings.models import GUEST_LINK, DayAnswer, MatchmakingDay, Wish
from startups.actions.shortlist import revoke
from startups.models import Contact, Match, StartupInvitation
from startups.states import MatchState
from tests import factories
from tests.meetings.test_asking import wishing as wishing


@pytest.fixture
def contact(match: Match) -> Contact:
    return match.invitations.get().contact


def of(contact: Contact, page: str = "guest", *args: Any) -> str:
    return reverse(f"meetings:{page}", args=[GUEST_LINK.token(contact), *args])


def test_the_page_shows_all_challenges_meetings_and_days_of_one_contact(wishing, match, manager, contact, chief):
    second = factories.a_match(factories.a_challenge(manager, title="Hitta rätt"), match.startup, MatchState.INVITED)
    factories.an_invitation(second, chief)
    factories.a_meeting(match, manager)
    page = Client().get(of(contact)).content.decode()
    for words in (match.challenge.title, "Hitta rätt", manager.name, wishing.name):
        assert words in page


def test_a_startup_marks_a_manager_and_the_chief_reads_it(wishing, match, manager, contact, chief, as_):
    response = Client().post(of(contact, "guest_wish_set", wishing.pk, manager.pk, "must"))
    assert response["Location"] == of(contact, "guest_wishes", wishing.pk)
    wish = Wish.objects.get()
    assert (wish.side, wish.manager, wish.match, wish.level) == ("startup", manager, match, "must")
    assert DayAnswer.objects.get(startup=match.startup).answered_at
    assert (
        f"<strong>Måste:</strong> {manager.name}"
        in as_(chief).get(reverse("meetings:day_replies", args=[wishing.pk])).content.decode()
    )


def test_a_startup_says_when_it_cannot(wishing, contact):
    slot = wishing.slots.all()[1]
    Client().post(of(contact, "guest_times", wishing.pk), {"away": [slot.pk]})
    assert str(slot) in Client().get(of(contact, "guest_wishes", wishing.pk)).content.decode()


def test_the_page_says_nothing_of_what_the_manager_wishes(wishing, match, manager, contact, as_):
    as_(manager).post(reverse("meetings:wish_set", args=[wishing.pk, match.pk, "no"]))
    page = Client().get(of(contact, "guest_wish", wishing.pk, manager.pk)).content.decode()
    assert 'aria-pressed="true">Kan tänka mig' in " ".join(page.split())


def test_looking_changes_nothing_and_no_cookie_is_left(wishing, manager, contact):
    client = Client()
    for page in [of(contact), of(contact, "guest_wish", wishing.pk, manager.pk)]:
        response = client.get(page)
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
    assert client.get(of(contact, "guest_wish_set", wishing.pk, manager.pk, "must")).status_code == 405
    assert (Wish.objects.count(), dict(client.cookies)) == (0, {})


def test_a_link_that_is_not_whole_leads_nowhere(contact):
    response = Client().get(of(contact)[:-3] + "x/")
    assert response.status_code == 404
    assert contact.startup.name not in response.content.decode()


def test_the_link_ends_with_the_last_open_invitation_for_good(match, contact, chief):
    old = of(contact)
    revoke(StartupInvitation.objects.get(), by=chief)
    assert Client().get(old).status_code == 404
    factories.an_invitation(match, chief)
    contact.refresh_from_db()
    assert Client().get(old).status_code == 404
    assert Client().get(of(contact)).status_code == 200


def test_a_link_that_ran_out_says_whom_to_write_to(contact, chief):
    StartupInvitation.objects.update(expires_at=contact.invitations.get().created_at)
    response = Client().get(of(contact))
    assert response.status_code == 410
    assert chief.email in response.content.decode()


def test_another_startup_s_contact_does_not_come_to_the_day(wishing, match, chief):
    other = factories.an_invitation(factories.a_match(match.challenge, state=MatchState.ANSWERED), chief).contact
    assert Client().get(of(other, "guest_wishes", wishing.pk)).status_code == 404


def test_another_organisation_s_contact_at_the_startup_does_not_come_to_the_day(wishing, match, other_chief):
    theirs = factories.a_challenge(other_chief)
    contact = factories.an_invitation(factories.a_match(theirs, match.startup, MatchState.INVITED), other_chief).contact
    assert Client().get(of(contact, "guest_wishes", wishing.pk)).status_code == 404
    assert wishing.name not in Client().get(of(contact)).content.decode()


def test_a_manager_who_does_not_take_part_cannot_be_marked(wishing, match, contact):
    another: User = factories.a_person(match.organisation, factories.STAFF, factories.MANAGER)
    assert Client().post(of(contact, "guest_wish_set", wishing.pk, another.pk, "must")).status_code == 404


def test_after_the_last_day_the_startup_is_told_so(wishing, manager, contact):
    MatchmakingDay.objects.update(wishes_by=wishing.created_at.date())
    MatchmakingDay.objects.update(wishes_by="2020-01-01")
    response = Client().post(of(contact, "guest_wish_set", wishing.pk, manager.pk, "must"), follow=True)
    assert "Tiden för önskemål är slut." in response.content.decode()


def test_the_contact_chooses_the_language_of_pages_and_letters(wishing, contact):
    assert 'value="en"' in Client().get(of(contact)).content.decode()
    Client().post(of(contact, "guest_language"), {"language": "en"})
    contact.refresh_from_db()
    assert contact.language == "en"
    assert "Your page" in Client().get(of(contact)).content.decode()
