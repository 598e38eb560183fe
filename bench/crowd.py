"""The needs list for one client and for many at once, and beside strangers who send slowly."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection

from bench.database import OwnDatabase, url_of
from bench.dataset import build
from bench.lists import cookie_of
from bench.machine import fetch, serving

NEEDS, ROUNDS, SECONDS, SLOW = 1000, 5, 3, 60
SLOW_BODY = b"POST /tillganglighet/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n" + b"x" * 1000


def measure() -> list[dict[str, Any]]:
    """One row for each number of clients: pages a second and the time of the slowest in twenty."""
    with OwnDatabase(NEEDS):
        cookie = cookie_of(build(NEEDS), settings.AUTHENTICATION_BACKENDS[0])
        with serving("ignite.settings", DATABASE_URL=url_of(connection.settings_dict["NAME"])) as port:
            _crowd(port, cookie, 16)  # every thread has its connection and has asked everything
            ways = [(1, 0), (16, 0), (16, SLOW)]
            seen: dict[tuple[int, int], list[tuple[float, float]]] = {way: [] for way in ways}
            for _ in range(ROUNDS):
                for clients, slow in ways:
                    with _slow_bodies(port, slow):
                        seen[clients, slow].append(_crowd(port, cookie, clients))
    return [
        {
            "clients": clients,
            "slow": slow,
            "pages": median(pages for pages, _ms in found),
            "ms": median(ms for _pages, ms in found),
        }
        for (clients, slow), found in seen.items()
    ]


def _crowd(port: int, cookie: dict[str, str], clients: int) -> tuple[float, float]:
    """Pages a second, and the milliseconds that nineteen of twenty pages stay under."""
    times: list[float] = []
    end = time.monotonic() + SECONDS

    def client() -> None:
        while time.monotonic() < end:
            began = time.perf_counter()
            fetch(port, "/behov/", cookie)
            times.append((time.perf_counter() - began) * 1000)

    crowd = [threading.Thread(target=client) for _ in range(clients)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return len(times) / SECONDS, sorted(times)[int(len(times) * 0.95)]


@contextmanager
def _slow_bodies(port: int, count: int) -> Iterator[None]:
    with ExitStack() as stack:
        for _ in range(count):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
            line.sendall(SLOW_BODY)
        yield
