"""Amounts and measures as people write and read them: 65 000 kr, SEK 65 000, 12,5. Pure, in the reader's language."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.formats import number_format
from django.utils.translation import gettext as _

Number = int | float | Decimal
NO_BREAK = "\N{NO-BREAK SPACE}"
SPACES = re.compile(r"[\s\u00a0\u202f]")
CURRENCY = re.compile(r"^sek|(kr|sek|:-)\.?$", re.IGNORECASE)


def number(value: Number | None, decimals: int | None = None) -> str:
    """65 000 or 12,5 (12.5 in English): thousands apart by spaces that do not break, no needless decimals.

    `decimals` asks for exactly so many. A dash for nothing.
    """
    if value is None:
        return "–"
    exact = Decimal(str(value))
    shown = exact.normalize() if decimals is None else round(exact, decimals)  # number_format would cut off
    text = number_format(shown, decimals, force_grouping=True)
    return str(text).replace(" ", NO_BREAK)


def kronor(amount: Number) -> str:
    """65 000 kr, in English SEK 65 000, in one piece; öre only when there are any."""
    whole = Decimal(str(amount)) % 1 == 0
    return (_("%(amount)s kr") % {"amount": number(amount, 0 if whole else 2)}).replace(" ", NO_BREAK)


def read_number(text: str) -> Decimal:
    """What a person writes as a number: "65 000 kr", "12,5" or "12.5". ValueError for anything else."""
    bare = SPACES.sub("", CURRENCY.sub("", text.strip()))
    try:
        found = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None
    if not found.is_finite():
        raise ValueError(text)
    return found
