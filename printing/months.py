"""Months as charts and periods count them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language


def months_back(day: date, months: int) -> date:
    """The first day of the month so many months before the month of `day`."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def name_of_month(day: date) -> str:
    """ "jun", in English "Jun"."""
    return str(date_format(day, "M" if get_language() == "en" else "b"))
