"""The list of rounds and a round's page: who sees what, at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from needs.states import RoundState
from tests import factories
from tests.needs.test_assess import hand_in

pytestmark = pytest.mark.django_db
LIST = "/prioritering/"


def names(answer):
    return [round_.name for round_ in answer.context["page"].rows]


def test_the_chief_sees_all_rounds_the_leadership_the_open_ones_and_the_team_its_own(
    as_, chief, leader, team_member, staff, other_chief
):
    mine = factories.a_round(chief, factories.a_need(staff), team=(team_member,))
    others = factories.a_round(chief, factories.a_need(staff))
    planned = factories.a_round(chief, team=(team_member,), state=RoundState.PLANNED)
    factories.a_round(other_chief, factories.a_need(other_chief))

    assert names(as_(chief).get(LIST)) == [planned.name, others.name, mine.name]
    assert names(as_(leader).get(LIST)) == [others.name, mine.name]
    assert names(as_(team_member).get(LIST)) == [mine.name]


def test_others_have_no_such_list(as_, client, staff, manager, administrator):
    assert client.get(LIST).status_code == 302
    for person in (staff, manager, administrator):
        assert as_(person).get(LIST).status_code == 403


def test_the_list_can_be_searched_filtered_sorted_and_exported(as_, chief, staff):
    autumn = factories.a_round(chief, factories.a_need(staff))
    spring = factories.a_round(chief, factories.a_need(staff), factories.a_need(staff), state=RoundState.DECIDING)
    type(autumn).objects.filter(pk=autumn.pk).update(name="Hösten 2026")
    type(autumn).objects.filter(pk=spring.pk).update(name="Våren 2026")

    assert names(as_(chief).get(LIST, {"q": "hösten"})) == ["Hösten 2026"]
    assert names(as_(chief).get(LIST, {"state": "deciding"})) == ["Våren 2026"]
    assert names(as_(chief).get(LIST, {"sort": "name"})) == ["Hösten 2026", "Våren 2026"]
    assert names(as_(chief).get(LIST, {"state": "nonsens"})) == ["Våren 2026", "Hösten 2026"]
    answer = as_(chief).get(LIST, {"format": "csv", "q": "våren"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Namn;Läge;Antal behov;Bedöm senast;Skapad"
    assert lines[1].startswith("Våren 2026;Väntar på beslut;2;")


def test_htmx_gets_the_rows_alone(as_, chief):
    page = as_(chief).get(LIST, headers={"HX-Request": "true"})

    assert "<html" not in page.content.decode()
    assert "HX-Request" in page["Vary"]


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_list_costs_the_same_for_one_round_and_for_thirty(as_, chief, staff):
    factories.a_round(chief, factories.a_need(staff))
    client = as_(chief)
    client.get(LIST)
    one = queries(client, LIST)
    for _ in range(29):
        factories.a_round(chief, factories.a_need(staff))

    assert queries(client, LIST) == one <= 6


def test_a_round_costs_the_same_for_one_need_and_for_thirty(as_, chief, staff, team_member):
    def assessed(count):
        round_ = factories.a_round(chief, *(factories.a_need(staff) for _ in range(count)), team=(team_member,))
        for candidate in round_.candidates.all():
            hand_in(candidate, team_member, 3, 4)
        return round_.get_absolute_url()

    small, large = assessed(1), assessed(30)
    client = as_(chief)
    client.get(small)

    assert queries(client, small) == queries(client, large) <= 12
    candidate = f"{large}behov/{type(staff).objects.get(pk=staff.pk).submitted_needs.last().candidacies.get().pk}/"
    assert queries(client, candidate) <= 12


def test_the_page_names_the_next_deed_for_each(as_, chief, team_member, staff):
    round_ = factories.a_round(chief, factories.a_need(staff), team=(team_member,))

    assert "Börja bedöma" in as_(team_member).get(round_.get_absolute_url()).content.decode()
    assert "Avsluta bedömningen" in as_(chief).get(round_.get_absolute_url()).content.decode()
    assert "Avsluta bedömningen" not in as_(team_member).get(round_.get_absolute_url()).content.decode()
