"""Gives the software the settings that the person starting it has not given; docs/running.md lists them all."""

import os
import secrets
from pathlib import Path


def asked_for(name: str) -> str | None:
    """A variable of the environment; an empty one counts as not given."""
    return os.environ.get(name) or None


def with_defaults(**defaults) -> dict[str, str]:
    """This process's environment, filled up with defaults.

    Whatever the machine says, Python keeps what it has compiled: else each of our processes does so anew, which makes
    it slower to start and some megabytes larger for as long as it lives.
    """
    given = {name: value for name, value in os.environ.items() if value and name != "PYTHONDONTWRITEBYTECODE"}
    return {**{name: str(value) for name, value in defaults.items()}, **given, "PYTHONUNBUFFERED": "1"}


def for_newcomer(data: Path, port: int) -> dict[str, str]:
    """What script/server starts with: the demo, on this machine only, letters as files."""
    return with_defaults(
        DEMO=1,
        SECRET_KEY=secret_key(data),
        BASE_URL=f"http://localhost:{port}",
        ALLOWED_HOSTS="localhost,127.0.0.1,[::1]",
        MEDIA_ROOT=data / "media",
        EMAIL_URL=f"file:///{data / 'mail'}",
    )


def for_tests(folder: Path) -> dict[str, str]:
    """What script/test starts with; the person's own DEBUG or DEMO must not change what is tested."""
    environment = with_defaults(
        SECRET_KEY=secrets.token_urlsafe(50), MEDIA_ROOT=folder / "media", EMAIL_URL="memory://"
    )
    return {**environment, "DEBUG": "0", "DEMO": "0"}


def for_browser(environment: dict[str, str]) -> dict[str, str]:
    """What pytest needs beyond that, since it drives a browser."""
    required = {"REQUIRE_BROWSER": "1"} if environment.get("CI") else {}
    # Playwright runs an event loop beside Django's ordinary queries.
    return {**required, **environment, "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}


def for_production(environment: dict[str, str]) -> dict[str, str]:
    """The same as a municipality's server would set it, for `manage.py check --deploy`."""
    production = {"BASE_URL": "https://ignite.example", "SOURCE_URL": "https://ignite.example/source"}
    return {**environment, **production, "ALLOWED_HOSTS": "ignite.example"}


def secret_key(data: Path) -> str:
    """The key of this data folder, made at the first start, readable only by its owner."""
    place = data / "secret-key"
    if not place.exists():
        unfinished = place.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(50))
        unfinished.rename(place)
    return place.read_text().strip()
