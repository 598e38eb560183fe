"""The calendar that says when somebody is busy: given, read by the worker, and taken away with all that was read."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, User
from history.actions import record
from history.claims import attempt
from history.days import beginning_of
from meetings.addresses import seal
from meetings.busy import NotACalendar, TooMuch, read_apart
from meetings.busyness import calendars_of
from meetings.fetching import Unreadable, fetch, target_of
from meetings.models import BusyCalendar, BusyTime, MatchmakingDay
from meetings.models.busy import Trouble
from startups.actions.portal import enter
from startups.models import StartupInvitation

log = logging.getLogger(__name__)
EVERY = timedelta(hours=4)  # how often a calendar is read again
PAUSE = timedelta(minutes=5)  # before another attempt
FRESH = timedelta(minutes=10)  # so lately read, it need not be read again before a day is planned
AHEAD = timedelta(days=200)
PATIENCE = 25.0  # seconds that a plan waits for calendars at most


@transaction.atomic
def give_calendar(membership: Membership, *, address: str, by: User) -> BusyCalendar:
    """Keeps the address of the person's calendar in place of one that there was, and asks the worker to read it."""
    calendar = _given(address, user=membership.user)
    record(membership, "membership.calendar_given", by=by)
    return calendar


@transaction.atomic
def take_calendar(membership: Membership, *, by: User) -> None:
    """Forgets the address and all that was read there; without one there is nothing to do."""
    if BusyCalendar.objects.filter(user=membership.user).delete()[0]:
        record(membership, "membership.calendar_taken", by=by)


@transaction.atomic
def give_startup_calendar(invitation: StartupInvitation, *, address: str) -> BusyCalendar:
    """The same for the contact who came in by the invitation."""
    match = enter(invitation)
    calendar = _given(address, contact=invitation.contact)
    record(match, "match.calendar_given", by=None, by_name=invitation.contact.name)
    return calendar


@transaction.atomic
def take_startup_calendar(invitation: StartupInvitation) -> None:
    if BusyCalendar.objects.filter(contact=invitation.contact).delete()[0]:
        record(enter(invitation), "match.calendar_taken", by=None, by_name=invitation.contact.name)


def _given(address: str, **owner: Any) -> BusyCalendar:
    BusyCalendar.objects.filter(**owner).delete()
    sealed = {"sealed": seal(address), "host": target_of(address).host}
    calendar = BusyCalendar.objects.create(**owner, **sealed)
    calendar.nudge()
    return calendar


def read_calendar(calendar_id: int) -> None:
    """Reads a calendar that is due, if no other worker does. May be called any number of times."""
    attempt(BusyCalendar.objects.claim(calendar_id), _read, failed=_put_back)


def _read(calendar: BusyCalendar) -> None:
    """What goes wrong is known by one word: nothing of the address or of the calendar is in any error or log."""
    first = beginning_of(timezone.localdate())
    last = first + AHEAD
    try:
        content = fetch(calendar.address, internal=settings.CALENDAR_INTERNAL_HOSTS)
        times = read_apart(content, first, last)
    except Unreadable as reason:
        return _trouble(calendar, reason.trouble)
    except NotACalendar:
        return _trouble(calendar, Trouble.CONTENT)
    except TooMuch:
        return _trouble(calendar, Trouble.BIG)
    except ValueError:
        return _trouble(calendar, Trouble.ADDRESS)
    with transaction.atomic():
        calendar.hold()
        calendar.times.all().delete()
        BusyTime.objects.bulk_create(BusyTime(calendar=calendar, starts_at=s, ends_at=e) for s, e in times)
        now = timezone.now()
        calendar.change(read_at=now, trouble="", due_at=now + EVERY, attempts=0)
    return None


def _trouble(calendar: BusyCalendar, trouble: str) -> None:
    """Says so, and looks again: soon where that can help, otherwise as often as always. What was read before stays."""
    log.info("calendar %s could not be read: %s", calendar.pk, trouble)
    if trouble in (Trouble.UNREACHABLE, Trouble.SLOW) and calendar.has_attempts_left:
        calendar.change(trouble=trouble, due_at=timezone.now() + PAUSE)
    else:
        calendar.change(trouble=trouble, due_at=timezone.now() + EVERY, attempts=0)


def _put_back(calendar: BusyCalendar, _reason: Exception) -> None:
    _trouble(calendar, Trouble.UNREACHABLE)


def refresh_for(day: MatchmakingDay) -> None:
    """Reads the calendars of those who take part once more before their day is planned, within PATIENCE seconds.

    Those for which there is no time, or that cannot be read, count as they were read last.
    """
    until = monotonic() + PATIENCE
    for calendar in _stale(calendars_of(day)):
        if monotonic() > until:
            return
        BusyCalendar.objects.filter(pk=calendar.pk, due_at__gt=timezone.now(), attempts=0).update(due_at=timezone.now())
        read_calendar(calendar.pk)


def _stale(calendars: Iterable[BusyCalendar]) -> list[BusyCalendar]:
    lately = timezone.now() - FRESH
    return [calendar for calendar in calendars if calendar.read_at is None or calendar.read_at < lately]
