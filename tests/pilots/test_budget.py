"""A running pilot's budget: overspent, changed with a reason, and what procurement then says."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from history.actions import StaleState
from pilots.actions import change_budget, note_cost
from pilots.models import Pilot
from post.models import Letter

pytestmark = pytest.mark.django_db
OVERSPENT = "Budgeten är överskriden"


def address(pilot: Pilot) -> str:
    return reverse("pilots:pilot_budget", args=[pilot.pk])


def book(pilot: Pilot, amount: int, by: User) -> None:
    note_cost(pilot, what="Licens", amount=Decimal(amount), on=timezone.localdate(), by=by)


def read(client: Any, url: str) -> str:
    return " ".join(client.get(url).content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_what_is_booked_beyond_the_budget_is_what_procurement_goes_by(as_, running: Pilot, chief: User) -> None:
    book(running, 3_000_000, chief)
    page = read(as_(chief), running.get_absolute_url())
    assert "Värde: 3 000 000 kr" in page
    assert "Ingen dokumentation krävs" not in page
    assert "Värdet når gränsen 700 000 kr" in page


def test_a_pilot_over_its_budget_says_so_and_who_can_change_it(as_, running: Pilot, manager: User, chief: User) -> None:
    book(running, running.budget, chief)
    assert OVERSPENT not in read(as_(chief), running.get_absolute_url())
    book(running, 1, chief)
    for who, said in [(chief, address(running)), (manager, "Utvecklingschefen kan ändra den.")]:
        page = read(as_(who), running.get_absolute_url())
        assert f"{OVERSPENT}: 65 001 kr är bokfört och budgeten är 65 000 kr." in page
        assert "Överskriden: 65 001 kr bokfört" in page  # where the plan stands
        assert said in page


def test_the_chiefs_start_page_shows_the_pilots_over_their_budget(
    as_, running: Pilot, chief: User, manager: User
) -> None:
    book(running, running.budget + 1, chief)
    task = (f"Mer är bokfört än budgeten för {running.title}", address(running))
    assert task in [(task.what, task.url) for task in as_(chief).get("/").context["tasks"]]
    assert task not in [(task.what, task.url) for task in as_(manager).get("/").context["tasks"]]
    change_budget(running, budget=90_000, reason="Fler enheter.", by=chief)
    assert task not in [(task.what, task.url) for task in as_(chief).get("/").context["tasks"]]


def test_a_running_pilots_budget_is_changed_with_a_reason_and_history_shows_before_and_after(
    as_, running: Pilot, chief: User
) -> None:
    client = as_(chief)
    assert "Skriv varför budgeten ändras" in client.post(address(running), {"budget": "80 000"}).content.decode()
    answer = client.post(address(running), {"budget": "80 000", "reason": "En enhet till vill pröva."})
    assert answer.url == running.get_absolute_url()
    assert Pilot.objects.get().budget == 80_000
    page = read(client, running.get_absolute_url())
    assert "Ändrade budgeten från 65 000 kr till 80 000 kr" in page
    assert "En enhet till vill pröva." in page


def test_owner_and_decider_hear_of_the_new_budget(running: Pilot, chief: User, manager: User, leader: User) -> None:
    change_budget(running, budget=80_000, reason="En enhet till vill pröva.", by=chief)
    assert {letter.to for letter in Letter.objects.all()} == {manager.email, leader.email}
    text = Letter.objects.first().text.replace("\N{NO-BREAK SPACE}", " ")
    assert "från 65 000 kr till 80 000 kr" in text
    assert "En enhet till vill pröva." in text


def test_where_procurement_asks_for_more_the_advice_is_shown_before_the_budget_is_changed(
    as_, running: Pilot, chief: User
) -> None:
    client, sent = as_(chief), {"budget": "700 000", "reason": "Alla enheter."}
    asked = client.post(address(running), sent)
    assert asked.status_code == 422
    page = asked.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Värdet når gränsen 700 000 kr" in page
    assert "Läs råden för den nya budgeten" in page
    assert Pilot.objects.get().budget == 65_000
    client.post(address(running), {**sent, "has_read": "on"})
    assert Pilot.objects.get().budget == 700_000


def test_the_decider_changes_it_only_on_delegation(as_, running: Pilot, leader: User, chief: User) -> None:
    sent = {"budget": "80 000", "reason": "En enhet till."}
    client = as_(leader)
    assert client.post(address(running), sent).status_code == 403
    Pilot.objects.update(delegation="4.2")
    assert f"{leader.name} på delegation (4.2)" in read(as_(chief), address(running))
    client = as_(leader)
    assert client.post(address(running), sent).status_code == 302
    assert Pilot.objects.get().history[0].actor == leader


@pytest.mark.parametrize("role", ["staff", "manager", "team_member", "administrator"])
def test_others_do_not_change_it(as_, running: Pilot, role: str, request) -> None:
    assert as_(request.getfixturevalue(role)).get(address(running)).status_code == 403


def test_a_plan_and_a_decided_pilot_have_other_ways(as_, planned: Pilot, chief: User) -> None:
    assert as_(chief).get(address(planned)).url == planned.get_absolute_url()
    Pilot.objects.update(state="ended", decided_at=timezone.now())
    assert as_(chief).get(address(planned)).url == planned.get_absolute_url()


def test_the_second_of_two_tabs_does_not_overwrite_the_first_unseen(running: Pilot, chief: User) -> None:
    change_budget(running, budget=80_000, reason="Först.", seen=65_000, by=chief)
    with pytest.raises(StaleState, match="Budgeten är redan ändrad"):
        change_budget(running, budget=70_000, reason="Sedan.", seen=65_000, by=chief)
    assert Pilot.objects.get().budget == 80_000


def test_the_same_budget_again_is_no_change(as_, running: Pilot, chief: User) -> None:
    answer = as_(chief).post(address(running), {"budget": "65 000", "reason": "Hm."})
    assert "Skriv en annan budget än den som gäller" in answer.content.decode()
