"""Counts in the database what a report tells, and freezes it as plain data. As many queries whatever the size."""

from typing import Any

from django.db.models import Aggregate, Count, DurationField, F, Sum
from django.utils import timezone

from accounts.models import Organisation
from meetings.models import Answer, Meeting
from needs.models import Need
from pilots.models import Obstacle
from reports.cohort import steps_taken
from reports.figures import Period, commonest, compared_with, funnel, key_figures
from reports.models import Report
from reports.pilots import pilots_of

VERSION = 3
MOST_EXAMPLES = 2
NEWEST_OBSTACLES = 200
MOST_QUOTES = 30


class MedianSpan(Aggregate):
    """PostgreSQL's exact median of an interval, so that 100 000 rows need not be fetched."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def snapshot(report: Report) -> dict[str, Any]:
    """The whole contents of the edition as JSON data; nothing in it changes when the records do.

    Everything is as it was when the period ended, or is today when the period is not over.
    """
    organisation, whole, today = report.organisation, Period(report.period_from, report.period_to), timezone.localdate()
    period = whole.until(today)
    needs = Need.objects.of(organisation).count_handed_in(now=period.days, before=compared_with(whole, period).days)
    pilots = pilots_of(organisation, period)
    answers = answers_of(organisation, period)
    return {
        "version": VERSION,
        "title": report.title,
        "organisation": {"name": organisation.name, "colour": organisation.colour},
        "group": report.group.name,
        "period": {"from": whole.first.isoformat(), "to": whole.last.isoformat()},
        "counted_to": period.last.isoformat(),
        "preliminary": whole.last >= today,
        "edition": report.edition,
        "made_on": today.isoformat(),
        "summary": report.summary,
        "narrative": organisation.narrative,
        "drivers": list(organisation.drivers.values("title", "text")),
        "figures": key_figures(
            needs=needs,
            answer_days=answers["days"],
            answered=answers["count"],
            meetings=Meeting.objects.of(organisation).between(*period.days).count_held(),
            **pilots.money,
        ),
        "funnel": funnel(steps_taken(organisation, period)),
        "pilots": pilots.rows,
        "pilots_left_out": pilots.left_out,
        "pilots_started": pilots.started,
        "pilots_scaled_up": pilots.scaled_up,
        "obstacles": obstacles_of(organisation, period),
        "managers_say": quoted_of(organisation, period),
        "decisions_asked": [line.strip(" –-•\t") for line in report.decisions_asked.splitlines() if line.strip()],
    }


def answers_of(organisation: Organisation, period: Period) -> dict[str, Any]:
    answered = Need.objects.of(organisation).answered_between(*period.days)
    found = answered.aggregate(count=Count("pk"), span=MedianSpan(F("answered_at") - F("submitted_at")))
    span = found["span"]
    return {"count": found["count"], "days": span.total_seconds() / 86_400 if span is not None else None}


def quoted_of(organisation: Organisation, period: Period) -> list[dict[str, Any]]:
    """What line managers answered, by question, as the chief has chosen it: of the questions closed in the period."""
    answers = Answer.objects.filter(question__questionnaire__organisation=organisation).quoted_between(*period.days)
    told: dict[int, dict[str, Any]] = {}
    for answer in answers.in_order()[:MOST_QUOTES]:
        row = told.setdefault(answer.question_id, {"question": answer.question.text, "answers": []})
        row["answers"].append({"text": answer.text, "name": answer.name})
    return list(told.values())


def obstacles_of(organisation: Organisation, period: Period) -> list[dict[str, Any]]:
    """The kinds of obstacles, commonest first, each with examples: those still in the way before those removed."""
    met = Obstacle.objects.of(organisation).met_between(*period.days).with_standing(period.last)
    kinds = met.order_by().values("kind").annotate(count=Count("pk"), open=Sum("stands"))
    newest = met.order_by("-stands", "-created_at", "-pk")
    examples: dict[str, list[dict[str, str]]] = {}
    for kind, text, pilot in newest.values_list("kind", "text", "pilot__title")[:NEWEST_OBSTACLES]:
        examples.setdefault(kind, []).append({"text": text, "pilot": pilot})
    return [{**row, "examples": examples.get(row["kind"], [])[:MOST_EXAMPLES]} for row in commonest(kinds)]
