"""How long one stays signed in, where, and what a browser may keep of what it saw."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import Session
from ignite.settings import ROOT
from tests import factories

pytestmark = pytest.mark.django_db
PAGES = ["/", "/behov/", "/behov/?format=csv", "/konto/losenord/", "/organisation/", "/finns-inte/"]
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0"


def signs_in(person, **more) -> Client:
    client = Client(**more)
    assert client.post("/konto/logga-in/", {"login": person.email, "password": factories.PASSWORD}).status_code == 302
    return client


@pytest.mark.parametrize("page", PAGES)
def test_signed_in_pages_and_exports_are_kept_nowhere(as_, staff, page):
    answer = as_(staff).get(page)

    assert answer["Cache-Control"] == "private, no-store"


def test_what_is_the_same_for_everybody_may_be_kept(as_, staff, client):
    assert "immutable" in as_(staff).get("/farg/0b5a6b.css")["Cache-Control"]
    assert "Cache-Control" not in Client().get("/tillganglighet/")


def test_no_page_asks_for_camera_or_place(client):
    policy = client.get("/tillganglighet/")["Permissions-Policy"]

    assert "camera=()" in policy
    assert "geolocation=()" in policy


def test_htmx_keeps_no_history_and_asks_for_the_page_again(client):
    page = client.get("/tillganglighet/").content.decode()

    assert '"historyCacheSize":0,"refreshOnHistoryMiss":true' in page


def test_under_https_the_cookies_belong_to_this_very_host():
    asked = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE)"
    environment = os.environ | {"BASE_URL": "https://ignite.example", "DJANGO_SETTINGS_MODULE": "ignite.settings"}
    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True"]


def test_who_does_nothing_for_eight_hours_is_signed_out(staff):
    client = signs_in(staff)
    with time_machine.travel(timezone.now() + timedelta(hours=7, minutes=59)):
        assert client.get("/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=15, minutes=58)):
        assert client.get("/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=24)):
        assert client.get("/").status_code == 302


def test_being_at_work_is_written_every_fifth_minute_and_not_for_every_page(staff, django_assert_num_queries):
    client = signs_in(staff)
    seen = Session.objects.get().seen_at
    with time_machine.travel(timezone.now() + timedelta(minutes=4)):
        client.get("/personuppgifter/")
        assert Session.objects.get().seen_at == seen
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        client.get("/personuppgifter/")
        assert Session.objects.get().seen_at > seen


def test_a_person_sees_her_own_sign_ins_and_nobody_elses(staff, manager):
    signs_in(manager)
    signs_in(staff, HTTP_USER_AGENT=WINDOWS, REMOTE_ADDR="198.51.100.9")
    page = signs_in(staff).get("/konto/inloggningar/").content.decode()

    assert page.count("<tr>") == 1 + 2
    assert "Edge, Windows" in page
    assert "198.51.100.9" in page
    assert page.count("Den här") == 1


def test_signed_out_everywhere_the_other_browsers_are_out_at_once(staff, manager):
    here, there, somebody_else = signs_in(staff), signs_in(staff), signs_in(manager)

    assert here.post("/konto/inloggningar/avsluta/").status_code == 302

    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 302
    assert somebody_else.get("/").status_code == 200


def test_a_new_password_signs_the_others_out_and_not_oneself(staff):
    here, there = signs_in(staff), signs_in(staff)
    new = "sju-nya-gladare-laxar"

    here.post("/konto/losenord/", {"oldpassword": factories.PASSWORD, "password1": new, "password2": new})

    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200
    assert Session.objects.filter(user=staff).count() == 1


def test_idle_time_is_a_setting():
    assert settings.SESSION_COOKIE_AGE == settings.SESSION_IDLE_HOURS * 3600
