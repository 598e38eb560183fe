"""Signing in and out, forgotten passwords, and what allauth must not offer here."""

import re

import pytest
from django.core.cache import cache

from post.models import Letter
from tests import factories

pytestmark = pytest.mark.django_db
LOGIN = "/konto/logga-in/"


@pytest.fixture(autouse=True)
def forgetful_rate_limits():
    cache.clear()


def test_a_person_signs_in_with_email_and_password(client, staff):
    answer = client.post(LOGIN, {"login": staff.email.upper(), "password": factories.PASSWORD})

    assert answer.url == "/"
    assert "Hej Mia" in client.get("/").content.decode()


def test_a_wrong_password_says_so_and_keeps_the_address(client, staff):
    answer = client.post(LOGIN, {"login": staff.email, "password": "fel"})

    page = answer.content.decode()
    assert staff.email in page
    assert "lösenord" in page


def test_guessing_is_slowed_down(client, staff):
    for _ in range(6):
        answer = client.post(LOGIN, {"login": staff.email, "password": "fel"})
    right = client.post(LOGIN, {"login": staff.email, "password": factories.PASSWORD})

    assert answer.status_code in (200, 429)
    assert right.status_code != 302


def test_passwords_are_kept_with_argon2(staff):
    assert staff.password.startswith("argon2$argon2id$")


def test_a_forgotten_password_is_replaced_by_letter(client, staff):
    client.post("/konto/losenord/glomt/", {"email": staff.email})

    letter = Letter.objects.get()
    assert letter.to == staff.email
    link = re.search(r"http://localhost:8000(/konto/\S+)", letter.text).group(1)
    form = client.get(link, follow=True)
    answer = client.post(
        form.request["PATH_INFO"], {"password1": "sju-nya-gladare-laxar", "password2": "sju-nya-gladare-laxar"}
    )
    assert answer.status_code == 302
    staff.refresh_from_db()
    assert staff.check_password("sju-nya-gladare-laxar")


def test_nobody_learns_which_addresses_have_accounts(client, staff):
    known = client.post("/konto/losenord/glomt/", {"email": staff.email})
    unknown = client.post("/konto/losenord/glomt/", {"email": "ingen@exempel.example"})

    assert known.url == unknown.url


def test_nobody_signs_up_without_an_invitation(client):
    client.post("/konto/nytt-konto/", {"email": "ny@exempel.example", "password1": factories.PASSWORD})

    from accounts.models import User

    assert not User.objects.filter(email="ny@exempel.example").exists()


def test_a_person_without_any_role_is_told_what_to_do(as_, db):
    page = as_(factories.a_person(None)).get("/")

    assert "Du har ingen roll i någon organisation än" in page.content.decode()


def test_where_one_was_going_is_remembered_over_the_sign_in(client, staff):
    asked = client.get("/behov/")

    assert asked.url == f"{LOGIN}?next=/behov/"
