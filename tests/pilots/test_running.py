"""Check-ins, costs and results while a pilot runs."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from history.actions import StaleState
from pilots.actions import check_in, note_cost, note_results
from pilots.models import CheckIn, Cost, Pilot
from pilots.states import PilotState

pytestmark = pytest.mark.django_db


def url(name: str, pk: int) -> str:
    return reverse(f"pilots:{name}", args=[pk])


def a_cost(pilot: Pilot, by: User, amount: int = 12_000) -> Cost:
    return note_cost(pilot, what="Licenser", amount=Decimal(amount), on=timezone.localdate(), by=by)


def end(pilot: Pilot) -> None:
    Pilot.objects.filter(pk=pilot.pk).update(state=PilotState.ENDED, decided_at=timezone.now())


@pytest.mark.parametrize("role", ["manager", "chief", "team_member", "leader"])
def test_owner_chief_team_and_decider_check_in(as_, running: Pilot, role: str, request) -> None:
    as_(request.getfixturevalue(role)).post(url("check_in", running.pk), {"mood": "well", "line": "Det går."})
    assert CheckIn.objects.get().line == "Det går."
    assert (running.history[0].verb, running.history[0].reason) == ("pilot.check_in_well", "Det går.")


@pytest.mark.parametrize("name", ["check_in", "cost", "obstacle_new", "results"])
@pytest.mark.parametrize("role", ["staff", "administrator"])
def test_others_may_not(as_, running: Pilot, role: str, name: str, request) -> None:
    assert as_(request.getfixturevalue(role)).get(url(name, running.pk)).status_code == 403


@pytest.mark.parametrize("name", ["check_in", "cost", "obstacle_new", "results", "pilot"])
def test_another_organisation_sees_nothing(as_, running: Pilot, other_chief: User, name: str) -> None:
    assert as_(other_chief).get(url(name, running.pk)).status_code == 404


def test_a_check_in_says_what_is_missing(as_, running: Pilot, manager: User) -> None:
    page = as_(manager).post(url("check_in", running.pk), {"mood": "", "line": ""}).content.decode()
    assert "Välj hur det går" in page
    assert "Berätta med en rad" in page


@pytest.mark.parametrize(
    ("name", "text", "more"), [("check_in", "line", {"mood": "well"}), ("obstacle_new", "text", {"kind": "it"})]
)
def test_a_personal_identity_number_is_asked_about_first(
    as_, running: Pilot, manager: User, name: str, text: str, more: dict
) -> None:
    sent = {text: "Ring 19121212-1212", "owner": manager.pk, **more}
    asked = as_(manager).post(url(name, running.pk), sent).content.decode()
    assert "Det här ser ut som ett personnummer. Ta bort det" in asked
    assert "Det är inget personnummer, eller det behövs" in asked
    assert as_(manager).post(url(name, running.pk), sent | {"keeps_number": "on"}).status_code == 302


def test_the_same_form_sent_twice_is_one_check_in_and_one_cost(as_, running: Pilot, manager: User) -> None:
    client = as_(manager)
    key = str(uuid.uuid4())
    for _ in range(2):
        client.post(url("check_in", running.pk), {"mood": "well", "line": "Bra", "form_key": key})
        cost = {"what": "Licens", "amount": "100", "on": str(timezone.localdate()), "form_key": key}
        client.post(url("cost", running.pk), cost)
    assert (CheckIn.objects.count(), Cost.objects.count()) == (1, 1)


def test_ones_own_check_in_can_be_taken_back_the_same_day(as_, running: Pilot, manager: User, chief: User) -> None:
    made = check_in(running, mood="well", line="Fel pilot", by=manager)
    assert as_(chief).post(url("check_in_undo", made.pk)).status_code == 403
    as_(manager).post(url("check_in_undo", made.pk))
    assert not CheckIn.objects.exists()
    assert running.history[0].verb == "pilot.check_in_taken_back"


def test_yesterdays_stays(as_, running: Pilot, manager: User) -> None:
    made, cost = check_in(running, mood="well", line="Bra", by=manager), a_cost(running, manager)
    CheckIn.objects.update(at=timezone.now() - timedelta(days=1))
    Cost.objects.update(noted_at=timezone.now() - timedelta(days=1))
    client = as_(manager)
    assert client.post(url("check_in_undo", made.pk)).status_code == 403
    assert client.post(url("cost_undo", cost.pk)).status_code == 403


def test_a_cost_is_noted_in_the_way_people_write_sums(as_, running: Pilot, manager: User) -> None:
    sent = {"what": "Licenser", "amount": "12 500,50 kr", "on": str(timezone.localdate())}
    as_(manager).post(url("cost", running.pk), sent)
    assert Cost.objects.get().amount == Decimal("12500.50")
    assert running.history[0].verb == "pilot.cost"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": "0"}, "Skriv ett belopp som är större än 0 kr"),
        ({"amount": "-500"}, "Skriv ett belopp som är större än 0 kr"),
        ({"amount": "99999999999999999999"}, "Skriv ett belopp på högst 50 000 000 kr"),
        ({"amount": "50 000 001"}, "Skriv ett belopp på högst 50 000 000 kr"),
        ({"amount": "1,234"}, "Skriv beloppet med högst två decimaler"),
        ({"amount": "NaN"}, "Skriv beloppet med siffror"),
        ({"amount": ""}, "Skriv ett belopp"),
        ({"what": ""}, "Skriv vad kostnaden gäller"),
        ({"on": str(timezone.localdate() + timedelta(days=1))}, "Välj ett datum som inte ligger i framtiden"),
        ({"on": "1026-01-01"}, "Kontrollera årtalet"),
        ({"on": "31/12"}, "Skriv datumet som 2026-11-18"),
    ],
)
def test_absurd_costs_are_refused_in_plain_words(as_, running: Pilot, manager: User, changes: dict, said: str) -> None:
    sent = {"what": "Licenser", "amount": "100", "on": str(timezone.localdate())} | changes
    answer = as_(manager).post(url("cost", running.pk), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Cost.objects.exists()


def test_the_database_refuses_a_negative_cost_too(running: Pilot, manager: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Cost.objects.create(pilot=running, what="x", amount=-1, on=timezone.localdate(), by=manager)


def test_more_than_the_budget_gives_a_warning(as_, running: Pilot, manager: User) -> None:
    sent = {"what": "Glasögon", "amount": "65 001", "on": str(timezone.localdate())}
    page = as_(manager).post(url("cost", running.pk), sent, follow=True).content.decode()
    assert "Kostnaderna är nu högre än budgeten." in page
    assert "Över budget" in page


def test_ones_own_cost_can_be_taken_back_and_that_is_recorded(as_, running: Pilot, manager: User) -> None:
    cost = a_cost(running, manager)
    client = as_(manager)
    client.post(url("cost_undo", cost.pk))
    assert not Cost.objects.exists()
    assert running.history[0].sentence == "Tog bort kostnaden Licenser, 12\N{NO-BREAK SPACE}000 kr"
    assert client.post(url("cost_undo", cost.pk)).status_code == 404


def test_no_check_in_once_the_pilot_is_closed(as_, running: Pilot, manager: User) -> None:
    end(running)
    client = as_(manager)
    client.post(url("check_in", running.pk), {"mood": "well", "line": "Sent"})
    assert not CheckIn.objects.exists()


def test_a_check_in_is_refused_also_when_the_pilot_closes_while_the_form_is_open(running: Pilot, manager: User) -> None:
    end(running)
    with pytest.raises(StaleState, match="redan avslutad"):
        check_in(running, mood="well", line="Sent", by=manager)


@pytest.mark.parametrize("state", [PilotState.SCALED_UP, PilotState.ENDED])
def test_an_invoice_that_comes_late_is_booked_after_the_end_on_its_own_day(
    as_, running: Pilot, manager: User, state: str
) -> None:
    Pilot.objects.update(state=state, decided_at=timezone.now())
    client, its_day = as_(manager), timezone.localdate() - timedelta(days=9)
    assert "Lägg till en faktura som kom sent" in client.get(running.get_absolute_url()).content.decode()
    client.post(url("cost", running.pk), {"what": "Sista fakturan", "amount": "9 000", "on": str(its_day)})
    cost = Cost.objects.get()
    assert (cost.what, cost.amount, cost.on) == ("Sista fakturan", 9_000, its_day)
    assert "Sista fakturan" in client.get(running.get_absolute_url()).content.decode()
    client.post(url("cost_undo", cost.pk))
    assert not Cost.objects.exists()


def test_who_may_not_book_a_cost_may_not_book_a_late_one(as_, running: Pilot, staff: User) -> None:
    end(running)
    client = as_(staff)
    assert client.get(url("cost", running.pk)).status_code == 403
    assert url("cost", running.pk) not in client.get(running.get_absolute_url()).content.decode()


def test_nothing_is_noted_before_the_start(as_, planned: Pilot, manager: User) -> None:
    answer = as_(manager).get(url("cost", planned.pk))
    assert answer.url == planned.get_absolute_url()


def test_results_are_measured_against_the_thresholds(as_, running: Pilot, manager: User) -> None:
    threshold = running.thresholds.get()
    as_(manager).post(url("results", running.pk), {f"t{threshold.pk}": "17,5"})
    threshold.refresh_from_db()
    assert (threshold.result, threshold.is_reached) == (Decimal("17.5"), True)
    assert running.history[0].reason == "Tid per pass: 17,5 minuter"


def test_a_threshold_that_is_not_told_of_keeps_its_result(running: Pilot, manager: User) -> None:
    running.thresholds.update(result=Decimal("30"))
    other = running.thresholds.create(measure="Nöjdhet", baseline=3, target=4)

    note_results(running, results={other.pk: Decimal("4.5")}, by=manager)

    assert sorted(running.thresholds.values_list("result", flat=True)) == [Decimal("4.5"), Decimal("30")]


def test_a_result_can_be_emptied_again_and_nonsense_is_refused(as_, running: Pilot, chief: User) -> None:
    threshold = running.thresholds.get()
    client = as_(chief)
    client.post(url("results", running.pk), {f"t{threshold.pk}": "30"})
    page = client.post(url("results", running.pk), {f"t{threshold.pk}": "bra"})
    assert "Skriv resultatet som en siffra" in page.content.decode()
    client.post(url("results", running.pk), {f"t{threshold.pk}": ""})
    threshold.refresh_from_db()
    assert threshold.result is None


@pytest.mark.parametrize("role", ["team_member", "leader"])
def test_only_owner_and_chief_write_results(as_, running: Pilot, role: str, request) -> None:
    assert as_(request.getfixturevalue(role)).get(url("results", running.pk)).status_code == 403


def test_what_people_write_is_never_markup(as_, running: Pilot, manager: User) -> None:
    running.thresholds.update(measure="<b>x</b>", unit="<script>alert(1)</script>")
    client = as_(manager)
    for name in ("results", "pilot"):
        page = client.get(url(name, running.pk)).content.decode()
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page
