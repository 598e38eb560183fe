"""An open day is repaired when somebody cannot come: meetings are moved and cancelled together, and those touched hear it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from history.actions import StaleState, record
from meetings.absences import Absence, Proposal, proposal_of
from meetings.actions.agendas import gather
from meetings.actions.freed import offer_times
from meetings.actions.meetings import let_go, place_at
from meetings.models import Away, MatchmakingDay
from meetings.permissions import takes_bookings
from meetings.states import MeetingState
from startups.models import Startup

# Whoever changes places is for a moment in two of them.
ONE_AT_A_TIME = (
    "a_manager_is_in_one_meeting_at_a_time",
    "a_startup_is_in_one_meeting_at_a_time",
    "a_seat_is_for_one_meeting_at_a_time",
)


@transaction.atomic
def repair_day(
    day: MatchmakingDay, absence: Absence, *, seen: str, by: User, only_cancel: bool = False, offers: bool = False
) -> Proposal:
    """Does what was proposed, keeps the absence, and writes one letter to each who is touched; `offers` the times that
    become free to those who want them most.

    `seen` is the mark of the proposal that the person read: StaleState is raised when it would be another by now, or
    when the day takes no more bookings.
    """
    current = _locked(day)
    proposal = proposal_of(current, absence, only_cancel=only_cancel)
    if proposal.mark != seen:
        raise StaleState(current, _("Dagen har ändrats sedan du såg förslaget."))
    freed = proposal.freed
    _keep(current, absence)
    for meeting in proposal.cancelled:
        let_go(meeting, reason=absence.reason, named={"by": by}, **absence.told)
    try:
        with transaction.atomic(), checked_together():
            _move(current, proposal, by=by)
    except IntegrityError as refusal:  # booked elsewhere, outside the day
        raise StaleState(current, _("Någon har bokats på annat håll sedan du såg förslaget.")) from refusal
    counts: dict[str, Any] = {"moved": len(proposal.moves), "cancelled": len(proposal.cancelled)}
    record(current, "matchmakingday.repaired", by=by, who=absence.who.name, **counts)
    gather(current, [*(move.meeting for move in proposal.moves), *proposal.cancelled], by=by)
    if offers:
        offer_times(current, freed, by=by)
    return proposal


def _locked(day: MatchmakingDay) -> MatchmakingDay:
    """The day as it is now, locked with those who meet on it, in the order in which bookings lock."""
    days = MatchmakingDay.objects.select_related("organisation").prefetch_related("slots", "rooms", "away")
    current = days.select_for_update(of=("self",), no_key=True).get(pk=day.pk)
    if not takes_bookings(current):
        raise StaleState(current)
    booked = current.meetings.filter(state=MeetingState.BOOKED)
    for model, name in ((User, "manager"), (Startup, "startup")):
        people = model._base_manager.filter(pk__in=booked.order_by().values(name))
        list(people.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    list(booked.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    return current


def _keep(day: MatchmakingDay, absence: Absence) -> None:
    """So that whoever plans, books or offers times later knows of it."""
    kind, pk = absence.whose
    which: dict[str, Any] = {"day": day, f"{kind}_id": pk, "starts_at": absence.span.starts_at}
    known = Away.objects.filter(**which, ends_at__gte=absence.span.ends_at)
    if not known.exists():
        Away.objects.update_or_create(**which, defaults={"ends_at": absence.span.ends_at})


def _move(day: MatchmakingDay, proposal: Proposal, *, by: User) -> None:
    for one in proposal.moves:
        place = day.place_of(one.room, one.meeting.uid)
        where = {"room": one.room, "seat": one.seat, "place": place}
        place_at(one.meeting, span=one.slot.span, slot=one.slot, where=where, by=by)


@contextmanager
def checked_together(names: Iterable[str] = ONE_AT_A_TIME) -> Iterator[None]:
    """The constraints look at what comes of all moves, not at each by itself."""
    quoted = ", ".join(names)
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {quoted} DEFERRED")
        yield
        cursor.execute(f"SET CONSTRAINTS {quoted} IMMEDIATE")


@transaction.atomic
def come_back(away: Away, *, by: User) -> None:
    """Whoever was away can meet after all; what was moved or cancelled stays so."""
    record(away.day, "matchmakingday.returned", by=by, who=str(away.who))
    away.delete()
