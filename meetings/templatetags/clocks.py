"""The gentle clock of a meeting: how much of its time is left, as a bar that fills and in words."""

from datetime import datetime
from typing import Any

from django import template

from meetings.live import minutes_left

register = template.Library()
SOON = 60  # minutes before it begins from which on the clock says so


@register.inclusion_tag("meetings/_clock.html")
def clock(one: Any, now: datetime) -> dict[str, Any]:
    """Of whatever has `starts_at` and `ends_at`; `now` is when the page was made, by the server's clock."""
    length = (one.ends_at - one.starts_at).total_seconds()
    before = minutes_left(one.starts_at, now)
    return {
        "begins": int(one.starts_at.timestamp()),
        "ends": int(one.ends_at.timestamp()),
        "length": int(length),
        "past": int(min(length, max(0, (now - one.starts_at).total_seconds()))),
        "left": minutes_left(one.ends_at, now),
        "before": before if one.starts_at > now else 0,
        "is_soon": before <= SOON,
    }
