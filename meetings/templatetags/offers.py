"""What the startup's portal, which stands in an earlier room, shows of this one: the times it can choose among."""

from django import template

from meetings.availability import open_offers
from meetings.models import MeetingOffer
from meetings.permissions import is_meetable
from startups.models import Match

register = template.Library()


@register.simple_tag
def times_to_choose(match: Match) -> list[MeetingOffer]:
    """Those that can be chosen just now."""
    return open_offers(match) if is_meetable(match) else []


@register.simple_tag
def former_offer(match: Match) -> MeetingOffer | None:
    """One of the offered times, of which none may be left; it names the manager."""
    return match.meeting_offers.select_related("manager").first() if is_meetable(match) else None
