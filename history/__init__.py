"""The logbook: who did what, when and why. `move()` is the only door for a change of state; workers claim rows."""
