"""The thread on a page: what is shown, what is folded, what lies ahead."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Membership, Role
from history import threads
from history.templatetags.traces import thread_links
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


def labels(need, user):
    return [link.label for step in thread_of(need, user=user) for link in step.links]


def test_each_need_has_a_thread_of_its_own_and_what_is_new_in_it_is_there_at_once(staff, chief):
    one, other = (factories.a_need(staff, title=title) for title in ("Nycklar", "Språk"))
    assert (labels(one, chief), labels(other, chief)) == (["Nycklar"], ["Språk"])

    factories.a_challenge(chief, other, title="Barnens svenska")
    assert (labels(one, chief), labels(other, chief)) == (["Nycklar"], ["Språk", "Barnens svenska"])


def test_whoever_gets_or_loses_a_role_sees_more_or_less_at_once(staff, chief):
    need = factories.a_need(staff, title="Nycklar")
    round_ = factories.a_round(chief, need, state="finished")
    place = Membership.objects.get(user=staff)
    seen = []
    for roles in ([Role.STAFF], [Role.STAFF, Role.LEADERSHIP], [Role.STAFF]):
        place.roles = roles
        place.save()
        del staff.memberships
        seen.append(labels(need, staff))
    assert seen == [["Nycklar"], ["Nycklar", round_.name], ["Nycklar"]]


@pytest.mark.parametrize("kind", threads._step_kinds(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("who", ["staff", "manager", "team_member", "chief", "leader", "administrator"])
def test_nothing_but_the_person_decides_what_a_thread_asks(request, django_assert_num_queries, who, kind):
    person = request.getfixturevalue(who)
    person.organisation_ids  # noqa: B018  # the person's places are known before
    with django_assert_num_queries(0):
        today = kind.rows(person, [1, 2]).query.sql_with_params()
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert kind.rows(person, [1, 2]).query.sql_with_params() == today


def test_whoever_has_no_place_sees_an_empty_thread(staff):
    need = factories.a_need(staff)
    assert labels(need, factories.a_person(None)) == []


def test_what_people_wrote_is_escaped_in_the_links(staff, chief):
    need = factories.a_need(staff, title="<b>Nycklar</b>")
    (step, *_others) = thread_of(need, user=chief)
    written = thread_links(step.links)
    assert "&lt;b&gt;Nycklar&lt;/b&gt;" in written
    assert "<b>" not in written
    assert written.count('aria-current="page"') == 1
