"""How log lines look: JSON in production, plain text where DEBUG or DEMO was asked for."""

import re
import sys

from django.conf import settings

# structlog loads rich where a developer's tool has brought it, to draw errors as nothing here does: 4 MB.
sys.modules.setdefault("rich", None)  # type: ignore[arg-type]  # which Python takes for "is not there"
import structlog  # noqa: E402  # after what it must not find

# What the settings name, so that this module is loaded before structlog.
Formatter = structlog.stdlib.ProcessorFormatter

chain = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(),
    structlog.processors.format_exc_info,
]


# A personal link (accounts.links) is a credential. Of its token, which alone holds a "~", the log keeps the beginning.
TOKEN = re.compile(r"\b([0-9]+\.)[\w-]+~[\w-]+")


def renderer(logger: object, name: str, event: dict) -> str:
    """One line for one event, without anybody's personal link in it."""
    return TOKEN.sub(r"\1…", _line(logger, name, event))


def _line(logger: object, name: str, event: dict) -> str:
    event.pop("_record", None)
    event.pop("_from_structlog", None)
    if settings.DEBUG or settings.DEMO:
        trace = event.pop("exception", "")
        return f"{event.pop('timestamp')} {event.pop('level')} {event.pop('logger')}: {event.pop('event')}" + (
            f"\n{trace}" if trace else ""
        )
    return structlog.processors.JSONRenderer(ensure_ascii=False)(logger, name, event)
