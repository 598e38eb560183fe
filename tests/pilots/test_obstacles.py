"""Obstacles: reported, removed, reopened, counted."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from pilots.actions import decide, reopen_obstacle, report_obstacle, resolve_obstacle
from pilots.models import Obstacle, Pilot
from pilots.states import ObstacleKind, ObstacleState, PilotState
from post.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def obstacle(running: Pilot, manager: User, staff: User) -> Obstacle:
    return report_obstacle(running, kind=ObstacleKind.IT, text="Brandväggen stoppar", owner=staff, by=manager)


def url(name: str, *args: int) -> str:
    return reverse(f"pilots:{name}", args=args)


def test_an_obstacle_has_an_owner_who_gets_a_letter(as_, running: Pilot, manager: User, staff: User) -> None:
    sent = {"kind": "it", "text": "Brandväggen stoppar", "owner": staff.pk}
    as_(manager).post(url("obstacle_new", running.pk), sent)
    obstacle = Obstacle.objects.get()
    assert (obstacle.state, obstacle.owner, obstacle.pilot) == (ObstacleState.OPEN, staff, running)
    assert Letter.objects.get().to == staff.email
    assert (running.history[0].verb, running.history[0].reason) == ("pilot.obstacle", "Brandväggen stoppar")


def test_a_half_filled_form_says_what_to_do(as_, running: Pilot, manager: User, other_chief: User) -> None:
    answer = as_(manager).post(url("obstacle_new", running.pk), {"text": "Kvar", "owner": other_chief.pk})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Välj vilket slag av hinder det är" in page
    assert "Välj vem som undanröjer hindret" in page
    assert "Kvar" in page


def test_its_owner_removes_it_and_says_how(as_, obstacle: Obstacle, staff: User) -> None:
    client = as_(staff)
    page = client.post(url("obstacle_resolve", obstacle.pk), {"resolution": ""})
    assert "Skriv hur ni löste det" in page.content.decode()
    client.post(url("obstacle_resolve", obstacle.pk), {"resolution": "IT öppnade porten."})
    obstacle.refresh_from_db()
    assert (obstacle.state, obstacle.resolution) == (ObstacleState.RESOLVED, "IT öppnade porten.")


def end(pilot: Pilot, by: User) -> None:
    decide(pilot, kind="end", reason="Vi vet nog.", lessons=[{"title": "Börja smått", "saw": "Två räckte"}], by=by)


def test_an_ended_pilots_obstacle_is_no_longer_in_the_way(
    as_, obstacle: Obstacle, running: Pilot, staff: User, leader: User
) -> None:
    Letter.objects.all().delete()
    end(running, leader)
    obstacle.refresh_from_db()
    running.refresh_from_db()
    assert (obstacle.state, obstacle.resolved_at) == (ObstacleState.LEFT, running.decided_at)
    assert obstacle.history[0].verb == "obstacle.left"
    assert not Obstacle.objects.standing().exists()
    assert staff.email in {letter.to for letter in Letter.objects.all()}  # who was to remove it hears the decision
    main = as_(staff).get(running.get_absolute_url()).content.decode().split("<main", 1)[1]
    assert "Fanns kvar när piloten slutade" in main
    assert "I vägen" not in main


def test_a_pilot_that_goes_on_keeps_its_obstacles(obstacle: Obstacle, running: Pilot, leader: User) -> None:
    lesson = {"title": "Börja smått", "saw": "Två räckte"}
    later = running.ends_on + timedelta(days=30)
    decide(running, kind="iterate", reason="Mer tid.", lessons=[lesson], new_end=later, by=leader)
    assert Obstacle.objects.standing().get() == obstacle


def test_what_was_left_can_still_be_solved_and_taken_up_again_without_standing_in_the_way(
    as_, obstacle: Obstacle, running: Pilot, staff: User, leader: User
) -> None:
    end(running, leader)
    client = as_(staff)
    client.post(url("obstacle_resolve", obstacle.pk), {"resolution": "IT öppnade porten till slut."})
    obstacle.refresh_from_db()
    assert obstacle.state == ObstacleState.RESOLVED
    client.post(url("obstacle_reopen", obstacle.pk))
    obstacle.refresh_from_db()
    assert (obstacle.state, obstacle.resolution) == (ObstacleState.LEFT, "")


def test_the_second_to_remove_it_is_told(as_, obstacle: Obstacle, staff: User, chief: User) -> None:
    resolve_obstacle(obstacle, resolution="Löst", by=chief)
    answer = as_(staff).post(url("obstacle_resolve", obstacle.pk), {"resolution": "Löst igen"}, follow=True)
    assert "Någon annan hann före" in answer.content.decode()
    assert Obstacle.objects.get().resolution == "Löst"


def test_it_can_be_taken_up_again(as_, obstacle: Obstacle, staff: User) -> None:
    resolve_obstacle(obstacle, resolution="Löst", by=staff)
    as_(staff).post(url("obstacle_reopen", obstacle.pk))
    obstacle.refresh_from_db()
    assert (obstacle.state, obstacle.resolution, obstacle.resolved_at) == (ObstacleState.OPEN, "", None)
    assert "Löst" in [e.reason for e in obstacle.history]


def test_others_may_not_remove_it(as_, obstacle: Obstacle, administrator: User, other_chief: User) -> None:
    assert as_(administrator).get(url("obstacle_resolve", obstacle.pk)).status_code == 403
    assert as_(other_chief).get(url("obstacle_resolve", obstacle.pk)).status_code == 404
    assert as_(other_chief).post(url("obstacle_reopen", obstacle.pk)).status_code == 404


def test_the_database_wants_to_know_how_it_was_resolved(obstacle: Obstacle) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Obstacle.objects.update(state=ObstacleState.RESOLVED)


def test_the_list_counts_the_commonest_kinds_and_can_be_narrowed(
    as_, running: Pilot, obstacle: Obstacle, manager: User, leader: User
) -> None:
    report_obstacle(running, kind="it", text="Inloggningen strular", owner=manager, by=manager)
    done = report_obstacle(running, kind="law", text="Oklart om samtycke", owner=manager, by=manager)
    resolve_obstacle(done, resolution="Juristen svarade.", by=manager)
    client = as_(leader)
    page = client.get(url("obstacles"))
    assert [(k.kind, k.number, k.standing) for k in page.context["kinds"]] == [("it", 2, 2), ("law", 1, 0)]
    assert len(page.context["page"].rows) == 3
    for query, texts in [
        ("kind=law", ["Oklart om samtycke"]),
        ("state=resolved", ["Oklart om samtycke"]),
        ("q=brandvägg", ["Brandväggen stoppar"]),
        ("q=juristen", ["Oklart om samtycke"]),
        ("kind=nonsens&state=nonsens", ["Oklart om samtycke", "Inloggningen strular", "Brandväggen stoppar"]),
    ]:
        rows = client.get(f"{url('obstacles')}?{query}").context["page"].rows
        assert [o.text for o in rows] == texts, query


def test_the_export_holds_what_is_shown(as_, obstacle: Obstacle, leader: User) -> None:
    client = as_(leader)
    file = b"".join(client.get(url("obstacles") + "?format=csv&kind=it").streaming_content).decode()
    assert "Brandväggen stoppar" in file
    nothing = b"".join(client.get(url("obstacles") + "?format=csv&kind=law").streaming_content).decode()
    assert "Brandväggen stoppar" not in nothing


def test_a_period_counts_what_stood_in_the_way_in_it(obstacle: Obstacle, staff: User) -> None:
    today = timezone.localdate()
    Obstacle.objects.update(created_at=timezone.now() - timedelta(days=20))
    met = Obstacle.objects.met_between
    assert met(today - timedelta(days=5), today).count() == 1
    assert met(today - timedelta(days=40), today - timedelta(days=30)).count() == 0
    obstacle.refresh_from_db()
    resolve_obstacle(obstacle, resolution="Löst", by=staff)
    assert met(today + timedelta(days=1), today + timedelta(days=2)).count() == 0


def test_its_owner_finds_it_on_the_start_page_while_it_stands_and_the_pilot_runs(
    as_, running: Pilot, obstacle: Obstacle, staff: User, leader: User
) -> None:
    def lines() -> list[tuple[str, str]]:
        return [(task.what, task.hint) for task in as_(staff).get("/").context["tasks"]]

    assert lines() == [(f"Undanröj hindret i {running.title}", "Brandväggen stoppar")]
    resolve_obstacle(obstacle, resolution="Löst", by=leader)
    assert lines() == []
    reopen_obstacle(obstacle, by=leader)
    assert len(lines()) == 1
    Pilot.objects.update(state=PilotState.ENDED, decided_at=timezone.now())
    assert lines() == []
