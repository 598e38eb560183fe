"""What the start page asks about a person's own needs and matchmaking days, in as few questions as it takes."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import IntegerField, Model, QuerySet, Value

from accounts.models import Membership, Organisation, Role, User
from meetings.models import MatchmakingDay
from needs.models import Challenge, Need
from needs.states import NeedState

FEW = 5
M = TypeVar("M", bound=Model)


def gathered(*questions: QuerySet[M]) -> list[list[M]]:
    """The first few rows of several questions to one table, each in its own order, all in one query."""
    marked = [rows.annotate(asked_as=Value(number, IntegerField()))[:FEW] for number, rows in enumerate(questions)]
    answers: list[list[M]] = [[] for _question in questions]
    for row in marked[0].union(*marked[1:], all=True):
        answers[row.asked_as].append(row)
    return answers


@dataclass(frozen=True)
class OwnNeeds:
    """The person's drafts, what they have handed in (the newest first), and what they were lately made the owner of."""

    drafts: list[Need]
    handed_in: list[Need]
    given: list[Need]


def own_needs(user: User, organisation: Organisation) -> OwnNeeds:
    needs = Need.objects.of(organisation).only("title", "state", "listed_at", "created_at")
    mine, given = needs.submitted_by(user), needs.newly_owned_by(user)
    drafts, handed_in, given_needs = gathered(
        mine.filter(state=NeedState.DRAFT).order_by("-pk"),
        mine.handed_in().order_by("-listed_at", "-pk"),
        given.exclude(challenges__in=Challenge.objects.owned_by(user)).order_by("pk"),
    )
    return OwnNeeds(drafts, sorted(handed_in, key=lambda need: need.listed_at, reverse=True), given_needs)


@dataclass(frozen=True)
class DaysAhead:
    """The next matchmaking day, those for which the person says whom to meet, and those for which all have said it."""

    coming: list[MatchmakingDay]
    awaiting: list[MatchmakingDay]
    ready: list[MatchmakingDay]


def days_ahead(user: User, membership: Membership) -> DaysAhead:
    roles = set(membership.roles)
    if not roles & {Role.LINE_MANAGER, Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER}:
        return DaysAhead([], [], [])
    days = MatchmakingDay.objects.of(membership.organisation).order_by("date", "pk")
    ready = days.with_wishes_in() if Role.DEVELOPMENT_CHIEF in roles else days.none()
    return DaysAhead(*gathered(days.visible_to(user).coming(), days.awaiting_wishes_of(user), ready))
