"""How amounts are written: 65 000 kr, with spaces that do not break."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import template

register = template.Library()
NO_BREAK = "\u00a0"


def in_groups(number: int) -> str:
    """65000 → "65 000" with no-break spaces."""
    return f"{number:,}".replace(",", NO_BREAK)


@register.filter
def kronor(amount: Any) -> str:
    """An amount in whole SEK; öre are shown only when there are any. Empty for what is no number."""
    try:
        exact = Decimal(str(amount))
    except InvalidOperation:
        return ""
    whole = int(exact)
    text = (
        in_groups(whole)
        if exact == whole
        else f"{in_groups(whole)},{abs(exact - whole):.2f}".replace(",0.", ",")
    )
    return f"{text}{NO_BREAK}kr"


@register.filter
def number(value: Any) -> str:
    """A measured number without needless decimals, with a decimal comma: 6.50 → "6,5"."""
    if value is None:
        return ""
    exact = Decimal(str(value)).normalize()
    whole, _, decimals = f"{exact:f}".partition(".")
    return in_groups(int(whole)) + (f",{decimals}" if decimals else "")
