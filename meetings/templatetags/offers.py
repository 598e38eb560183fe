"""What the startup's portal, which stands in an earlier room, shows of this one: the times it can choose among."""

from typing import Any

from django import template

from meetings.availability import offers_to, still_open
from meetings.permissions import is_meetable
from startups.models import Match

register = template.Library()


@register.simple_tag
def times_to_choose(match: Match) -> dict[str, Any]:
    """The offers that are `open` just now, and the `first` of all that were made, which names the manager."""
    made = offers_to(match) if is_meetable(match) else []
    return {"open": still_open(match, made), "first": next(iter(made), None)}
