"""What is done in this room: to matchmaking days, to meetings, and to what they led to."""
