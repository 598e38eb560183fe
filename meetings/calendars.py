"""Calendar files (RFC 5545, RFC 5546): one event as a request, as a cancellation or to be published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
REMINDER = timedelta(minutes=15)
PRODUCT = "-//Ignite Public//Startupmote//SV"


@dataclass(frozen=True)
class Person:
    name: str
    email: str


@dataclass(frozen=True)
class CalendarEvent:
    """What a calendar needs to know. `uid` stays for the event's whole life, `sequence` rises with every change."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    place: str
    organiser: Person
    attendees: Sequence[Person]
    url: str = ""


def _address(person: Person, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    for name, value in {"CN": person.name, **parameters}.items():
        address.params[name] = vText(value)
    return address


def _answer(person: Person, organiser: Person) -> dict[str, str]:
    """Whoever asks comes; the others are asked to answer, and the answer goes to whoever asks."""
    if person.email == organiser.email:
        return {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    return {"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}


def _reminder(calendar_event: CalendarEvent) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", calendar_event.summary)
    alarm.add("trigger", -REMINDER)
    return alarm


def calendar_of(calendar_event: CalendarEvent, *, method: Method, written_at: datetime) -> str:
    """The event as the text of a calendar file.

    Times are given in UTC: they are right in summer and in winter without a time zone's table of rules. A published
    file names no attendees (RFC 5546, 3.2.1), so that whoever takes it into a calendar is not asked to answer.
    """
    event = Event()
    event.add("uid", calendar_event.uid)
    event.add("sequence", calendar_event.sequence)
    event.add("dtstamp", written_at.astimezone(UTC))
    event.add("dtstart", calendar_event.starts_at.astimezone(UTC))
    event.add("dtend", calendar_event.ends_at.astimezone(UTC))
    event.add("summary", calendar_event.summary)
    event.add("description", calendar_event.description)
    event.add("location", calendar_event.place)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("organizer", _address(calendar_event.organiser))
    if calendar_event.url:
        event.add("url", calendar_event.url)
    if method != "PUBLISH":
        for person in calendar_event.attendees:
            event.add("attendee", _address(person, ROLE="REQ-PARTICIPANT", **_answer(person, calendar_event.organiser)))
    if method != "CANCEL":
        event.add_component(_reminder(calendar_event))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return calendar.to_ical().decode()
