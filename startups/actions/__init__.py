"""The deeds of this room; what the rooms below call stands here by name."""

from startups.actions.shortlist import note_meeting_held, note_pilot, thank

__all__ = ["note_meeting_held", "note_pilot", "thank"]
