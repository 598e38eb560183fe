"""Five hundred calendar files of every kind, through two strict parsers that are not the library they are written with."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from meetings.calendars import CalendarEvent, Person, calendar_of, feed_of

STOCKHOLM = ZoneInfo("Europe/Stockholm")
WRITTEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
KINDS = ("REQUEST", "CANCEL", "PUBLISH", "feed")
# Both halves of the year, the days on which the clock is changed with the hours around it, the turn of the year, a leap day.
DAYS = [date(2026, month, 15) for month in range(1, 13)] + [
    *(date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)),
    *(date(2026, 12, 31), date(2028, 2, 29)),
]
CLOCKS = [time(0, 30), time(1, 40), time(3, 10), time(9), time(14, 20), time(23, 50)]
WORDS = [
    "Talklart AB",
    "Åke Öström, enhetschef; Hemtjänsten",
    "Sal 3; våning 2, ”Blå rummet”",
    "Flera\nrader\nmed 09:00–09:20 agenda",
    "Windows\r\nradbrytning",
    "\\n är inte en ny rad, \\, inte ett komma",
    "👩🏽‍💻 Möt oss 🇸🇪 i sal 🎉",
    "BEGIN:VEVENT\nEND:VCALENDAR\nMETHOD:CANCEL",
    'Bo "Chefen" <bo@ond.example>',
    "Ett mycket långt namn på en förvaltning med många ord " * 6,
    "Ö" * 300,
    "中文 العربية עברית ไทย",
    "=?utf-8?q?inte?= ^n ^' ^^",
    "Flik\there",
    "",
]
PEOPLE = [Person(name, f"person{number}@exempel.example") for number, name in enumerate(WORDS)]


def an_event(chance: random.Random) -> CalendarEvent:
    begins = datetime.combine(chance.choice(DAYS), chance.choice(CLOCKS), tzinfo=STOCKHOLM).astimezone(UTC)
    return CalendarEvent(
        uid=f"{chance.getrandbits(128):032x}@ignite",
        sequence=chance.choice([0, 1, 2, 4711]),
        starts_at=begins,
        ends_at=begins + timedelta(minutes=chance.choice([5, 20, 420])),
        summary=" ".join(chance.sample(WORDS, 2)),
        description="\n".join(chance.sample(WORDS, 5)),
        place=chance.choice(WORDS),
        organiser=chance.choice(PEOPLE),
        attendees=chance.sample(PEOPLE, 2),
        url=chance.choice(["", "https://ignite.example/moten/1/?a=1,2;b=3"]),
    )


def a_file(number: int) -> tuple[str, str, list[CalendarEvent]]:
    """Its kind, its text, and what stands in it; the same each time."""
    chance, kind = random.Random(number), KINDS[number % len(KINDS)]
    count = 1 if kind in ("REQUEST", "CANCEL") else chance.randrange(1, 6)
    events = [an_event(chance) for _ in range(count)]
    if kind == "feed":
        return kind, feed_of(events, name=chance.choice(WORDS[:4]), written_at=WRITTEN), events
    method: Any = kind
    return kind, calendar_of(*events, method=method, written_at=WRITTEN), events


@pytest.fixture(scope="module")
def corpus() -> list[tuple[str, str, list[CalendarEvent]]]:
    return [a_file(number) for number in range(500)]


def as_read(words: str) -> str:
    """A text as calendars keep it: line breaks are all of one kind."""
    return words.replace("\r\n", "\n")


def test_the_first_parser_reads_in_every_file_what_was_written(corpus):
    from ical.calendar_stream import IcsCalendarStream  # a second to import, which only this test is to pay

    for _kind, text, events in corpus:
        read = {event.uid: event for event in IcsCalendarStream.calendar_from_ics(text).events}
        for event in events:
            found = read[event.uid]
            assert (found.dtstart, found.dtend, found.sequence) == (event.starts_at, event.ends_at, event.sequence)
            assert (found.summary, found.location or "") == (as_read(event.summary), as_read(event.place))
            assert found.description == as_read(event.description)


def test_the_second_parser_reads_in_every_file_what_was_written(corpus):
    for kind, text, events in corpus:
        calendar = vobject.readOne(text, validate=True)
        assert ("method" in calendar.contents) == (kind != "feed")
        for event, found in zip(events, calendar.contents["vevent"], strict=True):
            assert (found.uid.value, found.sequence.value) == (event.uid, str(event.sequence))
            assert (found.dtstart.value, found.dtend.value) == (event.starts_at, event.ends_at)
            written = (event.summary, event.description, event.place)
            assert (found.summary.value, found.description.value, found.location.value) == tuple(map(as_read, written))
            asked = [person.value for person in found.contents.get("attendee", [])]
            assert asked == [f"mailto:{p.email}" for p in event.attendees if kind in ("REQUEST", "CANCEL")]


def test_every_file_keeps_to_the_lines_of_the_standard(corpus):
    for kind, text, _events_of_it in corpus:
        lines = text.encode().split(b"\r\n")
        assert lines[-1] == b""
        assert all(b"\n" not in line and b"\r" not in line and len(line) <= 75 for line in lines), kind
        assert [line for line in lines if line.startswith(b"METHOD")] == (
            [] if kind == "feed" else [b"METHOD:" + kind.encode()]
        )
        assert len({line for line in lines if line.startswith(b"UID:")}) == 1 or kind in ("PUBLISH", "feed")
