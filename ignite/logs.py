"""How log lines look: JSON in production, plain text where DEBUG or DEMO was asked for."""

import re

from django.conf import settings

from ignite.lean import without

# A developer's tool may have brought them; rich draws errors as nothing here does: 4 MB.
with without("rich", "greenlet"):
    import structlog

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
