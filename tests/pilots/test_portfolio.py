"""The list of pilots and one pilot's page."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from pilots.actions import add_lesson, check_in, decide, note_cost, report_obstacle
from pilots.models import Pilot
from pilots.states import PilotState
from startups.models import Match
from tests import factories

pytestmark = pytest.mark.django_db

LIST = reverse("pilots:pilots")


def another(like: Pilot, **fields) -> Pilot:
    match = factories.a_match(factories.a_challenge(like.owner), state="in_pilot")
    return factories.a_pilot(match, like.owner, like.decider, **fields)


def fill(pilot: Pilot, by: User) -> None:
    """Something of everything."""
    for number in range(3):
        check_in(pilot, mood="so_so", line=f"Vecka {number}", by=by)
        note_cost(pilot, what="Licens", amount=Decimal(1000), on=timezone.localdate(), by=by)
        report_obstacle(pilot, kind="time", text=f"Hinder {number}", owner=by, by=by)
        add_lesson(pilot, title=f"Lärdom {number}", saw="Något", by=by)


@pytest.mark.parametrize("role", ["staff", "manager", "team_member", "chief", "leader", "administrator"])
def test_the_portfolio_is_open_to_the_whole_staff(as_, running: Pilot, role: str, request) -> None:
    client = as_(request.getfixturevalue(role))
    assert running.title in client.get(LIST).content.decode()
    assert client.get(running.get_absolute_url()).status_code == 200


def test_another_organisation_sees_an_empty_portfolio(as_, running: Pilot, other_chief: User) -> None:
    page = as_(other_chief).get(LIST).content.decode()
    assert running.title not in page
    assert "Här samlas piloterna" in page


def test_guests_sign_in_first(client, running: Pilot) -> None:
    for address in (LIST, running.get_absolute_url(), reverse("pilots:lessons"), reverse("pilots:obstacles")):
        assert client.get(address).url.startswith(reverse("account_login"))


def test_it_is_searched_filtered_and_sorted(as_, running: Pilot, chief: User, manager: User) -> None:
    late = another(running, title="Virtuell verklighet", ends_on=timezone.localdate() - timedelta(days=1))
    plan = another(running, title="Boka lokaler", state=PilotState.CHARTER, budget=40_000)
    Pilot.objects.filter(pk=plan.pk).update(owner=chief)
    note_cost(late, what="Glasögon", amount=Decimal(30_000), on=timezone.localdate(), by=chief)
    client = as_(manager)
    for query, found in [
        ("q=verklighet", [late]),
        ("q=lokal", [plan]),
        ("state=charter", [plan]),
        (f"owner={chief.pk}", [plan]),
        ("owner=nonsens&state=nonsens&overdue=&sort=nonsens", [plan, late, running]),
        ("overdue=on", [late]),
        ("mine=on&sort=end", [late, running]),
        ("to_decide=on", []),
        ("sort=spent&state=running", [late, running]),
        ("sort=title", [plan, running, late]),
        ("after=trasig", [plan, late, running]),
    ]:
        rows = client.get(f"{LIST}?{query}").context["page"].rows
        assert list(rows) == found, query


def test_the_export_holds_what_is_shown(as_, running: Pilot, leader: User) -> None:
    other = another(running, title="Virtuell verklighet")
    note_cost(other, what="x", amount=Decimal(30_000), on=timezone.localdate(), by=leader)
    file = b"".join(as_(leader).get(LIST + "?q=virtuell&format=csv").streaming_content).decode()
    assert "Virtuell verklighet" in file
    assert ";30000,0;" in file
    assert running.title not in file


def test_htmx_gets_the_rows_alone(as_, running: Pilot, staff: User) -> None:
    client = as_(staff)
    for address in (LIST, reverse("pilots:lessons"), reverse("pilots:obstacles")):
        part = client.get(address, headers={"HX-Request": "true"})
        assert "<html" not in part.content.decode()
        assert "HX-Request" in part["Vary"]


def test_pages_are_turned_without_gaps_in_every_order(as_, running: Pilot, staff: User) -> None:
    for number in range(30):
        another(running, title=f"Pilot {number % 7}", budget=40_000 + number % 3)
    client = as_(staff)
    for sort in ("newest", "end", "title", "budget", "spent"):
        first = client.get(f"{LIST}?sort={sort}").context["page"]
        second = client.get(f"{LIST}{first.next_url}").context["page"]
        assert len({p.pk for p in [*first.rows, *second.rows]}) == 31, sort


def test_thirty_pilots_take_as_many_queries_as_one(as_, running: Pilot, staff: User) -> None:
    client = as_(staff)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _ in range(29):
        another(running)
    with CaptureQueriesContext(connection) as thirty:
        client.get(LIST)
    assert len(thirty) == len(one) <= 7


def test_a_full_page_asks_at_most_twelve_questions(as_, running: Pilot, chief: User, leader: User) -> None:
    fill(running, chief)
    later = running.ends_on + timedelta(days=30)
    lessons = [{"title": "En till", "saw": "Något"}]
    decide(running, kind="iterate", reason="Mer tid", lessons=lessons, new_end=later, by=leader)
    client = as_(chief)
    client.get(running.get_absolute_url())
    with CaptureQueriesContext(connection) as queries:
        page = client.get(running.get_absolute_url()).content.decode()
    assert len(queries) <= 12
    for text in ("Vecka 2", "Licens", "Hinder 2", "Lärdom 2", "Mer tid", "Tid per pass"):
        assert text in page


def test_the_next_deed_is_one_primary_button(as_, planned: Pilot, chief: User, manager: User, leader: User) -> None:
    def next_for(user: User) -> str:
        return as_(user).get(planned.get_absolute_url()).context["deeds"]["next"]

    assert [next_for(chief), next_for(manager), next_for(leader)] == ["start", "revise", ""]
    Pilot.objects.update(state=PilotState.RUNNING, started_at=timezone.now())
    assert [next_for(chief), next_for(manager), next_for(leader)] == ["check_in", "check_in", "check_in"]
    Pilot.objects.update(ends_on=timezone.localdate())
    assert [next_for(chief), next_for(leader)] == ["check_in", "decide"]
    Pilot.objects.update(state=PilotState.ENDED, decided_at=timezone.now())
    assert next_for(manager) == "lesson"


def test_the_page_shows_the_whole_thread(as_, running: Pilot, staff: User) -> None:
    page = as_(staff).get(running.get_absolute_url())
    links = {step.name: len(step.links) for step in page.context["thread"]}
    assert (links["need"], links["challenge"], links["pilot"]) == (1, 1, 1)


def test_the_startups_other_pilots_within_a_year_count_in_the_sum(as_, running: Pilot, staff: User) -> None:
    for days, budget in [(-364, 50_000), (-366, 1_000_000), (+366, 1_000_000)]:
        match = factories.a_match(factories.a_challenge(running.owner), running.match.startup, state="in_pilot")
        first = running.starts_on + timedelta(days=days)
        factories.a_pilot(
            match, running.owner, running.decider, budget=budget, starts_on=first, ends_on=first + timedelta(days=9)
        )
    purchase = as_(staff).get(running.get_absolute_url()).context["pilot"].purchase
    assert (purchase.total, purchase.around.other_count) == (running.budget + 50_000, 1)


def test_a_pilot_is_alive_in_the_periods_it_touches(running: Pilot) -> None:
    today = timezone.localdate()
    Pilot.objects.update(started_at=timezone.now() - timedelta(days=10))
    alive = Pilot.objects.alive_between
    assert alive(today - timedelta(days=30), today - timedelta(days=11)).count() == 0
    assert alive(today - timedelta(days=30), today - timedelta(days=10)).count() == 1
    assert alive(today, today).count() == 1
    Pilot.objects.update(state=PilotState.ENDED, decided_at=timezone.now() - timedelta(days=5))
    assert alive(today - timedelta(days=4), today).count() == 0
    assert Pilot.objects.decided_between(today - timedelta(days=5), today).count() == 1
    assert Match.objects.count() == 1
