"""Why wishes were not met, and which rooms a plan is held in."""

import pytest

from meetings.scheduling import Meeting, instance_from_json
from meetings.scheduling.planning import plan
from meetings.scheduling.rooms import rooms_of
from meetings.scheduling.wishes import unmet_wishes
from tests.meetings.scheduling_days import a_day, in_half_days

ONE_WISH = {
    "manager_scores": [[2]],
    "startup_scores": [[3]],
    "manager_free": [[1, 1]],
    "startup_free": [[1, 1]],
    "slots": 2,
}


def reasons(day, meetings=()):
    return [wish.reason for wish in unmet_wishes(instance_from_json(day)[0], meetings)]


def test_two_who_are_never_there_together():
    assert reasons({**ONE_WISH, "startup_free": [[0, 0]]}) == ["never"]


def test_two_of_whom_one_always_meets_others():
    day = a_day(2, 1, 1, absent=0, manager_scores=[[1], [1]], startup_scores=[[1], [1]])
    wish = unmet_wishes(instance_from_json(day)[0], [Meeting(0, 0, 0)])[0]
    assert (wish.manager, wish.startup, wish.reason) == (1, 0, "taken")
    assert (wish.manager_meetings, wish.startup_meetings) == (0, 1)
    assert (wish.manager_free, wish.startup_free) == ((0,), ())


def test_two_for_whom_no_room_is_left():
    assert reasons({**ONE_WISH, "room_count": 0}) == ["rooms"]


def test_two_whose_meeting_would_be_one_in_a_row_too_many():
    day = a_day(1, 2, 2, absent=0, manager_scores=[[1, 1]], startup_scores=[[1, 1]], most_in_a_row=1)
    assert reasons(day, [Meeting(0, 0, 0)]) == ["pauses"]


def test_nothing_hinders_a_wish_that_was_merely_left_out():
    assert reasons(ONE_WISH) == ["open"]


def test_no_wish_that_nothing_hinders_is_left_by_a_plan():
    day = in_half_days(a_day(10, 15, 9, room_count=6))
    instance = instance_from_json(day)[0]
    assert "open" not in reasons(day, plan(instance, rounds=100).meetings)


def test_the_dearest_unmet_wish_comes_first():
    day = a_day(1, 3, 1, absent=0, manager_scores=[[1, 5, 3]], startup_scores=[[1, 1, 1]])
    assert [wish.startup for wish in unmet_wishes(instance_from_json(day)[0], [])] == [1, 2, 0]


def test_no_room_holds_two_meetings_at_once():
    planned = plan(instance_from_json(in_half_days(a_day(12, 16, 10, room_count=5)))[0], rounds=100)
    rooms = rooms_of(planned.meetings, 5)
    assert set(rooms) == set(planned.meetings)
    assert len({(meeting.slot, room) for meeting, room in rooms.items()}) == len(planned.meetings)


def test_with_a_room_for_each_manager_nobody_changes_rooms():
    planned = plan(instance_from_json(a_day(8, 12, 9))[0], rounds=100)
    rooms = rooms_of(planned.meetings, 8)
    assert len({(meeting.manager, room) for meeting, room in rooms.items()}) == 8


def test_more_meetings_than_rooms_are_refused():
    with pytest.raises(ValueError, match="slot 0: 2 meetings in 1 rooms"):
        rooms_of([Meeting(0, 0, 0), Meeting(1, 1, 0)], 1)
