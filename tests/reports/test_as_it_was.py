"""A report tells how things were when its period ended, however much has happened since."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from accounts.models import User
from needs.models import Need
from pilots import actions
from pilots.models import Obstacle, Pilot
from pilots.states import PilotState
from reports import tasks
from reports.models import ManagementGroup, Report
from reports.pdf import html_of
from reports.snapshot import snapshot
from startups.states import MatchState
from tests import factories
from tests.reports.conftest import PERIOD, Quarter, a_report, moment

AUGUST, SEPTEMBER, OCTOBER = date(2026, 8, 10), date(2026, 9, 20), date(2026, 10, 12)
QUARTER = {"period_from": date(2026, 7, 1), "period_to": date(2026, 9, 30)}
LESSON = {"title": "Börja smått", "saw": "Det gick fortare så.", "advice": "Välj en enhet."}


@contextmanager
def on(day: date, hour: int = 12) -> Iterator[None]:
    with time_machine.travel(moment(day, hour)):
        yield


@pytest.fixture
def plan(manager: User, chief: User) -> Callable[..., Pilot]:
    def planned(**charter: Any) -> Pilot:
        challenge = factories.a_challenge(manager, factories.a_need(manager))
        match = factories.a_match(challenge, state=MatchState.MET)
        charter = {
            "title": "Tala in",
            "question": "Går det fortare?",
            "budget": 60_000,
            "starts_on": AUGUST,
            "ends_on": date(2026, 9, 25),
            "owner": manager,
            "decider": chief,
            "personal_data": False,
            **charter,
        }
        threshold = {"measure": "Tid per pass", "unit": "minuter", "baseline": Decimal(40), "target": Decimal(20)}
        with on(AUGUST):
            return actions.draw_up(match, charter=charter, thresholds=[threshold], by=manager)

    return planned


@pytest.fixture
def running(plan: Callable[..., Pilot], manager: User) -> Pilot:
    pilot = plan()
    with on(AUGUST, 13):
        actions.start(pilot, by=manager)
    return pilot


@pytest.fixture
def autumn(group: ManagementGroup, chief: User) -> Report:
    return a_report(group, chief, **QUARTER)


def told(report: Report) -> dict[str, Any]:
    """The report's only pilot, told on a day after all that these tests do."""
    with on(date(2026, 11, 20)):
        contents = snapshot(report)
    html_of(contents, "sv")  # it can be drawn
    assert len(contents["pilots"]) == 1
    pilot: dict[str, Any] = contents["pilots"][0]
    return pilot


def measure(pilot: Pilot, value: str | None, by: User, day: date) -> None:
    with on(day):
        result = None if value is None else Decimal(value)
        actions.note_results(pilot, results={pilot.thresholds.get().pk: result}, by=by)


def test_a_quarter_does_not_show_what_was_measured_after_it(running: Pilot, manager: User, autumn: Report) -> None:
    measure(running, "19", manager, OCTOBER)
    assert told(autumn)["results"][0]["result"] is None
    assert told(autumn)["results"][0]["reached"] is None


def test_a_quarter_shows_the_last_that_was_measured_in_it(running: Pilot, manager: User, autumn: Report) -> None:
    measure(running, "31", manager, AUGUST)
    measure(running, "30.5", manager, SEPTEMBER)
    measure(running, "22", manager, OCTOBER)
    measure(running, "19", manager, OCTOBER + timedelta(days=1))
    assert told(autumn)["results"][0]["result"] == 30.5
    assert not told(autumn)["results"][0]["reached"]


def decide(pilot: Pilot, kind: str, by: User, day: date, **fields: Any) -> None:
    pilot.refresh_from_db()
    with on(day):
        actions.decide(pilot, kind=kind, reason=f"Därför {day}.", lessons=[LESSON], by=by, **fields)


def test_a_pilot_that_went_on_after_the_period_had_the_end_it_had(running: Pilot, chief: User, autumn: Report) -> None:
    decide(running, "iterate", chief, OCTOBER, new_end=date(2026, 12, 1))
    pilot = told(autumn)
    assert (pilot["state"], pilot["to"], pilot["decision"], pilot["lessons"]) == ("late", "2026-09-25", None, [])


def test_no_day_after_the_period_but_a_planned_one_is_in_the_report(
    running: Pilot, chief: User, autumn: Report
) -> None:
    decide(running, "iterate", chief, SEPTEMBER, new_end=date(2026, 10, 30))
    decide(running, "end", chief, OCTOBER)
    pilot = told(autumn)
    assert (pilot["state"], pilot["to"], pilot["ended_on"]) == ("running", "2026-10-30", "")
    assert pilot["decision"] == {"kind": "iterate", "reason": "Därför 2026-09-20.", "on": "2026-09-20"}


def test_a_charter_that_was_rewritten_after_the_period_is_told_as_it_was(
    plan: Callable[..., Pilot], manager: User, autumn: Report
) -> None:
    pilot = plan()
    later = {"title": "Skriv in", "budget": 90_000, "starts_on": OCTOBER, "ends_on": date(2026, 12, 1)}
    threshold = {"measure": "Tid per pass", "unit": "minuter", "baseline": 40, "target": 20}
    with on(OCTOBER):
        actions.revise(pilot, charter=later, thresholds=[threshold], by=manager)
        actions.start(Pilot.objects.get(), by=manager)
    row = told(autumn)
    assert (row["title"], row["budget"], row["from"], row["to"]) == ("Tala in", 60_000, "2026-08-10", "2026-09-25")
    assert row["state"] == PilotState.CHARTER


def test_a_budget_that_was_changed_after_the_period_is_told_as_it_was(
    running: Pilot, manager: User, autumn: Report
) -> None:
    for budget, day in [(70_000, SEPTEMBER), (80_000, OCTOBER), (95_000, OCTOBER + timedelta(days=1))]:
        with on(day):
            actions.change_budget(running, budget=budget, reason="Fler är med.", by=manager)
    assert told(autumn)["budget"] == 70_000
    with on(date(2026, 11, 20)):
        assert snapshot(autumn)["figures"]["budget"] == 70_000


def test_a_first_day_that_was_moved_after_the_period_is_told_as_it_was(
    plan: Callable[..., Pilot], manager: User, autumn: Report
) -> None:
    pilot = plan(starts_on=OCTOBER + timedelta(days=9), ends_on=date(2026, 12, 1))
    with on(OCTOBER):
        actions.start(pilot, early=True, by=manager)
    assert (told(autumn)["from"], told(autumn)["state"]) == ("2026-10-21", "charter")


def test_a_charter_is_told_of_unless_it_was_given_up_when_the_period_ended(
    plan: Callable[..., Pilot], manager: User, autumn: Report
) -> None:
    pilot = plan()
    with on(OCTOBER):
        actions.abandon(pilot, reason="Startupen hoppade av.", by=manager)
    assert told(autumn)["state"] == "charter"
    with on(date(2026, 11, 20)):
        month = a_report(autumn.group, manager, period_from=date(2026, 10, 1), period_to=date(2026, 10, 31))
        assert snapshot(month)["pilots"] == []
        actions.resume(pilot, by=manager)
        assert snapshot(month)["pilots"] == []


def test_all_lessons_of_the_period_are_told_and_none_of_another(
    running: Pilot, manager: User, chief: User, autumn: Report
) -> None:
    for title, day in [("En", AUGUST), ("Två", SEPTEMBER), ("Tre", OCTOBER)]:
        with on(day):
            actions.add_lesson(running, by=manager, title=title, saw="Det syntes.")
    decide(running, "end", chief, SEPTEMBER + timedelta(days=1))
    assert [lesson["title"] for lesson in told(autumn)["lessons"]] == ["En", "Två", "Börja smått"]


def test_what_an_ended_pilot_cost_or_taught_in_the_period_is_told(
    running: Pilot, manager: User, chief: User, group: ManagementGroup
) -> None:
    decide(running, "end", chief, SEPTEMBER)
    running.refresh_from_db()
    later = a_report(group, chief, period_from=date(2026, 10, 1), period_to=date(2026, 10, 31))
    with on(date(2026, 11, 20)):
        assert snapshot(later)["pilots"] == []
    with on(OCTOBER):
        actions.note_cost(running, what="Sen faktura", amount=Decimal(12_500), on=OCTOBER, by=manager)
        actions.add_lesson(running, by=manager, title="I efterhand", saw="Det syntes.")
    pilot = told(later)
    assert (pilot["spent"], pilot["state"], pilot["ended_on"]) == (12_500, "ended", "2026-09-20")
    assert [lesson["title"] for lesson in pilot["lessons"]] == ["I efterhand"]


def test_an_obstacle_that_came_back_after_the_period_was_out_of_the_way_in_it(
    running: Pilot, manager: User, autumn: Report
) -> None:
    with on(AUGUST):
        actions.report_obstacle(running, kind="it", text="Brandväggen stoppar.", owner=manager, by=manager)
    obstacle = Obstacle.objects.get()
    with on(SEPTEMBER):
        actions.resolve_obstacle(obstacle, resolution="Öppnad", by=manager)
    with on(OCTOBER):
        actions.reopen_obstacle(obstacle, by=manager)
    with on(date(2026, 11, 20)):
        assert snapshot(autumn)["obstacles"][0]["open"] == 0
    with on(date(2026, 11, 20)):
        october = a_report(autumn.group, manager, period_from=date(2026, 10, 1), period_to=date(2026, 10, 31))
        assert snapshot(october)["obstacles"][0]["open"] == 1


# --- An unfinished period -------------------------------------------------------------------------------------------
@pytest.fixture
def unfinished(group: ManagementGroup, chief: User, manager: User) -> Report:
    """The fourth quarter, with needs handed in on the 46th day of this and of the last quarter, and the day after."""
    for day in [(2026, 7, 1), (2026, 8, 15), (2026, 8, 16), (2026, 10, 1), (2026, 11, 15), (2026, 11, 16)]:
        factories.a_need(manager, submitted_at=moment(date(*day)))
    with on(date(2026, 11, 15), 9):
        return a_report(group, chief, period_from=date(2026, 10, 1), period_to=date(2026, 12, 31))


def test_an_unfinished_period_is_compared_with_the_same_number_of_days(unfinished: Report) -> None:
    with on(date(2026, 11, 15), 23):
        contents = snapshot(unfinished)
    assert (contents["figures"]["needs"], contents["figures"]["needs_change"]) == (2, 0)
    assert "lika många som efter lika många dagar av perioden före" in html_of(contents, "sv")
    with on(date(2027, 1, 1)):
        contents = snapshot(unfinished)
    assert (contents["figures"]["needs"], contents["figures"]["needs_change"]) == (3, 0)
    assert Need.objects.count() == 6


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 15), "preliminärt, till och med 15\u00a0nov\u00a02026"),
        (date(2026, 12, 31), "preliminärt, till och med 31\u00a0dec\u00a02026"),
        (date(2027, 1, 1), ""),
    ],
)
def test_an_unfinished_period_says_that_it_is_preliminary(
    as_: Any, chief: User, unfinished: Report, day: date, words: str
) -> None:
    with on(day):
        tasks.make(unfinished.pk)
        unfinished.refresh_from_db()
        assert unfinished.is_preliminary == bool(words)
        client = as_(chief)
        page = client.get(unfinished.get_absolute_url()).content.decode()
        rows = client.get("/rapporter/").content.decode()
    html = html_of(unfinished.contents, "sv")
    assert ("reliminär" in html, "reliminär" in page, "preliminär" in rows) == (bool(words),) * 3
    assert words in html
    assert words[1:] in page


# --- Earlier editions -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_edition_of_an_earlier_version_is_still_drawn_with_its_own_figures(language: str) -> None:
    html = html_of(VERSION_1, language).replace("\u00a0", " ")
    for words in [("61 000 kr av 65 000 kr", "SEK 61 000 of SEK 65 000"), ("132 000 kr", "SEK 132 000")]:
        assert words[language == "en"] in html
    assert "Börja smått" in html
    if language == "sv":
        assert "Ett steg kan gälla ett behov från en tidigare period." in html
        assert "därför är den stapeln streckad" in html
        assert "Bokförda kostnader till och med periodens sista dag" in html


VERSION_1: dict[str, Any] = {
    "version": 1,
    "title": "Behov och piloter",
    "organisation": {"name": "Norra förvaltningen", "colour": "#0B5A6B"},
    "group": "Förvaltningsledningen",
    "period": {"from": "2026-04-01", "to": "2026-06-30"},
    "edition": 1,
    "made_on": "2026-07-03",
    "summary": "",
    "narrative": "",
    "drivers": [],
    "figures": {
        "needs": 4,
        "needs_change": 3,
        "answer_days": 6.0,
        "answered": 4,
        "meetings": 4,
        "follow_ups": 2,
        "follow_up_share": 50,
        "spent": 132_000,
        "budget": 205_000,
        "spent_share": 64,
    },
    "funnel": [
        {"key": "needs", "count": 4, "of_before": None, "apart": False},
        {"key": "prioritised", "count": 3, "of_before": 75, "apart": False},
        {"key": "challenges", "count": 1, "of_before": 33, "apart": False},
        {"key": "meetings", "count": 4, "of_before": None, "apart": True},
        {"key": "pilots", "count": 1, "of_before": 100, "apart": False},
        {"key": "scaled_up", "count": 1, "of_before": 100, "apart": False},
    ],
    "pilots": [
        {
            "id": 1,
            "title": "Tala in",
            "state": "scaled_up",
            "started": True,
            "from": "2026-02-01",
            "to": "2026-04-02",
            "ended_on": "2026-06-10",
            "needs": ["Dubbel dokumentation"],
            "startup": "Talklart AB",
            "question": "Går det fortare?",
            "results": [],
            "spent": 61_000,
            "budget": 65_000,
            "decision": {"kind": "scale_up", "reason": "Tiden mer än halverades."},
            "lesson": {"title": "Börja smått", "advice": ""},
        }
    ],
    "pilots_left_out": 0,
    "obstacles": [],
    "decisions_asked": [],
}


# --- what line managers say -----------------------------------------------------------------------------------------
def test_a_report_quotes_what_the_chief_has_chosen_of_the_questions_closed_in_its_period(
    quarter: Quarter, report: Report
) -> None:
    def quoted(on: date, text: str, manager: User | None, *, is_quoted: bool = True) -> None:
        asked = factories.a_questionnaire(quarter.organisation, quarter.manager, closed=True)
        asked._meta.model.objects.filter(pk=asked.pk).update(closed_at=moment(on))
        factories.an_answer(asked, manager, text, is_quoted=is_quoted)

    quoted(PERIOD.first, "Jag trodde det skulle ta år.", quarter.manager)
    quoted(PERIOD.last, "Vi vågar pröva.", None)
    quoted(PERIOD.last, "Inte vald.", None, is_quoted=False)
    quoted(PERIOD.last + timedelta(days=1), "Efteråt.", None)

    told = snapshot(report)["managers_say"]
    assert [(row["question"], row["answers"]) for row in told] == [
        ("Vad förvånade dig?", [{"text": "Jag trodde det skulle ta år.", "name": quarter.manager.name}]),
        ("Vad förvånade dig?", [{"text": "Vi vågar pröva.", "name": ""}]),
    ]
    html = html_of(snapshot(report), "sv")
    assert ("Vad linjecheferna säger" in html, "Vi vågar pröva." in html) == (True, True)


def test_an_edition_of_version_2_has_nothing_of_what_line_managers_say(quarter: Quarter, report: Report) -> None:
    contents = {**snapshot(report), "version": 2}
    del contents["managers_say"]
    assert "Vad linjecheferna säger" not in html_of(contents, "sv")
