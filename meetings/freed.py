"""Which times of an open day have become free, who wants each of them most, and what the letters about them say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from accounts.letters import write_to
from accounts.models import User
from meetings.asking import contacts_of, write_to_contact
from meetings.availability import times_without_room
from meetings.models import AskedPair, MatchmakingDay, Slot
from meetings.states import MeetingState, Side
from meetings.wishing import DayWishes
from startups.models import Startup

# How many pairs are asked about a time.
ASKED = 3
RELATED = ("offer__slot", "manager", "match__startup", "match__challenge")


@dataclass(frozen=True)
class Gap:
    """A slot in which a manager, or a startup, meets nobody since a meeting of theirs was cancelled or moved."""

    slot: Slot
    side: Side
    who: User | Startup

    @property
    def whose(self) -> dict[str, int | None]:
        return {"manager_id": None, "startup_id": None, f"{self.side}_id": self.who.pk}


class FreedTimes:
    """The day as it is now, with what both sides want."""

    def __init__(self, day: MatchmakingDay) -> None:
        self.day, self.wishes = day, DayWishes(day)
        self.slots = {slot.pk: (time, slot) for time, slot in enumerate(day.slots.all())}
        self.full = set(times_without_room(day))

    @cached_property
    def _booked(self) -> tuple[set[tuple[Side, int, int]], set[tuple[int, int]]]:
        """Who is in a meeting in which slot, and which two meet on the day, have met, or were to."""
        rows = self.day.meetings.not_cancelled().values_list("manager", "startup", "slot")
        busy = {(Side.MANAGER, manager, slot) for manager, _startup, slot in rows}
        return busy | {(Side.STARTUP, startup, slot) for _m, startup, slot in rows}, {row[:2] for row in rows}

    @cached_property
    def _asked(self) -> set[tuple[int, int]]:
        """Managers and matches that are asked about some other time already."""
        return set(AskedPair.objects.on(self.day).possible().values_list("manager", "match"))

    def is_free(self, side: Side, pk: int, slot: Slot) -> bool:
        numbers = self.wishes.numbers
        people, free = (
            (numbers.managers, numbers.manager_free)
            if side == Side.MANAGER
            else (numbers.startups, numbers.startup_free)
        )
        if pk not in people or (side, pk, slot.pk) in self._booked[0]:
            return False
        return bool(free[people.index(pk)][self.slots[slot.pk][0]])

    def freed(self) -> list[Gap]:
        """The times to come that a cancelled meeting has left free for one of the two, soonest first."""
        ahead = self.day.meetings.filter(state=MeetingState.CANCELLED, slot__starts_at__gt=timezone.now())
        rows = ahead.order_by("slot__starts_at", "pk").values_list("manager", "startup", "slot")
        found = {
            Gap(self.slots[slot][1], side, people[pk]): None
            for manager, startup, slot in rows
            for side, pk, people in self._sides(manager, startup)
            if pk in people and self.is_free(side, pk, self.slots[slot][1])
        }
        return list(found)

    def _sides(self, manager: int, startup: int) -> list[tuple[Side, int, Any]]:
        return [(Side.MANAGER, manager, self.wishes.managers), (Side.STARTUP, startup, self.wishes.startups)]

    def candidates(self, time: Gap) -> list[AskedPair]:
        """The pairs that want it most, both of whom want and can, who have not met and are asked about no other time."""
        numbers = self.wishes.numbers
        if time.slot.span in self.full or time.slot.starts_at <= timezone.now():
            return []
        found = []
        for row, column in numbers.wanted:
            manager, startup = numbers.managers[row], numbers.startups[column]
            pair, other = (manager, startup), (Side.STARTUP, startup)
            if time.side == Side.STARTUP:
                other = (Side.MANAGER, manager)
            if time.who.pk != (manager if time.side == Side.MANAGER else startup) or not self._can(
                pair, other, time.slot
            ):
                continue
            match = numbers.about[row, column]
            if (manager, match) not in self._asked:
                worth = numbers.manager_scores[row][column] + numbers.startup_scores[row][column]
                found.append((-worth, len(found), AskedPair(manager_id=manager, match_id=match)))
        return [pair for _worth, _number, pair in sorted(found)[:ASKED]]

    def _can(self, pair: tuple[int, int], other: tuple[Side, int], slot: Slot) -> bool:
        is_new = pair not in self._booked[1] and pair not in self.wishes.met
        return is_new and pair[1] in self.contacts and self.is_free(*other, slot)

    @cached_property
    def contacts(self) -> dict[int, Any]:
        """Whom each startup is asked through; one without anybody is asked nothing."""
        return contacts_of(self.day)

    def note(self, pairs: Iterable[AskedPair]) -> None:
        """These are asked now, and so not about the next time."""
        self._asked.update((pair.manager_id, pair.match_id) for pair in pairs)


def tell_of_offers(day: MatchmakingDay, pairs: Sequence[AskedPair], *, by: User) -> None:
    """One letter to everybody who is asked, about all the times they are asked about."""
    _tell(day, pairs, sides=Side, template="time_offered", by=by)


def tell_it_went(won: AskedPair, *, by: User) -> None:
    """Those who had said yes and did not get the time hear that it went to others."""
    day = won.offer.slot.day
    lost = won.offer.pairs.exclude(pk=won.pk).select_related(*RELATED)
    managers = list(lost.filter(manager_says=True).exclude(manager=won.manager_id))
    _tell(day, managers, sides=[Side.MANAGER], template="time_gone", by=by)
    startups = list(lost.filter(startup_says=True).exclude(match__startup=won.match.startup_id))
    _tell(day, startups, sides=[Side.STARTUP], template="time_gone", by=by)


def _tell(day: MatchmakingDay, pairs: Sequence[AskedPair], *, sides: Iterable[Side], template: str, by: User) -> None:
    for person in {pair.manager: None for pair in pairs} if Side.MANAGER in sides else ():
        theirs = [pair for pair in pairs if pair.manager == person]
        write_to([person], template, organisation=day.organisation, by=by, day=day, pairs=theirs)
    contacts = contacts_of(day) if Side.STARTUP in sides else {}
    for startup in dict.fromkeys(pair.match.startup_id for pair in pairs):
        if contact := contacts.get(startup):
            theirs = [pair for pair in pairs if pair.match.startup_id == startup]
            write_to_contact(contact, f"startup_{template}", day=day, by=by, pairs=theirs)
