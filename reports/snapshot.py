"""Counts in the database what a report tells, and freezes it as plain data. At most 25 queries, whatever the size."""

from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, DurationField, F, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.utils import timezone

from accounts.models import Organisation
from history.days import end_of
from meetings.models import Meeting
from needs.models import Candidate, Challenge, Need
from pilots.models import Cost, Decision, Lesson, Obstacle, Pilot
from pilots.states import PilotState
from reports.figures import Period, commonest, funnel, key_figures
from reports.models import Report

VERSION = 1
MOST_PILOTS = 200
MOST_EXAMPLES = 2
NEWEST_OBSTACLES = 200


class MedianSpan(Aggregate):
    """PostgreSQL's exact median of an interval, so that 100 000 rows need not be fetched."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def snapshot(report: Report) -> dict[str, Any]:
    """The whole contents of the edition as JSON data; nothing in it changes when the records do."""
    organisation, period = report.organisation, Period(report.period_from, report.period_to)
    pilots, pilot_count = pilots_of(organisation, period)
    needs = Need.objects.of(organisation).count_handed_in(now=period.days, before=period.before.days)
    meetings = Meeting.objects.of(organisation).between(*period.days).count_held()
    counts = counted(organisation, period, needs=needs["now"], meetings=meetings["held"])
    answers = answers_of(organisation, period)
    return {
        "version": VERSION,
        "title": report.title,
        "organisation": {"name": organisation.name, "colour": organisation.colour},
        "group": report.group.name,
        "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
        "edition": report.edition,
        "made_on": timezone.localdate().isoformat(),
        "summary": report.summary,
        "narrative": organisation.narrative,
        "drivers": list(organisation.drivers.values("title", "text")),
        "figures": key_figures(
            counts=counts,
            needs_before=needs["before"],
            answer_days=answers["days"],
            answered=answers["count"],
            follow_ups=meetings["follow_ups"],
            spent=sum((pilot["spent"] for pilot in pilots if pilot["started"]), Decimal(0)),
            budget=sum(pilot["budget"] for pilot in pilots if pilot["started"]),
        ),
        "funnel": funnel(counts),
        "pilots": [{**pilot, "spent": round(pilot["spent"])} for pilot in pilots],
        "pilots_left_out": pilot_count - len(pilots),
        "obstacles": obstacles_of(organisation, period),
        "decisions_asked": [line.strip(" –-•\t") for line in report.decisions_asked.splitlines() if line.strip()],
    }


def counted(organisation: Organisation, period: Period, *, needs: int, meetings: int) -> dict[str, int]:
    """The six steps of the funnel."""
    days = period.days
    forward = Candidate.objects.filter(round__organisation=organisation).taken_forward_between(*days)
    return {
        "needs": needs,
        "prioritised": forward.aggregate(needs=Count("need", distinct=True))["needs"],
        "challenges": Challenge.objects.of(organisation).written_between(*days).count(),
        "meetings": meetings,
        "pilots": Pilot.objects.of(organisation).started_between(*days).count(),
        "scaled_up": Decision.objects.of(organisation).to_scale_up().decided_between(*days).count(),
    }


def answers_of(organisation: Organisation, period: Period) -> dict[str, Any]:
    answered = Need.objects.of(organisation).answered_between(*period.days)
    found = answered.aggregate(count=Count("pk"), span=MedianSpan(F("answered_at") - F("submitted_at")))
    span = found["span"]
    return {"count": found["count"], "days": round(span.total_seconds() / 86_400, 1) if span is not None else None}


def pilots_of(organisation: Organisation, period: Period) -> tuple[list[dict[str, Any]], int]:
    """The pilots that ran in the period, and those planned by its end; in the order in which they begin."""
    own = Pilot.objects.of(organisation)
    found = own.alive_between(*period.days) | own.planned_by(period.last)
    rows = list(_with_all_that_belongs(found, period).order_by("starts_on", "pk")[:MOST_PILOTS])
    count = len(rows) if len(rows) < MOST_PILOTS else found.count()
    return [pilot_row(pilot, period) for pilot in rows], count


def _with_all_that_belongs(pilots: QuerySet[Pilot], period: Period) -> QuerySet[Pilot]:
    costs = Cost.objects.filter(pilot=OuterRef("pk"), on__lte=period.last).values("pilot")
    decisions = Decision.objects.decided_by_the_end_of(period.last).select_related("lesson")
    lessons = Lesson.objects.written_by_the_end_of(period.last)
    return (
        pilots.select_related("match__startup", "match__challenge")
        .defer("search", "match__startup__search", "match__challenge__search")
        .annotate(spent_by_then=Subquery(costs.annotate(total=Sum("amount")).values("total")))
        .prefetch_related(
            "thresholds",
            Prefetch("match__challenge__needs", queryset=Need.objects.only("title").order_by("pk")),
            Prefetch("decisions", queryset=decisions),
            Prefetch("lessons", queryset=lessons),
        )
    )


def state_at_the_end(pilot: Pilot, period: Period) -> str:
    """Where the pilot stood when the period ended; it may have come further since. "late" is past its end date."""
    end = end_of(period.last)
    if pilot.started_at is None or pilot.started_at >= end:
        return PilotState.CHARTER.value
    if pilot.decided_at is not None and pilot.decided_at < end:
        return str(pilot.state)
    return "late" if pilot.ends_on < min(period.last, timezone.localdate()) else PilotState.RUNNING.value


def pilot_row(pilot: Pilot, period: Period) -> dict[str, Any]:
    """One pilot on a few lines: need, what was tried, result, cost, decision, lesson."""
    decision = next(iter(pilot.decisions.all()), None)
    lesson = decision.lesson if decision else next(iter(pilot.lessons.all()), None)
    state = state_at_the_end(pilot, period)
    return {
        "id": pilot.pk,
        "title": pilot.title,
        "state": state,
        "started": state != PilotState.CHARTER,
        "from": pilot.starts_on.isoformat(),
        "to": pilot.ends_on.isoformat(),
        "ended_on": timezone.localdate(pilot.decided_at).isoformat() if pilot.decided_at and decision else "",
        "needs": [need.title for need in pilot.match.challenge.needs.all()],
        "startup": pilot.match.startup.name,
        "question": pilot.question,
        "results": [threshold_row(threshold) for threshold in pilot.thresholds.all()],
        "spent": getattr(pilot, "spent_by_then", None) or Decimal(0),
        "budget": pilot.budget,
        "decision": {"kind": decision.kind, "reason": decision.reason} if decision else None,
        "lesson": {"title": lesson.title, "advice": lesson.advice} if lesson else None,
    }


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


def obstacles_of(organisation: Organisation, period: Period) -> list[dict[str, Any]]:
    """The kinds of obstacles, commonest first, each with examples: those still in the way before those removed."""
    met = Obstacle.objects.of(organisation).met_between(*period.days).with_standing(period.last)
    kinds = met.order_by().values("kind").annotate(count=Count("pk"), open=Sum("stands"))
    newest = met.order_by("-stands", "-created_at", "-pk")
    examples: dict[str, list[dict[str, str]]] = {}
    for kind, text, pilot in newest.values_list("kind", "text", "pilot__title")[:NEWEST_OBSTACLES]:
        examples.setdefault(kind, []).append({"text": text, "pilot": pilot})
    return [{**row, "examples": examples.get(row["kind"], [])[:MOST_EXAMPLES]} for row in commonest(kinds)]
