"""Signing in in two steps: with a code, with a recovery code, with a passkey, and who must."""

import os
import re
import subprocess
import sys
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from accounts.models import SecurityEvent
from ignite.settings import ROOT
from tests import factories

pytestmark = pytest.mark.django_db
LOGIN, APP, CODES, CONFIRM = "/konto/logga-in/", "/konto/tva-steg/app/", "/konto/tva-steg/koder/", "/konto/bekrafta/"
SECOND = "/konto/tva-steg/logga-in/"


@pytest.fixture(autouse=True)
def forgetful():
    cache.clear()


def sign_in(person) -> Client:
    client = Client()
    client.post(LOGIN, {"login": person.email, "password": factories.PASSWORD})
    return client


def code_for(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def set_up(client: Client) -> tuple[str, list[str]]:
    """Adds an app as a person does. Answers its secret and the recovery codes."""
    asked = client.get(APP)
    if asked.status_code == 302:
        assert asked.url.startswith(CONFIRM)
        client.post(asked.url, {"password": factories.PASSWORD})
    secret = re.search(r"<code>(\w+)</code>", client.get(APP).content.decode()).group(1)
    answer = client.post(APP, {"code": code_for(secret)}, follow=True)
    codes = re.findall(r"<code>(\d+)</code>", answer.content.decode())
    assert answer.request["PATH_INFO"] == CODES
    return secret, codes


@pytest.fixture
def app(staff) -> tuple[str, list[str]]:
    return set_up(sign_in(staff))


def test_with_an_app_the_password_alone_lets_nobody_in(staff, app):
    secret, _codes = app
    client = Client()
    asked = client.post(LOGIN, {"login": staff.email, "password": factories.PASSWORD})
    assert asked.url.startswith(SECOND)
    assert client.get("/").status_code == 302
    assert "Bekräfta med ett steg till" in client.get(SECOND).content.decode()

    wrong = client.post(SECOND, {"code": "000000"})
    assert "Koden stämmer inte" in wrong.content.decode()
    assert SecurityEvent.objects.filter(person=staff, event="sign_in_failed").count() == 1
    assert client.get("/").status_code == 302

    client.post(SECOND, {"code": code_for(secret, steps=1)})
    assert client.get("/").status_code == 200


def test_a_recovery_code_lets_in_once(staff, app):
    _secret, codes = app
    assert len(codes) == 10

    first, second = sign_in(staff), sign_in(staff)
    first.post(SECOND, {"code": codes[0]})
    second.post(SECOND, {"code": codes[0]})

    assert first.get("/").status_code == 200
    assert second.get("/").status_code == 302


def test_guessing_codes_is_slowed_down(staff, app):
    secret, _codes = app
    client = sign_in(staff)
    for _ in range(6):
        client.post(SECOND, {"code": "000000"})
    client.post(SECOND, {"code": code_for(secret, steps=1)})

    assert client.get("/").status_code == 302


def test_the_app_is_removed_again_by_the_person(staff, app):
    secret, _codes = app
    client = sign_in(staff)
    client.post(SECOND, {"code": code_for(secret, steps=1)})
    page = client.get("/konto/tva-steg/app/ta-bort/", follow=True)
    client.post(page.redirect_chain[-1][0], {"password": factories.PASSWORD})
    client.post("/konto/tva-steg/app/ta-bort/")

    assert not Authenticator.objects.exists()
    assert sign_in(staff).get("/").status_code == 200


def test_who_has_a_role_that_demands_it_sets_it_up_before_anything_else(chief, staff, administrator, settings):
    settings.MFA_REQUIRED_ROLES = ["administrator", "development_chief"]
    client = sign_in(chief)

    for page in ["/", "/behov/", "/konto/losenord/", "/tillganglighet/"]:
        assert client.get(page).url == "/konto/tva-steg/", page
    assert "Din roll kräver inloggning i två steg" in client.get("/konto/tva-steg/").content.decode()
    assert client.post("/behov/nytt/", {"title": "Nytt"}).url == "/konto/tva-steg/"
    set_up(client)

    assert client.get("/behov/").status_code == 200
    assert sign_in(staff).get("/").status_code == 200


def test_a_role_that_is_nobodys_stops_the_start():
    told = subprocess.run(
        [sys.executable, "-c", "import ignite.settings"],
        cwd=ROOT,
        env=os.environ | {"MFA_REQUIRED_ROLES": "chef"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 1
    assert "MFA_REQUIRED_ROLES" in told.stderr
