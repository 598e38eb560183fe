"""A letter to send, and mail servers on their bad days."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from post.models import Letter


@pytest.fixture
def letter(db: None) -> Letter:
    return Letter.objects.create(
        to="ulla@exempel.example", subject="Din länk", text="https://exempel.example/lank/hemlig\n"
    )


@pytest.fixture
def server_away(settings: Any) -> Any:
    """A port at which no mail server answers; returns the settings, for the day when it is back."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.EMAIL_PORT = taken.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    return settings


LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


class _Conversation(socketserver.StreamRequestHandler):
    """Enough of SMTP (RFC 5321) to take letters and to refuse those who are unknown or whose box is full."""

    def handle(self) -> None:
        self.say("220 post.example")
        while line := self.rfile.readline().decode().strip():
            if line.upper().startswith("RCPT"):
                self.say("550 5.1.1 No such user" if "borta" in line else "452 Full" if "full" in line else "250 OK")
            elif line.upper() == "DATA":
                self.say("354 Go on")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self.say("250 OK")
            else:
                self.say("221 Bye" if line.upper() == "QUIT" else "250 OK")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def post_office(settings: Any) -> Iterator[None]:
    """A mail server that knows nobody at borta@ and has no room for full@."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield
        server.shutdown()
