"""The figures of a report: each counted anew from the raw rows, and the arithmetic on its own."""

from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation
from meetings.models import Meeting
from needs.models import Need
from pilots.models import Cost, Obstacle
from reports.figures import Period, compared_with, funnel, key_figures, last_quarter, share
from reports.models import Report
from reports.snapshot import answers_of, snapshot
from tests.reports.conftest import PERIOD, Quarter, a_decided_pilot


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


def test_every_share_of_the_funnel_is_a_share_of_the_step_before() -> None:
    steps = funnel({1: 86, 2: 17, 3: 12, 4: 2, 5: 0, 6: 7})
    assert [(step["count"], step["of_before"]) for step in steps] == [
        (124, None),
        (38, 31),
        (21, 55),
        (9, 43),
        (7, 78),
        (7, 100),
    ]


def test_a_funnel_of_nothing_has_no_shares() -> None:
    assert [(step["count"], step["of_before"]) for step in funnel({})] == [(0, None)] * 6


def test_half_a_per_cent_is_rounded_up_as_everywhere() -> None:
    assert [share(1, 8), share(3, 8), share(1, 200)] == [13, 38, 1]


def test_an_unfinished_period_is_compared_with_as_many_days_of_the_one_before() -> None:
    whole = Period(date(2026, 10, 1), date(2026, 12, 31))
    assert compared_with(whole, whole) == Period(date(2026, 7, 1), date(2026, 9, 30))
    assert compared_with(whole, whole.until(date(2026, 10, 1))) == Period(date(2026, 7, 1), date(2026, 7, 1))
    assert compared_with(whole, whole.until(date(2026, 11, 15))) == Period(date(2026, 7, 1), date(2026, 8, 15))
    # 29 days of March are more than February has.
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert compared_with(march, march.until(date(2026, 3, 29))) == Period(date(2026, 2, 1), date(2026, 2, 28))


def test_key_figures_of_an_empty_period_are_noughts_without_shares() -> None:
    figures = key_figures(
        needs={"now": 0, "before": 2},
        answer_days=None,
        answered=0,
        meetings={"held": 0, "follow_ups": 0},
        spent=Decimal(0),
        spent_in_all=Decimal(0),
        budget=0,
    )
    assert figures["needs_change"] == -2
    assert figures["follow_up_share"] is None
    assert figures["spent_share"] is None


@pytest.fixture
def contents(quarter: Quarter, report: Report) -> dict[str, Any]:
    return snapshot(report)


def test_the_time_to_an_answer_is_the_median_over_those_answered_in_the_period(contents: dict[str, Any]) -> None:
    answered = [n for n in Need.objects.exclude(state="draft") if in_period(n.answered_at)]
    assert contents["figures"]["answered"] == len(answered) == 4
    days = [(n.answered_at - n.submitted_at).total_seconds() / 86_400 for n in answered]
    assert contents["figures"]["answer_days"] == median(days) == 6.0


def test_the_time_to_an_answer_is_left_out_when_nothing_was_answered(quarter: Quarter) -> None:
    long_ago = Period(date(2001, 1, 1), date(2001, 3, 31))
    assert answers_of(Organisation.objects.get(), long_ago) == {"count": 0, "days": None}


def test_follow_ups_are_meetings_that_led_on(contents: dict[str, Any]) -> None:
    held = [m for m in Meeting.objects.filter(state="held") if in_period(m.starts_at)]
    on = [m for m in held if m.outcome.next_step in ("pilot", "follow_up")]
    assert contents["figures"]["follow_ups"] == len(on) == 2
    assert contents["figures"]["follow_up_share"] == 50


def test_money_is_of_the_period_and_in_all(contents: dict[str, Any], quarter: Quarter) -> None:
    pilots = [quarter.scaled, quarter.ended, quarter.running]
    costs = Cost.objects.filter(pilot__in=pilots)
    spent = sum(c.amount for c in costs if PERIOD.first <= c.on <= PERIOD.last)
    in_all = sum(c.amount for c in costs if c.on <= PERIOD.last)
    assert contents["figures"]["spent"] == spent == 20_000
    assert (contents["figures"]["spent_in_all"], in_all) == (132_001, Decimal("132000.50"))
    assert contents["figures"]["budget"] == sum(p.budget for p in pilots) == 205_000
    assert contents["figures"]["spent_share"] == 64
    assert [(p["title"], p["spent"], p["spent_in_all"]) for p in contents["pilots"]] == [
        ("VR före praktiken", 0, 71_000),
        ("Röststyrd dokumentation", 20_000, 61_000.5),
        ("Tolk i mobilen", 0, 0),
    ]


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
    assert scaled["decision"] == {"kind": "scale_up", "reason": "Tiden mer än halverades.", "on": "2026-06-10"}
    assert [lesson["title"] for lesson in scaled["lessons"]] == ["Tal fungerar när man är ensam i bilen"]
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


def test_collecting_takes_at_most_18_queries_whatever_the_rows(quarter: Quarter, report: Report) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            snapshot(Report.objects.get(pk=report.pk))
        return len(asked)

    before = queries()
    for day in range(1, 11):
        a_decided_pilot(quarter.manager, quarter.chief, "end", date(2026, 6, day), starts_on=date(2026, 5, day))
    assert queries() == before <= 18
