"""Where meetings are held, in words: a place, a room, and a link in which each meeting has a code of its own."""

from uuid import UUID

CODE = "{kod}"


def with_code(place: str, uid: UUID) -> str:
    """The place with the meeting's own code where it says `{kod}`."""
    return place.replace(CODE, uid.hex[:12])
