"""The registry: finding startups, reading a profile, writing one."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation, User
from history.models import Entry
from pilots.states import PilotState
from startups.actions.registry import save_startup
from startups.models import Startup
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("startups:startups")
NEW = reverse("startups:startup_new")
PROFILE = {"name": "Talklart AB", "summary": "Talstyrd dokumentation.", "language": "sv"}


def names(response: Any) -> list[str]:
    return [startup.name for startup in response.context["page"].rows]


# --- the list -----------------------------------------------------------------------------------------------------
def test_the_registry_is_shared_by_all_organisations(as_: Any, staff: User, other_chief: User):
    factories.a_startup("Talklart")
    assert names(as_(staff).get(LIST)) == ["Talklart"]
    assert names(as_(other_chief).get(LIST)) == ["Talklart"]


def test_a_guest_is_asked_to_sign_in(client: Client):
    assert client.get(LIST).status_code == 302


def test_somebody_without_a_role_sees_no_registry(as_: Any, db: None):
    assert as_(factories.a_person(None)).get(LIST).status_code == 403


def test_it_is_narrowed_by_theme_stage_place_and_language(as_: Any, team_member: User):
    theme = factories.a_theme()
    found = factories.a_startup("Rätt", stage="market", place="Umeå", language="en")
    found.themes.add(theme)
    factories.a_startup("Fel", stage="idea", place="Lund", language="sv")
    client = as_(team_member)
    for query in [f"theme={theme.pk}", "stage=market", "place=Umeå", "language=en", "q=Rätt"]:
        assert names(client.get(f"{LIST}?{query}")) == ["Rätt"]
    assert names(client.get(f"{LIST}?theme={theme.pk}&place=Umeå&q=rätt&language=en")) == ["Rätt"]


@pytest.mark.parametrize("query", ["theme=x", "stage=nej", "place=%00", "language=de", "q=%00", "sort=x&after=y"])
def test_nonsense_in_the_address_does_no_harm(as_: Any, chief: User, query: str):
    factories.a_startup("Talklart")
    assert as_(chief).get(f"{LIST}?{query}").status_code == 200


def test_names_stand_from_a_to_o_and_the_newest_can_come_first(as_: Any, chief: User):
    for name in ["Öppna", "Ånga", "bo", "Alfa"]:
        factories.a_startup(name)
    assert names(as_(chief).get(LIST)) == ["Alfa", "bo", "Ånga", "Öppna"]
    assert names(as_(chief).get(f"{LIST}?sort=newest")) == ["Alfa", "bo", "Ånga", "Öppna"]


def test_the_best_hit_comes_first_when_one_searches(as_: Any, chief: User):
    factories.a_startup("Annat", summary="Sensorer för vatten.")
    factories.a_startup("Sensorer AB", summary="Vatten.")
    assert names(as_(chief).get(f"{LIST}?q=sensorer")) == ["Sensorer AB", "Annat"]
    assert names(as_(chief).get(f"{LIST}?q=sensorer&sort=name")) == ["Annat", "Sensorer AB"]


def test_htmx_gets_the_rows_alone(as_: Any, chief: User):
    factories.a_startup("Talklart")
    response = as_(chief).get(LIST, headers={"HX-Request": "true"})
    assert "<html" not in response.text
    assert "Talklart" in response.text
    assert "HX-Request" in response["Vary"]


def test_the_file_holds_what_is_shown_and_can_be_read_in_again(as_: Any, chief: User):
    startup = factories.a_startup("=Formel", stage="market", place="Umeå", price_from=40000, references="Kiruna")
    startup.themes.add(factories.a_theme())
    factories.a_startup("Bort", place="Lund")
    response = as_(chief).get(f"{LIST}?place=Umeå&format=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert header[:4] == ["Namn", "Organisationsnummer", "Webbplats", "Vad gör startupen?"]
    row = dict(zip(header, *rows, strict=True))
    assert row["Namn"] == "'=Formel"
    assert row["Fas"] == "På marknaden"
    assert row["Teman"] == "Äldreomsorg"
    assert row["Referenser i offentlig sektor"] == "Kiruna"


def test_the_list_and_its_file_take_as_many_queries_for_30_rows_as_for_one(as_: Any, chief: User):
    client = as_(chief)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
            b"".join(response.streaming_content) if response.streaming else response.content
        return len(captured)

    def fill(count: int) -> None:
        for _ in range(count):
            startup = factories.a_startup(place="Umeå", references="Kiruna")
            startup.themes.add(factories.a_theme())

    fill(1)
    queries(LIST)
    few = [queries(LIST), queries(f"{LIST}?format=csv")]
    fill(29)
    assert [queries(LIST), queries(f"{LIST}?format=csv")] == few
    assert few[0] <= 6


# --- one profile --------------------------------------------------------------------------------------------------
def test_the_profile_shows_only_what_one_s_own_organisation_has_to_do_with_it(
    as_: Any, chief: User, manager: User, other_chief: User
):
    startup = factories.a_startup("Talklart", price_from=40000)
    challenge = factories.a_challenge(manager, title="Vår utmaning")
    match = factories.a_match(challenge, startup, MatchState.MET)
    factories.an_invitation(match, chief)
    factories.a_meeting(match, manager)
    factories.a_pilot(match, manager, chief, PilotState.RUNNING, title="Vår pilot")

    ours = as_(chief).get(startup.get_absolute_url()).text
    for text in ["Vår utmaning", "Vår pilot", "Sam Startupsson", "Lina Linjechef", "40\u00a0000\u00a0kr"]:
        assert text in ours
    theirs = as_(other_chief).get(startup.get_absolute_url()).text
    for text in ["Vår utmaning", "Vår pilot", "Sam Startupsson", "Lina Linjechef"]:
        assert text not in theirs


def test_the_staff_reads_the_profile_without_contacts(as_: Any, chief: User, staff: User):
    startup = factories.a_startup("Talklart")
    factories.an_invitation(factories.a_match(factories.a_challenge(chief), startup), chief)
    assert "Sam Startupsson" not in as_(staff).get(startup.get_absolute_url()).text


def test_a_profile_takes_at_most_twelve_queries(as_: Any, chief: User, manager: User):
    startup = factories.a_startup("Talklart")
    for _ in range(5):
        match = factories.a_match(factories.a_challenge(manager), startup, MatchState.MET)
        factories.an_invitation(match, chief)
        factories.a_meeting(match, manager)
    client = as_(chief)
    client.get(startup.get_absolute_url())
    with CaptureQueriesContext(connection) as captured:
        client.get(startup.get_absolute_url())
    assert len(captured) <= 12


def test_text_in_a_profile_never_runs(as_: Any, chief: User):
    startup = factories.a_startup("<b>Fet</b>", summary="<script>alert(1)</script>", source="javascript:alert(1)")
    page = as_(chief).get(startup.get_absolute_url()).text
    assert "<script>alert" not in page
    assert "<b>Fet" not in page
    assert 'href="javascript' not in page


# --- writing ------------------------------------------------------------------------------------------------------
def test_the_team_adds_a_startup(as_: Any, team_member: User):
    theme = factories.a_theme()
    response = as_(team_member).post(
        NEW,
        {
            **PROFILE,
            "themes": [theme.pk],
            "website": "talklart.se",
            "organisation_number": "5566778899",
            "price_from": "40 000 kr",
            "stage": "market",
        },
    )
    startup = Startup.objects.get()
    assert response["Location"] == startup.get_absolute_url()
    assert (startup.website, startup.organisation_number) == ("https://talklart.se", "556677-8899")
    assert startup.price_from == 40000
    assert list(startup.themes.all()) == [theme]
    assert [(e.verb, e.actor) for e in startup.history] == [("startup.registered", team_member)]


def test_the_chief_changes_a_profile(as_: Any, chief: User):
    startup = factories.a_startup("Talklart AB")
    as_(chief).post(reverse("startups:startup_change", args=[startup.pk]), {**PROFILE, "place": "Umeå"})
    startup.refresh_from_db()
    assert startup.place == "Umeå"
    assert [e.verb for e in startup.history] == ["startup.changed"]


@pytest.mark.parametrize("who", ["staff", "manager", "leader", "administrator"])
def test_others_change_nothing(as_: Any, request: Any, who: str):
    startup = factories.a_startup("Talklart")
    client = as_(request.getfixturevalue(who))
    for address in [
        NEW,
        reverse("startups:startup_change", args=[startup.pk]),
        reverse("startups:contact_new", args=[startup.pk]),
        reverse("startups:startup_import"),
    ]:
        assert client.get(address).status_code == 403
        assert client.post(address, PROFILE).status_code == 403
    assert client.get(startup.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Skriv startupens namn"),
        ("name", "talklart ab", "Talklart AB finns redan i registret"),
        ("name", "  Talklart   AB ", "Talklart AB finns redan i registret"),
        ("summary", " ", "Skriv vad startupen gör"),
        ("website", "javascript:alert(1)", "Skriv webbplatsen som https://exempel.se"),
        ("website", "ftp://talklart.se", "Skriv webbplatsen som https://exempel.se"),
        ("website", "data:text/html,x", "Skriv webbplatsen som https://exempel.se"),
        ("website", "inte en adress", "Skriv webbplatsen som https://exempel.se"),
        ("organisation_number", "556677-8899", "Talklart AB har redan det organisationsnumret"),
        ("organisation_number", "12", "Skriv organisationsnumret som 556677-8899"),
        ("price_from", "-5", "Skriv priset i hela kronor, till exempel 40 000"),
        ("price_from", "6.5", "Skriv priset i hela kronor, till exempel 40 000"),
        ("price_from", "dyrt", "Skriv priset i hela kronor, till exempel 40 000"),
        ("price_from", "9" * 30, "Skriv priset i hela kronor, till exempel 40 000"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(as_: Any, chief: User, field: str, value: str, words: str):
    factories.a_startup("Talklart AB", organisation_number="556677-8899")
    response = as_(chief).post(NEW, {**PROFILE, "name": "Ny", "place": "Kvarskrivet", field: value})
    assert response.status_code == 422
    assert response.context["form"].errors[field] == [words]
    assert "Kvarskrivet" in response.text
    assert Startup.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('Bolaget "Snabb" & Co', 'Bolaget "Snabb" & Co'),
        ("O'Hara <AB>", "O'Hara <AB>"),
        ("\u202eBakvänd\u202c", "Bakvänd"),
        ("Två\nrader", "Två rader"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("شركة ناشئة", "شركة ناشئة"),
    ],
)
def test_odd_names_are_kept_as_they_are_meant(as_: Any, chief: User, typed: str, kept: str):
    as_(chief).post(NEW, {**PROFILE, "name": typed})
    startup = Startup.objects.get()
    assert startup.name == kept
    assert as_(chief).get(startup.get_absolute_url()).status_code == 200


def test_a_profile_may_keep_its_own_name_and_number(as_: Any, chief: User):
    startup = factories.a_startup("Talklart AB", organisation_number="556677-8899")
    address = reverse("startups:startup_change", args=[startup.pk])
    response = as_(chief).post(address, {**PROFILE, "name": "TALKLART AB", "organisation_number": "556677-8899"})
    assert response.status_code == 302


# --- contacts -----------------------------------------------------------------------------------------------------
def test_a_contact_is_added_changed_and_removed(as_: Any, team_member: User, organisation: Organisation):
    startup, client = factories.a_startup("Talklart"), as_(team_member)
    fields = {"name": "Sam", "email": "SAM@talklart.example", "language": "sv"}
    client.post(reverse("startups:contact_new", args=[startup.pk]), fields)
    contact = startup.contacts.get()
    assert (contact.email, contact.organisation) == ("sam@talklart.example", organisation)
    client.post(reverse("startups:contact_change", args=[contact.pk]), {**fields, "name": "Sam Sund"})
    assert "Sam Sund" in client.get(startup.get_absolute_url()).text
    client.post(reverse("startups:contact_remove", args=[contact.pk]))
    assert startup.contacts.count() == 0
    assert [e.verb for e in Entry.objects.order_by("id")] == ["contact.added", "contact.changed", "contact.removed"]
    assert "Tog bort en kontakt" in client.get(startup.get_absolute_url()).text


def test_another_organisation_neither_sees_nor_touches_a_contact(as_: Any, chief: User, other_chief: User):
    startup = factories.a_startup("Talklart")
    contact = factories.an_invitation(factories.a_match(factories.a_challenge(chief), startup), chief).contact
    client = as_(other_chief)
    assert client.get(reverse("startups:contact_change", args=[contact.pk])).status_code == 404
    assert client.post(reverse("startups:contact_remove", args=[contact.pk])).status_code == 404
    # It may know the same person, on its own.
    fields = {"name": "Sam", "email": contact.email, "language": "sv"}
    client.post(reverse("startups:contact_new", args=[startup.pk]), fields)
    assert startup.contacts.count() == 2
    assert as_(chief).get(startup.get_absolute_url()).context["history"] == []


def test_the_same_address_twice_gets_a_kind_word(as_: Any, chief: User):
    startup = factories.a_startup("Talklart")
    address = reverse("startups:contact_new", args=[startup.pk])
    fields = {"name": "Sam", "email": "sam@talklart.example", "language": "sv"}
    as_(chief).post(address, fields)
    response = as_(chief).post(address, {**fields, "email": "Sam@Talklart.example"})
    assert response.context["form"].errors["email"] == ["Den adressen finns redan bland kontakterna"]


def test_an_invited_contact_stays(as_: Any, chief: User):
    startup = factories.a_startup("Talklart")
    contact = factories.an_invitation(factories.a_match(factories.a_challenge(chief), startup), chief).contact
    response = as_(chief).post(reverse("startups:contact_remove", args=[contact.pk]), follow=True)
    assert "har fått en inbjudan och kan inte tas bort" in response.text
    assert startup.contacts.count() == 1


@pytest.mark.parametrize("number", ["556677-8890", "5566778898"])
def test_a_wrong_check_digit_is_refused(as_: Any, chief: User, number: str):
    response = as_(chief).post(reverse("startups:startup_new"), {**PROFILE, "organisation_number": number})
    assert response.context["form"].errors["organisation_number"] == [
        "Sista siffran stämmer inte. Kontrollera organisationsnumret"
    ]


def test_the_people_of_another_organisation_are_not_named_in_a_shared_history(as_: Any, chief: User, other_chief: User):
    startup = save_startup(factories.a_startup(), themes=[], by=other_chief)
    save_startup(startup, themes=[], by=chief)
    page = as_(chief).get(startup.get_absolute_url()).text
    assert "En annan organisation" in page
    assert (chief.name in page, other_chief.name in page) == (True, False)
