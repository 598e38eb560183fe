"""What follows when somebody is away on an open day, or a room is lost: a proposal, for the chief to read and confirm."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy

from accounts.models import User
from entry.shown import fingerprint
from meetings.availability import Who, away_times, rooms_left
from meetings.freed import Gap
from meetings.models import MatchmakingDay, Meeting, Room, Slot
from meetings.rooms import at_once, first_free
from meetings.scheduling import Meeting as PlacedMeeting
from meetings.scheduling.repair import BrokenDay, repair
from meetings.sentences import CALLED_OFF
from meetings.slots import Span
from meetings.states import Level, Side
from meetings.wishes import SCORES
from meetings.wishing import DayWishes
from startups.models import Startup

# What a meeting is worth that was booked although one of the two did not wish for it: less than any that both wished.
UNWISHED = 0.5


@dataclass(frozen=True)
class Absence:
    """Who cannot meet, or which room cannot be used, and when. Why is nobody's business, and is not kept."""

    who: User | Startup | Room
    span: Span

    @property
    def whose(self) -> Who:
        if isinstance(self.who, Room):
            return "room", self.who.pk
        return (Side.STARTUP if isinstance(self.who, Startup) else Side.MANAGER), self.who.pk

    @property
    def told(self) -> dict[str, str]:
        """Why meetings are called off, as the logbook keeps it for letters in each reader's own language."""
        first, last = (f"{timezone.localtime(at):%H:%M}" for at in (self.span.starts_at, self.span.ends_at))
        why = "room_lost" if self.whose[0] == "room" else "absent"
        return {"why": why, "who": self.who.name, "first": first, "last": last}

    @property
    def reason(self) -> Any:
        """The same in words."""
        return format_lazy(CALLED_OFF[self.told["why"]], **self.told)

    def hits(self, meeting: Meeting) -> bool:
        ids = {"room": meeting.room_id, Side.MANAGER: meeting.manager_id, Side.STARTUP: meeting.startup_id}
        kind, pk = self.whose
        return ids[kind] == pk and meeting.span.overlaps(self.span)


@dataclass(frozen=True)
class Move:
    """A meeting that is held at another time, or in another room at its own."""

    meeting: Meeting
    slot: Slot
    room: Room | None
    seat: int | None

    @property
    def has_new_time(self) -> bool:
        return self.slot.starts_at != self.meeting.starts_at


@dataclass(frozen=True)
class Proposal:
    """What would be done. `untouched` is how many meetings stay as they are; `levels` how much either side wanted each."""

    absence: Absence
    moves: Sequence[Move]
    cancelled: Sequence[Meeting]
    untouched: int
    levels: Mapping[Side, Mapping[tuple[int, int], Level]] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """Stands for these very changes: another one as soon as anything in them is another."""
        moves = [(m.meeting.pk, m.meeting.sequence, m.slot.pk, m.room and m.room.pk) for m in self.moves]
        return fingerprint([self.absence.whose, moves, [(m.pk, m.sequence) for m in self.cancelled]])

    @property
    def freed(self) -> list[Gap]:
        """The times that the others have free now, since they were to meet whoever is away."""
        side = Side.STARTUP if self.absence.whose[0] == Side.MANAGER else Side.MANAGER
        moved = [move.meeting for move in self.moves if move.has_new_time]
        return [Gap(one.slot, side, getattr(one, side)) for one in [*self.cancelled, *moved] if one.slot]

    @property
    def lost_wishes(self) -> list[tuple[Meeting, Level | None, Level | None]]:
        """The meetings that are cancelled, and how much the manager and the startup wanted each."""
        return [
            (one, *(self.levels[side].get((one.manager_id, one.match_id)) for side in Side)) for one in self.cancelled
        ]


def ahead_on(day: MatchmakingDay) -> list[Meeting]:
    """The day's meetings that have not begun, in the order of the day."""
    related = ("startup", "manager", "room", "slot", "organisation", "match__challenge", "booked_by")
    rows = day.meetings.coming().filter(starts_at__gt=timezone.now()).select_related(*related)
    return list(rows.defer("startup__search", "match__challenge__search").order_by("starts_at", "pk"))


def proposal_of(day: MatchmakingDay, absence: Absence, *, only_cancel: bool = False) -> Proposal:
    """The fewest changes that leave nobody where they cannot be; or that all that is touched is cancelled.

    The day's slots, rooms and absences are asked for again and again: let them be prefetched.
    """
    return _Repairing(day, absence).proposal(only_cancel=only_cancel)


def both_proposals(day: MatchmakingDay, absence: Absence) -> tuple[Proposal, Proposal]:
    """The two that the chief chooses between: with meetings moved, and with all of them cancelled."""
    reckoned = _Repairing(day, absence)
    return reckoned.proposal(only_cancel=False), reckoned.proposal(only_cancel=True)


class _Repairing:
    """The day's rows as the repair counts them, and back."""

    def __init__(self, day: MatchmakingDay, absence: Absence) -> None:
        self.day, self.absence, self.wishes = day, absence, DayWishes(day)
        self.meetings = ahead_on(day)
        self.slots = list(day.slots.all())
        self.levels = {side: self.wishes.levels(side) for side in Side}
        times = {slot.pk: time for time, slot in enumerate(self.slots)}
        self.placed = {
            one: PlacedMeeting(one.manager_id, one.startup_id, times[one.slot_id])
            for one in self.meetings
            if one.slot_id in times
        }
        self.fixed = [one for one in self.meetings if one not in self.placed]
        self.spans, now = [slot.span for slot in self.slots], timezone.now()
        self.ahead = [time for time, span in enumerate(self.spans) if span.starts_at > now]

    def proposal(self, *, only_cancel: bool) -> Proposal:
        hit = [one for one in self.meetings if self.absence.hits(one)]
        moves = [] if only_cancel else self._moves(hit)
        moved = {move.meeting for move in moves}
        cancelled = [one for one in hit if one not in moved]
        return Proposal(self.absence, moves, cancelled, len(self.meetings) - len(moves) - len(cancelled), self.levels)

    def _moves(self, hit: Sequence[Meeting]) -> list[Move]:
        touched = {self.placed[one]: self._worth(one) for one in hit if one in self.placed}
        free = {
            side: {pk: self._free(side, pk) for pk in {getattr(one, f"{side}_id") for one in self.placed}}
            for side in Side
        }
        broken = BrokenDay(
            touched=touched,
            untouched=[placed for placed in self.placed.values() if placed not in touched],
            manager_free=free[Side.MANAGER],
            startup_free=free[Side.STARTUP],
            seats=[self._seats(slot) for slot in self.slots],
        )
        found, of = repair(broken).times, {placed: one for one, placed in self.placed.items()}
        return self._with_rooms({of[placed]: self.slots[t] for placed, t in found.items() if t is not None})

    def _worth(self, meeting: Meeting) -> float:
        key = (meeting.manager_id, meeting.match_id)
        scores = [SCORES[self.levels[side].get(key, Level.NO)] for side in Side]
        return sum(scores) if all(scores) else UNWISHED

    def _free(self, side: Side, pk: int) -> list[int]:
        """The times to come at which somebody is there and not in a meeting of which nothing is said here."""
        busy = list(self.wishes.away.get((side, pk), ()))
        busy += [self.absence.span] if self.absence.whose == (side, pk) else []
        busy += [one.span for one in self.fixed if getattr(one, f"{side}_id") == pk]
        return [time for time in self.ahead if not any(self.spans[time].overlaps(span) for span in busy)]

    @cached_property
    def _away(self) -> dict[Who, list[Span]]:
        away = away_times(self.day)
        return {**away, self.absence.whose: [*away.get(self.absence.whose, []), self.absence.span]}

    def _rooms(self, slot: Slot) -> dict[int, int | None]:
        return rooms_left(self.day, self._away, slot.span)

    def _seats(self, slot: Slot) -> int | None:
        left = self._rooms(slot)
        return at_once(left.values()) if left or not self.day.rooms.all() else 0

    def _with_rooms(self, slots: Mapping[Meeting, Slot]) -> list[Move]:
        """A room for each that is moved: its own where that is free, else the first with a place left."""
        rooms = {room.pk: room for room in self.day.rooms.all()}
        staying = [
            (one.span, (one.room_id, one.seat))
            for one in self.meetings
            if one not in slots and not self.absence.hits(one)
        ]
        moves = []
        for one, slot in sorted(slots.items(), key=lambda found: (found[1].starts_at, found[0].pk)):
            taken = {seat for span, seat in staying if span.overlaps(slot.span)}
            left = sorted(self._rooms(slot).items(), key=lambda room: room[0] != one.room_id)
            found = first_free(left, taken) if rooms else None
            room, seat = (rooms[found[0]], found[1]) if found else (None, None)
            moves.append(Move(one, slot, room, seat))
            staying.append((slot.span, (room.pk if room else None, seat)))
        return sorted(moves, key=lambda move: (move.meeting.starts_at, move.meeting.pk))
