"""What `manage.py check --deploy` and `migrate` ask of an installation beside Django's own questions."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


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


def replaced_migrations_are_whole(databases: Sequence[str] | None = None, **_more: Any) -> list[CheckMessage]:
    """A database that has some of the migrations that one has replaced cannot have the others, whose files are gone.

    Django would leave that room out of `migrate` without a word.
    """
    known = MigrationLoader(None).disk_migrations if databases else {}
    errors: list[CheckMessage] = []
    for alias in databases or ():
        applied = MigrationRecorder(connections[alias]).applied_migrations()
        for (room, name), migration in known.items():
            missing = [key for key in migration.replaces if key not in applied]
            if missing and len(missing) < len(migration.replaces) and not any(key in known for key in missing):
                names = ", ".join(old for _room, old in missing)
                errors.append(
                    Error(
                        f"The database lacks migrations that {room}.{name} has replaced: {names}.",
                        hint="Bring it up to date with a version that still has them (docs/running.md, Without Docker).",
                        id="ignite.E001",
                    )
                )
    return errors
