"""The processes a measurement needs: databases, web servers, a worker – and a client that takes the time."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
WARMING = 32  # of eight threads, in two processes, each three times and some more


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of this checkout, ended with the block."""
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def serving(settings: str, **environment: str) -> Iterator[int]:
    """The web server with these settings, as script/server starts it; gives its port."""
    port = free_port()
    command = [sys.executable, "-m", "ignite.web", "--bind", f"127.0.0.1:{port}"]
    with running(command, DJANGO_SETTINGS_MODULE=settings, **environment):
        wait_for_port(port)
        yield port


def wait_for_port(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing answers on port {port}")


def fetch(port: int, path: str, headers: dict[str, str]) -> bytes:
    """One answer; anything but 200 is a failed measurement."""
    status, body = fetch_any(port, path, headers)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    return body


def fetch_any(port: int, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
    """One answer, whatever it is: its status and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": "localhost", **headers})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body


def taken(deed: Callable[[], object]) -> float:
    """Milliseconds that a deed takes."""
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1000


def in_turns(deeds: dict[str, Callable[[], object]], *, rounds: int, each: int) -> dict[str, float]:
    """The median over `rounds` of each deed's median of `each` runs, the deeds taken in turns in every round.

    Each is done often beforehand, unmeasured: a thread of the server has its questions prepared at the third time.
    """
    seen: dict[str, list[float]] = {name: [] for name in deeds}
    for deed in deeds.values():
        for _ in range(WARMING):
            deed()
    for _ in range(rounds):
        for name, deed in deeds.items():
            deed()
            seen[name].append(median(taken(deed) for _ in range(each)))
    return {name: median(times) for name, times in seen.items()}
