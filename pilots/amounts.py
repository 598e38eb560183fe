"""Amounts and measures as they are written: 65 000 and 12,5. Pure."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.formats import number_format

Amount = int | Decimal
SPACES = re.compile(r"[\s\u00a0\u202f]")
CURRENCY = re.compile(r"(kr|sek|:-)\.?$", re.IGNORECASE)


def thousands(amount: Amount) -> str:
    """65000 → "65 000", with a no-break space; whole kronor."""
    return f"{round(amount):,}".replace(",", "\N{NO-BREAK SPACE}")


def plain(number: Decimal | None) -> str:
    """12.50 → "12,5" in Swedish and "12.5" in English; a dash for nothing."""
    return "–" if number is None else number_format(f"{number.normalize():f}")


def read_number(text: str) -> Decimal:
    """What a person writes as a number: "65 000 kr", "12,5" or "12.5". ValueError for anything else."""
    bare = SPACES.sub("", CURRENCY.sub("", text.strip()))
    try:
        number = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite():
        raise ValueError(text)
    return number
