"""Strangers who send slowly, or far too much, to the web server without a proxy before it: the others notice nothing."""

import http.client
import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.processes import Installation
from tests.visitor import Visitor

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("installation")]

FORM = "/tillganglighet/"
GIGABYTE = 1_000_000_000
SLOW_HEAD = b"GET / HTTP/1.1\r\nHost: local"


def head(length: str, *more: str) -> bytes:
    return "\r\n".join([f"POST {FORM} HTTP/1.1", "Host: localhost", length, *more, "", ""]).encode()


@contextmanager
def connected(installation: Any, count: int, begin: bytes) -> Iterator[list[socket.socket]]:
    """So many connections on which a request has begun, and does not go on."""
    with ExitStack() as stack:
        lines = [socket.create_connection(("127.0.0.1", installation.port), timeout=10) for _ in range(count)]
        for line in lines:
            stack.enter_context(line)
            line.sendall(begin)
        yield lines


def answer(line: socket.socket) -> http.client.HTTPResponse:
    found = http.client.HTTPResponse(line)
    found.begin()
    return found


def seconds_until_alive(installation: Any) -> float:
    began = time.monotonic()
    assert Visitor(installation.base).get("/health/live") == '{"live": true}'
    return time.monotonic() - began


def written_by(installation: Installation) -> int:
    """Bytes in files without a name that the web server's processes hold: bodies that are on their way."""
    processes = Path(f"/proc/{installation.web.process.pid}/task/{installation.web.process.pid}/children").read_text()
    written = 0
    for file in (file for pid in processes.split() for file in Path(f"/proc/{pid}/fd").iterdir()):
        with suppress(FileNotFoundError):  # closed meanwhile
            written += os.stat(file).st_size if "(deleted)" in os.readlink(file) else 0
    return written


def test_twenty_slow_bodies_and_a_hundred_slow_headers_leave_the_site_quick(installation):
    slow_body = head("Content-Length: 900000") + b"x" * 1000
    with connected(installation, 20, slow_body) as bodies, connected(installation, 100, SLOW_HEAD) as heads:
        waits = [seconds_until_alive(installation) for _ in range(5)]
        for line in bodies + heads:
            line.sendall(b"x")  # they are still there, and still slow
        waits += [seconds_until_alive(installation) for _ in range(5)]
        assert "Behov" in Visitor(installation.base).sign_in(installation.email("staff")).get("/behov/")
    assert max(waits) < 2


def test_when_connections_run_short_the_slowest_go_first(installation):
    with connected(installation, 1100, SLOW_HEAD):
        assert max(seconds_until_alive(installation) for _ in range(5)) < 2


def test_a_body_over_the_limit_is_refused_kindly_before_it_reaches_the_disk(installation):
    before = written_by(installation)
    with connected(installation, 1, head(f"Content-Length: {GIGABYTE}")) as (line,):
        refused = answer(line)
        page = refused.read().decode()
        assert refused.status == 413
        assert f"En fil får vara högst {settings.MAX_UPLOAD_MB} MB" in page
        assert "A file may be at most" in page
        assert written_by(installation) == before


def test_who_sends_too_large_a_file_all_the_same_can_read_the_refusal(installation):
    size = settings.MAX_BODY + 5_000_000
    with connected(installation, 1, head(f"Content-Length: {size}", "Expect: 100-continue")) as (line,):
        line.sendall(b"x" * size)  # as browsers do, which read the answer when they have sent everything
        assert answer(line).status == 413


def test_a_body_of_unknown_length_is_refused_before_it_reaches_the_disk(installation):
    before = written_by(installation)
    with connected(installation, 1, head("Transfer-Encoding: chunked")) as (line,):
        chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
        line.sendall(chunk * 20)
        assert answer(line).status == 413
        assert written_by(installation) == before


def test_a_form_without_a_file_may_be_smaller_than_one_with(client):
    form = client.post(
        FORM, "what=" + "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE, content_type="application/x-www-form-urlencoded"
    )
    assert form.status_code == 413
    assert "för mycket på en gång" in form.content.decode()
