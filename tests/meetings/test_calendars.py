"""Calendar files that other programs accept."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from meetings.calendars import CalendarEvent, Person, calendar_of

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WRITTEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
MEETING = CalendarEvent(
    uid="7b0c@ignite",
    sequence=2,
    starts_at=datetime(2026, 11, 18, 13, 0, tzinfo=STOCKHOLM),
    ends_at=datetime(2026, 11, 18, 13, 20, tzinfo=STOCKHOLM),
    summary="Talklart AB möter Norra förvaltningen",
    description="Utmaningen ”Skriv en gång, räcker; nu”. " + "Å" * 120,
    place="Medborgarhuset, sal 3; våning 2",
    organiser=Person("Norra förvaltningen", "ignite@exempel.example"),
    attendees=[Person("Lina Linjechef", "lina@exempel.example"), Person("Sam, Startup; AB", "sam@startup.example")],
    url="https://ignite.example/moten/1/",
)


def read(text: str):
    """The event as a strict reader sees it: well-formed lines, one calendar, one event, no errors."""
    assert text.endswith("\r\n")
    lines = text.encode().split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert event.errors == []
    assert len(calendar.subcomponents) == 1
    return calendar, event


def test_a_request_says_all_that_the_standard_asks_for():
    calendar, event = read(calendar_of(MEETING, method="REQUEST", written_at=WRITTEN))
    assert calendar["METHOD"] == "REQUEST"
    assert calendar["VERSION"] == "2.0"
    assert event["UID"] == "7b0c@ignite"
    assert event["SEQUENCE"] == 2
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTAMP"].dt == WRITTEN
    assert event["ORGANIZER"] == "mailto:ignite@exempel.example"
    assert [str(a) for a in event["ATTENDEE"]] == ["mailto:lina@exempel.example", "mailto:sam@startup.example"]
    assert event["ATTENDEE"][1].params["CN"] == "Sam, Startup; AB"


def test_those_who_come_are_asked_to_answer_and_reminded():
    _calendar, event = read(calendar_of(MEETING, method="REQUEST", written_at=WRITTEN))
    assert [(a.params["RSVP"], a.params["PARTSTAT"]) for a in event["ATTENDEE"]] == [("TRUE", "NEEDS-ACTION")] * 2
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(minutes=-15))


def test_whoever_asks_is_not_asked():
    asked_by_lina = replace(MEETING, organiser=MEETING.attendees[0])
    _calendar, event = read(calendar_of(asked_by_lina, method="REQUEST", written_at=WRITTEN))
    assert [(a.params["RSVP"], a.params["PARTSTAT"]) for a in event["ATTENDEE"]] == [
        ("FALSE", "ACCEPTED"),
        ("TRUE", "NEEDS-ACTION"),
    ]


def test_swedish_letters_commas_and_long_lines_survive():
    _calendar, event = read(calendar_of(MEETING, method="REQUEST", written_at=WRITTEN))
    assert event["SUMMARY"] == MEETING.summary
    assert event["DESCRIPTION"] == MEETING.description
    assert event["LOCATION"] == MEETING.place


def test_a_cancellation_has_the_same_identity_and_says_cancelled():
    calendar, event = read(calendar_of(replace(MEETING, sequence=3), method="CANCEL", written_at=WRITTEN))
    assert calendar["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert event.walk("VALARM") == []
    assert (event["UID"], event["SEQUENCE"]) == ("7b0c@ignite", 3)


def test_a_published_file_asks_nobody_to_answer():
    calendar, event = read(calendar_of(MEETING, method="PUBLISH", written_at=WRITTEN))
    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event


@pytest.mark.parametrize(("month", "utc"), [(1, "120000"), (7, "110000")])
def test_the_hour_is_right_in_both_halves_of_the_year(month: int, utc: str):
    start = datetime(2026, month, 15, 13, 0, tzinfo=STOCKHOLM)
    text = calendar_of(
        replace(MEETING, starts_at=start, ends_at=start.replace(minute=20)), method="REQUEST", written_at=WRITTEN
    )
    assert re.search(rf"^DTSTART:2026{month:02}15T{utc}Z\r$", text, re.MULTILINE)
    assert read(text)[1]["DTSTART"].dt == start


def test_text_from_people_cannot_add_lines_of_its_own():
    sly = replace(MEETING, place="Rum\r\nATTENDEE:mailto:ond@exempel.example", summary="A\nMETHOD:CANCEL")
    calendar, event = read(calendar_of(sly, method="PUBLISH", written_at=WRITTEN))
    assert calendar["METHOD"] == "PUBLISH"
    assert "ATTENDEE" not in event
