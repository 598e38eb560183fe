"""The library of lessons."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from pilots.actions import add_lesson
from pilots.models import Lesson, Pilot
from tests import factories

pytestmark = pytest.mark.django_db

TEXTS = {"title": "Tal kräver tysta rum", "saw": "Hälften av orden blev fel.", "for_whom": "hemtjänsten"}


@pytest.fixture
def lesson(running: Pilot, manager: User) -> Lesson:
    return add_lesson(running, by=manager, **TEXTS)


def url(name: str, *args: int) -> str:
    return reverse(f"pilots:{name}", args=args)


@pytest.mark.parametrize("role", ["staff", "manager", "team_member", "chief", "leader", "administrator"])
def test_everybody_on_the_staff_reads_the_library(as_, lesson: Lesson, role: str, request) -> None:
    client = as_(request.getfixturevalue(role))
    assert lesson.title in client.get(url("lessons")).content.decode()
    assert lesson.saw in client.get(url("lesson", lesson.pk)).content.decode()


def test_another_organisation_does_not(as_, lesson: Lesson, other_chief: User) -> None:
    client = as_(other_chief)
    assert lesson.title not in client.get(url("lessons")).content.decode()
    assert client.get(url("lesson", lesson.pk)).status_code == 404


def test_it_is_searched_in_swedish(as_, lesson: Lesson, running: Pilot, manager: User, staff: User) -> None:
    add_lesson(running, by=manager, title="Börja med en enhet", saw="Det gick fortare.")
    client = as_(staff)
    for query, titles in [
        ("q=tyst", ["Tal kräver tysta rum"]),
        ("q=hemtj", ["Tal kräver tysta rum", "Börja med en enhet"]),  # for whom, and the need behind both
        ("q=kvantdator", []),
        ("state=running&sort=title", ["Börja med en enhet", "Tal kräver tysta rum"]),
        ("state=ended", []),
    ]:
        rows = client.get(f"{url('lessons')}?{query}").context["page"].rows
        assert [found.title for found in rows] == titles, query


def test_it_is_also_found_by_what_its_pilot_and_the_need_behind_it_say(
    as_, lesson: Lesson, running: Pilot, manager: User, staff: User
) -> None:
    Pilot.objects.update(title="Diktafoner på Ekgården")
    running.match.challenge.needs.update(title="Vi dokumenterar på övertid")
    other = factories.a_match(factories.a_challenge(manager, factories.a_need(staff)), state="in_pilot")
    add_lesson(factories.a_pilot(other, manager, manager), by=manager, title="Ekgården var för liten", saw="Ja")
    client = as_(staff)
    for query, titles in [
        ("diktafon", [lesson.title]),
        ("dokumenterar", [lesson.title]),
        ("övertid+tysta", [lesson.title]),  # one word in the need, the other in the lesson
        ("övertid+kvantdator", []),
        ("ekgården", ["Ekgården var för liten", lesson.title]),  # its own words first
        ("&&&", ["Ekgården var för liten", lesson.title]),
    ]:
        rows = client.get(f"{url('lessons')}?q={query}".replace("&&&", "%26")).context["page"].rows
        assert [found.title for found in rows] == titles, query


def test_more_lessons_can_be_written(as_, running: Pilot, manager: User) -> None:
    client = as_(manager)
    key = str(uuid.uuid4())
    for _ in range(2):
        client.post(url("lesson_new", running.pk), TEXTS | {"form_key": key})
    lesson = Lesson.objects.get()
    assert (lesson.pilot, lesson.written_by) == (running, manager)
    assert "Skriv vad ni såg" in client.post(url("lesson_new", running.pk), {"title": "X"}).content.decode()


def test_not_before_the_start_and_not_by_anybody(as_, planned: Pilot, manager: User, staff: User) -> None:
    assert as_(manager).get(url("lesson_new", planned.pk)).url == planned.get_absolute_url()
    assert as_(staff).get(url("lesson_new", planned.pk)).status_code == 403


def test_the_writer_and_the_chief_correct_it(
    as_, lesson: Lesson, manager: User, chief: User, team_member: User
) -> None:
    assert as_(team_member).get(url("lesson_change", lesson.pk)).status_code == 403
    for who, title in [(manager, "Rättad"), (chief, "Rättad igen")]:
        as_(who).post(url("lesson_change", lesson.pk), TEXTS | {"title": title})
        assert Lesson.objects.get().title == title
    assert [e.verb for e in lesson.history] == ["lesson.corrected", "lesson.corrected", "lesson.written"]


def test_the_export_cannot_run_as_a_formula(as_, lesson: Lesson, staff: User) -> None:
    Lesson.objects.update(title="=HYPERLINK(0)")
    file = b"".join(as_(staff).get(url("lessons") + "?format=csv").streaming_content).decode()
    assert "'=HYPERLINK(0)" in file


def test_thirty_lessons_take_as_many_queries_as_one(
    as_, lesson: Lesson, running: Pilot, manager: User, staff: User
) -> None:
    client = as_(staff)
    with CaptureQueriesContext(connection) as one:
        client.get(url("lessons"))
    for number in range(30):
        add_lesson(running, by=manager, title=f"Lärdom {number}", saw="Något.")
    with CaptureQueriesContext(connection) as thirty:
        client.get(url("lessons"))
    assert len(thirty) == len(one) <= 6


def test_a_lesson_page_asks_few_questions(as_, lesson: Lesson, staff: User) -> None:
    client = as_(staff)
    client.get(url("lesson", lesson.pk))
    with CaptureQueriesContext(connection) as queries:
        client.get(url("lesson", lesson.pk))
    assert len(queries) <= 12
