"""Days as lists write them."""

from datetime import date

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from listing.templatetags.days import day


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_is_written_as_the_date_format_says(language, month):
    when = date(2026, month, 5)
    with override(language):
        assert day(when) == date_format(when, "DATE_FORMAT")


def test_no_day_is_no_text():
    assert day(None) == ""
