"""The thread on a page: what is shown, what is folded, what lies ahead."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from accounts.models import Membership, Role
from history import threads
from history.templatetags.days import day
from history.templatetags.traces import thread_links
from history.threads import MOST_SHOWN, Link, Step, thread_of
from needs.actions.challenges import open_challenge
from needs.actions.needs import answer_need, submit_need
from needs.actions.rounds import close_assessment
from needs.models import Need
from needs.states import NeedState as N
from pilots.actions import decide, start
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
    [
        (N.SUBMITTED, ""),
        (N.IN_ROUND, ""),
        (N.PARKED, "Parkerat"),
        (N.DECLINED, "Avböjt"),
        (N.PRIORITISED, "Prioriterat"),
        (N.CONCLUDED, "Prioriterat"),
    ],
)
def test_whoever_may_not_see_the_rounds_is_told_what_became_of_the_need(as_, staff, state, told):
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
    person.organisation_ids  # noqa: B018  # the person's places are known before, and so are the kinds of objects
    ContentType.objects.get_for_model(kind.model)
    with django_assert_num_queries(0):
        today = kind.rows(person, [1, 2]).query.sql_with_params()
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert kind.rows(person, [1, 2]).query.sql_with_params() == today


def test_a_step_shows_the_day_it_came_into_the_state_shown(as_, staff, chief, manager, leader):
    """The day of its row would say that a need handed in in March and declined in May was declined in March."""

    def on(day, deed, *args, **kwargs):
        with time_machine.travel(timezone.make_aware(datetime(2026, *day, 10)), tick=False):
            return deed(*args, by=kwargs.pop("by", chief), **kwargs)

    need, other = Need(submitter=staff, title="Nycklar"), factories.a_need(staff, title="Språk")
    need.organisation = other.organisation
    on((3, 2), submit_need, need, drivers=[], by=staff)
    on((5, 4), answer_need, need, to=N.DECLINED, reason="Det finns redan.")
    with time_machine.travel(timezone.make_aware(datetime(2026, 3, 3, 10))):
        round_ = factories.a_round(chief, other, team=())
        challenge = factories.a_challenge(
            manager, factories.a_need(staff), state="draft", answers_by=date(2026, 12, 31)
        )
    on((6, 5), close_assessment, round_)
    on((7, 6), open_challenge, challenge)
    days = {"starts_on": date(2026, 8, 1), "ends_on": date(2026, 12, 31)}
    pilot = factories.a_pilot(factories.a_match(challenge, state=MatchState.MET), manager, chief, "charter", **days)
    on((8, 7), start, pilot)
    lesson = {"title": "Börja smått", "saw": "Två räckte"}
    on((9, 8), decide, pilot, kind="iterate", reason="Mer.", lessons=[lesson], new_end=date(2027, 1, 1))

    def told(subject, name):
        return next(
            day(link.when) for step in thread_of(subject, user=chief) for link in step.links if step.name == name
        )

    assert told(need, "need") == "4 maj 2026"
    assert told(other, "round") == "5 jun 2026"
    assert told(challenge, "challenge") == "6 jul 2026"
    assert told(pilot, "pilot") == "7 aug 2026"  # it runs since then, although it was decided to go on in September
    assert "Avböjt, 4 maj 2026" in as_(staff).get(need.get_absolute_url()).text


def test_a_meeting_in_a_thread_shows_the_day_on_which_it_is(staff, chief, manager):
    challenge = factories.a_challenge(manager, factories.a_need(staff))
    meeting = factories.a_meeting(factories.a_match(challenge, state=MatchState.ANSWERED), manager)
    (link,) = next(step for step in thread_of(challenge, user=chief) if step.name == "meeting").links
    assert link.when == meeting.starts_at


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
