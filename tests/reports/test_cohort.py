"""The funnel: the needs of the period, and how far the very same needs had come when it ended."""

from datetime import date
from typing import Any

import pytest
import time_machine

from accounts.models import User
from meetings.models import Outcome
from needs.actions.challenges import open_challenge
from needs.models import Candidate, Need
from needs.states import ChallengeState, NeedState
from reports.models import Report
from reports.snapshot import snapshot
from startups.states import MatchState
from tests import factories
from tests.reports.conftest import moment

BEFORE, IN, AFTER = date(2026, 3, 20), date(2026, 5, 20), date(2026, 7, 20)


class Way:
    """Takes a need along the way, each step on a day of its own."""

    def __init__(self, manager: User, chief: User) -> None:
        self.manager, self.chief, self.hour = manager, chief, 0

    def need(self, on: date) -> Need:
        return factories.a_need(self.manager, submitted_at=moment(on))

    def forward(self, need: Need, on: date) -> None:
        round_ = factories.a_round(self.chief, need)
        Candidate.objects.filter(round=round_).update(
            decision="forward", reason="Många har det.", decided_by=self.chief, decided_at=moment(on)
        )
        Need.objects.filter(pk=need.pk).update(state=NeedState.PRIORITISED, answer="Många har det.")

    def challenge(self, on: date, *needs: Need) -> Any:
        with time_machine.travel(moment(on)):
            drawn = factories.a_challenge(self.manager, *needs, state=ChallengeState.DRAFT)
            open_challenge(drawn, by=self.chief)
        return factories.a_match(drawn, state=MatchState.MET)

    def meeting(self, match: Any, on: date, step: str) -> None:
        self.hour += 1
        meeting = factories.a_meeting(match, self.manager, starts_at=moment(on, self.hour), state="held")
        Outcome.objects.create(meeting=meeting, next_step=step, left_by=self.manager)

    def pilot(self, match: Any, on: date) -> None:
        factories.a_pilot(match, self.manager, self.chief, starts_on=on, started_at=moment(on), created_at=moment(on))


@pytest.fixture
def way(manager: User, chief: User) -> Way:
    return Way(manager, chief)


def counts(report: Report) -> list[int]:
    return [step["count"] for step in snapshot(report)["funnel"]]


def test_the_funnel_follows_the_needs_that_were_handed_in_in_the_period(way: Way, report: Report) -> None:
    one, two, three, four, five, _six = (way.need(IN) for _number in range(6))
    for need in (one, two, three, four, five):
        way.forward(need, IN)
    matches = [way.challenge(IN, need) for need in (one, two, three)]
    both = way.challenge(IN, four)
    for match, step in zip([*matches, both], ["pilot", "follow_up", "no", "pilot"], strict=True):
        way.meeting(match, IN, step)
    way.pilot(both, IN)
    assert counts(report) == [6, 5, 4, 4, 3, 1]
    assert [step["of_before"] for step in snapshot(report)["funnel"]] == [None, 83, 80, 100, 75, 33]


def test_a_need_of_an_earlier_period_is_in_no_step(way: Way, report: Report) -> None:
    need = way.need(BEFORE)
    way.forward(need, IN)
    match = way.challenge(IN, need)
    way.meeting(match, IN, "pilot")
    way.pilot(match, IN)
    assert counts(report) == [0] * 6


@pytest.mark.parametrize("step", range(1, 6))
def test_what_came_after_the_period_is_not_in_its_funnel(way: Way, report: Report, step: int) -> None:
    days = [IN if number < step else AFTER for number in range(6)]
    need = way.need(days[0])
    way.forward(need, days[1])
    match = way.challenge(days[2], need)
    way.meeting(match, days[3], "no")
    way.meeting(match, days[4], "pilot")
    way.pilot(match, days[5])
    assert counts(report) == [1] * step + [0] * (6 - step)


def test_several_meetings_and_challenges_are_one_need(way: Way, report: Report) -> None:
    need = way.need(IN)
    way.forward(need, IN)
    for match in (way.challenge(IN, need), way.challenge(IN, need)):
        way.meeting(match, IN, "pilot")
        way.meeting(match, IN, "follow_up")
    assert counts(report) == [1, 1, 1, 1, 1, 0]


def test_a_pilot_after_a_meeting_without_an_outcome_that_led_on_is_what_it_led_to(way: Way, report: Report) -> None:
    need = way.need(IN)
    way.forward(need, IN)
    match = way.challenge(IN, need)
    way.meeting(match, IN, "later")
    way.pilot(match, IN)
    assert counts(report) == [1] * 6


def test_no_step_is_larger_than_the_one_before_when_a_step_was_left_out(way: Way, report: Report) -> None:
    need = way.need(IN)
    way.forward(need, IN)
    way.pilot(way.challenge(IN, need), IN)
    assert counts(report) == [1, 1, 1, 0, 0, 0]
    assert snapshot(report)["pilots_started"] == 1
