"""Amounts and measures in templates, in the reader's language."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import template

from entry import amounts

register = template.Library()


@register.filter
def kronor(amount: Any) -> str:
    """65000 → "65 000 kr", in English "SEK 65 000". Empty for what is no number."""
    try:
        return amounts.kronor(Decimal(str(amount)))
    except InvalidOperation:
        return ""


@register.filter
def measure(value: Any) -> str:
    """12.50 → "12,5"; a dash for what has not been measured."""
    return amounts.number(value)


@register.filter
def decimals(value: Any, count: int) -> str:
    """3.5 → "3,50" with two decimals; a dash for what has not been measured."""
    return amounts.number(value, count)
