"""The people of the tests as fixtures, the whole installation as real processes, and a browser."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from time import time
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from accounts.models import Organisation, User
from accounts.sessions import SEEN, SessionStore
from ignite.context_processors import remember_groups
from tests import factories
from tests.processes import Installation, an_installation

# Groups of tests that stay together on one worker, because they share a running installation or server; they take the
# longest, so they begin first.
TOGETHER = ["installation", "plain installation", "server"]


def pytest_configure() -> None:
    settings.MEDIA_ROOT = Path(settings.MEDIA_ROOT) / os.environ.get("PYTEST_XDIST_WORKER", "")
    # Made of tables that are there already; each worker would otherwise make them by every migration.
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = os.environ.get("TEST_DATABASE_TEMPLATE")
    # Each test client is a site of its own, and would look through all static files before its first answer. The
    # real processes, which do serve them, have settings of their own.
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """What has no group of its own stays together with its file, whose fixtures it may share."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
    yield  # here pytest-django puts all that needs no database last

    def order(item: pytest.Item) -> int:
        group = next(item.iter_markers("xdist_group")).args[0]
        return TOGETHER.index(group) if group in TOGETHER else len(TOGETHER)

    items.sort(key=order)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: it need not be looked through for cycles again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _in_swedish() -> None:
    """A page read in English leaves its language behind in the process; the next test begins anew."""
    translation.activate("sv")


@pytest.fixture
def organisation(db: None) -> Organisation:
    return factories.an_organisation()


@pytest.fixture
def staff(organisation: Organisation) -> User:
    return factories.a_person(organisation, factories.STAFF, name="Mia Medarbetare")


@pytest.fixture
def manager(organisation: Organisation) -> User:
    return factories.a_person(organisation, factories.STAFF, factories.MANAGER, name="Lina Linjechef")


@pytest.fixture
def team_member(organisation: Organisation) -> User:
    return factories.a_person(organisation, factories.STAFF, factories.TEAM, name="Tom Team")


@pytest.fixture
def chief(organisation: Organisation) -> User:
    return factories.a_person(organisation, factories.STAFF, factories.CHIEF, name="Ulla Utvecklingschef")


@pytest.fixture
def leader(organisation: Organisation) -> User:
    return factories.a_person(organisation, factories.LEADERSHIP, name="Leo Ledning")


@pytest.fixture
def administrator(organisation: Organisation) -> User:
    return factories.a_person(organisation, factories.ADMIN, name="Ada Administratör")


@pytest.fixture
def other_chief(db: None) -> User:
    """The development chief of another organisation, to whom nothing here may be visible."""
    return factories.a_person(
        factories.an_organisation("Södra förvaltningen"), factories.CHIEF, factories.STAFF, name="Sune Söder"
    )


def a_session_of(user: User) -> str:
    """The key of a session in which the person is signed in; what else a sign-in does has tests of its own."""
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[SEEN] = int(time())
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    remember_groups(None, SimpleNamespace(session=session), user)
    session.save()
    return str(session.session_key)


@pytest.fixture
def as_(client: Client):
    """`as_(chief)`: the test client with that person's session."""

    def sign_in(user: User) -> Client:
        client.cookies[settings.SESSION_COOKIE_NAME] = a_session_of(user)
        return client

    return sign_in


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The software running for real, with a small world in its database; shared, since it takes a while to start."""
    with an_installation(tmp_path_factory.mktemp("installation")) as installation:
        yield installation


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium. Without one the test is skipped loudly, or fails where REQUIRE_BROWSER is set."""
    program = os.environ.get("CHROMIUM")
    if not program:
        missing = "no Chromium: the environment variable CHROMIUM does not name one"
        pytest.fail(missing) if os.environ.get("REQUIRE_BROWSER") else pytest.skip(missing)
    with sync_playwright() as playwright:
        # Root has no sandbox, and a container's /dev/shm is small.
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()
