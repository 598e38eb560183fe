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


@pytest.fixture
def quick_hashes(settings):
    """For those who sign in again and again: Argon2 takes its time on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    factories._hashed.cache_clear()
    yield
    factories._hashed.cache_clear()


def sign_in(client, person, password=factories.PASSWORD, *, network="192.0.2.7"):
    return client.post(LOGIN, {"login": person.email, "password": password}, REMOTE_ADDR=network)


def guess(client, person, times, *, network="192.0.2.7"):
    for _ in range(times):
        answer = sign_in(client, person, "fel", network=network)
    return answer


def test_guessing_is_slowed_down(quick_hashes, client, staff):
    answer = guess(client, staff, 6)

    assert "Du har försökt många gånger" in answer.content.decode()
    assert sign_in(client, staff).status_code != 302


def test_one_who_mistypes_keeps_no_colleague_at_the_same_address_out(quick_hashes, client, staff, chief):
    guess(client, staff, 20)

    assert sign_in(client, chief).status_code == 302


def test_a_stranger_elsewhere_keeps_nobody_out(quick_hashes, client, staff):
    guess(client, staff, 20, network="198.51.100.1")

    assert sign_in(client, staff).status_code == 302


def test_a_whole_administration_signs_in_from_one_address(quick_hashes, client, staff):
    for _ in range(35):
        assert sign_in(client, staff).status_code == 302
        client.logout()


def test_guesses_at_many_accounts_from_one_network_are_slowed_down(quick_hashes, client, organisation):
    people = [factories.a_person(organisation, factories.STAFF) for _ in range(16)]
    answers = [guess(client, person, 4) for person in people]

    assert "Du har försökt många gånger" in answers[-1].content.decode()


def test_behind_a_proxy_the_network_is_the_one_that_the_proxy_names(quick_hashes, client, staff, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(6):
        forged = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}, 198.51.100.1", "REMOTE_ADDR": "10.0.0.2"}
        answer = client.post(LOGIN, {"login": staff.email, "password": "fel"}, **forged)

    assert "Du har försökt många gånger" in answer.content.decode()
    there = {"HTTP_X_FORWARDED_FOR": "198.51.100.2", "REMOTE_ADDR": "10.0.0.2"}
    assert client.post(LOGIN, {"login": staff.email, "password": factories.PASSWORD}, **there).status_code == 302


def test_fewer_proxies_than_promised_keep_nobody_out(client, staff, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    answer = client.post(
        LOGIN, {"login": staff.email, "password": factories.PASSWORD}, headers={"X-Forwarded-For": "198.51.100.2"}
    )

    assert answer.status_code == 302


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
