"""When the web server lets a connection go: what comes too slowly, and what takes too much room."""

import socket
import time
from collections.abc import Iterator

import pytest

from ignite import web
from tests.test_slow_strangers import SLOW_HEAD, head

WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


def hello(_environ, start_response):
    start_response("200 OK", [("Content-Length", "5")])
    return [b"hello"]


@pytest.fixture
def server(monkeypatch) -> Iterator[web.Server]:
    """It runs only while a test lets it."""
    monkeypatch.setattr(web, "HEADERS", 0.2)
    monkeypatch.setattr(web, "BODY", 0.6)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        server = web.server(listening, hello, threads=1, largest=1_000_000)
        server.adj.cleanup_interval = 0.05
        yield server
        server.task_dispatcher.shutdown()
        server.asyncore.close_all(server._map)


def run(server: web.Server, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        server.asyncore.loop(timeout=0.02, use_poll=True, map=server._map, count=1)


def begin(server: web.Server, *words: bytes) -> list[socket.socket]:
    lines = [socket.create_connection(("127.0.0.1", int(server.effective_port)), timeout=5) for _ in words]
    for line, word in zip(lines, words, strict=True):
        line.sendall(word)
    return lines


def is_open(line: socket.socket) -> bool:
    line.setblocking(False)
    try:
        return line.recv(10_000) != b""
    except BlockingIOError:
        return True
    except ConnectionResetError:
        return False


def test_a_head_has_less_time_than_a_body_and_who_was_answered_may_stay(server):
    slow_head, slow_body, answered = begin(server, SLOW_HEAD, head("Content-Length: 9000") + b"x", WHOLE)
    run(server, 0.4)
    assert answered.recv(10_000).endswith(b"hello")
    assert [is_open(line) for line in (slow_head, slow_body, answered)] == [False, True, True]
    run(server, 0.5)
    assert [is_open(line) for line in (slow_body, answered)] == [False, True]


def test_of_bodies_on_their_way_that_take_too_much_room_the_oldest_goes(server, monkeypatch):
    monkeypatch.setattr(web, "MOST_UNFINISHED", 1_000)
    monkeypatch.setattr(web, "BODY", 60)
    (older,) = begin(server, head("Content-Length: 9000") + b"x" * 800)
    run(server, 0.1)
    (newer,) = begin(server, head("Content-Length: 9000") + b"x" * 800)
    run(server, 0.3)
    assert [is_open(line) for line in (older, newer)] == [False, True]


def test_where_connections_run_short_the_oldest_that_ask_nothing_go(server, monkeypatch):
    monkeypatch.setattr(web, "CONNECTIONS", 10)
    monkeypatch.setattr(web, "HEADERS", 60)
    server.adj.connection_limit = 10
    slow = []
    for _ in range(12):
        slow += begin(server, SLOW_HEAD)
        run(server, 0.03)
    (answered,) = begin(server, WHOLE)
    run(server, 0.3)
    assert answered.recv(10_000).endswith(b"hello")
    assert not is_open(slow[0])
    assert is_open(slow[-1])
