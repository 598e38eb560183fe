"""What a meeting led to, and what that moves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from history.actions import StaleState
from meetings.actions.outcomes import OutcomeData, correct_outcome, leave_outcome
from meetings.models import Meeting, Outcome
from meetings.states import MeetingState, NextStep
from startups.states import MatchState
from tests import factories

PILOT = OutcomeData(happened=True, next_step=NextStep.PILOT, surprise="De hade redan kört i två kommuner.")
MISSED = OutcomeData(happened=False, surprise="Ingen kom.")


def fresh(meeting):
    return Meeting.objects.select_related("match", "outcome").get(pk=meeting.pk)


def test_a_held_meeting_moves_its_match_on(past_meeting, manager):
    leave_outcome(past_meeting, PILOT, by=manager)
    meeting = fresh(past_meeting)
    assert (meeting.state, meeting.outcome.next_step, meeting.outcome.left_by) == (
        MeetingState.HELD,
        NextStep.PILOT,
        manager,
    )
    assert meeting.match.state == MatchState.MET
    assert [(e.sentence, e.reason) for e in meeting.history] == [
        ("Lämnade utfall: föreslå en pilot", "De hade redan kört i två kommuner.")
    ]


def test_a_missed_meeting_leaves_its_match_where_it_was(past_meeting, manager):
    leave_outcome(past_meeting, MISSED, by=manager)
    meeting = fresh(past_meeting)
    assert (meeting.state, meeting.outcome.next_step) == (MeetingState.MISSED, "")
    assert meeting.match.state == MatchState.ANSWERED


def test_the_second_of_two_who_leave_an_outcome_is_told(past_meeting, manager, chief):
    stale = fresh_without_outcome(past_meeting)
    leave_outcome(past_meeting, PILOT, by=manager)
    with pytest.raises(StaleState):
        leave_outcome(stale, MISSED, by=chief)
    assert Outcome.objects.get().next_step == NextStep.PILOT


def fresh_without_outcome(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def test_an_outcome_can_be_put_right_the_same_day(past_meeting, manager):
    leave_outcome(past_meeting, PILOT, by=manager)
    later = OutcomeData(happened=True, next_step=NextStep.LATER, surprise="Efter sommaren.")
    correct_outcome(fresh(past_meeting), later, by=manager)
    meeting = fresh(past_meeting)
    assert (meeting.outcome.next_step, meeting.outcome.surprise) == (NextStep.LATER, "Efter sommaren.")
    assert meeting.history[0].verb == "meeting.corrected"


def test_a_meeting_that_did_happen_after_all_is_held(past_meeting, manager):
    leave_outcome(past_meeting, MISSED, by=manager)
    correct_outcome(fresh(past_meeting), PILOT, by=manager)
    meeting = fresh(past_meeting)
    assert (meeting.state, meeting.match.state) == (MeetingState.HELD, MatchState.MET)


def test_an_outcome_stands_the_day_after(past_meeting, manager):
    leave_outcome(past_meeting, PILOT, by=manager)
    Outcome.objects.update(left_at=timezone.now() - timedelta(days=1))
    with pytest.raises(StaleState, match="samma dag"):
        correct_outcome(fresh(past_meeting), MISSED, by=manager)


def test_meetings_are_counted_as_the_national_programme_counts(match, manager):
    for number, step in enumerate([NextStep.PILOT, NextStep.FOLLOW_UP, NextStep.LATER, NextStep.NO]):
        start = timezone.now() - timedelta(days=2, hours=number)
        meeting = factories.a_meeting(match, manager, starts_at=start)
        leave_outcome(meeting, OutcomeData(happened=True, next_step=step), by=manager)
    missed = factories.a_meeting(match, manager, starts_at=timezone.now() - timedelta(days=3))
    leave_outcome(missed, MISSED, by=manager)
    assert Meeting.objects.held().count() == 4
    assert Meeting.objects.with_follow_up().count() == 2
    assert Meeting.objects.count_held() == {"held": 4, "follow_ups": 2}


def test_meetings_are_counted_by_the_local_day(match, manager):
    day = timezone.localdate() - timedelta(days=5)
    factories.a_meeting(match, manager, starts_at=factories.at(day, 0, 0), state=MeetingState.HELD)
    factories.a_meeting(match, manager, starts_at=factories.at(day, 23, 30), state=MeetingState.HELD)
    factories.a_meeting(match, manager, starts_at=factories.at(day + timedelta(days=1), 0, 10), state=MeetingState.HELD)
    assert Meeting.objects.between(day, day).count() == 2
