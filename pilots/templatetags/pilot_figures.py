"""Amounts, measures and small bars in templates."""

from decimal import Decimal
from typing import Any

from django import template

from pilots import amounts, gauges

register = template.Library()


@register.filter
def kronor(amount: Any) -> str:
    """65000 → "65 000 kr"."""
    return "" if amount is None else f"{amounts.thousands(amount)}\N{NO-BREAK SPACE}kr"


@register.filter
def measure(number: Decimal | None) -> str:
    """12.50 → "12,5"."""
    return amounts.plain(number)


@register.inclusion_tag("pilots/_gauge.html")
def gauge(share: float, colour: str = "accent") -> dict[str, Any]:
    """A bar filled to `share` of the way; what it shows stands in words beside it."""
    return {"gauge": gauges.gauge(share), "colour": colour}


@register.simple_tag
def share(part: Any, whole: Any) -> float:
    """How much of the whole the part is (1 = all)."""
    return float(part) / float(whole) if whole else 0.0
