"""The deeds of this room, by what they are done to."""
