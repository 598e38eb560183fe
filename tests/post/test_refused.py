"""Letters that did not arrive: shown where their reader is shown, to a chief in one place, and tried again."""

import pytest

from accounts.actions import invite, send_again
from accounts.models import Invitation
from history.models import Entry
from meetings.actions.meetings import book_meeting
from post import tasks
from post.models import Letter, LetterState
from startups.actions.shortlist import send_new_link
from startups.models import Contact
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import in_days

pytestmark = pytest.mark.django_db
GONE = "borta@exempel.example"
WORDS = f"Brevet till {GONE} kom inte fram"
AGAIN = "Försök igen<span"


def deliver_all() -> None:
    for letter in Letter.objects.due():
        tasks.deliver(letter.pk)


def refused(organisation, to: str = GONE) -> Letter:
    return Letter.objects.create(
        organisation=organisation, to=to, subject="Din länk", text="https://hemlig/\n", state=LetterState.REFUSED
    )


def test_an_address_that_the_mail_server_refuses_is_not_tried_again_by_itself(organisation, post_office):
    letters = [Letter.objects.create(organisation=organisation, to=to, subject="Hej", text="Hej\n") for to in
               (GONE, "full@exempel.example", "mia@exempel.example")]  # fmt: skip
    deliver_all()
    states = [Letter.objects.get(pk=letter.pk).state for letter in letters]
    assert states == [LetterState.REFUSED, LetterState.WAITING, LetterState.SENT]
    assert "No such user" in Letter.objects.get(to=GONE).last_error


def test_an_invited_startup_that_was_not_reached_is_seen_on_the_match(as_, manager, chief, post_office):
    match = factories.a_match(factories.a_challenge(manager), state=MatchState.INVITED)
    link = factories.an_invitation(match, chief)
    Contact.objects.update(email=GONE)
    link.refresh_from_db()
    send_new_link(link, by=chief)
    deliver_all()
    page = as_(chief).get(match.get_absolute_url()).text
    assert (WORDS in page, AGAIN in page) == (True, True)
    letter = Letter.objects.get()
    assert letter.text.strip() not in page
    answer = as_(chief).post(f"/organisation/brev/{letter.pk}/igen/", {"next": match.get_absolute_url()})
    assert answer.url == match.get_absolute_url()
    page = as_(chief).get(match.get_absolute_url()).text
    assert (WORDS in page, f"Brevet till {GONE} är på väg igen." in page) == (False, True)


def test_an_invited_person_who_was_not_reached_is_seen_among_the_people(as_, organisation, administrator, post_office):
    invite(Invitation(organisation=organisation, email=GONE, name="Nu", roles=["staff"]), by=administrator)
    deliver_all()
    assert WORDS in as_(administrator).get("/organisation/personer/").text


def test_whoever_was_not_told_of_a_meeting_is_seen_on_it(as_, manager, chief, post_office):
    match = factories.a_match(factories.a_challenge(manager), state=MatchState.INVITED)
    factories.an_invitation(match, chief)
    Contact.objects.update(email=GONE)
    meeting = book_meeting(match=match, manager=manager, span=in_days(3), place="Rum 4", by=manager)
    deliver_all()
    assert WORDS in as_(manager).get(meeting.get_absolute_url()).text
    assert AGAIN in as_(manager).get(meeting.get_absolute_url()).text


def test_a_need_says_that_its_answer_did_not_arrive(as_, organisation, staff, chief):
    need = factories.a_need(staff, on_behalf_of="Natt", on_behalf_email="Borta@exempel.example")
    refused(organisation)
    pages = [as_(person).get(need.get_absolute_url()).text for person in (chief, staff)]
    assert [(WORDS in page, AGAIN in page) for page in pages] == [(True, True), (True, False)]
    colleague = factories.a_person(organisation, factories.STAFF)
    assert GONE not in as_(colleague).get(need.get_absolute_url()).text


def test_what_has_come_through_since_settles_it(organisation):
    refused(organisation)
    assert Letter.objects.undelivered_to(GONE).count() == 1
    Letter.objects.create(organisation=organisation, to=GONE, subject="Hej", state=LetterState.SENT)
    assert Letter.objects.undelivered_to(GONE).count() == 0


def test_a_chief_sees_what_did_not_arrive_and_nothing_else(as_, organisation, chief, administrator):
    refused(organisation)
    Letter.objects.create(organisation=organisation, to="mia@exempel.example", subject="Svar", text="Hej\n")
    assert "1 brev kom inte fram" in as_(chief).get("/").text
    page = as_(chief).get("/organisation/brev/").text
    assert (GONE in page, "mia@exempel.example" in page, "hemlig" in page, AGAIN in page) == (True, False, False, True)
    assert "/organisation/personer/" not in page
    assert "mia@exempel.example" in as_(administrator).get("/organisation/brev/").text


def test_a_letter_is_tried_again_once_and_the_logbook_says_by_whom(organisation, chief):
    letter = refused(organisation)
    Letter.objects.filter(pk=letter.pk).update(attempts=8)
    for _ in range(2):
        send_again(letter, by=chief)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.last_error) == (LetterState.WAITING, 0, "")
    assert [entry.sentence for entry in Entry.objects.all()] == [f"Skickade ett brev till {GONE} igen"]


def test_nobody_tries_a_letter_of_another_organisation(as_, organisation, other_chief):
    letter = refused(organisation)
    assert as_(other_chief).post(f"/organisation/brev/{letter.pk}/igen/").status_code == 404
    letter.refresh_from_db()
    assert letter.state == LetterState.REFUSED


def test_the_way_back_leads_nowhere_else(as_, organisation, chief):
    letter = refused(organisation)
    answer = as_(chief).post(f"/organisation/brev/{letter.pk}/igen/", {"next": "https://ond.example/"})
    assert answer.url == "/"
