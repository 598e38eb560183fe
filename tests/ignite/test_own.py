"""The questions of the start page, put together once: they hear of all that happens afterwards."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from accounts.models import Role, User
from history.questions import composed
from ignite import dashboard, news, own
from meetings.models import Meeting
from needs.models import Challenge, Need
from startups.states import MatchState
from tests import factories

GATHERED: dict[Callable[..., Any], tuple[Any, ...]] = {
    own._own_needs: (),
    own._days_ahead: (True,),
    dashboard._ask_challenges: (True,),
    dashboard._ask_answers: (),
    dashboard._ask_meetings: (1,),
    dashboard._ask_pilots: (True,),
}
ROWS: dict[Callable[..., Any], tuple[Any, ...]] = {
    dashboard._ask_by_a_day: (frozenset({Role.LINE_MANAGER, Role.DEVELOPMENT_CHIEF}),),
    dashboard._ask_lying: (),
    dashboard._ask_newest_reports: (),
    news._ask_papers: (True,),
}


@pytest.mark.django_db
@pytest.mark.parametrize("ask", [*GATHERED, *ROWS], ids=lambda ask: ask.__name__)
@pytest.mark.parametrize("who", ["manager", "chief"])
def test_nothing_but_the_person_and_the_day_decides_what_is_asked(
    request: pytest.FixtureRequest, django_assert_num_queries: Any, who: str, ask: Callable[..., Any]
) -> None:
    person = request.getfixturevalue(who)
    organisation = person.memberships[0].organisation
    for model in (Need, Challenge):
        ContentType.objects.get_for_model(model)

    def put() -> str:
        if ask in ROWS:
            found = ask(person, organisation, *ROWS[ask])
        else:
            found = own._union(person, ask, organisation, *GATHERED[ask])
        return repr(found.query.sql_with_params())

    noon = timezone.localtime().replace(hour=12)
    with time_machine.travel(noon, tick=False), django_assert_num_queries(0):
        asked = put()
    with time_machine.travel(noon + timedelta(hours=1), tick=False):
        assert put() == asked


@pytest.mark.django_db
def test_a_meeting_awaits_its_outcome_from_the_moment_it_has_ended(as_: Any, staff: User, manager: User) -> None:
    match = factories.a_match(factories.a_challenge(manager, factories.a_need(staff)), state=MatchState.ANSWERED)
    with time_machine.travel(timezone.localtime().replace(hour=10), tick=False):
        ends = timezone.now() + timedelta(minutes=20)
        factories.a_meeting(match, manager, starts_at=timezone.now())
        before = [task.deed for task in as_(manager).get("/").context["tasks"]]
    with time_machine.travel(ends, tick=False):
        after = [task.deed for task in as_(manager).get("/").context["tasks"]]
    assert ("Öppna mötet" in before, "Lämna utfall" in before) == (True, False)
    assert ("Öppna mötet" in after, "Lämna utfall" in after) == (False, True)


@pytest.mark.django_db
def test_what_can_find_nothing_is_not_asked(staff: User, django_assert_num_queries: Any) -> None:
    staff.organisation_ids  # noqa: B018  # known before
    with django_assert_num_queries(0):
        assert own.gathered(Meeting, 2, _nothing, staff) == [[], []]
    assert composed(own._union, staff, _nothing) is None


def _nothing(_user: User) -> list[Any]:
    return [Meeting.objects.none(), Meeting.objects.none()]
