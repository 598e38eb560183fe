"""What holds for every form there is: those of all addresses that ask again when something is missing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from entry.shown import read
from tests.forms import form_on, next_page, texts_on, window
from tests.test_access import ASKED_AGAIN, POST, ROLES, arguments, rows
from tests.world import World, a_world

# Without the mark this file alone would meet no test database: pytest-django makes one for marked tests only.
pytestmark = pytest.mark.django_db

# A file is chosen anew; the portal has no session that could end.
# Files, and a form that is said by its address: tests/meetings/test_freed_times.py holds it to the same.
WITHOUT = {
    "meetings:absence",
    "needs:need_import",
    "needs:need_import_file",
    "startups:startup_import",
    "startups:startup_import_file",
}


def forms() -> Iterator[Any]:
    for name, method, things, answers in rows():
        roles = [role for role, answer in zip(ROLES, answers, strict=True) if answer == ASKED_AGAIN]
        if method == POST and roles and roles[0] != "guest" and name not in WITHOUT:
            yield pytest.param(name, roles[0], tuple(things), id=name)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@pytest.mark.parametrize(("name", "role", "things"), list(forms()))
def test_what_was_typed_stands_there_after_signing_in_again(world, name, role, things) -> None:
    page = reverse(name, args=arguments(*things)(world))
    person, client = world.people[role], Client()
    with transaction.atomic():
        client.force_login(person)
        opened = client.get(page)
        typed = form_on(opened) | {text: ["Ett alldeles eget ord"] for text in texts_on(opened)}
        assert read({"shown": typed["shown"][0]}).person == person.pk
        client.logout()
        to = client.post(page, typed)
        client.force_login(person)
        again = client.get(next_page(to))
        assert again.status_code == 200
        hidden = {"csrfmiddlewaretoken", "shown"}
        assert {n: v for n, v in form_on(again).items() if n not in hidden} == {
            n: v for n, v in typed.items() if n not in hidden
        }
        transaction.set_rollback(True)


# What stands and is changed by more than one person: every form of that kind in the house.
STANDING = {
    "needs:need_change",
    "needs:challenge_change",
    "startups:startup_change",
    "startups:contact_change",
    "meetings:day_change",
    "pilots:pilot_change",
    "pilots:lesson_change",
    "accounts:organisation",
    "accounts:unit",
    "reports:group_change",
}


@pytest.mark.parametrize(("name", "role", "things"), [form for form in forms() if form.values[0] in STANDING])
def test_every_form_of_what_stands_asks(world: World, name: str, role: str, things: tuple[str, ...]) -> None:
    page = reverse(name, args=arguments(*things)(world))
    person = world.people[role]
    with transaction.atomic():
        client = Client()
        client.force_login(person)
        text = texts_on(client.get(page))[0]
        slow, quick = window(person, page), window(person, page)
        assert quick(**{text: "Kort och annat"}).status_code == 302
        asked = slow(**{text: "Kort och eget"})
        (difference,) = asked.context["form"].differences
        assert (difference.now, difference.mine) == ("Kort och annat", "Kort och eget")
        assert slow().status_code == 302
        transaction.set_rollback(True)


def test_none_of_them_is_forgotten() -> None:
    assert {form.values[0] for form in forms()} >= STANDING
