"""Finds Swedish personal identity numbers in free text, so that the writer can be warned before saving."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

LOOKS_PERSONAL = _("Det här ser ut som ett personnummer. Ta bort det")

# Ten or twelve digits with an optional hyphen or plus before the last four, not part of a longer number.
SHAPE = re.compile(r"(?<![\d-])(?:\d{2})?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})(?![\d-])")
COORDINATION = 60  # a coordination number (samordningsnummer) has sixty added to its day


def has_right_check_digit(digits: str) -> bool:
    """The check of the last digit: every other digit doubled, digit sums added (Skatteverket, SKV 704)."""
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(sum(divmod(n, 10)) for n in doubled) % 10 == 0


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def find_identity_numbers(text: str) -> list[str]:
    """The texts in `text` that are a date followed by four digits with a right check digit, in order."""
    found = []
    for match in SHAPE.finditer(text):
        year, month, day, serial = match.groups()
        plain = int(day) - COORDINATION if int(day) > COORDINATION else int(day)
        if _is_day(int(year), int(month), plain) and has_right_check_digit(year + month + day + serial):
            found.append(match.group(0))
    return found


def suspects_among(texts: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """Those of the texts called `names` that hold a personal identity number. What is missing holds none."""
    return [name for name in names if find_identity_numbers(texts.get(name) or "")]
