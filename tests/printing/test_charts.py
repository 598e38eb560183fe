"""The geometry of the charts."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from printing.charts import cut, funnel_chart, timeline_chart, width_of

STEPS = [
    {"label": "Inlämnade behov", "count": 124, "note": "", "apart": False},
    {"label": "Prioriterade", "count": 31, "note": "25 % av steget före", "apart": False},
    {"label": "Skalas upp", "count": 0, "note": "", "apart": False},
]


def a_pilot(first: date, last: date, **fields: Any) -> dict[str, Any]:
    return {"title": "Tolk i mobilen", "state": "running", "words": "Pågår", "from": first, "to": last, **fields}


def test_bars_are_as_long_as_their_counts() -> None:
    first, second, third = funnel_chart(STEPS).bars
    assert second.width == first.width / 4
    assert third.width == 0


def test_the_longest_bar_leaves_its_number_the_room_it_needs_and_the_shortest_is_still_seen() -> None:
    steps = [{**STEPS[0], "count": count} for count in (10_000, 10_000, 1)]
    first, same, least = funnel_chart(steps).bars
    assert (same.width, least.width) == (first.width, 2)
    assert first.x + first.width + 24 + width_of("10000", 14) == pytest.approx(680)


def test_nothing_in_the_funnel_reaches_outside_the_drawing() -> None:
    for narrow in (False, True):
        chart = funnel_chart(STEPS, narrow=narrow)
        for bar in chart.bars:
            assert bar.note_x + width_of(bar.note, chart.size) <= chart.width
            assert bar.y + bar.height <= chart.height


def test_a_funnel_of_noughts_has_no_bars_and_still_its_labels() -> None:
    chart = funnel_chart([{**step, "count": 0} for step in STEPS])
    assert [bar.width for bar in chart.bars] == [0, 0, 0]
    assert chart.bars[0].label == "Inlämnade behov"


def test_only_a_bar_that_is_drawn_can_be_dashed() -> None:
    apart = [{**STEPS[0], "apart": True}]
    assert funnel_chart(apart).has_dashes
    assert not funnel_chart([{**step, "count": 0} for step in apart]).has_dashes


def test_the_narrow_funnel_puts_labels_over_the_bars() -> None:
    bar = funnel_chart(STEPS, narrow=True).bars[0]
    assert bar.x == bar.label_x == 0
    assert bar.label_y < bar.y


def test_the_timeline_holds_the_period_and_every_pilot_in_whole_months() -> None:
    chart = timeline_chart(
        [a_pilot(date(2026, 2, 10), date(2026, 8, 3))],
        first=date(2026, 4, 1),
        last=date(2026, 6, 30),
        today=date(2026, 7, 5),
    )
    assert [month.first.month for month in chart.months] == [2, 3, 4, 5, 6, 7, 8]
    lane = chart.lanes[0]
    assert chart.months[0].x < lane.x < chart.months[1].x
    assert lane.x + lane.width <= chart.width
    assert chart.today_x is not None


def test_a_day_outside_the_drawing_is_not_drawn_as_today() -> None:
    chart = timeline_chart([], first=date(2026, 4, 1), last=date(2026, 6, 30), today=date(2026, 7, 1))
    assert chart.today_x is None


def test_one_odd_date_does_not_squeeze_the_others() -> None:
    chart = timeline_chart(
        [a_pilot(date(1990, 1, 1), date(2090, 1, 1))],
        first=date(2026, 4, 1),
        last=date(2026, 6, 30),
        today=date(2026, 5, 1),
    )
    assert len(chart.months) <= 30
    assert chart.lanes[0].x + chart.lanes[0].width <= chart.width


def test_words_that_do_not_fit_in_a_bar_stand_beside_it_and_inside_the_drawing() -> None:
    pilots = [
        a_pilot(date(2026, 4, 1), date(2026, 4, 3)),
        a_pilot(date(2026, 6, 28), date(2026, 6, 30)),
        a_pilot(date(2026, 4, 1), date(2026, 6, 30)),
    ]
    chart = timeline_chart(pilots, first=date(2026, 4, 1), last=date(2026, 6, 30), today=date(2026, 5, 1))
    assert [lane.inside for lane in chart.lanes] == [False, False, True]
    for lane in chart.lanes:
        assert 0 <= lane.text_x <= chart.width - width_of(lane.text, 12)


def test_months_lose_their_names_before_the_names_collide() -> None:
    pilots = [a_pilot(date(2025, 5, 1), date(2027, 5, 1))]
    chart = timeline_chart(pilots, first=date(2026, 4, 1), last=date(2026, 6, 30), today=date(2026, 5, 1), narrow=True)
    shown = [month.text_x for month in chart.months if month.shown]
    assert min(after - before for before, after in pairwise(shown)) >= 30


def test_a_long_title_is_cut_to_the_room_there_is() -> None:
    title = cut("Verksamhetsutvecklingsplanering i fyra förskolor", 13, 190)
    assert title.endswith("…")
    assert width_of(title, 13) <= 190
    assert cut("Kort", 13, 190) == "Kort"
