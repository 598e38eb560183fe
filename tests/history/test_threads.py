"""The thread on a page: what is shown, what is folded, what lies ahead."""

import pytest

from history.threads import MOST_SHOWN, Link, Step, thread_of
from needs.models import Need
from needs.states import NeedState as N
from startups.states import MatchState
from tests import factories


def links(count, current=None):
    return [Link(f"Länk {n}", f"/{n}/", "", None, current=n == current) for n in range(count)]


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
    assert sorted(link.label for link in step.shown + step.folded) == sorted(link.label for link in step.links)


def test_an_empty_step_before_a_later_one_does_not_lie_ahead(staff, chief):
    need = factories.a_need(staff)
    factories.a_match(factories.a_challenge(chief, need), state=MatchState.SHORTLISTED)
    passed = {step.name: step.passed for step in thread_of(need, user=chief)}
    assert passed["round"]
    assert not passed["pilot"]


@pytest.mark.parametrize(
    ("state", "told"),
    [(N.SUBMITTED, ""), (N.IN_ROUND, ""), (N.PARKED, ""), (N.PRIORITISED, "Prioriterat"), (N.CONCLUDED, "Prioriterat")],
)
def test_whoever_may_not_see_the_rounds_is_told_whether_the_need_is_prioritised(as_, staff, state, told):
    need = factories.a_need(staff, state=state)
    steps = {step.name: step for step in thread_of(need, user=staff)}
    assert (steps["round"].links, steps["round"].instead) == ([], told)
    assert not steps["challenge"].instead

    step = as_(staff).get(need.get_absolute_url()).text.split("Prioritering</span>", 1)[1].split("</li>")[0]
    assert (told or "Inte än") in step


def test_whoever_sees_the_round_gets_its_link(as_, staff, chief):
    need = factories.a_need(staff)
    round_ = factories.a_round(chief, need, state="finished")
    Need.objects.filter(pk=need.pk).update(state=N.PRIORITISED, answer="Vi går vidare.")
    step = as_(chief).get(need.get_absolute_url()).text.split("Prioritering</span>", 1)[1].split("</li>")[0]
    assert round_.get_absolute_url() in step
    assert "Inte än" not in step
