"""Whoever was asked about a day, as the pages that ask need them: what there is to mark, and where each page lies."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from accounts.models import User
from meetings.busyness import busy_on
from meetings.models import DayAnswer, MatchmakingDay
from meetings.permissions import takes_wishes
from meetings.slots import Span
from meetings.states import Level, Side
from meetings.wishes import Pair
from meetings.wishing import DayWishes
from startups.models import Match

UNMARKED = "default"
LEVELS = [*Level.values, UNMARKED]


@dataclass(frozen=True)
class Choice:
    """One meeting to wish for, or not: with whom, about what, and how it stands."""

    key: int
    match: Match
    manager: User
    pair: Pair
    level: Level
    is_marked: bool
    url: str

    @property
    def colour(self) -> str:
        return {Level.MUST: "success", Level.WANT: "info", Level.COULD: "neutral", Level.NO: "warning"}[self.level]


@dataclass(frozen=True)
class Asked:
    """A manager on her own pages, or a startup by the link of one of its contacts (`token`)."""

    answer: DayAnswer
    day: MatchmakingDay
    token: str = ""

    @cached_property
    def wishes(self) -> DayWishes:
        return DayWishes(self.day)

    @property
    def is_startup(self) -> bool:
        return self.answer.side == Side.STARTUP

    @cached_property
    def can_mark(self) -> bool:
        return takes_wishes(self.day)

    @cached_property
    def choices(self) -> list[Choice]:
        levels, marked = self.wishes.levels(self.answer.side), self.wishes.marked(self.answer.side)
        return [
            Choice(
                key=pair.manager if self.is_startup else pair.match,
                match=self.wishes.matches[pair.match],
                manager=self.wishes.managers[pair.manager],
                pair=pair,
                level=levels[pair.manager, pair.match],
                is_marked=(pair.manager, pair.match) in marked,
                url=self.url("wish", pair.manager if self.is_startup else pair.match),
            )
            for pair in self.wishes.pairs_of(self.answer)
        ]

    def choice(self, key: int) -> Choice | None:
        return next((choice for choice in self.choices if choice.key == key), None)

    def next_after(self, key: int) -> Choice | None:
        """The next one in the list that has no mark yet, from there on and round."""
        place = next(n for n, choice in enumerate(self.choices) if choice.key == key)
        following = [*self.choices[place + 1 :], *self.choices[:place]]
        return next((choice for choice in following if not choice.is_marked), None)

    @property
    def first_unmarked(self) -> Choice | None:
        return next((choice for choice in self.choices if not choice.is_marked), None)

    @property
    def busy(self) -> list[Span]:
        """When the one who was asked is busy by their own calendar that day."""
        return busy_on(self.day).get((self.answer.side, self.answer.who.pk), [])

    @property
    def back_url(self) -> str:
        """Where the pages of the day lead back to: the wishes, or for a manager whom nobody asked for any the day itself."""
        return self.url("wishes") if self.day.wishes_by else self.day.get_absolute_url()

    def url(self, page: str, *args: Any) -> str:
        """Of `wishes`, `wish`, `wish_set` or `times`, as it lies for this side."""
        if self.is_startup:
            return reverse(f"meetings:guest_{page}", args=[self.token, self.day.pk, *args])
        return reverse(f"meetings:{page}", args=[self.day.pk, *args])
