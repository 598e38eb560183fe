"""Two chiefs publish at the very same time: one plan holds, the other chief is told why, and nobody hears anything twice."""

from collections.abc import Sequence

import pytest
from django.urls import reverse

from history.models import Entry
from meetings.actions.plans import make_plan, publish_plan, want_plan
from meetings.models import Agenda, MatchmakingDay, Meeting, PlannedMeeting
from meetings.states import DayState
from post.models import Letter
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import the_worker_writes
from tests.test_twice_at_once import both_at_once

pytestmark = pytest.mark.django_db(transaction=True)
PUBLISHED = "Planen är publicerad."


@pytest.fixture
def managers(organisation):
    return [factories.a_person(organisation, factories.STAFF, factories.MANAGER) for _ in range(4)]


@pytest.fixture
def matches(managers, chief):
    """Startups that have been invited to the first manager's challenge, and can be written to."""
    challenge = factories.a_challenge(managers[0])
    found = [factories.a_match(challenge, state=MatchState.INVITED) for _ in range(4)]
    for match in found:
        factories.an_invitation(match, chief)
    return found


@pytest.fixture
def colleague(organisation):
    return factories.a_person(organisation, factories.STAFF, factories.CHIEF, name="Ulrik Utvecklingschef")


def a_plan(managers, matches, *meetings: tuple[int, int, int]) -> MatchmakingDay:
    """A day whose draft holds these meetings: manager, match and slot, each by its number."""
    startups = tuple(match.startup for match in matches)
    day = factories.a_day(matches[0].organisation, managers=tuple(managers), startups=startups, state=DayState.PLANNED)
    slots = day.slots.all()
    for manager, match, slot in meetings:
        planned = {"manager": managers[manager], "match": matches[match], "startup": matches[match].startup}
        PlannedMeeting.objects.create(day=day, slot=slots[slot], **planned)
    return day


def publish_at_once(*presses) -> Sequence[str]:
    """What each of the chiefs reads afterwards; `presses` are chiefs with the day that each publishes."""
    addresses = [(chief, reverse("meetings:plan_publish", args=[day.pk]), {}) for chief, day in presses]
    answers = both_at_once(Meeting, addresses)
    assert [answer.status_code for answer in answers] == [302, 302]
    return [answer.client.get(answer.url, follow=True).content.decode() for answer in answers]


def readers() -> list[str]:
    the_worker_writes()
    return sorted(Letter.objects.values_list("to", flat=True))


def test_the_same_plan_is_published_once(chief, colleague, managers, matches):
    day = a_plan(managers[:2], matches[:2], (0, 0, 0), (0, 1, 1), (1, 1, 0))
    pages = publish_at_once((chief, day), (colleague, day))
    assert sorted(PUBLISHED in page for page in pages) == [False, True]
    assert sum("Någon annan hann före. Så här ser det ut nu." in page for page in pages) == 1
    assert Meeting.objects.count() == 3
    assert Entry.objects.filter(verb="matchmakingday.published").count() == 1
    contacts = [match.invitations.get().contact.email for match in matches[:2]]
    assert readers() == sorted([managers[0].email, managers[1].email, *contacts])


@pytest.mark.parametrize(
    "shared",
    [
        pytest.param((0, 2, 0), id="the same manager at the same time"),
        pytest.param((2, 0, 0), id="the same startup at the same time"),
        pytest.param((0, 0, 1), id="the same two at another time of the same date"),
    ],
)
def test_of_two_days_that_want_the_same_people_one_is_published_whole_and_the_other_not_at_all(
    shared, chief, colleague, managers, matches
):
    first = a_plan(managers, matches, (0, 0, 0), (1, 1, 0))
    second = a_plan(managers, matches, shared, (3, 3, 2))
    pages = publish_at_once((chief, first), (colleague, second))
    (published,) = MatchmakingDay.objects.filter(state=DayState.OPEN)
    other = first if published == second else second
    told = pages[0 if other == first else 1]
    assert "Någon har bokats på annat håll sedan planen gjordes: " in told
    assert sum(PUBLISHED in page for page in pages) == 1
    assert set(Meeting.objects.values_list("day", flat=True)) == {published.pk}
    assert (Meeting.objects.count(), other.planned.count()) == (2, 2)
    assert set(Agenda.objects.values_list("day", flat=True)) == {published.pk}
    assert len(readers()) == len(set(readers()))

    want_plan(other, by=chief)
    make_plan(other.pk)
    assert publish_plan(other, by=chief) > 0
