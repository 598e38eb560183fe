"""Calendar files (RFC 5545, RFC 5546): one event as a request, as a cancellation or to be published; many as a feed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vCalAddress, vDuration, vText

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
REMINDER = timedelta(minutes=15)
OFTEN = timedelta(hours=1)  # how often a calendar is asked to read a feed again
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
    organiser: Person | None = None
    attendees: Sequence[Person] = ()
    url: str = ""
    is_cancelled: bool = False  # among others that still stand; a cancellation of one alone is a METHOD


def _address(person: Person, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    for name, value in {"CN": person.name, **parameters}.items():
        address.params[name] = vText(value)
    return address


def _answer(person: Person, organiser: Person | None) -> dict[str, str]:
    """Whoever asks comes; the others are asked to answer, and the answer goes to whoever asks."""
    if organiser and person.email == organiser.email:
        return {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    return {"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}


def _reminder(calendar_event: CalendarEvent) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", calendar_event.summary)
    alarm.add("trigger", -REMINDER)
    return alarm


def calendar_of(*calendar_events: CalendarEvent, method: Method, written_at: datetime) -> str:
    """The events as the text of a calendar file; a request or a cancellation is of one (RFC 5546, 3.2).

    Times are given in UTC: they are right in summer and in winter without a time zone's table of rules. A published
    file names no attendees (RFC 5546, 3.2.1), so that whoever takes it into a calendar is not asked to answer.
    """
    calendar = _calendar()
    calendar.add("method", method)
    for calendar_event in calendar_events:
        event = _event(calendar_event, written_at)
        is_cancelled = method == "CANCEL" or calendar_event.is_cancelled
        event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
        if calendar_event.organiser:
            event.add("organizer", _address(calendar_event.organiser))
        if method != "PUBLISH":
            for person in calendar_event.attendees:
                answer = _answer(person, calendar_event.organiser)
                event.add("attendee", _address(person, ROLE="REQ-PARTICIPANT", **answer))
        if not is_cancelled:
            event.add_component(_reminder(calendar_event))
        calendar.add_component(event)
    return calendar.to_ical().decode()


def feed_of(events: Sequence[CalendarEvent], *, name: str, written_at: datetime) -> str:
    """The events as the text of a calendar that programs read again and again.

    It is a plain calendar without a METHOD, of which nobody is the organiser: nothing in it asks for an answer. A
    calendar must hold something (RFC 5545, 3.6), and an empty one holds the zone of its times.
    """
    calendar = _calendar()
    calendar.add("name", vText(name))  # RFC 7986; the two after it are older programs' words for the same
    calendar.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-published-ttl", vDuration(OFTEN))
    for calendar_event in events:
        event = _event(calendar_event, written_at)
        event.add("status", "CONFIRMED")
        event.add_component(_reminder(calendar_event))
        calendar.add_component(event)
    if not events:
        calendar.add_component(_utc())
    return calendar.to_ical().decode()


def _utc() -> Timezone:
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone = Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(standard)
    return zone


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def _event(calendar_event: CalendarEvent, written_at: datetime) -> Event:
    event = Event()
    event.add("uid", calendar_event.uid)
    event.add("sequence", calendar_event.sequence)
    event.add("dtstamp", written_at.astimezone(UTC))
    event.add("dtstart", calendar_event.starts_at.astimezone(UTC))
    event.add("dtend", calendar_event.ends_at.astimezone(UTC))
    event.add("summary", calendar_event.summary)
    event.add("description", calendar_event.description)
    event.add("location", calendar_event.place)
    if calendar_event.url:
        event.add("url", calendar_event.url)
    return event
