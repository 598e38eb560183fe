"""What is done to meetings: booked, moved, cancelled. Nobody is ever in two of them at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from history.actions import StaleState, move, record
from meetings.actions.agendas import gather
from meetings.letters import tell_both, tell_owner
from meetings.models import MatchmakingDay, Meeting, MeetingOffer, Slot
from meetings.permissions import is_meetable, is_open, lies_ahead
from meetings.places import with_code
from meetings.rooms import first_free
from meetings.slots import Span
from meetings.states import MeetingState
from post.senders import Sender
from startups.models import Match, Startup

Party = Literal["manager", "startup", "both", "room"]
GUARDS: dict[str, Party] = {
    "a_manager_is_in_one_meeting_at_a_time": "manager",
    "a_startup_is_in_one_meeting_at_a_time": "startup",
    "a_seat_is_for_one_meeting_at_a_time": "room",
}


class Clash(Exception):
    """One of the two already has a meeting then, or both with each other that day, or no room is left.

    The text is meant for the person.
    """

    def __init__(self, party: Party, *, manager: User, startup: Startup) -> None:
        words = _("%(startup)s har redan ett möte då")
        if party == "manager":
            words = _("%(manager)s har redan ett möte då")
        elif party == "both":
            words = _("%(manager)s och %(startup)s har redan ett möte den dagen")
        elif party == "room":
            words = _("Alla rum är upptagna då")
        super().__init__(words % {"manager": manager.name, "startup": startup.name})
        self.party = party


@transaction.atomic
def book_meeting(
    *,
    match: Match,
    manager: User,
    span: Span,
    place: str,
    by: User | Sender,
    day: MatchmakingDay | None = None,
    slot: Slot | None = None,
    asked_by: User | None = None,
) -> Meeting:
    """Books the manager and the match's startup for `span`, and writes to both; a day gives the meeting its room.

    A startup's contact who takes an offered time comes as a Sender, and `asked_by` has offered it. In the place `{kod}`
    becomes a code of the meeting's own. What the manager had offered the startup is done with.

    Raises Clash when one of them is taken then or they meet that day already, or no room is free, StaleState when the match or the day no
    longer takes bookings. Booking the very same meeting again answers with the one there is.
    """
    _wait_for_turn(manager, match.startup, day=day, match=match)
    if already := Meeting.objects.same(match, manager, span).first():
        return already
    _meet_once_a_day(manager, match.startup, span)
    meeting = Meeting(
        organisation=match.organisation,
        match=match,
        startup=match.startup,
        manager=manager,
        day=day,
        slot=slot,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        booked_by=by if isinstance(by, User) else asked_by,
    )
    meeting.place = with_code(place, meeting.uid)
    if day:
        for name, value in _whereabouts(meeting, day, span).items():
            setattr(meeting, name, value)
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as refusal:
        raise _clash(refusal, manager, match.startup) from refusal
    MeetingOffer.objects.filter(match=match, manager=manager).delete()
    record(meeting, "meeting.booked", **_named(by), to_state=meeting.state, when=clock_text(span.starts_at))
    _tell(meeting, "meeting_booked", by=by)
    return meeting


@transaction.atomic
def move_meeting(
    meeting: Meeting, *, span: Span, place: str, seen: int, by: User | Sender, slot: Slot | None = None
) -> None:
    """Moves the meeting to another time and writes to both and to the challenge's owner; calendars follow by its raised
    sequence. A startup's contact comes as a Sender.

    `seen` is the sequence on the page the person looked at: StaleState is raised when somebody has moved it since.
    Raises Clash when one of the two is taken then or they meet that day already.
    """
    _wait_for_turn(meeting.manager, meeting.startup, day=meeting.day if slot else None)
    if _as_it_is_now(meeting).span == span and meeting.place == place:
        return
    _still_as_seen(meeting, seen)
    _meet_once_a_day(meeting.manager, meeting.startup, span, but=meeting)
    before = meeting.starts_at
    where = {"place": with_code(place, meeting.uid), "room": None, "seat": None}
    if slot and meeting.day:
        where = _whereabouts(meeting, meeting.day, span)
    try:
        with transaction.atomic():
            place_at(meeting, span=span, slot=slot, where=where, by=by)
    except IntegrityError as refusal:
        raise _clash(refusal, meeting.manager, meeting.startup) from refusal
    _tell(meeting, "meeting_moved", by=by, before=before)
    tell_owner(meeting, by=by, before=before)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, seen: int, by: User | Sender) -> None:
    """Cancels the meeting; both and the challenge's owner hear why, and it disappears from calendars."""
    _as_it_is_now(meeting)
    _still_as_seen(meeting, seen)
    call_off([meeting], reason=reason, by=by)
    tell_owner(meeting, by=by, reason=reason)


def call_off(
    meetings: Sequence[Meeting],
    *,
    reason: Any,
    by: User | Sender | None,
    by_name: str = "",
    at_once: bool = False,
    **data: Any,
) -> None:
    """The cancellation itself, also where a whole day or a startup falls away; inside the caller's transaction."""
    who: dict[str, Any] = {"by": None, "by_name": by_name} if by is None else _named(by)
    for meeting in meetings:
        let_go(meeting, reason=reason, named=who, **data)
        if meeting.day is None:
            tell_both(meeting, "meeting_cancelled", method="CANCEL", by=by, reason=reason)
    for day in {meeting.day for meeting in meetings if meeting.day}:
        gather(day, [meeting for meeting in meetings if meeting.day_id == day.pk], at_once=at_once, by=who["by"])


def let_go(meeting: Meeting, *, reason: Any, named: Mapping[str, Any], **data: Any) -> None:
    """Cancels the meeting in the name of whom `by` and `by_name` say; whoever calls tells those who were to meet."""
    fields = {"sequence": meeting.sequence + 1}
    move(meeting, MeetingState.CANCELLED, **named, reason=str(reason), fields=fields, **data)


def place_at(meeting: Meeting, *, span: Span, slot: Slot | None, where: Mapping[str, Any], by: User | Sender) -> None:
    """Gives the meeting another time, or another place at its own; whoever calls tells those who meet."""
    before, at = clock_text(meeting.starts_at), clock_text(span.starts_at)
    fields = {"starts_at": span.starts_at, "ends_at": span.ends_at, "slot": slot, **where}
    fields["sequence"] = meeting.sequence + 1
    words = {"before": before, "when": at} if before != at else {"place": where["place"]}
    verb = "meeting.moved" if before != at else "meeting.placed"
    move(meeting, MeetingState.BOOKED, **_named(by), fields=fields, verb=verb, **words)


def _tell(meeting: Meeting, template: str, *, by: User | Sender, **context: Any) -> None:
    """Both hear of a single meeting by a letter of its own, of one that belongs to a day by the letter about theirs.

    One that is moved away from its day is told of in both ways.
    """
    day = meeting.day
    if day:
        gather(day, [meeting], by=_named(by)["by"])
    if day is None or timezone.localdate(meeting.starts_at) != day.date:
        tell_both(meeting, template, method="REQUEST", by=by, **context)


def _named(by: User | Sender) -> dict[str, Any]:
    """Whose deed it is, as the logbook keeps it: a startup's contact has a name and no account."""
    return {"by": None, "by_name": by.name} if isinstance(by, Sender) else {"by": by}


def clock_text(moment: datetime) -> str:
    """A moment as the logbook keeps it: local time, the same in both languages."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _wait_for_turn(manager: User, startup: Startup, *, day: MatchmakingDay | None, match: Match | None = None) -> None:
    """Locks what a booking touches, always in the same order: two bookings wait for each other, never crosswise.

    The exclusion constraints would hold without this too, but could then answer with a deadlock.
    """
    if day is not None:
        now = MatchmakingDay.objects.select_for_update(no_key=True).get(pk=day.pk)
        if not is_open(now):
            raise StaleState(now, _("Matchdagen tar inte emot bokningar just nu."))
    if match is not None:
        current = Match.objects.select_for_update(no_key=True).get(pk=match.pk)
        if not is_meetable(current):
            raise StaleState(current, _("Det går inte att boka möten för den här matchningen just nu."))
    list(User.objects.select_for_update(no_key=True).filter(pk=manager.pk).values_list("pk"))
    list(Startup.objects.select_for_update(no_key=True).filter(pk=startup.pk).values_list("pk"))


def _meet_once_a_day(manager: User, startup: Startup, span: Span, *, but: Meeting | None = None) -> None:
    """The same two do not meet twice in one day; of two bookings at once the second sees the first, having waited."""
    day = timezone.localdate(span.starts_at)
    meetings = Meeting.objects.taking_time().between(day, day).filter(manager=manager, startup=startup)
    if (meetings.exclude(pk=but.pk) if but else meetings).exists():
        raise Clash("both", manager=manager, startup=startup)


def _whereabouts(meeting: Meeting, day: MatchmakingDay, span: Span) -> dict[str, Any]:
    """Where the meeting is if it is then: the first room with a place left, and the words. Clash when all are full.

    Bookings of a day wait for each other (`_wait_for_turn`), so that two never see the same place free.
    """
    rooms = {room.pk: room for room in day.rooms.all()}
    lost = set(day.away.during(span).exclude(room=None).values_list("room", flat=True)) if rooms else set()
    if not rooms:
        return {"room": None, "seat": None, "place": day.place_of(None, meeting.uid)}
    others = Meeting.objects.taking_time().during(span).exclude(pk=meeting.pk).filter(room__in=rooms)
    taken = set(others.values_list("room", "seat"))
    found = first_free([(pk, room.capacity) for pk, room in rooms.items() if pk not in lost], taken)
    if found is None:
        raise Clash("room", manager=meeting.manager, startup=meeting.startup)
    room, seat = rooms[found[0]], found[1]
    return {"room": room, "seat": seat, "place": day.place_of(room, meeting.uid)}


def _as_it_is_now(meeting: Meeting) -> Meeting:
    """Locks the meeting's row and reads what others may have changed of it."""
    fields = ["state", "starts_at", "ends_at", "sequence", "place"]
    meeting.refresh_from_db(fields=fields, from_queryset=Meeting.objects.select_for_update(no_key=True))
    return meeting


def _still_as_seen(meeting: Meeting, seen: int) -> None:
    if meeting.sequence != seen or not lies_ahead(meeting):
        raise StaleState(meeting)


def _clash(refusal: IntegrityError, manager: User, startup: Startup) -> Exception:
    """Which of the two is taken, read from the name of the constraint; the refusal itself when it is another one."""
    constraint = getattr(getattr(refusal.__cause__, "diag", None), "constraint_name", None)
    party = GUARDS.get(constraint or "")
    if party is None:
        return refusal
    return Clash(party, manager=manager, startup=startup)
