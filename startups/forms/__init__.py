"""The forms of this room; they validate and do not save."""
