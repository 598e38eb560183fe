"""The security log: what it tells, to whom, and what never stands in it."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import SecurityEvent
from accounts.tasks import forget_old_events
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db
Event = SecurityEvent.Event
PAGE = "/organisation/sakerhet/"


@pytest.fixture(autouse=True)
def forgetful_rate_limits():
    cache.clear()


def sign_in(person, password=factories.PASSWORD, **more) -> Client:
    client = Client(**more)
    client.post("/konto/logga-in/", {"login": person.email, "password": password})
    return client


def told(event: str) -> SecurityEvent:
    return SecurityEvent.objects.get(event=event)


def test_a_sign_in_is_one_line_and_one_row_with_person_address_and_number(staff, caplog):
    with caplog.at_level(logging.INFO, logger="security"):
        sign_in(staff, REMOTE_ADDR="198.51.100.7")

    [line] = [record for record in caplog.records if record.name == "security"]
    assert (line.message, line.person, line.address) == ("sign_in", staff.pk, "198.51.100.7")
    assert len(line.request_id) == 32
    row = told("sign_in")
    assert (row.person, row.address, row.request_id) == (staff, "198.51.100.7", line.request_id)


def test_the_address_is_the_one_that_the_trusted_proxy_names(staff, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    sign_in(staff, REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.1")

    assert told("sign_in").address == "198.51.100.1"


def test_a_failure_is_told_without_what_was_typed(staff, organisation, caplog):
    with caplog.at_level(logging.INFO, logger="security"):
        sign_in(staff, "hemligt-ord-jag-minns-fel")
        Client().post("/konto/logga-in/", {"login": "mitt-losenord@exempel.example", "password": "annat-hemligt"})

    assert told("sign_in_failed").person == staff
    lines = [record for record in caplog.records if record.name == "security"]
    assert [line.message for line in lines] == ["sign_in_failed", "sign_in_failed"]
    everything = str([vars(line) for line in lines]) + str(list(SecurityEvent.objects.values()))
    assert "hemligt" not in everything
    assert "mitt-losenord" not in everything


def test_a_refusal_and_an_export_are_told_with_the_page(as_, staff, chief):
    as_(staff).get("/organisation/?sok=hemligt")
    as_(chief).get("/behov/?format=csv&q=hemligt")

    assert (told("refused").person, told("refused").about) == (staff, "/organisation/")
    assert (told("export").person, told("export").about) == (chief, "/behov/")


def test_an_opened_trade_secret_is_told_and_only_when_it_was_shown(as_, chief, manager, team_member, leader):
    match = factories.a_match(factories.a_challenge(manager), state=MatchState.ANSWERED)
    secret = {"trade_secret": "Vår algoritm", "trade_secret_reason": "Konkurrenter"}
    factories.a_proposal(factories.an_invitation(match, chief), **secret)
    page = reverse("startups:match", args=[match.pk])

    as_(leader).get(page)
    assert not SecurityEvent.objects.filter(event="trade_secret").exists()

    as_(team_member).get(page)
    assert (told("trade_secret").person, told("trade_secret").about) == (team_member, page)


def test_changed_roles_are_told_by_whom_and_to_what(as_, administrator, staff):
    place = staff.memberships[0]
    as_(administrator).post(f"/organisation/personer/{place.pk}/", {"roles": ["leadership"], "unit": ""})

    row = told("roles_changed")
    assert (row.person, row.about) == (administrator, "Mia Medarbetare: Ledningsgrupp")


def test_sign_ins_ended_everywhere_are_told(staff):
    sign_in(staff).post("/konto/inloggningar/avsluta/")

    assert told("sessions_ended").person == staff


def test_the_administrator_searches_narrows_and_takes_out_the_own_organisations_log(as_, administrator, staff):
    elsewhere = factories.an_organisation("Södra förvaltningen")
    SecurityEvent.objects.create(organisation=elsewhere, event="refused", about="/annan/sida/")
    sign_in(staff, REMOTE_ADDR="198.51.100.7")
    as_(staff).get("/organisation/")
    client = as_(administrator)

    page = client.get(PAGE).content.decode()
    assert "Mia Medarbetare" in page
    assert "/annan/sida/" not in page
    assert "/annan/sida/" not in b"".join(client.get(PAGE + "?format=csv").streaming_content).decode()
    assert "Nekades" in client.get(PAGE + "?event=refused").content.decode().partition("<tbody")[2]
    assert "Loggade in" not in client.get(PAGE + "?event=refused").content.decode().partition("<tbody")[2]
    assert "198.51.100.7" in client.get(PAGE + "?q=198.51.100").content.decode().partition("<tbody")[2]


def test_a_person_in_two_organisations_signs_in_to_both_and_is_refused_in_one(as_, staff, organisation):
    other = factories.an_organisation("Södra förvaltningen")
    staff.membership_set.create(organisation=other, roles=["staff"])
    sign_in(staff).get("/organisation/")

    assert set(SecurityEvent.objects.filter(event="sign_in").values_list("organisation", flat=True)) == {
        organisation.pk,
        other.pk,
    }
    assert told("refused").organisation == organisation


def test_the_oldest_is_removed_by_the_worker(organisation, settings):
    settings.SECURITY_LOG_DAYS = 30
    for days in (29, 31):
        at = timezone.now() - timedelta(days=days)
        SecurityEvent.objects.create(organisation=organisation, event="refused", at=at, about=str(days))

    forget_old_events()

    assert told("refused").about == "29"
