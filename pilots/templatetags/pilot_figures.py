"""Small bars in templates."""

from typing import Any

from django import template

from pilots import gauges

register = template.Library()


@register.inclusion_tag("pilots/_gauge.html")
def gauge(share: float, colour: str = "accent") -> dict[str, Any]:
    """A bar filled to `share` of the way; what it shows stands in words beside it."""
    return {"gauge": gauges.gauge(share), "colour": colour}


@register.simple_tag
def share(part: Any, whole: Any) -> float:
    """How much of the whole the part is (1 = all)."""
    return float(part) / float(whole) if whole else 0.0
