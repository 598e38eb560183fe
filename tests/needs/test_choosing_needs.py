"""Choosing needs for a round or a challenge among any number: by searching, and with nothing lost meanwhile."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from needs.models import Need, PrioritisationRound
from needs.states import NeedState
from tests import factories
from tests.forms import form_on

ROUND, CHALLENGE = "/prioritering/ny/", "/utmaningar/ny/"
TICKED = re.compile(r'type="checkbox" name="needs" value="(\d+)"[^>]* checked')
OFFERED = re.compile(r'type="checkbox" name="needs" value="(\d+)"')

pytestmark = pytest.mark.django_db


def many(staff, count, state=NeedState.SUBMITTED):
    organisation = staff.memberships[0].organisation
    Need.objects.bulk_create(
        Need(
            organisation=organisation,
            submitter=staff,
            title=f"Behov {number}",
            state=state,
            submitted_at=timezone.now() - timedelta(days=number),
            answer="" if state == NeedState.SUBMITTED else "Vi tar det vidare.",
            answered_at=None if state == NeedState.SUBMITTED else timezone.now(),
        )
        for number in range(count)
    )
    return list(Need.objects.order_by("-listed_at", "-pk"))


def search(client, address, **sent):
    """The answer to the button that searches, on a form otherwise as it was shown."""
    return client.post(address, form_on(client.get(address)) | {"sok": "1"} | sent)


def offered(page):
    return [int(pk) for pk in OFFERED.findall(page)]


def ticked(page):
    return [int(pk) for pk in TICKED.findall(page)]


@pytest.mark.parametrize(("address", "state"), [(ROUND, NeedState.SUBMITTED), (CHALLENGE, NeedState.PRIORITISED)])
def test_a_page_of_the_needs_is_offered_and_the_next_with_what_was_chosen_first(as_, chief, staff, address, state):
    needs = many(staff, 60, state)
    client = as_(chief)
    first = client.get(address).content.decode()
    assert offered(first) == [need.pk for need in needs[:25]]
    answer = search(client, address, sok="2", needs=[needs[3].pk])
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ticked(page) == [needs[3].pk]
    assert offered(page) == [needs[3].pk, *(need.pk for need in needs[26:51])]
    assert 'name="sok" value="3"' in page


@pytest.mark.parametrize(("address", "state"), [(ROUND, NeedState.SUBMITTED), (CHALLENGE, NeedState.PRIORITISED)])
def test_a_search_finds_words_units_and_themes_and_keeps_what_was_written(as_, chief, staff, address, state):
    many(staff, 30, state)
    organisation = staff.memberships[0].organisation
    north = factories.a_unit(organisation, "Norr")
    below = factories.a_unit(organisation, "Norr natt", parent=north)
    theme = factories.a_theme()
    keys = factories.a_need(staff, state, title="Nycklar försvinner", unit=below, theme=theme)
    title = "name" if address == ROUND else "title"
    for sought in [{"sok-q": "nycklar"}, {"sok-unit": north.pk}, {"sok-theme": theme.pk}]:
        page = search(as_(chief), address, **{title: "Halvskrivet"}, **sought).content.decode()
        assert offered(page) == [keys.pk]
        assert 'value="Halvskrivet"' in page
        assert "ds-error-summary" not in page


def test_where_all_needs_fit_on_the_page_nobody_is_asked_to_search(as_, chief, staff):
    many(staff, 25)
    assert 'name="sok' not in as_(chief).get(ROUND).content.decode()
    many(staff, 1)
    assert 'name="sok-q"' in as_(chief).get(ROUND).content.decode()


def test_a_search_saves_nothing(as_, chief, staff):
    [need] = many(staff, 1)
    search(as_(chief), ROUND, name="Höstens omgång", needs=[need.pk])
    assert not PrioritisationRound.objects.exists()


def test_a_search_that_finds_nothing_says_so_and_keeps_the_search(as_, chief, staff):
    many(staff, 2)
    page = search(as_(chief), ROUND, **{"sok-q": "finns inte"}).content.decode()
    assert "Inga andra behov passar." in page
    assert 'value="finns inte"' in page


@pytest.mark.parametrize("nonsense", ["0", "-1", "abc", pytest.param("9" * 5000, id="large"), "²"])
def test_nonsense_for_a_page_is_the_first_page(as_, chief, staff, nonsense):
    needs = many(staff, 3)
    assert offered(search(as_(chief), ROUND, sok=nonsense).content.decode()) == [need.pk for need in needs]


def test_the_page_asks_as_much_for_three_hundred_needs_as_for_three(as_, chief, staff):
    client = as_(chief)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            size = len(client.get(ROUND).content)
        return len(queries), size

    many(staff, 30)
    asked()
    queries, size = asked()
    many(staff, 300)
    more_queries, more_size = asked()
    assert more_queries == queries
    assert more_size < size * 1.1
