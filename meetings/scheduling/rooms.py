"""Which meeting is held in which room or at which table, so that managers change rooms seldom."""

from collections.abc import Iterable

from meetings.scheduling.instance import Meeting


def rooms_of(meetings: Iterable[Meeting], room_count: int) -> dict[Meeting, int]:
    """A room (from 0) for each meeting, none twice in a slot; ValueError when a slot has more meetings than rooms.

    Slot by slot: whoever's last room is not wanted by its last user stays there; who must move takes the room that
    has been left for longest, so that those who come back find theirs.
    """
    of_slot: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        of_slot.setdefault(meeting.slot, []).append(meeting)
    room_of: dict[Meeting, int] = {}
    mine: dict[int, int] = {}  # a manager's last room
    last_used = [(-1, -1)] * room_count  # slot and manager
    for slot, there in sorted(of_slot.items()):
        if len(there) > room_count:
            raise ValueError(f"slot {slot}: {len(there)} meetings in {room_count} rooms")
        rooms = _stay(there, mine, last_used)
        free = sorted(set(range(room_count)) - set(rooms.values()), key=lambda room: (last_used[room], room))
        for meeting in sorted(there):
            room = rooms[meeting] if meeting in rooms else free.pop(0)
            room_of[meeting] = mine[meeting.manager] = room
            last_used[room] = (slot, meeting.manager)
    return room_of


def _stay(there: list[Meeting], mine: dict[int, int], last_used: list[tuple[int, int]]) -> dict[Meeting, int]:
    """Those who find their last room as they left it, and of the others each whose room nobody else claims."""
    stays: dict[Meeting, int] = {}
    for meeting in sorted(there, key=lambda m: (last_used[mine.get(m.manager, 0)][1] != m.manager, m)):
        room = mine.get(meeting.manager)
        if room is not None and room not in stays.values():
            stays[meeting] = room
    return stays
