"""The foot of every page: the licence and the way to the source code, as the AGPL's section 13 asks."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings as given
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from tests.test_access import arguments
from tests.test_page_types import pages
from tests.world import a_world

SOURCE = "https://ignite.example/source"
CONTACT = "ignite@ignite.example"
LINK = f'<a href="{SOURCE}">Källkod</a>'

# What a screen on the wall and a badge's code show leads nowhere.
WITHOUT_A_FOOT = {"meetings:wall", "meetings:badge"}

pytestmark = pytest.mark.django_db


def foot(answer) -> str:
    return answer.content.decode().partition("<footer")[2]


def test_every_page_shows_the_source(settings):
    settings.SOURCE_URL = SOURCE
    world, missing = a_world(), []
    for name, role, things in pages():
        if name in WITHOUT_A_FOOT:
            continue
        client = Client()
        if role != "guest":
            client.force_login(world.people[role])
        answer = client.get(reverse(name, args=arguments(*things)(world)))
        if LINK not in foot(answer):
            missing.append(name)
    assert missing == []


def test_a_page_that_does_not_exist_shows_the_source(client, settings):
    settings.SOURCE_URL = SOURCE
    assert LINK in foot(client.get("/finns-inte/"))


def test_a_startups_broken_link_shows_the_source(client, settings):
    settings.SOURCE_URL = SOURCE
    assert LINK in foot(client.get(reverse("startups:portal", args=["altered"])))


def test_the_owner_of_the_installation_finds_the_source(client, settings, administrator):
    settings.SOURCE_URL = SOURCE
    administrator.is_staff = administrator.is_superuser = True
    administrator.save()
    client.force_login(administrator)
    assert LINK in foot(client.get(reverse("admin:index")))


def test_the_licence_is_linked_to_in_full(client):
    link = r'href="/static/vendor/AGPL-3.0-or-later[.\w]*\.txt" hreflang="en">Fri programvara: AGPL-3.0 eller senare<'
    assert len(re.findall(link, foot(client.get(reverse("privacy"))))) == 1


def test_without_an_address_the_foot_says_whom_to_ask(client, settings):
    settings.SOURCE_URL, settings.CONTACT_EMAIL = None, CONTACT
    assert f'Källkoden får du av <a href="mailto:{CONTACT}">{CONTACT}</a>' in foot(client.get(reverse("privacy")))


def test_without_any_setting_the_foot_invents_nobody(client, settings):
    settings.SOURCE_URL = settings.CONTACT_EMAIL = None
    assert "Källkoden får du av den som driver tjänsten" in foot(client.get(reverse("privacy")))


def test_the_foot_speaks_english_too(client, settings):
    settings.SOURCE_URL = SOURCE
    client.cookies["language"] = "en"
    english = foot(client.get(reverse("privacy")))
    assert "Free software: AGPL-3.0 or later" in english
    assert f'<a href="{SOURCE}">Source code</a>' in english


@pytest.mark.urls("tests.ignite.test_health")
def test_the_source_is_offered_where_a_page_has_gone_wrong(settings):
    settings.SOURCE_URL = SOURCE
    answer = foot(Client(raise_request_exception=False).get("/fel/"))
    assert (LINK in answer, f'<a href="{SOURCE}">Source code</a>' in answer) == (True, True)


def test_production_without_an_address_is_told_of_it(settings):
    settings.SOURCE_URL = None
    assert "ignite.W001" in [said.id for said in run_checks(include_deployment_checks=True)]


def test_production_with_an_address_is_not(settings):
    settings.SOURCE_URL = SOURCE
    assert "ignite.W001" not in [said.id for said in run_checks(include_deployment_checks=True)]


@pytest.mark.parametrize(
    ("name", "nonsense"), [("SOURCE_URL", "soon"), ("SOURCE_URL", "javascript:alert(1)"), ("CONTACT_EMAIL", "nobody")]
)
def test_nonsense_stops_the_start_and_is_named(name, nonsense):
    start = [sys.executable, "-c", "import ignite.settings"]
    environment = {**os.environ, name: nonsense}
    said = subprocess.run(start, cwd=given.ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (said.returncode, f"{name}: " in said.stderr, "Traceback" in said.stderr) == (1, True, False)
