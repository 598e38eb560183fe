"""When a calendar file says that somebody is busy: times, and nothing else of what stands in it.

`python -m meetings.busy FIRST LAST` reads a file from its input in a process of its own, with limits on memory and time:
a few lines of rules can mean millions of events. `read_apart()` is what the worker calls; nothing here needs Django, and
the libraries are loaded in that process alone.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

HOUSE = Path(__file__).resolve().parent.parent
STOCKHOLM = ZoneInfo("Europe/Stockholm")
OURS = "@ignite"  # the meetings that this software has put there itself
MEMORY = 1024 * 1024 * 1024  # bytes of address space
PROCESSOR, PATIENCE = 15, 25  # seconds of the processor, and by the clock
MOST_TIMES = 4000
NO_CALENDAR, TOO_MUCH = 3, 4
Times = tuple[datetime, datetime]


class NotACalendar(Exception):
    """What was fetched is no calendar file."""


class TooMuch(Exception):
    """The calendar holds more than can be read."""


def read_apart(content: bytes, first: datetime, last: datetime) -> list[Times]:
    """The busy times between two moments, in UTC and sorted. Raises NotACalendar or TooMuch."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "meetings.busy", first.isoformat(), last.isoformat()],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # an error's text may hold what stands in the calendar
            cwd=HOUSE,
            env={name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ},
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooMuch from None
    if done.returncode == NO_CALENDAR:
        raise NotACalendar
    if done.returncode:
        raise TooMuch
    return [
        (datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)) for start, end in json.loads(done.stdout)
    ]


def busy_times(content: bytes, first: datetime, last: datetime) -> list[Times]:
    """The same in this process, without limits of its own."""
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(content, multiple=True)
    except (ValueError, IndexError, KeyError):
        raise NotACalendar from None
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise NotACalendar
    found: set[Times] = set()
    for calendar in calendars:
        for start, end in (*_events(calendar, first, last), *_free_busy(calendar)):
            if start < last and end > first and start < end:
                found.add((max(start, first), min(end, last)))
                if len(found) > MOST_TIMES:
                    raise TooMuch
    return sorted(found)


def _events(calendar: Any, first: datetime, last: datetime) -> Iterator[Times]:
    """The events that make somebody busy, repeated ones each time (RFC 5545, 3.8.2.7: transparent ones do not)."""
    import recurring_ical_events

    calendar.subcomponents = [c for c in calendar.subcomponents if c.name != "VEVENT" or "DTSTART" in c]
    for event in recurring_ical_events.of(calendar, skip_bad_series=True).between(first, last):
        is_free = (
            _word(event, "TRANSP") == "TRANSPARENT"
            or _word(event, "STATUS") == "CANCELLED"
            or _word(event, "X-MICROSOFT-CDO-BUSYSTATUS") in ("FREE", "WORKINGELSEWHERE")
            or str(event.get("UID", "")).endswith(OURS)
        )
        if not is_free:
            yield _moment(event.start), _moment(event.end)


def _free_busy(calendar: Any) -> Iterator[Times]:
    for part in calendar.walk("VFREEBUSY"):
        periods = part.get("FREEBUSY", [])
        for period in periods if isinstance(periods, list) else [periods]:
            kind = str(period.params.get("FBTYPE", "BUSY")).upper()
            if kind != "FREE":  # what is not known counts as busy (RFC 5545, 3.2.9)
                yield from ((_moment(start), _moment(_end(start, end))) for start, end in _pairs(period))


def _pairs(period: Any) -> list[tuple[Any, Any]]:
    """A property holds one period or several."""
    several = getattr(period, "dts", None)
    return [one.dt for one in several] if several is not None else [period.dt]


def _end(start: Any, end: Any) -> Any:
    return start + end if isinstance(end, timedelta) else end


def _word(event: Any, name: str) -> str:
    return str(event.get(name, "")).upper()


def _moment(value: date | datetime) -> datetime:
    """A day is the whole day in Sweden, and a time without a zone is Swedish."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    return (value if value.tzinfo else value.replace(tzinfo=STOCKHOLM)).astimezone(UTC)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    first, last = (datetime.fromisoformat(text) for text in sys.argv[1:])
    try:
        found = busy_times(sys.stdin.buffer.read(), first, last)
    except NotACalendar:
        return NO_CALENDAR
    except (TooMuch, MemoryError):
        return TOO_MUCH
    json.dump([(start.timestamp(), end.timestamp()) for start, end in found], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
