"""Which pins can stand beside each other, and which meetings of a published plan can stay.

A pin goes before availability, wishes and pauses: it has been held or is the chief's word. It cannot go before what is
impossible, two places at once, a pair twice, more meetings than rooms: of such pins the earlier in the list stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.scheduling.instance import Instance, Meeting, Refusal


@dataclass
class Pins:
    """The pins that are planned, what is to be said of pins, and the published meetings that could stay as they are."""

    kept: list[Meeting] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    untouched: list[Meeting] = field(default_factory=list)


class Taken:
    """Who is taken when, and how many rooms are in use."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.managers: set[tuple[int, int]] = set()
        self.startups: set[tuple[int, int]] = set()
        self.pairs: set[tuple[int, int]] = set()
        self.rooms = [0] * instance.slots

    def add(self, meeting: Meeting) -> None:
        self.managers.add((meeting.manager, meeting.slot))
        self.startups.add((meeting.startup, meeting.slot))
        self.pairs.add((meeting.manager, meeting.startup))
        self.rooms[meeting.slot] += 1

    def impossible(self, meeting: Meeting) -> str | None:
        """Why the meeting cannot take place beside those taken, whatever anybody says."""
        manager, startup, slot = meeting
        if (manager, startup) in self.pairs:
            return f"manager {manager} and startup {startup} already meet"
        if (manager, slot) in self.managers:
            return f"manager {manager} already has a meeting in slot {slot}"
        if (startup, slot) in self.startups:
            return f"startup {startup} already has a meeting in slot {slot}"
        if self.instance.room_count is not None and self.rooms[slot] >= self.instance.room_count:
            return f"no room is left in slot {slot}"
        return None

    def unwished(self, meeting: Meeting) -> str | None:
        """Which rule the meeting breaks that only a pin may break."""
        manager, startup, slot = meeting
        if not self.instance.manager_free[manager][slot]:
            return f"manager {manager} is not free in slot {slot}"
        if not self.instance.startup_free[startup][slot]:
            return f"startup {startup} is not free in slot {slot}"
        most = self.instance.most_of_manager(manager)
        if most is not None and self._row(self.managers, manager, slot) > most:
            return f"manager {manager} has more than {most} meetings in a row"
        most = self.instance.most_of_startup(startup)
        if most is not None and self._row(self.startups, startup, slot) > most:
            return f"startup {startup} has more than {most} meetings in a row"
        return None

    def _row(self, taken: set[tuple[int, int]], person: int, slot: int) -> int:
        """How many meetings in a row the person would have with one in the slot."""
        first, last = slot, slot
        while (person, first - 1) in taken:
            first -= 1
        while (person, last + 1) in taken:
            last += 1
        return last - first + 1


def settle_pins(instance: Instance) -> Pins:
    """The pins that stand, and the meetings of `keep` that neither absences, pins, rooms nor pauses touch."""
    pins, taken = Pins(), Taken(instance)
    for pin in instance.pinned:
        reason = taken.impossible(pin)
        if reason is None:
            wrong = taken.unwished(pin)
            taken.add(pin)
            pins.kept.append(pin)
            if wrong:
                pins.refusals.append(Refusal(pin, wrong, kept=True))
        else:
            pins.refusals.append(Refusal(pin, reason, kept=False))
    pins.untouched = list(_untouched(instance, taken))
    return pins


def _untouched(instance: Instance, taken: Taken) -> Iterable[Meeting]:
    """Those of `keep` that can stay beside the pins; where rooms or pauses do not allow all, the dearest stay."""
    weights = instance.weights
    for meeting in sorted(instance.keep or (), key=lambda m: (-weights[m.manager][m.startup], m)):
        if weights[meeting.manager][meeting.startup] <= 0:
            continue
        if taken.impossible(meeting) is None and taken.unwished(meeting) is None:
            taken.add(meeting)
            yield meeting
