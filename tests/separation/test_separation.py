"""What is another organisation's can neither be chosen, nor named in an address, nor seen by a filter."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Driver
from listing.filters import Choice as ListChoice
from tests.offers.offers import ROOMS, traces
from tests.separation.conftest import FAR
from tests.separation.fields import FIELDS, FILTERS, NO_ROW, READ_RAW, SEARCHES, SHARED, Choice
from tests.world import World

# Without the mark this file alone would meet no test database: pytest-django makes one for marked tests only.
pytestmark = pytest.mark.django_db
RAW = re.compile(r'(?:GET|POST|GET\)|asked)\.get(?:list)?\(\s*"(\w+)"|(?:GET|POST|asked)\["(\w+)"\]')


def form_classes() -> Iterator[type[forms.BaseForm]]:
    """Every form of our rooms, wherever it stands."""
    for room in ROOMS:
        for module in pkgutil.walk_packages([room.path], f"{room.name}."):
            if {"forms", "lists"} & set(module.name.split(".")):
                importlib.import_module(module.name)
    known, left = set(), [forms.BaseForm]
    while left:
        for form in left.pop().__subclasses__():
            if form not in known:
                known.add(form)
                left.append(form)
    names = {room.name for room in ROOMS}
    return (form for form in known if form.__module__.split(".")[0] in names)


def chooses_among_rows(field: forms.Field) -> bool:
    """Its choices are a queryset, or stand nowhere until the form is made (a filter's begin with "all")."""
    if isinstance(field, forms.ModelChoiceField):
        return True
    return isinstance(field, forms.ChoiceField) and len(list(field.choices)) <= isinstance(field, ListChoice)


def path_of(choice: Choice, w: World) -> str:
    return reverse(choice.address, args=[getattr(w, thing).pk for thing in choice.things])


def client_of(w: World, role: str) -> Client:
    client = Client()
    client.force_login(w.people[role])
    return client


def test_every_field_that_chooses_among_rows_has_a_case() -> None:
    found = {
        f"{form.__module__.split('.')[0]}.{form.__name__}.{name}"
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if chooses_among_rows(field) and not form.__name__.startswith("_")
    }

    assert found == {*FIELDS, *FILTERS, *SEARCHES, *SHARED}


def test_everything_that_views_read_raw_has_a_case() -> None:
    views = [path for room in ROOMS for path in Path(room.path).rglob("*.py") if "views" in str(path)]
    read = {a or b for path in views for a, b in RAW.findall(path.read_text())}

    assert read == {*READ_RAW, *NO_ROW}


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_the_others_cannot_be_chosen(name: str, own: World, far: World) -> None:
    choice, field = FIELDS[name], name.rsplit(".", 1)[1]
    client, before = client_of(own, choice.role), traces()
    theirs = getattr(far, choice.thing).pk
    chosen = [theirs, getattr(own, choice.also).pk] if choice.also else theirs
    with transaction.atomic():
        refused = client.post(path_of(choice, own), choice.body(own) | {field: chosen})
        assert (refused.status_code, traces()) == (422, before)
        transaction.set_rollback(True)
    assert field in refused.context["form"].errors
    assert FAR not in refused.content.decode()

    with transaction.atomic():
        accepted = client.post(path_of(choice, own), choice.body(own))
        assert (accepted.status_code, traces() != before) == (302, True)
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_by_what_is_the_others_shows_nothing_of_it(name: str, own: World, far: World) -> None:
    choice, field = FILTERS[name], name.rsplit(".", 1)[1]
    client, path = client_of(own, choice.role), path_of(choice, own)
    theirs = getattr(far, choice.thing).pk

    for more in ({}, {"format": "csv"}, {"q": FAR}):
        response = client.get(path, {field: theirs, **more})
        text = b"".join(response) if response.streaming else response.content
        shown = text.decode().replace(f'value="{FAR}"', "")
        assert (response.status_code, FAR in shown) == (200, False), more


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_in_a_form_by_what_is_the_others_shows_nothing_of_it(name: str, own: World, far: World) -> None:
    choice, field = SEARCHES[name], name.rsplit(".", 1)[1]
    client, path = client_of(own, choice.role), path_of(choice, own)
    for sought in ({f"sok-{field}": getattr(far, choice.thing).pk}, {"sok-q": FAR}):
        text = client.post(path, {"sok": "1", **sought}).content.decode()
        assert 'id="valj-behov"' in text
        assert FAR not in text.replace(f'value="{FAR}"', "")


@pytest.mark.parametrize(
    ("address", "things", "asked"),
    [
        ("needs:challenge_new", (), {"need": "another_prioritised"}),
        ("needs:round_new", (), {"need": "waiting"}),
        ("reports:report_new", (), {"group": "group"}),
        ("meetings:day_new", (), {"copy": "day"}),
        ("meetings:book", ("bookable",), {"manager": "manager"}),
        ("meetings:offer", ("bookable",), {"manager": "manager"}),
        ("meetings:day_book", ("day",), {"manager": "manager", "slot": "slot", "match": "bookable"}),
    ],
)
def test_an_address_that_names_what_is_the_others_opens_a_form_without_it(
    address: str, things: tuple[str, ...], asked: dict[str, str], own: World, far: World
) -> None:
    path = reverse(address, args=[getattr(own, thing).pk for thing in things])
    response = client_of(own, "chief").get(path, {name: getattr(far, thing).pk for name, thing in asked.items()})

    assert (response.status_code, FAR in response.content.decode()) == (200, False)


def test_nobody_steps_into_a_place_that_is_anothers(own: World, far: World) -> None:
    client = client_of(own, "chief")
    response = client.post(reverse("accounts:switch"), {"membership": far.membership.pk})

    assert response.status_code == 404
    assert FAR not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("method", "address", "mine", "theirs"),
    [
        ("get", "needs:candidate", "round", "candidate"),
        ("post", "needs:candidate", "deciding_round", "deciding_candidate"),
        ("post", "needs:assess", "round", "candidate"),
        ("post", "needs:candidate_remove", "round", "candidate"),
        ("post", "startups:invitation_renew", "match", "link"),
        ("post", "startups:invitation_revoke", "match", "link"),
    ],
)
def test_what_is_the_others_is_not_found_below_what_is_ones_own(
    method: str, address: str, mine: str, theirs: str, own: World, far: World
) -> None:
    path = reverse(address, args=[getattr(own, mine).pk, getattr(far, theirs).pk])
    client, before = client_of(own, "chief"), traces()

    assert (getattr(client, method)(path).status_code, traces()) == (404, before)


def test_a_row_of_a_form_changes_nothing_of_the_others(own: World, far: World) -> None:
    client = client_of(own, "admin")
    theirs = Driver.objects.filter(pk=far.driver.pk).values()
    before = list(theirs)
    sent: dict[str, Any] = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": far.driver.pk,
        "form-0-title": "Övertagen",
        "form-0-text": "",
    }
    for more in ({}, {"form-0-DELETE": "on"}):
        client.post(reverse("accounts:drivers"), sent | more)
        assert list(theirs.all()) == before


@pytest.mark.parametrize("address", ["needs:needs", "needs:challenges", "pilots:pilots", "pilots:lessons"])
def test_a_search_finds_nothing_of_the_others(address: str, own: World, far: World) -> None:
    response = client_of(own, "chief").get(reverse(address), {"q": FAR, "format": "csv"})

    assert FAR not in b"".join(response).decode()
