"""The list of challenges."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from needs.states import ChallengeState
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/utmaningar/"


def titles(answer):
    return [challenge.title for challenge in answer.context["page"].rows]


def test_the_newest_stands_first_and_others_houses_are_not_there(as_, staff, manager, other_chief):
    old, new = factories.a_challenge(manager), factories.a_challenge(manager, state=ChallengeState.DRAFT)
    factories.a_challenge(other_chief)

    assert titles(as_(staff).get(LIST)) == [new.title, old.title]


def test_it_can_be_searched_filtered_and_sorted(as_, chief, manager):
    theme = factories.a_theme()
    keys = factories.a_challenge(manager, title="Nycklar som försvinner", theme=theme)
    waste = factories.a_challenge(chief, title="Matsvinn", state=ChallengeState.CLOSED)
    client = as_(manager)

    assert titles(client.get(LIST, {"q": "nycklarna"})) == [keys.title]
    assert titles(client.get(LIST, {"q": "helt annat"})) == []
    assert titles(client.get(LIST, {"state": "closed"})) == [waste.title]
    assert titles(client.get(LIST, {"theme": theme.pk})) == [keys.title]
    assert titles(client.get(LIST, {"mine": "on"})) == [keys.title]
    assert titles(client.get(LIST, {"sort": "title"})) == [waste.title, keys.title]
    assert titles(client.get(LIST, {"state": "x", "theme": "y", "sort": "z", "after": "?"})) == [
        waste.title,
        keys.title,
    ]


def test_pages_are_turned_without_losing_or_doubling_anything(as_, staff, manager):
    everything = [factories.a_challenge(manager).title for _ in range(30)]
    first = as_(staff).get(LIST)
    second = as_(staff).get(LIST + first.context["page"].next_url)

    assert titles(first) + titles(second) == everything[::-1]


def test_the_export_holds_what_is_shown_and_runs_no_formula(as_, staff, manager):
    factories.a_challenge(manager, title="=1+1", problem="Nycklar")
    factories.a_challenge(manager, title="Annat", problem="Matsvinn")

    answer = as_(staff).get(LIST, {"q": "nycklar", "format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [(row["Rubrik"], row["Läge"], row["Behovsägare"]) for row in rows] == [
        ("'=1+1", "Öppen för svar", manager.name)
    ]


def test_an_empty_list_says_how_to_begin(as_, chief, staff):
    assert "Skriv en utmaning" in as_(chief).get(LIST).content.decode()
    assert "Skriv en utmaning" not in as_(staff).get(LIST).content.decode()


def test_the_list_costs_the_same_for_one_challenge_and_for_thirty(as_, staff, manager, chief):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get(LIST)
        return len(seen)

    factories.a_challenge(manager)
    client = as_(staff)
    client.get(LIST)
    one = queries()
    for number in range(29):
        factories.a_challenge(chief if number % 2 else manager, theme=factories.a_theme(f"t{number}", f"Tema {number}"))

    assert queries() == one <= 6
