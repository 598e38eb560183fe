"""Which room a meeting gets, and what its table is called: plain data in and out, the database holds the promise."""

from collections.abc import Collection, Iterable
from itertools import count

from django.utils.translation import gettext as _

Seat = tuple[int, int | None]


def first_free(rooms: Iterable[Seat], taken: Collection[Seat]) -> Seat | None:
    """The first room with a place left, and which place; `rooms` are (id, how many at once or None for no end).

    `taken` are the places, by room and number, of all meetings that take some of the same time. None when all are full.
    """
    for room, capacity in rooms:
        if capacity is None:
            return room, None
        seat = next(number for number in count(1) if (room, number) not in taken)
        if seat <= capacity:
            return room, seat
    return None


def at_once(capacities: Collection[int | None]) -> int | None:
    """How many can meet at once in all rooms together; None where nothing limits them."""
    numbers = [capacity for capacity in capacities if capacity is not None]
    return sum(numbers) if numbers and len(numbers) == len(capacities) else None


def table(room: str, capacity: int | None, seat: int | None) -> str:
    """Where in the house two meet: the room, and the number of the table where it holds several."""
    if seat is None or capacity == 1:
        return room
    return _("%(room)s, bord %(number)s") % {"room": room, "number": seat}
