"""The secret addresses of one's own meetings and of a day: made, made anew so that the old one ends, and ended."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.links import new_key
from accounts.models import Membership, User
from history.actions import record
from meetings.models import CalendarFeed, MatchmakingDay, Wall
from startups.actions.portal import enter
from startups.models import StartupInvitation


@transaction.atomic
def make_feed(membership: Membership, *, by: User) -> CalendarFeed:
    """A new address; one that there was before ends."""
    feed = _renewed(membership=membership)
    record(membership, "membership.feed_made", by=by)
    return feed


@transaction.atomic
def end_feed(membership: Membership, *, by: User) -> None:
    """Ends the address; ending it twice changes nothing."""
    if CalendarFeed.objects.filter(membership=membership).delete()[0]:
        record(membership, "membership.feed_ended", by=by)


@transaction.atomic
def make_startup_feed(invitation: StartupInvitation) -> CalendarFeed:
    """The same for the contact who came in by the invitation, for all that this contact is invited to."""
    match = enter(invitation)
    feed = _renewed(contact=invitation.contact)
    record(match, "match.feed_made", by=None, by_name=invitation.contact.name)
    return feed


@transaction.atomic
def end_startup_feed(invitation: StartupInvitation) -> None:
    if CalendarFeed.objects.filter(contact=invitation.contact).delete()[0]:
        record(enter(invitation), "match.feed_ended", by=None, by_name=invitation.contact.name)


def kept_feed(**reader: Any) -> CalendarFeed:
    """The address there is, or a first one, for a letter to its reader: a `membership` or a `contact`."""
    return CalendarFeed.objects.get_or_create(**reader)[0]


@transaction.atomic
def make_day_feed(day: MatchmakingDay, *, by: User) -> CalendarFeed:
    """The address at which the calendars of those who plan the day read all its meetings."""
    feed = _renewed(day=day)
    record(day, "matchmakingday.feed_made", by=by)
    return feed


@transaction.atomic
def end_day_feed(day: MatchmakingDay, *, by: User) -> None:
    if CalendarFeed.objects.filter(day=day).delete()[0]:
        record(day, "matchmakingday.feed_ended", by=by)


@transaction.atomic
def make_wall(day: MatchmakingDay, *, by: User) -> Wall:
    """The address for the screen on the wall; a screen that shows the one before goes dark."""
    new = {"key": new_key(), "made_at": timezone.now()}
    wall = Wall.objects.update_or_create(day=day, defaults=new)[0]
    record(day, "matchmakingday.wall_made", by=by)
    return wall


@transaction.atomic
def end_wall(day: MatchmakingDay, *, by: User) -> None:
    if Wall.objects.filter(day=day).delete()[0]:
        record(day, "matchmakingday.wall_ended", by=by)


def _renewed(**reader: Any) -> CalendarFeed:
    new = {"key": new_key(), "made_at": timezone.now()}
    return CalendarFeed.objects.update_or_create(**reader, defaults=new)[0]
