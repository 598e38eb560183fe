"""The whole software as real processes on stores of its own, each of which can be killed and started alone."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from services import PostgreSQL, Service, Valkey, free_port

from tests.visitor import Visitor

ROOT = Path(__file__).resolve().parent.parent
# Makes the tables that are not there yet, builds tests.world.a_world() among them and tells which address leads to what.
WORLD = """
import json
from django.core.management import call_command
from django.db import transaction
from tests.world import a_world
call_command("migrate", verbosity=0, skip_checks=True)
call_command("createcachetable")
with transaction.atomic():
    world = a_world()
print(json.dumps({
    "people": {role: person.email for role, person in world.people.items()},
    "things": {name: getattr(thing, "pk", thing) for name, thing in world.things.items()},
}))
"""


class Installation:
    """Web server, worker, beat, PostgreSQL and Valkey in a folder; with one small world in the database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.postgres, self.valkey = PostgreSQL(folder, durable=False), Valkey(folder)
        self.port = free_port()
        self.postgres.start()
        self.valkey.start()
        if os.environ.get("TEST_DATABASE_TEMPLATE"):
            self._take_over_tables(os.environ["DATABASE_URL"])
        self.env = {
            **os.environ,
            "DATABASE_URL": self.postgres.url,
            "REDIS_URL": self.valkey.url,
            "BASE_URL": f"http://localhost:{self.port}",
            "ALLOWED_HOSTS": "localhost",
            "MEDIA_ROOT": str(folder / "media"),
            "EMAIL_URL": f"file:///{folder / 'mail'}",
            "SWEEP_SECONDS": "2",
            "ANSWER_WAIT_SECONDS": "0",
        }
        self.world = self.python(WORLD)
        self.web = self._service("web", "ignite.web", "--bind", f"127.0.0.1:{self.port}")
        self.worker = self._service(
            "worker", "celery", "-A", "ignite", "worker", "--concurrency", "1", "--without-mingle", "--without-gossip"
        )
        self.beat = self._service("beat", "ignite.beat", str(folder / "beat"))
        for service in (self.web, self.worker, self.beat):
            service.start()
        self.until(lambda: Visitor(self.base).get("/health/live") != "")

    def _take_over_tables(self, made: str) -> None:
        """Those of the database with which this run of the tests began: to make them takes every migration."""
        tables, programs = self.folder / "tables.sql", self.postgres.programs
        subprocess.run([programs / "pg_dump", f"--file={tables}", made], check=True)
        quietly = ("--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1")
        subprocess.run([programs / "psql", *quietly, f"--file={tables}", self.postgres.url], check=True)

    @property
    def base(self) -> str:
        return f"http://localhost:{self.port}"

    def _service(self, name: str, module: str, *words: str) -> Service:
        return Service(name, [sys.executable, "-m", module, *words], folder=self.folder, env=self.env, patience=15)

    def manage(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def python(self, code: str) -> Any:
        """Runs `code` with Django set up; what it prints last, read as JSON."""
        return json.loads(self.manage("shell", "--verbosity", "0", "-c", code).splitlines()[-1])

    def email(self, role: str) -> str:
        return str(self.world["people"][role])

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

    @contextmanager
    def worker_away(self) -> Iterator[None]:
        """The worker does nothing in the block, and then goes on with what has come in."""
        os.killpg(self.worker.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.worker.process.pid, signal.SIGCONT)

    def close(self) -> None:
        services = (self.web, self.beat, self.worker, self.valkey)
        for service in services:  # all are asked before one is waited for
            service.process.terminate()
        for service in services:
            service.stop()
        self.postgres.remove()


@contextmanager
def an_installation(folder: Path) -> Iterator[Installation]:
    """An installation that is closed after the block."""
    for parent in (folder, folder.parent):
        # As root, PostgreSQL runs as another user, which must get at its data.
        parent.chmod(parent.stat().st_mode | 0o755)
    installation = Installation(folder)
    try:
        yield installation
    finally:
        installation.close()
