"""A letter to send, and mail servers on their bad days."""

import socket
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
