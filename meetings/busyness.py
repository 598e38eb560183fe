"""When people are busy by their own calendars: the one place that says whose calendar counts, and for whom."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Organisation, User
from history.days import beginning_of, end_of
from meetings.models import BusyCalendar, BusyTime, MatchmakingDay, Meeting
from meetings.slots import Span
from meetings.states import Side
from startups.models import Startup, StartupInvitation

# A manager or a startup by its side, or a room as "room", and its id.
Who = tuple[str, int]
# Manager and startup, and from when until when.
BUSY_COLUMNS, TIMES = ("calendar__user", "calendar__contact__startup"), ("starts_at", "ends_at")


def _counts(organisation: Organisation | int, managers: Iterable[User], startups: Iterable[Startup]) -> Q:
    """Whose calendars: the managers' own, and those of contacts whom the organisation knows and lets in."""
    let_in = StartupInvitation.objects.filter(contact=OuterRef("contact"), revoked_at=None)
    contacts = Q(Exists(let_in), contact__startup__in=startups, contact__organisation=organisation)
    return Q(user__in=managers) | contacts


def calendars_of(day: MatchmakingDay) -> QuerySet[BusyCalendar]:
    """The calendars of those who take part in the day."""
    whose = _counts(day.organisation_id, day.managers.all(), day.startups.all())
    return BusyCalendar.objects.filter(whose).order_by("read_at", "pk")


def busy_rows(day: MatchmakingDay) -> QuerySet[BusyTime, tuple[Any, ...]]:
    """The busy times of managers and startups of the day, that day: manager or startup by id, beginning and end."""
    calendars = BusyCalendar.objects.filter(_counts(day.organisation_id, day.managers.all(), day.startups.all()))
    return _rows(calendars, beginning_of(day.date), end_of(day.date))


def busy_on(day: MatchmakingDay) -> dict[Who, list[Span]]:
    """The same, by side and id."""
    found: dict[Who, list[Span]] = {}
    for manager, startup, *span in busy_rows(day):
        found.setdefault((Side.MANAGER, manager) if manager else (Side.STARTUP, startup), []).append(Span(*span))
    return found


def busy_from(now: datetime, *, organisation: Organisation | int, manager: User | None, startup: Startup) -> list[Span]:
    """When one of the two is busy from now on."""
    whose = _counts(organisation, [manager] if manager else [], [startup])
    return [Span(*span) for _manager, _startup, *span in _rows(BusyCalendar.objects.filter(whose), now, None)]


def _rows(
    calendars: QuerySet[BusyCalendar], first: datetime, last: datetime | None
) -> QuerySet[BusyTime, tuple[Any, ...]]:
    """A time that is just one of the owner's own meetings here is known already, and moves with that meeting."""
    same = Meeting.objects.filter(starts_at=OuterRef("starts_at"), ends_at=OuterRef("ends_at")).filter(
        Q(manager=OuterRef("calendar__user")) | Q(startup=OuterRef("calendar__contact__startup"))
    )
    times = BusyTime.objects.filter(~Exists(same), calendar__in=calendars, ends_at__gt=first).order_by()
    times = times.filter(starts_at__lt=last) if last else times
    return times.values_list(*BUSY_COLUMNS, *TIMES)
