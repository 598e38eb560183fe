"""What `manage.py check --deploy` asks of an installation beside Django's own questions."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning


def source_is_offered(**_more: Any) -> list[CheckMessage]:
    """Whoever uses a changed Ignite over a network is offered its source code (AGPL-3.0, section 13)."""
    if settings.SOURCE_URL:
        return []
    return [
        Warning(
            "SOURCE_URL is not set, so the pages cannot link to the source code.",
            hint="Set it to where the source code of this installation, with your changes, can be had.",
            id="ignite.W001",
        )
    ]
