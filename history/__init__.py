"""The logbook: who did what, when and why. `move()` is the only way to change a state; workers claim rows."""
