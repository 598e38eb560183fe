"""A day divided into slots, and the times that are free for two parties."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from entry.hours import STOCKHOLM, is_skipped, moment
from meetings.slots import Span, free, office_hours, slots_of, starts_within

AUTUMN = date(2026, 11, 18)
TWENTY = timedelta(minutes=20)


def clocks(spans: list[Span]) -> list[str]:
    return [f"{s.starts_at.astimezone(STOCKHOLM):%H:%M}–{s.ends_at.astimezone(STOCKHOLM):%H:%M}" for s in spans]


def span(hour: int, minute: int = 0, *, minutes: int = 20, day: date = AUTUMN) -> Span:
    start = moment(day, time(hour, minute))
    return Span(start, start + timedelta(minutes=minutes))


def test_a_morning_is_divided_into_meetings_with_pauses_between():
    spans = slots_of(AUTUMN, time(9), time(10, 15), minutes=20, pause=5)
    assert clocks(spans) == ["09:00–09:20", "09:25–09:45", "09:50–10:10"]


def test_a_meeting_that_would_end_too_late_is_left_out():
    assert clocks(slots_of(AUTUMN, time(9), time(9, 39), minutes=20)) == ["09:00–09:20"]
    assert clocks(slots_of(AUTUMN, time(9), time(9, 40), minutes=20)) == ["09:00–09:20", "09:20–09:40"]


def test_a_day_too_short_has_no_slots():
    assert slots_of(AUTUMN, time(9), time(9, 15), minutes=20) == []


def test_no_meeting_runs_into_lunch_and_the_first_after_begins_when_it_ends():
    spans = slots_of(AUTUMN, time(11), time(13, 30), minutes=20, pause=5, lunch=(time(12), time(13)))
    assert clocks(spans) == ["11:00–11:20", "11:25–11:45", "13:00–13:20"]


def test_a_meeting_may_end_exactly_when_lunch_begins():
    spans = slots_of(AUTUMN, time(11, 40), time(13, 20), minutes=20, lunch=(time(12), time(13)))
    assert clocks(spans) == ["11:40–12:00", "13:00–13:20"]


def test_nine_o_clock_is_nine_o_clock_in_both_halves_of_the_year():
    winter = slots_of(date(2026, 1, 15), time(9), time(9, 20), minutes=20)[0]
    summer = slots_of(date(2026, 7, 15), time(9), time(9, 20), minutes=20)[0]
    assert winter.starts_at == datetime(2026, 1, 15, 8, tzinfo=UTC)
    assert summer.starts_at == datetime(2026, 7, 15, 7, tzinfo=UTC)


def test_when_clocks_go_forward_every_slot_is_still_twenty_minutes():
    spans = slots_of(date(2026, 3, 29), time(1), time(4), minutes=20)
    assert len(spans) == 6  # two real hours between 01:00 and 04:00
    assert {s.ends_at - s.starts_at for s in spans} == {TWENTY}
    assert clocks(spans)[2:4] == ["01:40–03:00", "03:00–03:20"]


def test_when_clocks_go_back_every_slot_is_still_twenty_minutes():
    spans = slots_of(date(2026, 10, 25), time(1), time(4), minutes=20)
    assert len(spans) == 12  # four real hours
    assert {s.ends_at - s.starts_at for s in spans} == {TWENTY}
    assert len(set(spans)) == 12


def test_a_meeting_that_begins_when_another_ends_does_not_overlap_it():
    assert not span(9).overlaps(span(9, 20))
    assert span(9).overlaps(span(9, 19))


def test_an_offered_hour_holds_three_meetings():
    assert clocks(starts_within([span(9, minutes=60)], minutes=20)) == ["09:00–09:20", "09:20–09:40", "09:40–10:00"]


def test_overlapping_offers_give_no_time_twice():
    spans = starts_within([span(9, minutes=60), span(9, 20, minutes=60)], minutes=20)
    assert clocks(spans) == ["09:00–09:20", "09:20–09:40", "09:40–10:00", "10:00–10:20"]


def test_what_is_taken_or_past_is_not_free():
    spans = starts_within([span(9, minutes=80)], minutes=20)
    found = free(spans, [span(9, 30, minutes=5)], after=moment(AUTUMN, time(9)))
    assert clocks(found) == ["09:40–10:00", "10:00–10:20"]


def test_office_hours_skip_the_weekend():
    days = [s.starts_at.astimezone(STOCKHOLM).date() for s in office_hours(date(2026, 11, 20), days=3)]
    assert days == [date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)]


@pytest.mark.parametrize(
    ("day", "clock", "skipped"),
    [
        ("2026-03-29", "01:59", False),
        ("2026-03-29", "02:00", True),
        ("2026-03-29", "02:59", True),
        ("2026-03-29", "03:00", False),
        ("2026-03-28", "02:30", False),
        ("2026-10-25", "02:30", False),  # shown twice, and so it exists
    ],
)
def test_the_hour_that_clocks_skip_in_spring_does_not_exist(day, clock, skipped):
    assert is_skipped(date.fromisoformat(day), time.fromisoformat(clock)) == skipped
