"""Booking a meeting: what is written down, who hears of it, and who cannot be booked twice."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Calendar

from history.actions import StaleState
from meetings.actions.meetings import Clash, book_meeting
from meetings.models import Meeting
from meetings.states import DayState, MeetingState
from post.models import Letter
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import in_days


def book(match, manager, span, **more):
    return book_meeting(match=match, manager=manager, span=span, place="Rum 4", by=manager, **more)


def test_a_booked_meeting_stands_with_its_history(match, manager):
    meeting = book(match, manager, in_days(3))
    assert (meeting.state, meeting.startup, meeting.organisation) == (
        MeetingState.BOOKED,
        match.startup,
        match.organisation,
    )
    assert [e.verb for e in meeting.history] == ["meeting.booked"]
    when = date_format(timezone.localtime(meeting.starts_at), "DATETIME_FORMAT")
    assert meeting.history[0].sentence == f"Bokade mötet till {when}"


def test_both_sides_get_a_letter_with_a_calendar_file(match, manager):
    meeting = book(match, manager, in_days(3))
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert set(letters) == {manager.email, meeting.contact.email}
    for letter in letters.values():
        (event,) = Calendar.from_ical(letter.calendar).walk("VEVENT")
        assert letter.calendar_method == "REQUEST"
        assert (event["SEQUENCE"], event["DTSTART"].dt) == (0, meeting.starts_at)
        assert event["UID"] == f"{meeting.uid}@ignite"
    assert meeting.get_absolute_url() in letters[manager.email].text
    assert meeting.get_absolute_url() not in letters[meeting.contact.email].text
    assert manager.email in letters[meeting.contact.email].text


def test_each_reader_gets_the_letter_in_their_language(match, manager):
    contact = match.invitations.get().contact
    contact.language = "en"
    contact.save()
    manager.language = "sv"
    book(match, manager, in_days(3))
    assert Letter.objects.get(to=manager.email).subject.startswith("Startupmöte med ")


def test_the_latest_invitation_that_is_not_revoked_says_who_hears(match, manager, chief):
    first = match.invitations.get()
    first.revoked_at = first.created_at
    first.save()
    assert book(match, manager, in_days(3)).contact is None
    assert [letter.to for letter in Letter.objects.all()] == [manager.email]


def test_a_manager_cannot_be_in_two_meetings_at_once(match, manager):
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    book(match, manager, in_days(3))
    with pytest.raises(Clash, match="Lina Linjechef har redan ett möte då") as clash:
        book(other, manager, in_days(3, 13, 10))
    assert clash.value.party == "manager"
    assert Meeting.objects.count() == 1


def test_a_startup_cannot_be_in_two_meetings_at_once(match, manager, organisation):
    colleague = factories.a_person(organisation, factories.MANAGER)
    book(match, manager, in_days(3))
    with pytest.raises(Clash) as clash:
        book(match, colleague, in_days(3, 13, 19))
    assert (clash.value.party, str(clash.value)) == ("startup", f"{match.startup.name} har redan ett möte då")
    assert Letter.objects.count() == 2


def test_a_startup_cannot_be_met_by_two_organisations_at_once(match, manager, other_chief):
    other = factories.a_match(factories.a_challenge(other_chief), startup=match.startup, state=MatchState.INVITED)
    book(match, manager, in_days(3))
    with pytest.raises(Clash):
        book(other, other_chief, in_days(3))


def test_a_meeting_can_begin_when_another_ends(match, manager):
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    book(match, manager, in_days(3))
    book(other, manager, in_days(3, 13, 20))
    assert Meeting.objects.count() == 2


def test_a_cancelled_meeting_takes_nobodys_time(match, manager):
    factories.a_meeting(match, manager, starts_at=in_days(3).starts_at, state=MeetingState.CANCELLED)
    book(match, manager, in_days(3))
    assert Meeting.objects.count() == 2


def test_booking_the_same_meeting_twice_gives_one_meeting_and_one_pair_of_letters(match, manager):
    first = book(match, manager, in_days(3))
    assert book(match, manager, in_days(3)) == first
    assert Letter.objects.count() == 2
    assert len(first.history) == 1


@pytest.mark.parametrize("state", [MatchState.SHORTLISTED, MatchState.DECLINED, MatchState.THANKED])
def test_only_a_startup_that_was_asked_and_has_not_said_no_can_be_met(match, manager, state):
    type(match).objects.filter(pk=match.pk).update(state=state)
    with pytest.raises(StaleState, match="Det går inte att boka möten"):
        book(match, manager, in_days(3))


@pytest.mark.parametrize("state", [DayState.PLANNED, DayState.FINISHED, DayState.CANCELLED])
def test_only_an_open_day_takes_bookings(match, manager, day, state):
    slot = day.slots.first()
    type(day).objects.filter(pk=day.pk).update(state=state)
    with pytest.raises(StaleState, match="Matchdagen tar inte emot bokningar"):
        book(match, manager, slot.span, day=day, slot=slot)


def test_the_portals_address_stands_in_the_startups_letter_only_while_its_invitation_is_open(match, manager):
    meeting = book(match, manager, in_days(3))
    to_startup = Letter.objects.get(to=meeting.contact.email)
    assert meeting.invitation.link in to_startup.text
    assert "URL" not in to_startup.calendar
    match.invitations.update(expires_at=timezone.now())
    Letter.objects.all().delete()
    book(match, manager, in_days(4))
    to_startup = Letter.objects.get(to=meeting.contact.email)
    assert meeting.invitation.link not in to_startup.text
    assert "URL" not in to_startup.calendar
