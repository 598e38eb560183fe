"""Amounts and measures as people write and read them: 65 000 kr, SEK 65 000, 12,5. Pure, in the reader's language."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import get_format
from django.utils.translation import gettext as _

Number = int | float | Decimal
NO_BREAK = "\N{NO-BREAK SPACE}"
SPACES = re.compile(r"[\s\u00a0\u202f]")
PLAIN = re.compile(r"-?([0-9]+([.,][0-9]+)?|[.,][0-9]+)")  # Decimal alone would also read NaN and 1e9
THOUSANDS = re.compile(r"[.,](?=[0-9]{3}(?![0-9]))")
CURRENCY = re.compile(r"^sek|(kr|sek|:-)\.?$", re.IGNORECASE)


def rounded(value: Number, decimals: int = 0) -> Decimal:
    """So many decimals, a half rounded up as people do. Every figure that is shown with fewer than it has comes here."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def number(value: Number | None, decimals: int | None = None) -> str:
    """65 000 or 12,5 (12.5 in English): thousands apart by spaces that do not break, no needless decimals.

    `decimals` asks for exactly so many. A dash for nothing.
    """
    if value is None:
        return "–"
    shown = Decimal(str(value)).normalize() if decimals is None else rounded(value, decimals)
    whole, _point, part = f"{shown:,f}".partition(".")
    return whole.replace(",", NO_BREAK) + (str(get_format("DECIMAL_SEPARATOR")) + part if part else "")


def kronor(amount: Number) -> str:
    """65 000 kr, in English SEK 65 000, in one piece; öre only when there are any."""
    whole = isinstance(amount, int) or Decimal(str(amount)) % 1 == 0
    return (_("%(amount)s kr") % {"amount": number(amount, 0 if whole else 2)}).replace(" ", NO_BREAK)


def read_number(text: str) -> Decimal:
    """What a person writes as a number: "65 000 kr", "12,5" or "12.5". ValueError for anything else."""
    bare = SPACES.sub("", CURRENCY.sub("", text.strip()))
    if not PLAIN.fullmatch(bare):
        raise ValueError(text)
    return Decimal(bare.replace(",", "."))


def without_groups(text: str) -> str:
    """The text without points or commas between thousands: 65.000 is 65000."""
    return THOUSANDS.sub("", text)


def read_kronor(text: str) -> int:
    """A price in whole kronor, "65.000 kr" and "65 000,00" too. ValueError for anything else, and for öre."""
    amount = read_number(without_groups(text))
    whole = amount.to_integral_value()
    if whole != amount:
        raise ValueError(text)
    return int(str(whole))
