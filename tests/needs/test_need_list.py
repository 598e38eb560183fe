"""The list of needs."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from needs.states import NeedState
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/behov/"


def titles(answer) -> list[str]:
    return [need.title for need in answer.context["page"].rows]


def test_the_newest_need_stands_first(as_, staff):
    old, new = factories.a_need(staff, title="Först"), factories.a_need(staff, title="Sedan")

    assert titles(as_(staff).get(LIST)) == [new.title, old.title]


def test_needs_of_another_organisation_are_not_there(as_, staff, other_chief):
    factories.a_need(other_chief, title="Söders hemlighet")

    page = as_(staff).get(LIST)
    assert titles(page) == []
    assert "Söders hemlighet" not in page.content.decode()


def test_search_knows_swedish_forms_of_a_word(as_, staff):
    need = factories.a_need(staff, title="Nycklar försvinner")
    factories.a_need(staff, title="Matsvinn")

    assert titles(as_(staff).get(LIST, {"q": "nyckel"})) == []
    assert titles(as_(staff).get(LIST, {"q": "nycklarna"})) == [need.title]
    assert titles(as_(staff).get(LIST, {"q": "nyck"})) == [need.title]


def test_a_word_in_the_title_weighs_more(as_, staff):
    in_text = factories.a_need(staff, title="Larm", situation="Ibland tappas nycklar bort")
    in_title = factories.a_need(staff, title="Nycklar tappas bort")
    factories.a_need(staff, title="Annat")

    assert titles(as_(staff).get(LIST, {"q": "nycklar"})) == [in_title.title, in_text.title]


def test_a_unit_brings_the_units_below_it(as_, staff, organisation):
    above = factories.a_unit(organisation, "Äldreomsorg")
    below = factories.a_unit(organisation, "Hemtjänst Väst", above)
    mine = factories.a_need(staff, unit=below)
    factories.a_need(staff, unit=factories.a_unit(organisation, "Förskola"))

    assert titles(as_(staff).get(LIST, {"unit": above.pk})) == [mine.title]


def test_state_theme_and_what_awaits_an_answer_narrow_the_list(as_, staff):
    theme = factories.a_theme()
    parked = factories.a_need(staff, NeedState.PARKED, title="Parkerat behov")
    themed = factories.a_need(staff, title="Med tema", theme=theme)

    assert titles(as_(staff).get(LIST, {"state": "parked"})) == [parked.title]
    assert titles(as_(staff).get(LIST, {"theme": theme.pk})) == [themed.title]
    assert titles(as_(staff).get(LIST, {"unanswered": "on"})) == [themed.title]


@pytest.mark.parametrize(
    "nonsense", ["unit=abc", "unit=999999", "state=hemligt", "after=x", "before=%00", "sort=none", "q=%27%3B--"]
)
def test_nonsense_in_the_address_does_no_harm(as_, staff, nonsense):
    factories.a_need(staff)

    assert as_(staff).get(f"{LIST}?{nonsense}").status_code == 200


def test_drafts_stand_under_mine_alone(as_, staff):
    factories.a_need(staff, NeedState.DRAFT, title="Mitt utkast")

    assert titles(as_(staff).get(LIST)) == []
    assert titles(as_(staff).get(LIST, {"mine": "on"})) == ["Mitt utkast"]


def test_htmx_gets_the_rows_alone(as_, staff):
    factories.a_need(staff, title="Raden")

    part = as_(staff).get(LIST, headers={"HX-Request": "true"})
    assert "Raden" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part["Vary"]
    restored = as_(staff).get(LIST, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()


def test_the_export_holds_what_is_shown(as_, staff):
    factories.a_need(staff, title="=HYPERLINK()", for_whom="Åsa & co")
    factories.a_need(staff, NeedState.PARKED, title="Inte med")

    answer = as_(staff).get(LIST, {"state": "submitted", "format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["Rubrik"], row["Vem gäller det?"]) for row in rows] == [("'=HYPERLINK()", "Åsa & co")]


def test_the_list_asks_as_many_questions_for_one_need_as_for_thirty(as_, staff, django_assert_max_num_queries):
    factories.a_need(staff)
    client = as_(staff)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _ in range(30):
        factories.a_need(staff)
    with CaptureQueriesContext(connection) as thirty:
        client.get(LIST)

    assert len(thirty) == len(one) <= 6


def test_a_need_page_keeps_within_twelve_questions(as_, staff, chief):
    need = factories.a_need(staff)
    client = as_(chief)
    client.get(need.get_absolute_url())
    with CaptureQueriesContext(connection) as seen:
        client.get(need.get_absolute_url())
    assert len(seen) <= 12
