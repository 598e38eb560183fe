"""What a matchmaking day led to: what was met, what was wished and met, what was missed and what comes next."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from entry.amounts import rounded
from meetings.models import MatchmakingDay, Meeting
from meetings.states import FOLLOWED_UP, Level, MeetingState, NextStep
from needs.models import Challenge

# Marks that say that somebody really wanted to meet; "could" is no wish that can be missed.
WISHED = (Level.MUST, Level.WANT)
HEAVY = ("startup__search", "startup__summary", "match__challenge__search", "match__challenge__problem")


@dataclass
class Results:
    """The figures of some of a day's meetings. `wished` are pairs that somebody wanted to meet, by hand, and may be none."""

    meetings: list[Meeting] = field(default_factory=list)
    wished: set[tuple[int, int]] = field(default_factory=set)

    def _in(self, state: str) -> int:
        return sum(meeting.state == state for meeting in self.meetings)

    @property
    def held(self) -> int:
        return self._in(MeetingState.HELD)

    @property
    def missed(self) -> int:
        return self._in(MeetingState.MISSED)

    @property
    def untold(self) -> int:
        """Booked, and nobody has said yet how they went."""
        return self._in(MeetingState.BOOKED)

    @property
    def follow_ups(self) -> int:
        """As the national programmes count them."""
        return sum(self.steps[step] for step in FOLLOWED_UP)

    @property
    def follow_up_percent(self) -> int | None:
        """Of those that were held; None where none was."""
        return int(rounded(100 * self.follow_ups / self.held)) if self.held else None

    @property
    def steps(self) -> Counter[str]:
        """How many held meetings led to each next step."""
        return Counter(m.outcome.next_step for m in self.meetings if m.state == MeetingState.HELD)

    @property
    def told_steps(self) -> list[tuple[Any, int]]:
        """(the step in words, how many), those that there are, the best first."""
        return [(step.label, self.steps[step]) for step in NextStep if self.steps[step]]

    @property
    def fulfilled(self) -> int:
        """How many of the wished pairs met."""
        held = {(m.manager_id, m.startup_id) for m in self.meetings if m.state == MeetingState.HELD}
        return len(self.wished & held)


@dataclass
class ChallengeResults(Results):
    challenge: Challenge | None = None


def results_of(day: MatchmakingDay) -> tuple[Results, list[ChallengeResults]]:
    """Of the whole day, and of each challenge that was met about, by its title. Two questions, however large the day."""
    meetings = list(
        day.meetings.not_cancelled()
        .select_related("manager", "startup", "match__challenge", "outcome", "outcome__refer_to", "startup_outcome")
        .defer(*HEAVY)
        .order_by("starts_at", "pk")
    )
    wishes = list(
        day.wishes.filter(level__in=WISHED)
        .select_related("match__challenge")
        .only("manager", "match__startup", "match__challenge__title")
    )
    parts: dict[int, ChallengeResults] = {}

    def part_of(challenge: Challenge) -> ChallengeResults:
        return parts.setdefault(challenge.pk, ChallengeResults(challenge=challenge))

    for meeting in meetings:
        part_of(meeting.match.challenge).meetings.append(meeting)
    for wish in wishes:
        part_of(wish.match.challenge).wished.add((wish.manager_id, wish.match.startup_id))
    whole = Results(meetings, {pair for part in parts.values() for pair in part.wished})
    return whole, sorted(parts.values(), key=lambda part: str(part.challenge))


def by_startup(meetings: Iterable[Meeting]) -> dict[int, list[Meeting]]:
    """The startups' keys in the order of their names, each with its meetings in the order of time."""
    found: dict[int, list[Meeting]] = {}
    for meeting in sorted(meetings, key=lambda one: (one.startup.name, one.starts_at)):
        found.setdefault(meeting.startup_id, []).append(meeting)
    return found
