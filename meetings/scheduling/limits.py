"""When a search is to stop, and how far it has come."""

import time
from collections.abc import Callable

# What is left of the time for gaps.
GAPS_SHARE = 0.1

Progress = Callable[[float, float], None]
Stop = Callable[[], bool]


class Limits:
    """When to stop: after so many rounds, at a time of the clock, or when asked to."""

    def __init__(self, rounds: int | None, seconds: float | None, progress: Progress | None, stop: Stop | None) -> None:
        self.began = time.perf_counter()
        self.most_rounds, self.seconds = rounds, seconds
        self.progress, self.stop = progress, stop
        self.rounds = 0
        self.stopped = False

    @property
    def taken(self) -> float:
        return time.perf_counter() - self.began

    def is_over(self, share: float = 1.0) -> bool:
        """Whether this share of the time has gone by."""
        if not self.stopped and self.stop is not None:
            self.stopped = self.stop()
        return self.stopped or (self.seconds is not None and self.taken >= share * self.seconds)

    @property
    def share(self) -> float:
        """How much of the rounds or the time is used (0–1), whichever is more."""
        parts = [self.rounds / self.most_rounds] if self.most_rounds else []
        parts += [self.taken / self.seconds] if self.seconds else []
        return min(max(parts, default=0.0), 1.0)

    def next_round(self, value: float) -> bool:
        """Counts a round, tells how far the search has come, and says whether there is another."""
        if self.most_rounds is not None and self.rounds >= self.most_rounds:
            return False
        if self.is_over(1 - GAPS_SHARE):
            return False
        self.rounds += 1
        if self.progress is not None:
            self.progress(self.share, value)
        return True
