"""Moving and cancelling a meeting: calendars follow, and the second of two people is told."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Calendar

from history.actions import StaleState
from meetings.actions.meetings import Clash, book_meeting, cancel_meeting, move_meeting
from meetings.models import Meeting
from meetings.states import MeetingState
from post.models import Letter
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import in_days


@pytest.fixture
def meeting(match, manager):
    meeting = book_meeting(match=match, manager=manager, span=in_days(3), place="Rum 4", by=manager)
    Letter.objects.all().delete()
    return meeting


def fresh(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def event_of(letter):
    return Calendar.from_ical(letter.calendar).walk("VEVENT")[0]


def test_a_moved_meeting_keeps_its_identity_and_raises_its_sequence(meeting, manager):
    before = event_uid = str(meeting.uid)
    move_meeting(meeting, span=in_days(4), place="Rum 5", seen=0, by=manager)
    moved = fresh(meeting)
    assert (moved.starts_at, moved.place, moved.sequence, moved.state) == (
        in_days(4).starts_at,
        "Rum 5",
        1,
        MeetingState.BOOKED,
    )
    assert str(moved.uid) == before == event_uid
    letters = Letter.objects.all()
    assert {letter.to for letter in letters} == {manager.email, meeting.contact.email}
    for letter in letters:
        assert letter.calendar_method == "REQUEST"
        assert (event_of(letter)["SEQUENCE"], event_of(letter)["DTSTART"].dt) == (1, in_days(4).starts_at)
        assert letter.subject.startswith("Ny tid:")


def test_the_history_says_from_when_to_when(meeting, manager):
    move_meeting(meeting, span=in_days(4), place="Rum 4", seen=0, by=manager)
    was, now = (date_format(timezone.localtime(in_days(d).starts_at), "DATETIME_FORMAT") for d in (3, 4))
    assert fresh(meeting).history[0].sentence == f"Flyttade mötet från {was} till {now}"


def test_a_meeting_cannot_be_moved_onto_another(meeting, match, manager):
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    book_meeting(match=other, manager=manager, span=in_days(4), place="Rum 4", by=manager)
    Letter.objects.all().delete()
    with pytest.raises(Clash):
        move_meeting(meeting, span=in_days(4), place="Rum 4", seen=0, by=manager)
    assert (fresh(meeting).starts_at, fresh(meeting).sequence) == (in_days(3).starts_at, 0)
    assert Letter.objects.count() == 0


def test_a_meeting_can_be_moved_by_ten_minutes_over_its_own_time(meeting, manager):
    move_meeting(meeting, span=in_days(3, 13, 10), place="Rum 4", seen=0, by=manager)
    assert fresh(meeting).starts_at == in_days(3, 13, 10).starts_at


def test_moving_twice_to_the_same_time_writes_once(meeting, manager):
    stale = fresh(meeting)
    move_meeting(meeting, span=in_days(4), place="Rum 4", seen=0, by=manager)
    move_meeting(stale, span=in_days(4), place="Rum 4", seen=0, by=manager)
    assert (fresh(meeting).sequence, Letter.objects.count()) == (1, 2)


def test_the_second_of_two_who_move_the_same_meeting_is_told(meeting, manager, chief):
    stale = fresh(meeting)
    move_meeting(meeting, span=in_days(4), place="Rum 4", seen=0, by=manager)
    with pytest.raises(StaleState):
        move_meeting(stale, span=in_days(5), place="Rum 4", seen=0, by=chief)
    assert fresh(meeting).starts_at == in_days(4).starts_at


def test_a_meeting_that_was_moved_meanwhile_is_not_cancelled_by_mistake(meeting, manager, chief):
    stale = fresh(meeting)
    move_meeting(meeting, span=in_days(4), place="Rum 4", seen=0, by=manager)
    with pytest.raises(StaleState):
        cancel_meeting(stale, reason="Krockar", seen=0, by=chief)
    assert fresh(meeting).state == MeetingState.BOOKED


def test_a_cancelled_meeting_disappears_from_both_calendars_with_the_reason(meeting, manager):
    cancel_meeting(meeting, reason="Chefen är sjuk", seen=0, by=manager)
    assert fresh(meeting).state == MeetingState.CANCELLED
    letters = Letter.objects.all()
    assert {letter.to for letter in letters} == {manager.email, meeting.contact.email}
    for letter in letters:
        assert letter.calendar_method == "CANCEL"
        assert (event_of(letter)["STATUS"], event_of(letter)["SEQUENCE"]) == ("CANCELLED", 1)
        assert "Chefen är sjuk" in letter.text
    assert fresh(meeting).history[0].reason == "Chefen är sjuk"


def test_a_meeting_is_cancelled_once(meeting, manager):
    stale = fresh(meeting)
    cancel_meeting(meeting, reason="Chefen är sjuk", seen=0, by=manager)
    with pytest.raises(StaleState):
        cancel_meeting(stale, reason="Chefen är sjuk", seen=0, by=manager)
    assert Letter.objects.count() == 2


def test_a_meeting_that_has_begun_can_be_neither_moved_nor_cancelled(past_meeting, manager):
    with pytest.raises(StaleState):
        move_meeting(past_meeting, span=in_days(4), place="Rum 4", seen=0, by=manager)
    with pytest.raises(StaleState):
        cancel_meeting(past_meeting, reason="Krockar", seen=0, by=manager)


def test_calendars_see_one_meeting_from_booking_to_cancellation(match, manager, chief):
    meeting = book_meeting(match=match, manager=manager, span=in_days(3), place="Rum 4", by=chief)
    move_meeting(meeting, span=in_days(4), place="Rum 5", seen=0, by=manager)
    cancel_meeting(fresh(meeting), reason="Snö", seen=1, by=chief)
    for reader, asking in [(meeting.contact.email, manager), (manager.email, chief)]:
        letters = Letter.objects.filter(to=reader).order_by("pk")
        assert [letter.calendar_method for letter in letters] == ["REQUEST", "REQUEST", "CANCEL"]
        events = [event_of(letter) for letter in letters]
        assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
        assert {str(event["UID"]) for event in events} == {f"{meeting.uid}@ignite"}
        # Whoever asked goes on asking, and can be answered.
        assert {str(event["ORGANIZER"]) for event in events} == {f"mailto:{asking.email}"}
        (own,) = [person for person in events[0]["ATTENDEE"] if person == f"mailto:{reader}"]
        assert own.params["RSVP"] == "TRUE"


def test_a_manager_who_books_is_asked_by_a_chief_and_not_by_themselves(match, manager, chief):
    book_meeting(match=match, manager=manager, span=in_days(3), place="Rum 4", by=manager)
    letter = Letter.objects.get(to=manager.email)
    assert str(event_of(letter)["ORGANIZER"]) == f"mailto:{chief.email}"
    assert letter.reply_to == chief.email


def test_a_meeting_is_named_by_its_day_as_people_write_it(meeting):
    meeting.starts_at = datetime(2026, 12, 11, 12, 5, tzinfo=UTC)
    assert str(meeting) == f"{meeting.startup} 11 dec 2026 13:05"
