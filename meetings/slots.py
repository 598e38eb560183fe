"""Times as plain data: a day divided into slots, and the times that are free for two parties at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from entry.hours import FRIDAY, STOCKHOLM, moment

OFFICE_HOURS = (time(8), time(17))


@dataclass(frozen=True, order=True)
class Span:
    """From one moment until just before another; both know their time zone."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def slots_of(
    day: date,
    first: time,
    last: time,
    *,
    minutes: int,
    pause: int = 0,
    lunch: tuple[time, time] | None = None,
    zone: ZoneInfo = STOCKHOLM,
) -> list[Span]:
    """The day's slots of `minutes` each with `pause` minutes between, none beyond `last` or into lunch.

    Reckoned in real time, so that every slot is as long as it says also on the days when clocks are changed.
    """
    length, gap = timedelta(minutes=minutes), timedelta(minutes=pause)
    end = moment(day, last, zone=zone)
    meal = Span(moment(day, lunch[0], zone=zone), moment(day, lunch[1], zone=zone)) if lunch else None
    slots: list[Span] = []
    start = moment(day, first, zone=zone)
    while start + length <= end:
        span = Span(start, start + length)
        if meal and span.overlaps(meal):
            start = meal.ends_at
            continue
        slots.append(span)
        start += length + gap
    return slots


def slots_in(
    day: date,
    hours: Iterable[tuple[time, time]],
    *,
    minutes: int,
    pause: int = 0,
    lunch: tuple[time, time] | None = None,
    zone: ZoneInfo = STOCKHOLM,
) -> list[Span]:
    """The slots of all blocks of the day, each block divided from its own beginning."""
    return [
        span
        for first, last in hours
        for span in slots_of(day, first, last, minutes=minutes, pause=pause, lunch=lunch, zone=zone)
    ]


def starts_within(windows: Iterable[Span], *, minutes: int) -> list[Span]:
    """Each window divided into meetings of `minutes`, one after another from its beginning; sorted, none twice."""
    length = timedelta(minutes=minutes)
    spans = {
        Span(window.starts_at + n * length, window.starts_at + (n + 1) * length)
        for window in windows
        for n in range((window.ends_at - window.starts_at) // length)
    }
    return sorted(spans)


def free(spans: Iterable[Span], busy: Sequence[Span], *, after: datetime, limit: int | None = None) -> list[Span]:
    """Those of the spans that begin later than `after` and touch nothing busy, the first `limit` of them."""
    open_spans = [span for span in spans if span.starts_at > after and not any(span.overlaps(taken) for taken in busy)]
    return open_spans[:limit]


def office_hours(from_day: date, *, days: int = 5, zone: ZoneInfo = STOCKHOLM) -> list[Span]:
    """Office hours of the next `days` working days, `from_day` included; public holidays are not known here."""
    spans: list[Span] = []
    day = from_day
    while len(spans) < days:
        if day.weekday() <= FRIDAY:
            spans.append(Span(*(moment(day, clock, zone=zone) for clock in OFFICE_HOURS)))
        day += timedelta(days=1)
    return spans
