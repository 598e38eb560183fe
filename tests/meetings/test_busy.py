"""What a calendar file says of when somebody is busy: only times, right in both halves of the year, and never too much."""

from datetime import UTC, datetime

import pytest

from meetings.busy import NotACalendar, TooMuch, busy_times, read_apart

FIRST, LAST = datetime(2026, 3, 20, tzinfo=UTC), datetime(2026, 4, 20, tzinfo=UTC)
SWEDISH = ";TZID=Europe/Stockholm"


def a_calendar(*parts: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//SV", *parts, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def an_event(*lines: str, uid: str = "a@exempel.example") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"])


def at(day: int, month: int, clock: str, zone: str = SWEDISH, hours: int = 1) -> list[str]:
    return [f"DTSTART{zone}:2026{month:02}{day:02}T{clock}00", f"DURATION:PT{hours}H", "SUMMARY:Läkarbesök"]


def told(content: bytes) -> list[str]:
    return [f"{start:%d/%m %H:%M}–{end:%H:%M}" for start, end in busy_times(content, FIRST, LAST)]


@pytest.mark.parametrize(
    ("lines", "times"),
    [
        # The clocks are put forward on 29 March: nine o'clock in Sweden stays nine o'clock in Sweden.
        (
            [*at(27, 3, "0900"), "RRULE:FREQ=DAILY;COUNT=4", f"EXDATE{SWEDISH}:20260328T090000"],
            ["27/03 08:00–09:00", "29/03 07:00–08:00", "30/03 07:00–08:00"],
        ),
        (at(30, 3, "0900", zone=""), ["30/03 07:00–08:00"]),  # a time without a zone is Swedish
        (at(30, 3, "0900", zone=";TZID=W. Europe Standard Time"), ["30/03 07:00–08:00"]),  # as Outlook writes it
        (["DTSTART:20260330T090000Z", "DTEND:20260330T093000Z"], ["30/03 09:00–09:30"]),
        (["DTSTART;VALUE=DATE:20260329"], ["28/03 23:00–22:00"]),  # a whole day, of 23 hours
        ([*at(30, 3, "0900"), "TRANSP:TRANSPARENT"], []),
        ([*at(30, 3, "0900"), "STATUS:CANCELLED"], []),
        ([*at(30, 3, "0900"), "X-MICROSOFT-CDO-BUSYSTATUS:FREE"], []),
        (at(1, 5, "0900"), []),  # beyond what is asked for
        (["SUMMARY:Utan tid"], []),
        (["DTSTART:trams"], []),
    ],
)
def test_the_busy_times_of_an_event(lines, times):
    assert told(a_calendar(an_event(*lines))) == times


def test_a_repeated_event_that_was_moved_once_is_busy_where_it_was_moved_to():
    series = an_event(*at(25, 3, "0900"), "RRULE:FREQ=DAILY;COUNT=2")
    moved = an_event(f"RECURRENCE-ID{SWEDISH}:20260326T090000", *at(26, 3, "1500"))
    assert told(a_calendar(series, moved)) == ["25/03 08:00–09:00", "26/03 14:00–15:00"]


def test_a_calendar_that_says_only_free_and_busy_is_read_too():
    lines = [
        "BEGIN:VFREEBUSY",
        "UID:b",
        "DTSTAMP:20260101T000000Z",
        "FREEBUSY;FBTYPE=BUSY:20260401T080000Z/20260401T090000Z,20260402T080000Z/PT1H",
        "FREEBUSY;FBTYPE=FREE:20260403T080000Z/PT1H",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260404T080000Z/PT1H",
        "END:VFREEBUSY",
    ]
    assert told(a_calendar(*lines)) == ["01/04 08:00–09:00", "02/04 08:00–09:00", "04/04 08:00–09:00"]


def test_meetings_that_we_have_put_there_ourselves_are_known_already():
    assert told(a_calendar(an_event(*at(30, 3, "0900"), uid="5e1f@ignite"))) == []


@pytest.mark.parametrize("content", [b"", b"<html>Logga in</html>", b"\x00\xff\xfe", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"])
def test_what_is_no_calendar_is_called_so(content):
    with pytest.raises(NotACalendar):
        busy_times(content, FIRST, LAST)


def test_a_process_of_its_own_reads_the_times_and_is_stopped_when_a_rule_means_millions():
    assert read_apart(a_calendar(an_event(*at(30, 3, "0900"))), FIRST, LAST) == [
        (datetime(2026, 3, 30, 7, tzinfo=UTC), datetime(2026, 3, 30, 8, tzinfo=UTC))
    ]
    with pytest.raises(NotACalendar):
        read_apart(b"hej", FIRST, LAST)
    with pytest.raises(TooMuch):
        read_apart(a_calendar(an_event(*at(30, 3, "0900"), "RRULE:FREQ=SECONDLY;COUNT=9000")), FIRST, LAST)
