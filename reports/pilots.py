"""The pilots of a report: as they were when its period ended, and what they came to in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.utils import timezone

from accounts.models import Organisation
from history.past import values_then
from needs.models import Need
from pilots.models import Cost, Decision, Lesson, Pilot, SuccessThreshold
from pilots.states import PilotState
from reports.figures import Period

MOST_PILOTS = 200
# What a report tells of a pilot and somebody may have changed since.
CHANGEABLE = frozenset({"title", "question", "budget", "starts_on", "ends_on"})


@dataclass(frozen=True)
class PilotsTold:
    """Those that are told of, as JSON data, and the figures of all, also of those for which there is no room."""

    rows: list[dict[str, Any]]
    left_out: int
    started: int
    scaled_up: int
    money: dict[str, Any]


def pilots_of(organisation: Organisation, period: Period) -> PilotsTold:
    """The pilots that ran, cost or taught something in the period, and those planned by its end, by their first day."""
    found = list(_told_of(organisation, period))
    was = values_then(Pilot, [pilot.pk for pilot in found], period.last)
    for pilot in found:
        put_back(pilot, was.get(pilot.pk, {}))
    found.sort(key=lambda pilot: (pilot.starts_on, pilot.pk))
    whole = _with_all_that_belongs([pilot.pk for pilot in found[:MOST_PILOTS]], period)
    rows = []
    for known in found[:MOST_PILOTS]:
        pilot = whole[known.pk]
        put_back(pilot, was.get(pilot.pk, {}))
        put_back_results(pilot, was.get(pilot.pk, {}))
        rows.append(pilot_row(pilot, period, spent=known.spent, spent_in_all=known.spent_in_all))
    costing = [pilot for pilot in found if _has_started(pilot, period) or pilot.spent_in_all]
    return PilotsTold(
        rows=rows,
        left_out=len(found) - len(rows),
        started=sum(_lies_in(period, pilot.started_at) for pilot in found),
        scaled_up=sum(pilot.state == PilotState.SCALED_UP and _lies_in(period, pilot.decided_at) for pilot in found),
        money={
            "spent": sum((pilot.spent or Decimal(0) for pilot in costing), Decimal(0)),
            "spent_in_all": sum((pilot.spent_in_all or Decimal(0) for pilot in costing), Decimal(0)),
            "budget": sum(pilot.budget for pilot in costing),
        },
    )


def _told_of(organisation: Organisation, period: Period) -> QuerySet[Any]:
    """All of them, with what is needed for the sums only: there may be thousands."""
    own, here = Pilot.objects.of(organisation), OuterRef("pk")
    cost = Cost.objects.filter(pilot=here, on__range=period.days)
    by_then = Cost.objects.filter(pilot=here, on__lte=period.last)
    taught = Lesson.objects.written_between(*period.days).filter(pilot=here)
    told = own.alive_between(*period.days) | own.planned_by(period.last) | own.filter(Exists(cost) | Exists(taught))
    return told.only("state", "budget", "starts_on", "ends_on", "started_at", "decided_at").annotate(
        spent=_sum_of(cost), spent_in_all=_sum_of(by_then)
    )


def _sum_of(costs: QuerySet[Cost]) -> Subquery:
    return Subquery(costs.order_by().values("pilot").annotate(total=Sum("amount")).values("total"))


def _with_all_that_belongs(ids: list[int], period: Period) -> dict[int, Pilot]:
    pilots = (
        Pilot.objects.select_related("match__startup", "match__challenge")
        .defer("search", "match__startup__search", "match__challenge__search")
        .prefetch_related(
            "thresholds",
            Prefetch("match__challenge__needs", queryset=Need.objects.only("title").order_by("pk")),
            Prefetch("decisions", queryset=Decision.objects.decided_by_the_end_of(period.last)),
            Prefetch("lessons", queryset=Lesson.objects.written_between(*period.days).order_by("created_at", "pk")),
        )
    )
    return pilots.in_bulk(ids)


# --- How it was when the period ended -------------------------------------------------------------------------------
def put_back(pilot: Pilot, was: Mapping[str, Any]) -> None:
    """Gives the pilot in memory the values it had (`history.past.values_then`). It is not to be saved after that."""
    for name in CHANGEABLE & was.keys():
        setattr(pilot, name, Pilot._meta.get_field(name).to_python(was[name]))


def put_back_results(pilot: Pilot, was: Mapping[str, Any]) -> None:
    if "results" in was:
        for threshold in pilot.thresholds.all():
            threshold.result = SuccessThreshold._meta.get_field("result").to_python(
                was["results"].get(str(threshold.pk))
            )


def _lies_in(period: Period, moment: Any) -> bool:
    return moment is not None and period.first <= timezone.localdate(moment) <= period.last


def _by_the_end(period: Period, moment: Any) -> bool:
    return moment is not None and timezone.localdate(moment) <= period.last


def _has_started(pilot: Pilot, period: Period) -> bool:
    return _by_the_end(period, pilot.started_at)


def state_at_the_end(pilot: Pilot, period: Period) -> str:
    """Where the pilot stood when the period ended; it may have come further since. "late" is past its end date."""
    if not _has_started(pilot, period):
        return PilotState.CHARTER.value
    if _by_the_end(period, pilot.decided_at):
        return str(pilot.state)
    return "late" if pilot.ends_on < period.last else PilotState.RUNNING.value


# --- As JSON data ---------------------------------------------------------------------------------------------------
def pilot_row(pilot: Pilot, period: Period, *, spent: Decimal | None, spent_in_all: Decimal | None) -> dict[str, Any]:
    """One pilot on a few lines: need, what was tried, result, cost, decision, lessons."""
    decision = next(iter(pilot.decisions.all()), None)
    ended = pilot.decided_at if _by_the_end(period, pilot.decided_at) else None
    return {
        "id": pilot.pk,
        "title": pilot.title,
        "state": state_at_the_end(pilot, period),
        "started": _has_started(pilot, period),
        "from": pilot.starts_on.isoformat(),
        "to": pilot.ends_on.isoformat(),
        "ended_on": _local_day(ended) if ended else "",
        "needs": [need.title for need in pilot.match.challenge.needs.all()],
        "startup": pilot.match.startup.name,
        "question": pilot.question,
        "results": [threshold_row(threshold) for threshold in pilot.thresholds.all()],
        "spent": plain(spent or Decimal(0)),
        "spent_in_all": plain(spent_in_all or Decimal(0)),
        "budget": pilot.budget,
        "decision": decision
        and {"kind": decision.kind, "reason": decision.reason, "on": _local_day(decision.decided_at)},
        "lessons": [{"title": lesson.title, "advice": lesson.advice} for lesson in pilot.lessons.all()],
    }


def _local_day(moment: Any) -> str:
    return timezone.localdate(moment).isoformat()


def threshold_row(threshold: Any) -> dict[str, Any]:
    """A success threshold with its figures as they are to be read: 40, not 40.00."""
    return {
        "measure": threshold.measure,
        "unit": threshold.unit,
        "baseline": plain(threshold.baseline),
        "target": plain(threshold.target),
        "result": None if threshold.result is None else plain(threshold.result),
        "reached": threshold.is_reached,
    }


def plain(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)
