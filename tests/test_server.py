"""script/server, with real processes: it starts, stops, and comes back with everything after a kill."""

import os
import re
import signal
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest
from services import PostgreSQL, free_port, taken

ROOT = Path(__file__).resolve().parent.parent
OURS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "MEDIA_ROOT", "EMAIL_URL", "PORT")

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("server")]


class Server:
    """One data folder, and the script/server that was last started on it."""

    def __init__(self, data: Path):
        self.data = data
        self.port = free_port()
        self.process = None

    def start(self, *, port: int | None = None, **environment: str) -> subprocess.Popen:
        """Start it as a newcomer does, without the settings that the tests themselves run with."""
        inherited = {name: value for name, value in os.environ.items() if name not in OURS}
        self.process = subprocess.Popen(
            [sys.executable, "script/server", "--port", str(port or self.port), "--data", str(self.data)],
            cwd=ROOT,
            env={**inherited, "DEMO": "0", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return self.process

    def start_and_wait(self) -> None:
        """Start it and read until it says that Ctrl-C stops it."""
        said = []
        for line in self.start().stdout:
            said.append(line)
            if "Ctrl-C stops" in line:
                return
        raise AssertionError("".join(said))

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def rest(self) -> str:
        """What it still says until it ends."""
        return self.process.communicate(timeout=60)[0]

    def close(self) -> None:
        """Stop it, if it runs, and leave nothing behind."""
        if self.is_running():
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.communicate(timeout=60)
            self.process.kill()
        PostgreSQL(self.data).remove()

    def number(self, service: str) -> int:
        """Of the service's first process; 0 while there is none."""
        return int((self.data / "run" / f"{service}.lock").read_text() or 0)

    def kill(self, service: str) -> int:
        number = self.number(service)
        os.kill(number, signal.SIGKILL)
        return number

    def has_no_process(self, *, within: float = 0) -> bool:
        """Every process of a service holds its lock, so free locks mean that none is left."""
        return all(taken(path.open(), seconds=within) for path in (self.data / "run").glob("*.lock"))

    def database(self) -> psycopg.Connection:
        return psycopg.connect(PostgreSQL(self.data).url, autocommit=True)

    def answers(self, question: str = "live") -> bool:
        with urllib.request.urlopen(f"http://localhost:{self.port}/health/{question}", timeout=5) as answer:
            return answer.status == 200


def until(true: Callable[[], bool], *, seconds: float = 40) -> None:
    """Waits until it is true; what cannot be reached yet counts as not yet."""
    end = time.monotonic() + seconds
    while True:
        with suppress(OSError):
            if true():
                return
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def one_server(tmp_path_factory):
    """Shared, since a first start takes a while; not every test leaves it running."""
    with closing(Server(tmp_path_factory.mktemp("server") / "data")) as server:
        yield server


@pytest.fixture
def server(one_server):
    """It runs, with all that earlier tests left in its data."""
    if not one_server.is_running():
        one_server.start_and_wait()
    return one_server


@pytest.fixture(scope="module")
def misled(tmp_path_factory):
    """One that never comes so far as to run."""
    with closing(Server(tmp_path_factory.mktemp("misled") / "data")) as server:
        yield server


def test_a_second_one_is_refused_kindly_on_the_same_data_and_on_the_same_port(server, tmp_path):
    second, neighbour = Server(server.data), Server(tmp_path / "other")
    second.start()
    neighbour.start(port=server.port)
    assert second.rest().startswith("script/server already runs on ")
    assert neighbour.rest().startswith(
        f"Port {server.port} is taken or not allowed. Choose another: script/server --port "
    )
    assert (second.process.returncode, neighbour.process.returncode) == (1, 1)
    assert not (neighbour.data / "postgres").exists()
    assert server.answers()


def test_a_part_that_dies_is_brought_back_and_nothing_is_lost(server):
    server.database().execute("CREATE TABLE kept_from_deaths (word text)")
    server.database().execute("INSERT INTO kept_from_deaths VALUES ('still here')")
    server.database().execute("DELETE FROM cache")  # the note that a worker was seen, among others
    for service in ("web", "beat", "worker", "valkey", "postgres"):
        dead = server.kill(service)
        assert server.process.stdout.readline().startswith(f"{service} was killed by signal 9; it is started again. ")
        until(lambda service=service, dead=dead: server.number(service) != dead)
    until(lambda: server.answers("ready"))
    assert server.database().execute("SELECT word FROM kept_from_deaths").fetchall() == [("still here",)]


def test_three_deaths_in_a_minute_stop_everything_in_one_line(server):
    while server.is_running():
        dead = server.kill("beat")
        until(lambda dead=dead: not server.is_running() or server.number("beat") != dead)
    *_before, last = server.rest().splitlines()
    assert re.fullmatch(r"beat was killed by signal 9, the third time in a minute, so everything is stopped.*", last)
    assert server.process.returncode == 1
    assert server.has_no_process(within=5)


def test_a_killed_supervisor_takes_all_with_it_and_starts_again_at_once(server):
    key = (server.data / "secret-key").read_text()
    server.database().execute("CREATE TABLE kept (word text)")
    server.process.kill()
    server.process.wait()
    server.start_and_wait()
    assert server.answers()
    assert server.database().execute("SELECT count(*) FROM kept").fetchone() == (0,)
    assert (server.data / "secret-key").read_text() == key


def test_it_answers_and_ctrl_c_leaves_no_process(server):
    assert server.answers()
    assert stat.S_IMODE((server.data / "secret-key").stat().st_mode) == 0o600
    began = time.monotonic()
    server.process.send_signal(signal.SIGINT)
    assert "stopped. Everything is kept in" in server.rest()
    assert time.monotonic() - began < 20
    assert server.process.returncode == 0
    assert server.has_no_process()


@pytest.mark.parametrize(
    ("name", "value"), [("HSTS_SECONDS", "soon"), ("SECRET_KEY", "short"), ("REDIS_URL", "http://redis")]
)
def test_nonsense_in_the_environment_stops_the_start_and_is_named(misled, name, value):
    misled.start(**{name: value})
    said = misled.rest()
    assert f"{name}: " in said
    assert "Traceback" not in said
    assert misled.process.returncode == 1
    assert misled.has_no_process()


def test_every_setting_stands_in_the_docs():
    names = set(re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "ignite" / "settings.py").read_text()))
    table = set(re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "running.md").read_text(), re.MULTILINE))
    assert names - table == set()
