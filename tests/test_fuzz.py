"""Hostile values in every form and every query: the answer is a word for the person, never a 500.

The cases are the same in every run. FUZZ_EXAMPLES=20000 tries as many, and others each time.
"""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.test_access import arguments, rows
from tests.world import World, a_world

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
ADDRESSES = sorted({(name, tuple(things)) for name, _method, things, _answers in rows()} - {("ready", ())})
ROLES = ["chief", "manager", "team", "admin", "staff", "guest"]
NAMES = re.compile(r'<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)"(?:[^>]*?\bvalue="([^"]*)")?')
# What lists, calendars and views read out of the address.
QUERIES = [
    "q",
    "sort",
    "page",
    "after",
    "before",
    "format",
    "need",
    "match",
    "manager",
    "slot",
    "group",
    "when",
    "next",
]
CHARSETS = ["utf-8", "utf-16", "utf-7", "klingon", "rot13", "idna", "undefined"]

NUMBERS = [
    "0",
    "-1",
    "9" * 5000,
    "1e400",
    "NaN",
    "٣",
    "²",
    "9223372036854775808",
    "-99999999999999999999",
    "1,5",
    "1.5.5",
]
TIMES = ["0001-01-01", "9999-12-31", "2027-03-28T02:30", "24:00", "12:60"]
TEXTS = [
    "",
    "\x00",
    "a\x00b",
    "\ud800",
    "\ufdfa" * 50,
    "x" * 70_000,
    "=1+1",
    "{{ 1 }}",
    "%s%d",
    "../..",
    "a@b",
    "\r\nX: y",
]
hostile = st.one_of(st.sampled_from([*NUMBERS, *TIMES, *TEXTS]), st.integers().map(str), st.text(max_size=40))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


class Visitor:
    """Somebody who knows what each page asks for, and sends other things."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clients: dict[str, Client] = {}
        self.asked: dict[tuple[str, str], dict[str, str]] = {}

    def client(self, role: str) -> Client:
        if role not in self.clients:
            self.clients[role] = Client(raise_request_exception=False)
            if role != "guest":
                self.clients[role].force_login(self.world.people[role])
        return self.clients[role]

    def fields(self, role: str, url: str) -> dict[str, str]:
        """The names and values of all that can be filled in on the page."""
        if (role, url) not in self.asked:
            response = self.client(role).get(url)
            page = "" if response.streaming else response.content.decode(errors="replace")
            self.asked[role, url] = dict(NAMES.findall(page))
        return self.asked[role, url]


@pytest.fixture(scope="module")
def visitor(world: World) -> Visitor:
    return Visitor(world)


def rounds(few: int) -> Any:
    return settings(
        max_examples=EXAMPLES or few,
        derandomize=not EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@rounds(150)
@given(st.data())
def test_no_form_and_no_query_ends_in_a_500(visitor: Visitor, data: st.DataObject):
    name, things = data.draw(st.sampled_from(ADDRESSES))
    role = data.draw(st.sampled_from(ROLES))
    url = reverse(name, args=arguments(*things)(visitor.world))
    fields = visitor.fields(role, url)
    changed = data.draw(st.lists(st.sampled_from([*fields, *QUERIES]), max_size=3))
    body: dict[str, Any] = {**fields, **{field: data.draw(hostile) for field in changed}}
    if data.draw(st.booleans()) and changed:
        body[changed[0]] = data.draw(st.lists(hostile, max_size=3))
    method = data.draw(st.sampled_from(["get", "post"]))
    with transaction.atomic():
        response = getattr(visitor.client(role), method)(url, encodable(body))
        transaction.set_rollback(True)
    assert response.status_code < 500, (method, url, role, body)


def encodable(body: dict[str, Any]) -> dict[str, Any]:
    """What can be sent at all: a lone surrogate goes as three bytes."""

    def sent(value: Any) -> Any:
        return [sent(one) for one in value] if isinstance(value, list) else value.encode(errors="surrogatepass")

    return {field: sent(value) for field, value in body.items()}


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_in_any_charset_is_answered(visitor: Visitor, charset: str, kind: str):
    body = b"title=x" if "www" in kind else b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--x--\r\n'
    for role, url in [("chief", reverse("needs:need_new")), ("guest", reverse("account_login"))]:
        for method in ("POST", "GET"):
            response = visitor.client(role).generic(method, url, body, content_type=f"{kind}; charset={charset}")
            assert response.status_code < 500, (url, method)


def test_numbers_of_thousands_of_digits_are_answered(visitor: Visitor):
    """PostgreSQL's numbers end long before, and Python turns no more than 4 300 digits into one."""
    for name, things in ADDRESSES:
        if things:
            continue
        url = reverse(name)
        for field in [*visitor.fields("chief", url), *QUERIES]:
            if visitor.client("chief").get(url, {field: "9" * 5000}).status_code >= 500:
                pytest.fail(f"{url}?{field}=999…")
