"""How it goes with the invited, and reminding those who do not answer: by a press, and by itself before the last day."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from history.actions import StaleState
from needs.models import Challenge
from post.models import Letter, LetterState
from startups.actions.portal import decline
from startups.actions.reminding import remind_before_the_last_day, remind_silent
from startups.actions.shortlist import invite, revoke, send_new_link
from startups.models import Contact, Match, StartupInvitation
from startups.states import MatchState
from startups.tasks import remind_of_answers
from tests import factories

S = MatchState
TODAY = timezone.localdate()
LAST = TODAY + timedelta(days=10)


def on(days: int, hour: int = 10) -> datetime:
    """So many days from today, at that hour on the clocks here."""
    return timezone.make_aware(datetime.combine(TODAY + timedelta(days=days), time(hour)))


@pytest.fixture
def at() -> Iterator[Any]:
    with time_machine.travel(on(0), tick=False) as clock:
        yield clock


@pytest.fixture
def challenge(manager) -> Challenge:
    return factories.a_challenge(manager, title="Skriv en gång", answers_by=LAST)


@pytest.fixture
def match(challenge) -> Match:
    return factories.a_match(challenge, factories.a_startup("Alfa"))


@pytest.fixture
def invited(at, chief, match) -> StartupInvitation:
    """By a letter of today that has been sent; the clock goes on to the day after tomorrow."""
    contact = Contact(startup=match.startup, organisation=match.organisation, name="Ada", email="ada@alfa.example")
    invitation = invite(match, contact=contact, message="", by=chief)
    Letter.objects.update(state=LetterState.SENT, sent_at=timezone.now())
    at.move_to(on(2))
    return invitation


def reminders() -> list[str]:
    return list(Letter.objects.filter(about__startswith="reminder").order_by("pk").values_list("to", flat=True))


def page_of(client, challenge: Challenge) -> str:
    return unescape(client.get(reverse("startups:shortlist", args=[challenge.pk])).content.decode())


def press(client, challenge: Challenge) -> str:
    answer = client.post(reverse("startups:shortlist_remind", args=[challenge.pk]), follow=True)
    return unescape(answer.content.decode())


# --- how it goes ----------------------------------------------------------------------------------------------------
def test_the_shortlist_tells_how_it_goes_with_each_invited(as_, chief, challenge, invited):
    client = as_(chief)
    page = page_of(client, challenge)
    assert all(words in page for words in ("Alfa", "Ada", "Skickat", "Inget svar än", "Inte påmind", "8 dagar kvar"))

    StartupInvitation.objects.update(opened_at=timezone.now())
    factories.a_proposal(invited, how="Vår hemliga plan", handed_in_at=None)
    page = page_of(client, challenge)
    assert "Har börjat skriva" in page
    assert "Vår hemliga plan" not in page
    assert "Länken öppnad" in page


@pytest.mark.parametrize(("state", "words"), [("failed", "Kunde inte skickas"), ("refused", "Kom inte fram")])
def test_a_letter_that_did_not_arrive_is_told_and_nobody_is_reminded_there(
    as_, chief, challenge, invited, state: str, words: str
):
    Letter.objects.update(state=state)
    client = as_(chief)

    assert words in page_of(client, challenge)
    assert "Påminn dem som inte svarat" not in page_of(client, challenge)
    press(client, challenge)
    assert reminders() == []


def test_the_owner_of_the_need_reads_how_it_goes_and_reminds_nobody(as_, manager, challenge, match, invited):
    page = page_of(as_(manager), challenge)
    assert ("Inget svar än" in page, "Påminn dem" in page, "ada@alfa.example" in page) == (True, False, False)
    shown = unescape(as_(manager).get(match.get_absolute_url()).content.decode())
    assert ("Inget svar än" in shown, "ada@alfa.example" in shown) == (True, False)


def test_the_match_page_tells_it_too(as_, chief, match, invited):
    shown = unescape(as_(chief).get(match.get_absolute_url()).content.decode())

    assert all(words in shown for words in ("Skickat", "Inte öppnad", "Inget svar än", "8 dagar kvar"))


def test_nobody_invited_leaves_the_shortlist_as_it_was(as_, chief, challenge, match):
    assert "Så går det med inbjudningarna" not in page_of(as_(chief), challenge)


def test_the_shortlist_asks_as_much_for_twenty_invited_as_for_two(as_, chief, challenge):
    for _ in range(2):
        factories.an_invitation(factories.a_match(challenge, state=S.INVITED), chief)
    client, address = as_(chief), reverse("startups:shortlist", args=[challenge.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as two:
        client.get(address)
    for _ in range(18):
        factories.an_invitation(factories.a_match(challenge, state=S.INVITED), chief)
    with CaptureQueriesContext(connection) as twenty:
        client.get(address)
    assert len(two) == len(twenty) <= 16


# --- by a press -----------------------------------------------------------------------------------------------------
def test_one_press_writes_to_each_who_is_silent_and_says_to_whom(as_, chief, challenge, invited):
    said = press(as_(chief), challenge)

    assert "Påminnelsen går nu till Ada (Alfa)." in said
    letter = Letter.objects.get(about__startswith="reminder")
    assert letter.to == "ada@alfa.example"
    assert "Skriv en gång" in letter.subject
    assert invited.link in letter.text
    assert invited.match.history[0].sentence == "Påminde Ada om att svara"
    assert f"av {chief.name}" in said


def test_the_reminder_is_in_the_contacts_language_and_knows_of_a_draft(as_, chief, challenge, invited):
    Contact.objects.update(language="en")
    factories.a_proposal(invited, how="Our plan", handed_in_at=None)
    press(as_(chief), challenge)

    letter = Letter.objects.get(about__startswith="reminder")
    assert letter.language == "en"
    assert "You have begun to write an answer" in letter.text
    assert "Our plan" not in letter.text


def test_the_same_day_nobody_is_written_to_twice(as_, at, chief, challenge, invited):
    client = as_(chief)
    press(client, challenge)
    assert "Påminn dem som inte svarat" not in page_of(client, challenge)
    press(client, challenge)
    assert reminders() == ["ada@alfa.example"]

    at.move_to(on(3))
    press(as_(chief), challenge)
    assert reminders() == ["ada@alfa.example"] * 2


def test_whoever_was_invited_today_is_not_reminded_today(at, chief, challenge, invited):
    at.move_to(on(0, 15))
    with pytest.raises(StaleState):
        remind_silent(challenge, by=chief)


def test_a_contact_asked_about_two_challenges_gets_one_reminder_a_day(chief, manager, challenge, invited):
    second = factories.a_match(factories.a_challenge(manager, answers_by=LAST), invited.match.startup, S.INVITED)
    StartupInvitation.objects.create(match=second, contact=invited.contact, invited_by=chief, created_at=on(0))
    remind_silent(challenge, by=chief)

    with pytest.raises(StaleState):
        remind_silent(second.challenge, by=chief)
    assert reminders() == ["ada@alfa.example"]


def answered(invitation: StartupInvitation, chief) -> None:
    factories.a_proposal(invitation)
    Match.objects.update(state=S.ANSWERED)


def a_colleague_answered(invitation: StartupInvitation, chief) -> None:
    other = Contact.objects.create(
        startup=invitation.match.startup, organisation=invitation.match.organisation, name="Bo", email="bo@alfa.example"
    )
    theirs = StartupInvitation.objects.create(match=invitation.match, contact=other, invited_by=chief)
    answered(theirs, chief)


OUT_OF_IT = {
    "answered": answered,
    "a colleague answered": a_colleague_answered,
    "declined": lambda invitation, chief: decline(invitation, reason="Ont om tid"),
    "revoked": lambda invitation, chief: revoke(invitation, by=chief),
    "expired": lambda invitation, chief: StartupInvitation.objects.update(expires_at=on(-1)),
    "closed": lambda invitation, chief: Challenge.objects.update(state="closed"),
    "over": lambda invitation, chief: Challenge.objects.update(answers_by=TODAY + timedelta(days=1)),
}


@pytest.mark.parametrize("out", OUT_OF_IT)
def test_whoever_is_not_awaited_hears_nothing_neither_by_a_press_nor_by_itself(at, chief, challenge, invited, out: str):
    OUT_OF_IT[out](invited, chief)
    with pytest.raises(StaleState):
        remind_silent(challenge, by=chief)
    at.move_to(on(7))
    remind_before_the_last_day()
    assert reminders() == []


@pytest.mark.parametrize(
    ("who", "status"), [("team_member", 403), ("manager", 403), ("staff", 403), ("other_chief", 404)]
)
def test_only_the_chief_reminds(request, as_, challenge, invited, who: str, status: int):
    answer = as_(request.getfixturevalue(who)).post(reverse("startups:shortlist_remind", args=[challenge.pk]))

    assert (answer.status_code, reminders()) == (status, [])


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_send_one_letter(organisation, chief, challenge):
    other = factories.a_person(organisation, factories.CHIEF)
    invitation = factories.an_invitation(
        factories.a_match(challenge, state=S.INVITED), chief, created_at=timezone.now() - timedelta(days=2)
    )

    def remind(person):
        try:
            return len(remind_silent(challenge, by=person))
        except StaleState:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(remind, [chief, other])) == [0, 1]
    assert reminders() == [invitation.contact.email]


# --- by itself ------------------------------------------------------------------------------------------------------
def test_three_days_before_the_last_day_a_letter_comes_by_itself_once(as_, at, chief, challenge, invited):
    for day, count in [(6, 0), (7, 1), (7, 1), (8, 1), (10, 1)]:
        at.move_to(on(day))
        remind_of_answers()
        assert len(reminders()) == count, f"day {day}"
    assert "av sig själv" in page_of(as_(chief), challenge)
    assert invited.match.history[0].person == "Systemet"


@pytest.mark.parametrize(("hour", "count"), [(7, 0), (8, 1), (17, 1), (18, 0), (23, 0), (3, 0)])
def test_nobody_is_written_to_at_night(at, invited, hour: int, count: int):
    at.move_to(on(7, hour))
    remind_before_the_last_day()

    assert len(reminders()) == count


def test_after_a_press_the_same_day_it_comes_the_next(at, chief, challenge, invited):
    at.move_to(on(7))
    remind_silent(challenge, by=chief)
    remind_before_the_last_day()
    assert len(reminders()) == 1
    at.move_to(on(8))
    remind_before_the_last_day()
    assert len(reminders()) == 2


def test_whoever_is_invited_late_has_a_day_in_peace(at, chief, challenge, match):
    at.move_to(on(8, 12))
    contact = Contact(startup=match.startup, organisation=match.organisation, name="Ada", email="ada@alfa.example")
    invite(match, contact=contact, message="", by=chief)
    Letter.objects.update(state=LetterState.SENT)
    at.move_to(on(9, 11))
    remind_before_the_last_day()
    assert reminders() == []
    at.move_to(on(9, 13))
    remind_before_the_last_day()
    assert reminders() == ["ada@alfa.example"]


def test_a_new_link_brings_no_second_letter_by_itself(at, chief, invited):
    at.move_to(on(7))
    remind_before_the_last_day()
    invited.refresh_from_db()
    send_new_link(invited, by=chief)
    at.move_to(on(9))
    remind_before_the_last_day()

    assert reminders() == ["ada@alfa.example"]
