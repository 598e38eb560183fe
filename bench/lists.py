"""The needs list against the practical floor, with few needs and with many."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation, User
from bench.database import OwnDatabase, url_of
from bench.dataset import build
from bench.machine import fetch, in_turns, serving
from listing.pages import PAGE_SIZE
from listing.search import query_for
from needs.models import Need

ROUNDS, EACH = 7, 15
TARGETS = {
    "list": 3.0,
    "deep page": 3.0,
    "filter": 3.0,
    "rows alone": 2.5,
    "search, newest first": 3.0,
    "search, ranked": 5.0,
}
GROWTH_TARGET, QUERY_TARGET, KB_TARGET = 1.3, 6, 40.0
DEEP = 500 * 25


def measure(sizes: list[int]) -> list[dict[str, Any]]:
    """One row for each page and size: milliseconds, ratio to the floor, queries, kilobytes."""
    rows = []
    for size in sizes:
        with OwnDatabase(size):
            rows += _measure_one(size)
    first = {row["page"]: row["ratio"] for row in rows if row["needs"] == sizes[0]}
    for row in rows:
        # Of the ratios, since the machine may be slower while one city is measured than while the other is.
        row["growth"] = row["ratio"] / first[row["page"]]
    return rows


def cookie_of(person: User, backend: str) -> dict[str, str]:
    """The header of somebody who has signed in by a backend."""
    client = Client()
    client.force_login(person, backend=backend)
    return {"Cookie": f"sessionid={client.cookies['sessionid'].value}"}


def _pages(chief: User) -> dict[str, tuple[str, dict[str, str]]]:
    """Name → (address, headers) of every page that is measured."""
    organisation = chief.memberships[0].organisation
    unit = organisation.units.order_by("pk")[3].pk
    words = _words_for(organisation)
    htmx = {"HX-Request": "true"}
    return {
        "list": ("/behov/", {}),
        "deep page": (f"/behov/{_deep_query(chief)}", {}),
        "filter": ("/behov/?" + urlencode({"unit": unit, "state": "parked"}), {}),
        "search, newest first": ("/behov/?" + urlencode({"q": words, "sort": "newest"}), {}),
        "search, ranked": ("/behov/?" + urlencode({"q": words}), {}),
        "rows alone": ("/behov/", htmx),
    }


def _words_for(organisation: Organisation) -> str:
    """What is sought: two words, or one in a city too small for two to fill a page. A page of five rows is quicker than
    one of twenty-five whatever the number of needs, and would make the growth look larger than it is."""
    both = "schemaläggning vikarier"
    fills = Need.objects.of(organisation).filter(search=query_for(both, unfinished=False)).count() >= PAGE_SIZE
    return both if fills else "vikarier"


def _deep_query(chief: User) -> str:
    """The address part of a page far down the list; of the last page when the list is shorter."""
    from listing.pages import paginate
    from needs.lists import NEEDS

    rows = Need.objects.visible_to(chief).of(chief.memberships[0].organisation)
    place = max(0, min(DEEP, rows.count() - 50))
    pk = rows.order_by("-listed_at", "-id").values_list("pk", flat=True)[place]
    there = rows.filter(listed_at__lte=Need.objects.get(pk=pk).listed_at)
    return paginate(there.only("title", "listed_at"), QueryDict(), NEEDS.sorts).next_url


def _measure_one(size: int) -> list[dict[str, Any]]:
    chief = build(size)
    cookie = cookie_of(chief, settings.AUTHENTICATION_BACKENDS[0])
    plain = cookie_of(chief, "django.contrib.auth.backends.ModelBackend")
    database = connection.settings_dict["NAME"]
    url = url_of(database)
    organisation = chief.memberships[0].organisation_id
    pages = _pages(chief)
    with (
        serving("ignite.settings", DATABASE_URL=url) as product,
        serving("bench.floor_settings", DATABASE_URL=url) as floor,
    ):
        deeds: dict[str, Any] = {"floor": lambda: fetch(floor, f"/?organisation={organisation}", plain)}
        for name, (path, headers) in pages.items():
            deeds[name] = lambda path=path, headers=headers: fetch(product, path, {**cookie, **headers})
        sizes = {name: len(deed()) / 1000 for name, deed in deeds.items()}
        times = in_turns(deeds, rounds=ROUNDS, each=EACH)
    queries = {name: _queries(chief, path, headers) for name, (path, headers) in pages.items()}
    return [
        {
            "needs": size,
            "page": name,
            "ms": times[name],
            "ratio": times[name] / times["floor"],
            "target": TARGETS.get(name),
            "queries": queries.get(name, 3),
            "kb": sizes[name],
        }
        for name in deeds
    ]


def _queries(person: User, path: str, headers: dict[str, str]) -> int:
    client = Client(headers={**headers, "Host": "localhost"})
    client.force_login(person)
    with CaptureQueriesContext(connection) as seen:
        client.get(path, secure=settings.SECURE_SSL_REDIRECT)
    return len(seen)
