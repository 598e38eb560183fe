"""What people fill in in this room: days, bookings, outcomes, and how lists are narrowed."""
