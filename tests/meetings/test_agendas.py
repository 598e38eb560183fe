"""Letters about a day's meetings: one to each person, what changes is gathered, and calendars follow."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from history.tasks import sweep
from meetings.actions import agendas
from meetings.actions.days import cancel_day
from meetings.actions.meetings import book_meeting, cancel_meeting, move_meeting
from meetings.models import Agenda, CalendarFeed, Meeting
from post import tasks as post
from post.models import Letter
from post.rehearsal import foretold_by, without_links
from startups.actions.portal import decline
from startups.actions.shortlist import revoke
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import an_hour_later, the_worker_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_match(manager, chief, match):
    """Another startup for the same manager, with a contact of its own."""
    other = factories.a_match(match.challenge, state=MatchState.ANSWERED)
    factories.an_invitation(other, chief)
    return other


def book(day, match, manager, slot, by):
    return book_meeting(match=match, manager=manager, span=slot.span, place="", by=by, day=day, slot=slot)


@pytest.fixture
def meeting(day, match, manager, chief):
    """On the day at nine, and both know it."""
    meeting = book(day, match, manager, day.slots.first(), chief)
    an_hour_later()
    return meeting


def letters_to(person):
    return list(Letter.objects.filter(to=person.email).order_by("pk"))


def last_to(person):
    return letters_to(person)[-1]


def calendars_of(letter):
    """The invitation to the day and the events of the file with each meeting by itself."""
    (block,) = Calendar.from_ical(letter.calendar).walk("VEVENT")
    return block, Calendar.from_ical(letter.calendar_file).walk("VEVENT")


def move_to(meeting, slot, by):
    move_meeting(meeting, span=slot.span, place=meeting.place, slot=slot, seen=meeting.sequence, by=by)


# --- The first letter -----------------------------------------------------------------------------------------------
def test_both_get_one_letter_with_an_invitation_to_their_whole_day(day, match, other_match, manager, chief):
    first, _second, last = day.slots.all()
    book(day, match, manager, first, chief)
    book(day, other_match, manager, last, chief)
    an_hour_later()
    (letter,) = letters_to(manager)
    assert letter.subject.startswith("Dina möten")
    block, each = calendars_of(letter)
    assert letter.calendar_method == str(Calendar.from_ical(letter.calendar)["METHOD"]) == "REQUEST"
    assert (block["DTSTART"].dt, block["DTEND"].dt, block["SEQUENCE"]) == (first.starts_at, last.ends_at, 0)
    for one in (match, other_match):
        assert one.startup.name in block["DESCRIPTION"]
        assert one.startup.name in letter.text
    assert str(block["ORGANIZER"]) == f"mailto:{chief.email}"
    assert (str(block["ATTENDEE"]), block["ATTENDEE"].params["RSVP"]) == (f"mailto:{manager.email}", "TRUE")
    assert block.walk("VALARM")
    assert {str(event["UID"]) for event in each} == {f"{one.uid}@ignite" for one in Meeting.objects.all()}
    assert len(letters_to(match.invitations.get().contact)) == 1


def test_the_letter_travels_as_an_invitation_with_one_more_file_beside_it(meeting, manager):
    post.deliver(last_to(manager).pk)
    message = mail.outbox[0]
    assert [kind for _text, kind in message.alternatives] == ["text/html", "text/calendar; method=REQUEST"]
    assert [name for name, _content, _kind in message.attachments] == ["startupmote.ics", "alla-moten.ics"]
    sent = last_to(manager)
    assert (sent.calendar, sent.calendar_file) == ("", "")


def test_the_first_letter_gives_each_their_own_calendar_address_and_it_works(client, meeting, match, manager):
    contact = match.invitations.get().contact
    for person, feed in [
        (manager, CalendarFeed.objects.get(membership__user=manager)),
        (contact, CalendarFeed.objects.get(contact=contact)),
    ]:
        assert feed.address in last_to(person).text
        assert f"{meeting.uid}@ignite" in client.get(feed.address.removeprefix("http://testserver")).content.decode()


def test_the_first_letter_leads_to_an_agenda_to_print(client, as_, meeting, match, manager):
    for person, reads in [(manager, as_(manager)), (match.invitations.get().contact, client)]:
        (address,) = re.findall(rf"Skriv ut din agenda: {re.escape(settings.BASE_URL)}(\S+)", last_to(person).text)
        assert reads.get(address, follow=True).status_code == 200


def test_an_address_that_a_calendar_reads_already_goes_on(day, match, manager, chief):
    feed = CalendarFeed.objects.create(membership=manager.memberships[0])
    book(day, match, manager, day.slots.first(), chief)
    an_hour_later()
    assert feed.address in last_to(manager).text


def test_a_startup_finds_no_personal_link_in_what_others_see_of_its_calendar(meeting, match):
    letter = last_to(match.invitations.get().contact)
    assert "/startup/" in letter.text
    assert "/startup/" not in letter.calendar + letter.calendar_file


# --- What changes later ---------------------------------------------------------------------------------------------
def test_all_that_changes_within_the_hour_is_one_letter(day, meeting, other_match, manager, chief):
    first, _second, last = day.slots.all()
    move_to(meeting, last, chief)
    added = book(day, other_match, manager, first, chief)
    the_worker_writes()
    assert len(letters_to(manager)) == 1
    waits_until = Agenda.objects.get(manager=manager).due_at
    assert waits_until == Agenda.objects.get(manager=manager).told_at + timedelta(hours=1)
    an_hour_later()
    letter = last_to(manager)
    assert len(letters_to(manager)) == 2
    assert f"{meeting.startup.name}: 09:00 blir 09:50" in letter.text
    assert f"09:00 {other_match.startup.name}" in letter.text
    block, each = calendars_of(letter)
    assert (block["SEQUENCE"], block["DTSTART"].dt, block["DTEND"].dt) == (1, first.starts_at, last.ends_at)
    assert {str(event["UID"]): event["SEQUENCE"] for event in each} == {
        f"{meeting.uid}@ignite": 1,
        f"{added.uid}@ignite": 0,
    }


def test_the_first_change_after_a_quiet_hour_waits_only_some_minutes_for_others(day, meeting, manager, chief):
    Agenda.objects.update(told_at=timezone.now() - timedelta(hours=3))
    move_to(meeting, day.slots.last(), chief)
    waits = Agenda.objects.get(manager=manager).due_at - timezone.now()
    assert timedelta(minutes=4) < waits <= timedelta(minutes=5)


def test_on_the_day_itself_they_hear_at_once(day, meeting, manager, chief):
    type(day).objects.filter(pk=day.pk).update(date=timezone.localdate())
    Meeting.objects.update(starts_at=timezone.now() + timedelta(minutes=1), ends_at=timezone.now() + timedelta(hours=1))
    cancel_meeting(Meeting.objects.get(), reason="Sjuk", seen=0, by=chief)
    the_worker_writes()
    assert "Sjuk" in last_to(manager).text
    assert len(letters_to(manager)) == 2


def test_what_has_changed_back_is_never_told(day, meeting, manager, chief):
    first, _second, last = day.slots.all()
    move_to(meeting, last, chief)
    move_to(meeting, first, chief)
    an_hour_later()
    assert len(letters_to(manager)) == 1
    assert not Agenda.objects.filter(is_waiting=True).exists()


def test_a_meeting_that_was_booked_and_cancelled_before_anybody_heard_is_not_told(day, match, manager, chief):
    meeting = book(day, match, manager, day.slots.first(), chief)
    cancel_meeting(meeting, reason="Fel startup", seen=0, by=chief)
    an_hour_later()
    assert not Letter.objects.exists()


def test_a_cancelled_meeting_leaves_the_calendar_and_the_rest_of_the_day_stays(
    day, meeting, other_match, manager, chief
):
    stays = book(day, other_match, manager, day.slots.last(), chief)
    an_hour_later()
    cancel_meeting(meeting, reason="Startupen är sjuk", seen=0, by=chief)
    an_hour_later()
    letter = last_to(manager)
    assert "Startupen är sjuk" in letter.text
    block, each = calendars_of(letter)
    assert letter.calendar_method == "REQUEST"
    assert (block["SEQUENCE"], block["DTSTART"].dt) == (2, stays.starts_at)
    assert meeting.startup.name not in block["DESCRIPTION"]
    assert {str(event["UID"]): (str(event["STATUS"]), event["SEQUENCE"]) for event in each} == {
        f"{stays.uid}@ignite": ("CONFIRMED", 0),
        f"{meeting.uid}@ignite": ("CANCELLED", 1),
    }


def test_whoever_has_nothing_left_loses_the_day_from_the_calendar(meeting, manager, chief):
    first = calendars_of(last_to(manager))[0]
    cancel_meeting(meeting, reason="Snö", seen=0, by=chief)
    an_hour_later()
    letter = last_to(manager)
    block, _each = calendars_of(letter)
    assert letter.subject.startswith("Avbokat")
    assert letter.calendar_method == str(Calendar.from_ical(letter.calendar)["METHOD"]) == "CANCEL"
    assert (block["UID"], block["SEQUENCE"], block["STATUS"]) == (first["UID"], 1, "CANCELLED")
    assert (block["DTSTART"].dt, block["ORGANIZER"]) == (first["DTSTART"].dt, first["ORGANIZER"])


def test_calendars_are_asked_by_the_same_person_whoever_changes_the_day(day, meeting, manager, chief):
    colleague = factories.a_person(day.organisation, factories.CHIEF, name="Ny Chef")
    move_to(meeting, day.slots.last(), colleague)
    an_hour_later()
    assert last_to(manager).reply_to == colleague.email
    assert str(calendars_of(last_to(manager))[0]["ORGANIZER"]) == f"mailto:{chief.email}"


def test_another_room_alone_is_told_as_such(day, meeting, manager, chief):
    Meeting.objects.update(place="Blå rummet", sequence=1)
    agendas.gather(day, [Meeting.objects.get()], by=chief)
    an_hour_later()
    assert "Ny plats:\n- 09:00" in last_to(manager).text
    assert calendars_of(last_to(manager))[0]["LOCATION"] == "Blå rummet"


def test_a_startup_that_declines_leaves_the_managers_day_and_hears_it_in_its_own_language(meeting, match, manager):
    contact = match.invitations.get().contact
    type(contact).objects.update(language="en")
    decline(match.invitations.get(), reason="Ont om tid")
    an_hour_later()
    assert f"{match.startup.name} har tackat nej." in last_to(manager).text
    assert f"{match.startup.name} has declined." in last_to(contact).text


def test_a_contact_whose_link_is_withdrawn_still_hears_that_the_meetings_are_off(meeting, match, chief):
    invitation = match.invitations.get()
    revoke(invitation, by=chief)
    an_hour_later()
    letter = last_to(invitation.contact)
    assert letter.calendar_method == "CANCEL"
    assert "/startup/" not in letter.text


def test_a_day_that_is_called_off_is_told_at_once(day, meeting, manager, chief):
    cancel_day(day, reason="Översvämning", by=chief)
    the_worker_writes()
    letter = last_to(manager)
    assert letter.subject.startswith("Inställd")
    assert (letter.calendar_method, "Översvämning" in letter.text) == ("CANCEL", True)


def test_a_manager_who_has_left_gets_no_letter(meeting, manager, chief):
    manager.membership_set.all().delete()
    cancel_meeting(meeting, reason="Slutat", seen=0, by=chief)
    an_hour_later()
    assert len(letters_to(manager)) == 1


def test_what_is_over_is_not_told(meeting, manager, chief):
    cancel_meeting(meeting, reason="Snö", seen=0, by=chief)
    told = {key: {**was, "ends_at": str(timezone.now())} for key, was in Agenda.objects.first().told.items()}
    Agenda.objects.update(told=told)
    an_hour_later()
    assert len(letters_to(manager)) == 1


# --- Once, and never lost -------------------------------------------------------------------------------------------
def test_a_letter_is_written_once_however_often_it_is_asked_for(meeting, manager, chief):
    cancel_meeting(meeting, reason="Snö", seen=0, by=chief)
    an_hour_later()
    for agenda in Agenda.objects.all():
        agendas.tell(agenda.pk)
    assert len(letters_to(manager)) == 2


def test_the_sweep_writes_what_nobody_was_nudged_about(meeting, manager, chief):
    cancel_meeting(meeting, reason="Snö", seen=0, by=chief)
    Agenda.objects.update(due_at=timezone.now())
    sweep()
    assert len(letters_to(manager)) == 2


def test_what_is_shown_before_the_press_is_what_is_written(day, meeting, manager, chief):
    shown = {
        one.letter.to: one.text
        for one in foretold_by(lambda: cancel_meeting(Meeting.objects.get(), reason="Snö", seen=0, by=chief))
    }
    assert len(letters_to(manager)) == 1
    cancel_meeting(meeting, reason="Snö", seen=0, by=chief)
    an_hour_later()
    assert shown[manager.email] == without_links(last_to(manager).text)
