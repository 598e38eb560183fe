"""PostgreSQL away, Redis away, the worker killed: real processes, a clear word for the person, nothing lost."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from services import PostgreSQL, Service, Valkey, free_port

from tests.visitor import Visitor

ROOT = Path(__file__).resolve().parent.parent
SEED = """
import json
from tests.world import a_world
world = a_world()
print(json.dumps({"chief": world.chief.email, "staff": world.staff.email, "unit": world.unit.pk, "group": world.group.pk}))
"""

pytestmark = pytest.mark.processes


class House:
    """Every process of the software, each of which can be killed and started alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.postgres, self.valkey = PostgreSQL(folder, durable=True), Valkey(folder)
        self.port = free_port()
        self.postgres.start()
        self.valkey.start()
        self.env = {
            **os.environ,
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.valkey.url,
            "BASE_URL": f"http://localhost:{self.port}",
            "ALLOWED_HOSTS": "localhost",
            "MEDIA_ROOT": str(folder / "media"),
            "EMAIL_URL": f"file:///{folder / 'mail'}",
        }
        self.manage("migrate", "--verbosity", "0")
        self.manage("createcachetable")
        self.known = json.loads(self.manage("shell", "--verbosity", "0", "-c", SEED).splitlines()[-1])
        self.web = self._service(
            "web", "gunicorn", "ignite.wsgi:application", "-w", "2", "-b", f"127.0.0.1:{self.port}"
        )
        self.worker = self._service(
            "worker",
            "celery",
            "-A",
            "ignite",
            "worker",
            "--concurrency",
            "1",
            "--without-mingle",
            "--without-gossip",
        )
        schedule = folder / "beat"
        self.beat = self._service(
            "beat", "celery", "-A", "ignite", "beat", "--schedule", str(schedule), "--pidfile", ""
        )
        for service in (self.web, self.worker, self.beat):
            service.start()
        self.until(lambda: Visitor(self.base).get("/health/live") != "")

    @property
    def base(self) -> str:
        return f"http://localhost:{self.port}"

    def _service(self, name: str, module: str, *words: str) -> Service:
        return Service(
            name, [sys.executable, "-m", module, *words], folder=self.folder, env=self.env, patience=15
        )

    def manage(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.postgres.url, autocommit=True) as connection:
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def until(self, true: Callable[[], Any], *, seconds: float = 60, pause: float = 0.1) -> Any:
        """Waits until it is true; what raises meanwhile counts as not yet."""
        end = time.monotonic() + seconds
        while True:
            try:
                if answer := true():
                    return answer
            except OSError:
                pass
            assert time.monotonic() < end, "it did not come true in time"
            time.sleep(pause)

    def close(self) -> None:
        for service in (self.web, self.beat, self.worker, self.valkey):
            service.stop()
        self.postgres.remove()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    for parent in (folder, folder.parent):
        parent.chmod(0o755)  # as root, PostgreSQL runs as another user, which must get at its data
    house = House(folder)
    yield house
    house.close()


@pytest.fixture
def chief(house: House) -> Visitor:
    return Visitor(house.base).sign_in(house.known["chief"])


def order(house: House, chief: Visitor, *, days: int) -> int:
    """Orders a report over the last so many days; its number."""
    today = date.today()
    chief.post(
        "/rapporter/bestall/",
        group=house.known["group"],
        title=f"Rapport över {days} dagar",
        period_from=(today - timedelta(days=days)).isoformat(),
        period_to=today.isoformat(),
        summary="",
        decisions_asked="",
    )
    assert "/rapporter/bestall/" not in chief.url, chief.page
    return house.rows("SELECT max(id) FROM reports_report")[0][0]


def state_of(house: House, report: int) -> str:
    return house.rows("SELECT state FROM reports_report WHERE id = %s", report)[0][0]


def test_a_worker_killed_in_the_middle_of_a_report_makes_it_anew_once(house, chief):
    files = {path.name for path in (house.folder / "media").rglob("*.pdf")}
    report = order(house, chief, days=31)
    house.until(lambda: state_of(house, report) == "being_made", pause=0.002)
    house.worker.kill()
    house.worker.stop()
    assert state_of(house, report) == "being_made"
    # Let the dead worker's lease run out now instead of in a minute and a half.
    house.rows("UPDATE reports_report SET lease_until = now() WHERE id = %s", report)
    house.worker.start()

    house.until(lambda: state_of(house, report) == "ready")
    time.sleep(1)
    assert house.rows("SELECT attempts FROM reports_report WHERE id = %s", report) == [(2,)]
    assert len({path.name for path in (house.folder / "media").rglob("*.pdf")} - files) == 1
    ready = "SELECT count(*) FROM history_entry WHERE verb = 'report.ready' AND subject_id = %s"
    assert house.rows(ready, report) == [(1,)]
    letters = (
        "SELECT count(*) FROM post_letter WHERE attachment = (SELECT file FROM reports_report WHERE id = %s)"
    )
    assert house.rows(letters, report) == [(1,)]


def test_without_redis_the_page_saves_and_the_report_comes_when_redis_is_back(house, chief):
    house.valkey.kill()
    began = time.monotonic()
    report = order(house, chief, days=32)
    assert time.monotonic() - began < 5
    assert state_of(house, report) == "ordered"
    assert chief.status == 200
    assert json.loads(Visitor(house.base).get("/health/ready"))["broker"] is False

    house.valkey.start()
    house.until(lambda: state_of(house, report) == "ready", seconds=90)


def test_without_redis_people_sign_in_and_hand_in_needs(house):
    house.valkey.kill()
    try:
        staff = Visitor(house.base).sign_in(house.known["staff"])
        staff.post("/behov/nytt/", title="Medan Redis är borta", draft="1")
        assert "Utkastet är sparat" in staff.page
    finally:
        house.valkey.start()


def test_without_postgresql_a_plain_page_says_so_and_all_recovers_by_itself(house, chief):
    house.postgres.kill()
    house.postgres.stop()

    chief.get("/behov/")
    assert chief.status == 503
    assert chief.headers["Retry-After"] == "10"
    assert "<h1" in chief.page
    assert "Traceback" not in chief.page
    assert Visitor(house.base).get("/health/live") == '{"live": true}'
    assert json.loads(Visitor(house.base).get("/health/ready"))["database"] is False

    house.postgres.start()
    house.until(lambda: "Behov" in chief.get("/behov/") and chief.status == 200)
    report = order(house, chief, days=33)
    house.until(lambda: state_of(house, report) == "ready", seconds=90)
