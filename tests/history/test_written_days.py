"""Days as lists write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from history.templatetags.days import clock, day, iso, moment


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_is_written_as_the_date_format_says(language, month):
    when = date(2026, month, 5)
    with override(language):
        assert day(when) == date_format(when, "DATE_FORMAT")


def test_no_day_is_no_text():
    assert day(None) == ""


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (datetime(2026, 1, 31, 23, 5, 59, tzinfo=UTC), ("1 feb 2026", "00:05", "2026-02-01T00:05:59+01:00")),
        (datetime(2026, 7, 1, 6, 0, tzinfo=UTC), ("1 jul 2026", "08:00", "2026-07-01T08:00:00+02:00")),
    ],
)
def test_a_moment_is_written_in_local_time(when, written):
    assert (day(when), clock(when), iso(when)) == written
    assert moment(when) == date_format(timezone.localtime(when), "DATETIME_FORMAT")
