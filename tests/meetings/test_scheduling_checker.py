"""The checker of plans, tried itself: it passes a good plan and refuses each broken one."""

import pytest

from tests.meetings.scheduling_checker import broken_rules

DAY = {
    "slots": 3,
    "manager_scores": [[1, 2, 0], [1, 1, 1]],
    "startup_scores": [[3, 1, 1], [1, 0, 1]],
    "manager_free": [[1, 1, 1], [1, 1, 1]],
    "startup_free": [[1, 1, 1], [1, 1, 1], [1, 1, 0]],
}
GOOD = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 2, 0)]


def test_a_good_plan_breaks_no_rule():
    assert broken_rules(DAY, GOOD) == []
    assert broken_rules({**DAY, "room_count": 2, "most_in_a_row": 2, "pinned": [[0, 0, 0]]}, GOOD) == []


@pytest.mark.parametrize(
    ("words", "day", "plan"),
    [
        ("manager 0 is in two places in slot 0", {}, [(0, 0, 0), (0, 1, 0)]),
        ("startup 0 is in two places in slot 0", {}, [(0, 0, 0), (1, 0, 0)]),
        ("manager 0 and startup 0 meet twice", {}, [(0, 0, 0), (0, 0, 1)]),
        ("2 meetings in slot 0", {"room_count": 1}, GOOD),
        ("manager 0 and startup 2 do not both wish to meet", {}, [(0, 2, 0)]),
        ("manager 1 and startup 1 do not both wish to meet", {}, [(1, 1, 0)]),
        ("startup 2 is absent in slot 2", {}, [(1, 2, 2)]),
        ("manager 0 is absent in slot 0", {"manager_free": [[0, 1, 1], [1, 1, 1]]}, GOOD),
        ("manager 0 has more than 1 in a row from slot 0", {"most_in_a_row": 1}, [(0, 0, 0), (0, 1, 1)]),
        ("startup 0 has more than 1 in a row from slot 1", {"most_in_a_row": 1}, [(0, 0, 1), (1, 0, 2)]),
        ("the pin (1, 0, 2) is not planned", {"pinned": [[1, 0, 2]]}, [(0, 0, 0)]),
        ("there is no 2, 0, 0", {}, [(2, 0, 0)]),
    ],
)
def test_a_broken_plan_is_refused(words, day, plan):
    assert words in broken_rules({**DAY, **day}, plan)


def test_a_pin_may_stand_against_wishes_and_absences_but_not_against_another_meeting():
    pinned = {**DAY, "pinned": [[0, 2, 2], [0, 0, 2]]}
    assert broken_rules(pinned, [(0, 2, 2)]) == []
    assert broken_rules(pinned, [(0, 2, 2), (0, 0, 2)]) == ["manager 0 is in two places in slot 2"]
