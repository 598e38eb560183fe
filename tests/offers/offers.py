"""What a page offers a person, and what happens when the person takes it up."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import SecurityEvent, Session
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
ROOMS = [room for room in apps.get_app_configs() if Path(room.path).parent == ROOT]
# That somebody was refused, and has been here, is written down on purpose.
TRACES_OF_ANY_REQUEST = (SecurityEvent, Session)
MODELS = [model for room in ROOMS for model in room.get_models(include_auto_created=True)]
TABLES = [model._meta.db_table for model in MODELS if model not in TRACES_OF_ANY_REQUEST]
ALL_ROWS = " UNION ALL ".join(
    f"SELECT count(*), sum(hashtextextended(row_::text, 0)) FROM {table} row_" for table in TABLES
)
EMPTY = {"nothing": "asked for"}  # a form sent without anything in it; what has no fields at all would only be shown
# What a question, the frame of a transaction or one of those traces begins with; whatever else is sent may have left
# something behind.
LEAVES_NOTHING = (
    *("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT"),
    *(f'{verb} "{model._meta.db_table}"' for model in TRACES_OF_ANY_REQUEST for verb in ("INSERT INTO", "UPDATE")),
)
TAKEN, ASKED_AGAIN, REFUSED = "taken", "asked again", "refused"


@dataclass(frozen=True)
class Offer:
    """A deed by its address.

    Without a body an empty form is sent, and "taken" means that it is asked again (422). With a body the deed must be
    done. Where the page is one of several that lead to the address, it need not stand here when it would be taken.
    """

    address: str
    things: tuple[str, ...] = ("it",)
    body: Callable[[World], dict[str, Any]] | None = None
    elsewhere: bool = False

    def path(self, w: World) -> str:
        return reverse(self.address, args=[argument(w, thing) for thing in self.things])


def argument(w: World, thing: str) -> Any:
    """What stands in an address: the thing's number, or the word itself."""
    found = getattr(w, thing) if thing in w.things or thing in w.people else thing
    return getattr(found, "pk", found)


@dataclass(frozen=True)
class Situation:
    """A page in one state of what it shows."""

    page: Callable[[World], str]
    offers: list[Offer]
    arrange: Callable[[World], None]


def deed(address: str, *things: str, body: dict[str, Any] | None = None) -> Offer:
    """A button that does it at once."""
    return Offer(address, things or ("it",), lambda w: body or {})


def form(address: str, *things: str, elsewhere: bool = False) -> Offer:
    """A link to a form, or the form itself."""
    return Offer(address, things or ("it",), elsewhere=elsewhere)


def offered(client: Client, page: str) -> set[str] | None:
    """The addresses that the page leads to or posts to, in its main part; None for somebody who may not see it."""
    response = client.get(page, follow=True)
    path = response.request["PATH_INFO"]
    if response.status_code != 200 or path == reverse("account_login"):
        return None
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    links = re.findall(r'<a [^>]*href="([^"?#]*)', main)
    forms = re.findall(r'<form [^>]*method="post"[^>]*>', main)
    actions = [found[1] if (found := re.search(r'action="([^"?]*)', form)) else path for form in forms]
    buttons = re.findall(r'<button [^>]*formaction="([^"?]*)', main)
    return {unescape(address) for address in [*links, *actions, *buttons]}


def take_up(client: Client, offer: Offer, w: World, before: list[Any]) -> str:
    """Sends the deed, says what came of it beside the traces there were before, and undoes it."""
    sent: list[str] = []

    def listen(execute: Any, sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with transaction.atomic():
        with connection.execute_wrapper(listen):
            response = client.post(offer.path(w), offer.body(w) if offer.body else EMPTY)
        # To count everything anew takes longer than the deed: only where something else than questions was sent.
        changed = not all(sql.startswith(LEAVES_NOTHING) for sql in sent) and traces() != before
        transaction.set_rollback(True)
    if response.status_code == 422 and not changed:
        return ASKED_AGAIN
    if response.status_code == 302 and changed:
        return TAKEN
    assert not changed, f"{offer.address} answered {response.status_code} and yet did something"
    assert response.status_code in (302, 403, 404, 405), f"{offer.address}: {response.status_code}"
    return REFUSED


def traces() -> list[Any]:
    """How many rows each table of the rooms has, and a sum over what stands in them."""
    with connection.cursor() as cursor:
        cursor.execute(ALL_ROWS)
        return cursor.fetchall()
