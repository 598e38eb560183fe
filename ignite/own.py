"""What the start page asks about a person's own needs and matchmaking days, in as few questions as it takes."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import IntegerField, Model, QuerySet, Value

from accounts.models import Membership, Organisation, Role, User
from history.days import today
from history.questions import composed
from meetings.models import MatchmakingDay
from meetings.permissions import is_open
from needs.models import Challenge, Need
from needs.states import NeedState

FEW = 5
M = TypeVar("M", bound=Model)


def asked(ask: Callable[..., QuerySet[Any, Any]], user: User, *about: Hashable) -> Iterator[tuple[Any, ...]]:
    """The rows of a question about values, put together once (`history.questions`)."""
    if question := composed(ask, user, *about):
        yield from question.rows()


def gathered(
    model: type[M], count: int, ask: Callable[..., Sequence[QuerySet[M]]], user: User, *about: Hashable
) -> list[list[M]]:
    """The first few rows of `count` questions to one table, each in its own order, all in one query.

    `ask(user, *about)` puts them, once for each person and day (`history.questions`). A related row is not fetched with them:
    what is needed of it is annotated.
    """
    answers: list[list[M]] = [[] for _question in range(count)]
    if question := composed(_union, user, ask, *about):
        fields = {field.attname for field in model._meta.concrete_fields}
        own = [name for name in question.names if name in fields]
        for values in question.rows():
            row = model.from_db(None, own, values[: len(own)])  # Django's own columns come first
            row.__dict__.update(zip(question.names[len(own) :], values[len(own) :], strict=True))
            answers[row.__dict__["asked_as"]].append(row)
    return answers


def _union(user: User, ask: Callable[..., Sequence[QuerySet[M]]], *about: Hashable) -> QuerySet[M]:
    questions = ask(user, *about)
    marked = [rows.annotate(asked_as=Value(number, IntegerField()))[:FEW] for number, rows in enumerate(questions)]
    return marked[0].union(*marked[1:], all=True)


@dataclass(frozen=True)
class OwnNeeds:
    """The person's drafts, what they have handed in (the newest first), and what they were lately made the owner of."""

    drafts: list[Need]
    handed_in: list[Need]
    given: list[Need]


def own_needs(user: User, organisation: Organisation) -> OwnNeeds:
    drafts, handed_in, given = gathered(Need, 3, _own_needs, user, organisation)
    return OwnNeeds(drafts, sorted(handed_in, key=lambda need: need.listed_at, reverse=True), given)


def _own_needs(user: User, organisation: Organisation) -> list[QuerySet[Need]]:
    needs = Need.objects.of(organisation).only("title", "state", "listed_at", "created_at")
    mine, given = needs.submitted_by(user), needs.newly_owned_by(user)
    return [
        mine.filter(state=NeedState.DRAFT).order_by("-pk"),
        mine.handed_in().order_by("-listed_at", "-pk"),
        given.exclude(challenges__in=Challenge.objects.owned_by(user)).order_by("pk"),
    ]


@dataclass(frozen=True)
class DaysAhead:
    """The next matchmaking days, those for which the person says whom to meet, those for which all have said it, those
    with a free time for the person, and those that have been and are left open."""

    coming: list[MatchmakingDay]
    awaiting: list[MatchmakingDay]
    ready: list[MatchmakingDay]
    offering: list[MatchmakingDay]
    left_open: list[MatchmakingDay]

    @property
    def today(self) -> list[MatchmakingDay]:
        """The open ones that are today."""
        return [one for one in self.coming if one.date == today() and is_open(one)]

    @property
    def next(self) -> MatchmakingDay | None:
        """The first one that is not under way."""
        return next((one for one in self.coming if one not in self.today), None)


def days_ahead(user: User, membership: Membership) -> DaysAhead:
    if not set(membership.roles) & {Role.LINE_MANAGER, Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER}:
        return DaysAhead([], [], [], [], [])
    runs = Role.DEVELOPMENT_CHIEF in membership.roles
    return DaysAhead(*gathered(MatchmakingDay, 5, _days_ahead, user, membership.organisation, runs))


def _days_ahead(user: User, organisation: Organisation, runs: bool) -> list[QuerySet[MatchmakingDay]]:
    days = MatchmakingDay.objects.of(organisation).order_by("date", "pk")
    return [
        days.visible_to(user).coming(),
        days.awaiting_wishes_of(user),
        days.with_wishes_in() if runs else days.none(),
        days.offering_times_to(user),
        days.left_open() if runs else days.none(),
    ]
