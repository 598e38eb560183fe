"""The plan that a patient person makes by hand: the dearest pair first, each in the first slot that is free for both.

No plan of ours is worth less; bench/ shows it beside ours.
"""

from collections.abc import Sequence

from meetings.scheduling.instance import Instance, Meeting


def greedy(instance: Instance, fixed: list[Meeting]) -> list[Meeting]:
    """What is added to the fixed meetings. The slots of a person are the bits of a number, which is quick."""
    managers = [_bits(row) for row in instance.manager_free]
    startups = [_bits(row) for row in instance.startup_free]
    busy_managers, busy_startups = [0] * instance.managers, [0] * instance.startups
    rooms = [instance.room_count if instance.room_count is not None else instance.managers] * instance.slots
    for manager, startup, slot in fixed:
        busy_managers[manager] |= 1 << slot
        busy_startups[startup] |= 1 << slot
        rooms[slot] -= 1
    open_slots = _bits([left > 0 for left in rooms])
    added = []
    for manager, startup in _dearest_first(instance, fixed):
        taken = busy_managers[manager] | busy_startups[startup]
        possible = managers[manager] & startups[startup] & open_slots & ~taken
        while possible:
            bit = possible & -possible
            possible ^= bit
            if _too_many(busy_managers[manager] | bit, instance.most_of_manager(manager)):
                continue
            if _too_many(busy_startups[startup] | bit, instance.most_of_startup(startup)):
                continue
            busy_managers[manager] |= bit
            busy_startups[startup] |= bit
            slot = bit.bit_length() - 1
            added.append(Meeting(manager, startup, slot))
            rooms[slot] -= 1
            if rooms[slot] <= 0:
                open_slots ^= bit
            break
    return added


def _dearest_first(instance: Instance, fixed: list[Meeting]) -> list[tuple[int, int]]:
    met = {(meeting.manager, meeting.startup) for meeting in fixed}
    pairs = [
        (-worth, manager, startup)
        for manager, row in enumerate(instance.weights)
        for startup, worth in enumerate(row)
        if worth > 0 and (manager, startup) not in met
    ]
    return [(manager, startup) for _, manager, startup in sorted(pairs)]


def _bits(flags: Sequence[bool]) -> int:
    return sum(1 << slot for slot, flag in enumerate(flags) if flag)


def _too_many(busy: int, most: int | None) -> bool:
    """Whether more than `most` bits stand in a row."""
    if most is None:
        return False
    for _ in range(most):
        busy &= busy >> 1
    return busy != 0
