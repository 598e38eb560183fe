"""The web server, `python -m ignite.web`: a few processes on one socket, each with a few threads.

A request is read whole before it takes a thread, so that whoever sends slowly holds a connection and nobody's thread.
Where connections run short, those go first that have waited longest without having asked for anything.
"""

import contextlib
import ctypes
import logging
import os
import resource
import signal
import socket
import sys
import time
from argparse import ArgumentParser
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, Task, WSGITask
from waitress.utilities import RequestEntityTooLarge

CONNECTIONS = 500  # at once, in each process
HEADERS, BODY, IDLE = 20, 300, 60  # seconds until they are there; until somebody who is silent is let go
LINGER = 60  # seconds in which one who was refused may go on sending, and reads the refusal
IN_MEMORY = 512 * 1024  # bytes of a body; the rest of a larger one lies in a file without a name
MOST_UNFINISHED = 1_000_000_000  # bytes of bodies that are on their way, in each process
PR_SET_PDEATHSIG = 1


class Request(HTTPRequestParser):
    """One whose body is too large is refused by its headers; whoever does not say how much comes may send little."""

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        if self.chunked and self.body_bytes_received > IN_MEMORY // 2:
            self.error = RequestEntityTooLarge("of unknown length, and large")
            self.completed = True
        if self.error:
            self.expect_continue = False
        return consumed


class TooLarge(WSGITask):
    """The application refuses it, in its own words, by the length alone (ignite.middleware.refuse_large_bodies)."""

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ.setdefault("CONTENT_LENGTH", str(sys.maxsize))
        return environ

    def execute(self) -> None:
        self.channel.is_refused = True
        self.set_close_on_finish()
        super().execute()


def refusal(channel: "Channel", request: Request) -> Task:
    return (TooLarge if isinstance(request.error, RequestEntityTooLarge) else ErrorTask)(channel, request)


class Channel(HTTPChannel):
    """A connection. One that was refused while it still sends is read to its end: else it would not read the answer."""

    parser_class = Request
    error_task_class = staticmethod(refusal)
    is_refused = lingers = False
    began = 0.0  # when it was opened, or its unfinished request began

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.began = self.creation_time

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.began = time.time()
        return bool(super().received(data))

    def is_late(self, now: float) -> bool:
        if self.lingers:
            return now - self.last_activity > LINGER
        patience = BODY if self.request and self.request.headers_finished else HEADERS
        return self.request is not None and now - self.began > patience

    def readable(self) -> bool:
        return not self.will_close if self.lingers else bool(super().readable())

    def handle_read(self) -> None:
        if not self.lingers:
            super().handle_read()
            return
        try:
            self.recv(self.adj.recv_bytes)  # closes by itself at the end
        except OSError:
            self.handle_close()

    def handle_write(self) -> None:
        ends = self.is_refused and self.close_when_flushed
        if ends:
            self.close_when_flushed = False
        super().handle_write()
        if not ends or not self.connected:
            return
        if self.total_outbufs_len:
            self.close_when_flushed = True
        else:
            self.lingers = True
            with contextlib.suppress(OSError):
                self.socket.shutdown(socket.SHUT_WR)


class Server(TcpWSGIServer):
    """waitress, with an end to what comes slowly."""

    channel_class = Channel

    def readable(self) -> bool:
        if len(self._map) >= self.adj.connection_limit:
            self._let_go(self._waiting()[: CONNECTIONS // 10])
        return bool(super().readable())

    def maintenance(self, now: float) -> None:
        super().maintenance(now)
        with contextlib.suppress(AttributeError):  # what large pages took is given back; not every libc can
            ctypes.CDLL(None).malloc_trim(0)
        waiting = self._waiting()
        self._let_go([channel for channel in waiting if channel.is_late(now)])
        unfinished = [channel for channel in waiting if channel.request]
        while sum(channel.request.body_bytes_received for channel in unfinished) > MOST_UNFINISHED:
            self._let_go([unfinished.pop(0)])

    def _waiting(self) -> list[Channel]:
        """The connections on which nothing is being answered, the oldest first."""
        idle = (c for c in self.active_channels.values() if not c.requests and not c.total_outbufs_len)
        return sorted(idle, key=lambda channel: channel.began)

    @staticmethod
    def _let_go(channels: list[Channel]) -> None:
        for channel in channels:
            channel.will_close = True


def server(listening: socket.socket, application: Any, *, threads: int, largest: int) -> Server:
    """What one process runs: it answers until it is asked to stop, and then finishes what it is at.

    `largest` is in bytes: how much a body may be.
    """
    adjustments = Adjustments(
        threads=threads,
        connection_limit=CONNECTIONS,
        max_request_body_size=largest,
        max_request_header_size=64 * 1024,
        inbuf_overflow=IN_MEMORY,
        channel_timeout=IDLE,
        cleanup_interval=5,
        recv_bytes=64 * 1024,
        clear_untrusted_proxy_headers=False,  # Django knows which to trust
        log_socket_errors=False,
        asyncore_use_poll=True,
        ident=None,
    )
    about = (listening.family, listening.type, listening.proto, listening.getsockname())
    return Server(application, _sock=listening, bind_socket=False, adj=adjustments, sockinfo=about)


def _begin(listening: socket.socket, threads: int) -> int:
    """A process of its own, which does not outlive this one; its number."""
    pid = os.fork()
    if pid:
        return pid
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    try:
        from django.conf import settings

        from ignite.wsgi import application

        server(listening, application, threads=threads, largest=settings.MAX_BODY).run()
    finally:
        logging.shutdown()
        os._exit(0)


def main() -> None:
    words = ArgumentParser(prog="python -m ignite.web", description="Shows the pages.")
    words.add_argument("--bind", default="127.0.0.1:8000", metavar="ADDRESS:PORT")
    words.add_argument("--processes", type=int, default=2)
    words.add_argument("--threads", type=int, default=4, help="in each process")
    asked = words.parse_args()
    host, _colon, port = asked.bind.rpartition(":")

    import ignite.wsgi  # noqa: F401  # loaded once, for all processes

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]  # a connection takes a file, and its body may take another
    resource.setrlimit(resource.RLIMIT_NOFILE, (most if 0 <= most < 4096 else 4096, most))
    with socket.create_server((host, int(port)), backlog=1024) as listening:
        listening.setblocking(False)
        keep(lambda: _begin(listening, asked.threads), asked.processes)


def keep(begin: Any, count: int) -> None:
    """So many processes, until this one is asked to stop; one that dies is followed by another."""
    children: set[int] = set()
    stopping = False

    def stop(*_: Any) -> None:
        nonlocal stopping
        stopping = True
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)

    def add() -> None:
        children.add(begin())
        if stopping:  # was asked for while it began
            stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    while not stopping and len(children) < count:
        add()
    while children:
        ended, _how = os.wait()
        children.discard(ended)
        if not stopping:
            time.sleep(1)
        if not stopping:
            add()


if __name__ == "__main__":
    main()
