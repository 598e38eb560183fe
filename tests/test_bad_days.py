"""PostgreSQL away, Redis away, the worker killed: real processes, a clear word for the person, nothing lost."""

import json
import os
import signal
import time
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest

from tests.processes import Installation
from tests.visitor import Visitor

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("installation")]


@pytest.fixture
def chief(installation: Installation) -> Visitor:
    return Visitor(installation.base).sign_in(installation.email("chief"))


def order(installation: Installation, chief: Visitor, *, days: int) -> int:
    """Orders a report over the last so many days; its number."""
    today = date.today()
    chief.post(
        "/rapporter/bestall/",
        group=installation.world["things"]["group"],
        title=f"Rapport över {days} dagar",
        period_from=(today - timedelta(days=days)).isoformat(),
        period_to=today.isoformat(),
        summary="",
        decisions_asked="",
    )
    assert "/rapporter/bestall/" not in chief.url, chief.page
    return installation.rows("SELECT max(id) FROM reports_report")[0][0]


def state_of(installation: Installation, report: int) -> str:
    return installation.rows("SELECT state FROM reports_report WHERE id = %s", report)[0][0]


def test_a_worker_killed_in_the_middle_of_a_report_makes_it_anew_once(installation, chief):
    files = {path.name for path in (installation.folder / "media").rglob("*.pdf")}
    # The report's figures cannot be counted while this is held: the worker stands still in the middle of it.
    with psycopg.connect(installation.postgres.url) as held:
        held.execute("LOCK TABLE pilots_cost IN ACCESS EXCLUSIVE MODE")
        report = order(installation, chief, days=31)
        installation.until(lambda: state_of(installation, report) == "being_made")
        os.killpg(installation.worker.process.pid, signal.SIGKILL)
        installation.worker.stop()
    assert state_of(installation, report) == "being_made"
    died = time.monotonic()
    installation.worker.start()

    installation.until(lambda: state_of(installation, report) == "ready")
    # Here the sweep looks every two seconds, by default every twenty.
    assert time.monotonic() - died < 40 - (20 - 2)
    time.sleep(1)
    assert installation.rows("SELECT attempts FROM reports_report WHERE id = %s", report) == [(2,)]
    assert len({path.name for path in (installation.folder / "media").rglob("*.pdf")} - files) == 1
    ready = "SELECT count(*) FROM history_entry WHERE verb = 'report.ready' AND subject_id = %s"
    assert installation.rows(ready, report) == [(1,)]
    letters = "SELECT count(*) FROM post_letter WHERE attachment = (SELECT file FROM reports_report WHERE id = %s)"
    assert installation.rows(letters, report) == [(1,)]


def test_without_redis_the_page_saves_and_the_report_comes_when_redis_is_back(installation, chief):
    installation.valkey.kill()
    began = time.monotonic()
    report = order(installation, chief, days=32)
    assert time.monotonic() - began < 5
    assert state_of(installation, report) == "ordered"
    assert chief.status == 200
    assert json.loads(Visitor(installation.base).get("/health/ready"))["broker"] is False

    installation.valkey.start()
    installation.until(lambda: state_of(installation, report) == "ready", seconds=90)


def test_a_worker_outlives_redis_with_a_report_in_hand_and_goes_on(installation, chief):
    worker = installation.worker.process.pid
    with psycopg.connect(installation.postgres.url) as held:
        held.execute("LOCK TABLE pilots_cost IN ACCESS EXCLUSIVE MODE")
        report = order(installation, chief, days=34)
        installation.until(lambda: state_of(installation, report) == "being_made")
        installation.valkey.kill()
        time.sleep(1)
    installation.until(lambda: state_of(installation, report) == "ready")  # without Redis
    installation.valkey.start()

    later = order(installation, chief, days=35)
    installation.until(lambda: state_of(installation, later) == "ready", seconds=90)
    made = "SELECT attempts FROM reports_report WHERE id IN (%s, %s)"
    assert installation.rows(made, report, later) == [(1,), (1,)]
    letters = "SELECT count(*) FROM post_letter WHERE attachment = (SELECT file FROM reports_report WHERE id = %s)"
    assert [installation.rows(letters, number) for number in (report, later)] == [[(1,)], [(1,)]]
    assert installation.worker.is_running()
    assert installation.worker.process.pid == worker


def test_without_redis_people_sign_in_and_hand_in_needs(installation):
    installation.valkey.kill()
    try:
        staff = Visitor(installation.base).sign_in(installation.email("staff"))
        staff.post("/behov/nytt/", title="Medan Redis är borta", draft="1")
        assert "Utkastet är sparat" in staff.page
    finally:
        installation.valkey.start()


def test_a_web_process_that_dies_is_followed_by_another(installation):
    web = installation.web.process.pid
    processes = Path(f"/proc/{web}/task/{web}/children")
    (first, *others) = processes.read_text().split()
    os.kill(int(first), signal.SIGKILL)
    installation.until(lambda: len(now := processes.read_text().split()) == 2 and first not in now)
    assert set(others) < set(processes.read_text().split())
    assert Visitor(installation.base).get("/health/live") == '{"live": true}'


def test_without_postgresql_a_plain_page_says_so_and_all_recovers_by_itself(installation, chief):
    installation.postgres.kill()
    installation.postgres.stop()

    chief.get("/behov/")
    assert chief.status == 503
    assert chief.headers["Retry-After"] == "10"
    assert "<h1" in chief.page
    assert "Traceback" not in chief.page
    assert Visitor(installation.base).get("/health/live") == '{"live": true}'
    assert json.loads(Visitor(installation.base).get("/health/ready"))["database"] is False

    installation.postgres.start()
    installation.until(lambda: "Behov" in chief.get("/behov/") and chief.status == 200)
    report = order(installation, chief, days=33)
    installation.until(lambda: state_of(installation, report) == "ready", seconds=90)
