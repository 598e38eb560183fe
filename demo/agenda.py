"""Several stories told at once: each says when it goes on, and the agenda lets them act in the order of time."""

from collections.abc import Generator, Iterable
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

import time_machine

Story = Generator[datetime, None, None]


def tell(stories: Iterable[Story], *, until: datetime) -> None:
    """Runs the stories to their ends. A story yields the moment at which its next deed is done.

    Clocks are moved to that moment, so that everything the deed writes carries its day. Two stories at the same
    moment act in the order given. Raises ValueError for a moment after `until` and for a story that goes backwards.
    """
    order, waiting = count(), list[tuple[datetime, int, Story]]()
    with time_machine.travel(until) as clock:
        for story in stories:
            _wait(story, waiting, next(order))
        while waiting:
            moment, number, story = heappop(waiting)
            if moment > until:
                raise ValueError(f"{_name(story)} wants to act on {moment:%Y-%m-%d %H:%M}, in the future")
            clock.move_to(moment)
            _wait(story, waiting, number, not_before=moment)


def _wait(
    story: Story, waiting: list[tuple[datetime, int, Story]], number: int, *, not_before: datetime | None = None
) -> None:
    """Lets the story act, and notes when it wants to act again, if it does."""
    try:
        moment = next(story)
    except StopIteration:
        return
    if not_before and moment < not_before:
        raise ValueError(f"{_name(story)} goes backwards to {moment:%Y-%m-%d %H:%M}")
    heappush(waiting, (moment, number, story))


def _name(story: Story) -> str:
    return getattr(story, "__name__", "a story")
