"""What a day's rows say of its wishes, read in a few questions and told as plain data (`wishes.py`)."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.units import swedish
from history.days import on_days
from history.questions import objects_of, rows_of
from meetings.busyness import TIMES, busy_rows
from meetings.models import DayAnswer, MatchmakingDay, Meeting
from meetings.slots import Span
from meetings.states import TAKING_TIME, Level, MeetingState, Side
from meetings.wishes import Candidate, Day, Pair, Said, day_of, levels_of, pairs_of
from startups.models import Match, Startup
from startups.states import LateAnswer


class DayWishes:
    """One day with those who take part, what they could meet about, and what they have said."""

    def __init__(self, day: MatchmakingDay) -> None:
        self.day = day

    @cached_property
    def managers(self) -> dict[int, User]:
        """Those who are still in the organisation, by name."""
        found = objects_of(_ask_managers, given=[self.day.pk, self.day.organisation_id])
        return {person.pk: person for person in sorted(found, key=lambda person: swedish(person.name))}

    @cached_property
    def startups(self) -> dict[int, Startup]:
        return {startup.pk: startup for startup in objects_of(_ask_startups, given=[self.day.pk])}

    @cached_property
    def matches(self) -> dict[int, Match]:
        """What can be met about on the day, the likeliest first."""
        found = Match.objects.meetable().filter(organisation=self.day.organisation_id, startup__in=list(self.startups))
        whole = found.select_related("startup", "challenge__owner", "proposal", "added_by").likeliest_first()
        return {match.pk: match for match in whole.defer("startup__search", "challenge__search")}

    @cached_property
    def met(self) -> set[tuple[int, int]]:
        """Managers and startups that have held a meeting before, whatever about."""
        return {(manager, startup) for manager, startup, is_that_date in self._known if not is_that_date}

    @cached_property
    def meets_elsewhere(self) -> set[tuple[int, int]]:
        """Those who meet on the same date, but not on this day: nobody meets twice in one."""
        return {(manager, startup) for manager, startup, is_that_date in self._known if is_that_date}

    @cached_property
    def _known(self) -> list[tuple[Any, ...]]:
        return list(rows_of(_ask_known, *self._which))

    @cached_property
    def pairs(self) -> list[Pair]:
        """Out of numbers alone: a day has hundreds of matches, and most pages show few of them."""
        candidates = [Candidate(*row) for row in rows_of(_ask_candidates, *self._which)]
        pairs = pairs_of(self.managers, candidates, self.met)
        return [pair for pair in pairs if (pair.manager, pair.startup) not in self.meets_elsewhere]

    @cached_property
    def said(self) -> list[Said]:
        return [Said(*row) for row in rows_of(_ask_said, *self._which)]

    @property
    def _which(self) -> tuple[Any, ...]:
        """What decides the questions below."""
        return self.day.pk, self.day.organisation_id, self.day.date

    def marked(self, side: Side) -> dict[tuple[int, int], Level]:
        """What has been marked by hand, by manager and match."""
        return {(wish.manager, wish.match): Level(wish.level) for wish in self.said if wish.side == side}

    def levels(self, side: Side) -> dict[tuple[int, int], Level]:
        return self._levels[side]

    @cached_property
    def _levels(self) -> dict[Side, dict[tuple[int, int], Level]]:
        return {side: levels_of(self.pairs, self.said, side) for side in Side}

    @cached_property
    def answers(self) -> list[DayAnswer]:
        return list(self.day.answers.select_related("manager", "startup").order_by("pk"))

    @cached_property
    def away(self) -> dict[tuple[Side, int], list[Span]]:
        """When somebody cannot: what they and their calendars have said, and meetings of theirs outside the day."""
        found: dict[tuple[Side, int], list[Span]] = {}
        for manager, startup, *times in rows_of(_ask_away, *self._which):
            if manager:
                found.setdefault((Side.MANAGER, manager), []).append(Span(*times))
            if startup:
                found.setdefault((Side.STARTUP, startup), []).append(Span(*times))
        return found

    @cached_property
    def numbers(self) -> Day:
        """The matrices that the planner takes."""
        return day_of(
            managers=list(self.managers),
            startups=list(self.startups),
            slots=[slot.span for slot in self.day.slots.all()],
            capacities=[room.capacity for room in self.day.rooms.all()],
            pairs=self.pairs,
            said=self.said,
            away=self.away,
            most_in_a_row=self.day.most_in_a_row,
            fair_minimum=self.day.fair_minimum,
            pausing=[(side, who.pk) for side, who in self.pausing],
        )

    @cached_property
    def pausing(self) -> list[tuple[Side, Any]]:
        """Those who have said that they need pauses, each with their side."""
        people: list[tuple[Side, Any]] = [(Side.MANAGER, who) for who in self.managers.values()]
        people += [(Side.STARTUP, who) for who in self.startups.values()]
        return [(side, who) for side, who in people if who.needs_pauses]

    def pairs_of(self, answer: DayAnswer) -> list[Pair]:
        """Whom the one who was asked can mark: a manager each match, a startup each manager once, the likeliest first."""
        if answer.manager_id:
            mine = [pair for pair in self.pairs if pair.manager == answer.manager_id]
            return sorted(mine, key=lambda pair: (not pair.is_own, pair.has_met, not pair.has_answered))
        theirs: dict[int, Pair] = {}
        for pair in self.pairs:
            if pair.startup == answer.startup_id:
                theirs.setdefault(pair.manager, pair)
        return sorted(theirs.values(), key=lambda pair: (not pair.is_own, not pair.has_answered))


def _ask_managers(day: Any, organisation: Any) -> QuerySet[User]:
    """Those of the day who are still in the organisation; `needs_pauses` if they have said so."""
    here = User.objects.of(organisation).filter(matchmaking_days=day)
    return here.annotate(needs_pauses=_asks_for_pauses(day, Side.MANAGER))


def _ask_startups(day: Any) -> QuerySet[Startup]:
    here = Startup.objects.filter(matchmaking_days=day).annotate(needs_pauses=_asks_for_pauses(day, Side.STARTUP))
    return here.defer("search").order_by("name")


def _asks_for_pauses(day: Any, side: Side) -> Exists:
    """What tells of each person, in the question that fetches them all, whether they need pauses."""
    return Exists(DayAnswer.objects.filter(day=day, needs_pauses=True, **{str(side): OuterRef("pk")}))


def _ask_known(pk: int, _organisation: int, date: date) -> QuerySet[Any, Any]:
    """Managers and startups of the day who have met, or who meet on its date but not on it."""
    that_date = on_days("starts_at", date, date) & Q(state__in=TAKING_TIME) & ~Q(day=pk)
    found = Meeting.objects.filter(Q(state=MeetingState.HELD) | that_date)
    day = MatchmakingDay(pk=pk)
    ours = found.filter(manager__in=day.managers.values("pk"), startup__in=day.startups.values("pk"))
    told = ours.annotate(is_that_date=ExpressionWrapper(that_date, BooleanField()))
    return told.order_by().values_list("manager", "startup", "is_that_date")


def _ask_candidates(pk: int, organisation: int, _date: date) -> QuerySet[Any, Any]:
    """What can be met about on the day, the likeliest first."""
    found = Match.objects.meetable().filter(organisation=organisation, startup__matchmaking_days=pk)
    counts = Q(proposal__handed_in_at__isnull=False, proposal__late__in=["", LateAnswer.ACCEPTED])
    asked = found.annotate(has_answered=ExpressionWrapper(counts, BooleanField()))
    return asked.likeliest_first().values_list("pk", "startup", "challenge__owner", "has_answered")


def _ask_said(pk: int, _organisation: int, _date: date) -> QuerySet[Any, Any]:
    return MatchmakingDay(pk=pk).wishes.values_list("side", "manager", "match", "level")


def _ask_away(pk: int, organisation: int, date: date) -> QuerySet[Any, Any]:
    """What people and their calendars have said, and meetings outside the day."""
    day, columns = MatchmakingDay(pk=pk, organisation_id=organisation, date=date), ("manager", "startup", *TIMES)
    said = day.away.filter(room=None).order_by().values_list(*columns)
    elsewhere = Meeting.objects.taking_time().between(date, date).exclude(day=pk)
    return said.union(elsewhere.order_by().values_list(*columns), busy_rows(day), all=True)
