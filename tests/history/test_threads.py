"""The thread on a page: what is shown, what is folded, what lies ahead."""

import pytest

from history.threads import MOST_SHOWN, Link, Step, thread_of
from startups.states import MatchState
from tests import cast


def links(count, current=None):
    return [Link(f"Länk {n}", f"/{n}/", "", "neutral", None, current=n == current) for n in range(count)]


@pytest.mark.parametrize("count", [0, 1, MOST_SHOWN + 1])
def test_a_short_step_is_shown_whole(count):
    step = Step("meeting", "Möten", links=links(count))
    assert (step.shown, step.folded) == (step.links, [])


def test_a_long_step_is_folded_after_the_first_few():
    step = Step("meeting", "Möten", links=links(9))
    assert (step.shown, step.folded) == (step.links[:MOST_SHOWN], step.links[MOST_SHOWN:])


def test_where_one_is_stays_in_sight():
    step = Step("meeting", "Möten", links=links(9, current=7))
    assert [link.current for link in step.shown] == [False] * (MOST_SHOWN - 1) + [True]
    assert sorted(link.label for link in step.shown + step.folded) == sorted(
        link.label for link in step.links
    )


def test_an_empty_step_before_a_later_one_does_not_lie_ahead(staff, chief):
    need = cast.a_need(staff)
    cast.a_match(cast.a_challenge(chief, need), state=MatchState.SHORTLISTED)
    passed = {step.kind: step.passed for step in thread_of(need, user=chief)}
    assert passed["round"]
    assert not passed["pilot"]
