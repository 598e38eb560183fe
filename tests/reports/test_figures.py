"""The figures of a report: each counted anew from the raw rows, and the arithmetic on its own."""

from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Organisation
from meetings.models import Meeting
from needs.models import Candidate, Challenge, Need
from pilots.models import Cost, Decision, Obstacle, Pilot
from reports.figures import Period, funnel, key_figures, last_quarter, share
from reports.models import Report
from reports.snapshot import answers_of, snapshot
from tests.reports.conftest import PERIOD, Quarter


def in_period(at: Any) -> bool:
    return at is not None and PERIOD.first <= timezone.localdate(at) <= PERIOD.last


def test_the_last_quarter_is_the_latest_that_is_over() -> None:
    assert last_quarter(date(2026, 11, 23)) == Period(date(2026, 7, 1), date(2026, 9, 30))
    assert last_quarter(date(2026, 1, 1)) == Period(date(2025, 10, 1), date(2025, 12, 31))
    assert last_quarter(date(2026, 12, 31)).quarter == 3


def test_the_period_before_whole_months_is_as_many_months() -> None:
    assert Period(date(2026, 4, 1), date(2026, 6, 30)).before == Period(date(2026, 1, 1), date(2026, 3, 31))
    assert Period(date(2026, 2, 1), date(2026, 2, 28)).before == Period(date(2026, 1, 1), date(2026, 1, 31))


def test_the_period_before_odd_days_is_as_many_days() -> None:
    assert Period(date(2026, 4, 10), date(2026, 4, 19)).before == Period(date(2026, 3, 31), date(2026, 4, 9))


def test_a_share_of_nothing_is_left_out() -> None:
    assert share(3, 0) is None
    assert share(1, 3) == 33


def test_the_funnel_compares_each_step_with_the_one_before_and_steps_over_meetings() -> None:
    steps = funnel({"needs": 124, "prioritised": 38, "challenges": 21, "meetings": 64, "pilots": 7, "scaled_up": 9})
    assert [step["of_before"] for step in steps] == [None, 31, 55, None, 33, None]
    assert [step["apart"] for step in steps] == [False, False, False, True, False, False]


def test_a_step_that_all_of_the_step_before_have_taken_is_the_whole_of_it() -> None:
    steps = funnel({"needs": 3, "prioritised": 3, "challenges": 4, "meetings": 0, "pilots": 0, "scaled_up": 0})
    assert [step["of_before"] for step in steps] == [None, 100, None, None, 0, None]


def test_key_figures_of_an_empty_period_are_noughts_without_shares() -> None:
    figures = key_figures(
        counts={"needs": 0, "meetings": 0},
        needs_before=2,
        answer_days=None,
        answered=0,
        follow_ups=0,
        spent=Decimal(0),
        budget=0,
    )
    assert figures["needs_change"] == -2
    assert figures["follow_up_share"] is None
    assert figures["spent_share"] is None


@pytest.fixture
def contents(quarter: Quarter, report: Report) -> dict[str, Any]:
    return snapshot(report)


def test_the_funnel_is_what_the_raw_rows_say(contents: dict[str, Any]) -> None:
    forward = {c.need_id for c in Candidate.objects.all() if c.decision == "forward" and in_period(c.decided_at)}
    assert {step["key"]: step["count"] for step in contents["funnel"]} == {
        "needs": sum(n.state != "draft" and in_period(n.submitted_at) for n in Need.objects.all()),
        "prioritised": len(forward),
        "challenges": sum(c.state != "draft" and in_period(c.created_at) for c in Challenge.objects.all()),
        "meetings": sum(m.state == "held" and in_period(m.starts_at) for m in Meeting.objects.all()),
        "pilots": sum(in_period(p.started_at) for p in Pilot.objects.all()),
        "scaled_up": sum(d.kind == "scale_up" and in_period(d.decided_at) for d in Decision.objects.all()),
    }
    assert [step["count"] for step in contents["funnel"]] == [4, 3, 1, 4, 1, 1]


def test_the_time_to_an_answer_is_the_median_over_those_answered_in_the_period(contents: dict[str, Any]) -> None:
    answered = [n for n in Need.objects.exclude(state="draft") if in_period(n.answered_at)]
    assert contents["figures"]["answered"] == len(answered) == 4
    days = [(n.answered_at - n.submitted_at).total_seconds() / 86_400 for n in answered]
    assert contents["figures"]["answer_days"] == round(median(days), 1) == 6.0


def test_the_time_to_an_answer_is_left_out_when_nothing_was_answered(quarter: Quarter) -> None:
    long_ago = Period(date(2001, 1, 1), date(2001, 3, 31))
    assert answers_of(Organisation.objects.get(), long_ago) == {"count": 0, "days": None}


def test_follow_ups_are_meetings_that_led_on(contents: dict[str, Any]) -> None:
    held = [m for m in Meeting.objects.filter(state="held") if in_period(m.starts_at)]
    on = [m for m in held if m.outcome.next_step in ("pilot", "follow_up")]
    assert contents["figures"]["follow_ups"] == len(on) == 2
    assert contents["figures"]["follow_up_share"] == 50


def test_the_budget_used_is_the_costs_by_the_end_of_the_period(contents: dict[str, Any], quarter: Quarter) -> None:
    pilots = [quarter.scaled, quarter.ended, quarter.running]
    spent = sum(c.amount for c in Cost.objects.filter(pilot__in=pilots) if c.on <= PERIOD.last)
    assert contents["figures"]["spent"] == round(spent) == 132_000
    assert contents["figures"]["budget"] == sum(p.budget for p in pilots) == 205_000


def test_needs_are_compared_with_the_quarter_before(contents: dict[str, Any]) -> None:
    assert contents["figures"]["needs_change"] == 4 - 1


def test_the_report_tells_of_the_pilots_that_ran_in_the_period(contents: dict[str, Any], quarter: Quarter) -> None:
    assert [pilot["title"] for pilot in contents["pilots"]] == [
        "VR före praktiken",
        "Röststyrd dokumentation",
        "Tolk i mobilen",
    ]
    scaled = contents["pilots"][1]
    assert scaled["state"] == "scaled_up"
    assert scaled["decision"] == {"kind": "scale_up", "reason": "Tiden mer än halverades."}
    assert scaled["lesson"]["title"] == "Tal fungerar när man är ensam i bilen"
    assert scaled["results"][0] == {
        "measure": "Tid per pass",
        "unit": "minuter",
        "baseline": 40,
        "target": 20,
        "result": 17.5,
        "reached": True,
    }


def test_a_decision_after_the_period_does_not_reach_back_into_it(quarter: Quarter, report: Report) -> None:
    report.period_to = date(2026, 6, 1)
    scaled = next(p for p in snapshot(report)["pilots"] if p["id"] == quarter.scaled.pk)
    assert scaled["decision"] is None
    assert scaled["state"] == "late"


def test_obstacles_are_those_met_in_the_period_the_commonest_first(contents: dict[str, Any]) -> None:
    met = [
        o.kind
        for o in Obstacle.objects.all()
        if o.created_at.date() <= PERIOD.last and (o.resolved_at is None or o.resolved_at.date() >= PERIOD.first)
    ]
    assert [(row["kind"], row["count"], row["open"]) for row in contents["obstacles"]] == [("time", 2, 1), ("it", 1, 0)]
    assert sorted(met) == ["it", "time", "time"]
    # The one still in the way stands before the one that was removed.
    told = Obstacle.objects.filter(kind="time").order_by("resolved_at")
    assert [o.state for o in reversed(told)] == ["open", "resolved"]
    assert contents["obstacles"][0]["examples"] == [{"text": o.text, "pilot": o.pilot.title} for o in reversed(told)]


def test_the_decisions_asked_for_are_lines_without_marks(contents: dict[str, Any]) -> None:
    assert contents["decisions_asked"] == ["Godkänn driften", "Utöka ramen"]


def test_another_organisation_is_never_counted(quarter: Quarter, other_chief: Any) -> None:
    from tests import factories

    organisation = other_chief.memberships[0].organisation
    own = Report(
        organisation=organisation,
        group=factories.a_group(organisation),
        period_from=PERIOD.first,
        period_to=PERIOD.last,
        ordered_by=other_chief,
    )
    contents = snapshot(own)
    assert [step["count"] for step in contents["funnel"]] == [0] * 6
    assert contents["pilots"] == contents["obstacles"] == []


def test_collecting_takes_at_most_25_queries(
    quarter: Quarter, report: Report, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(25):
        snapshot(Report.objects.get(pk=report.pk))
