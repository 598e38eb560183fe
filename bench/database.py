"""A database of its own for each measurement, beside the one that DATABASE_URL names."""

import os

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections


class OwnDatabase:
    """A database of its own for the block, beside the one the environment names."""

    def __init__(self, size: int) -> None:
        self.name = f"bench_{size}"

    def __enter__(self) -> None:
        self.before = settings.DATABASES["default"]["NAME"]
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {self.name}")
        self._point_at(self.name)
        call_command("migrate", verbosity=0)
        call_command("createcachetable")

    def __exit__(self, *_: object) -> None:
        self._point_at(self.before)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _point_at(self, name: str) -> None:
        connections.close_all()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def url_of(database: str) -> str:
    """DATABASE_URL with another database's name."""
    base = os.environ["DATABASE_URL"].split("?")[0]
    return base.rsplit("/", 1)[0] + f"/{database}"
