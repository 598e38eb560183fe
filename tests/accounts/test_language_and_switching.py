"""Swedish or English, and one's place in several organisations."""

import pytest

from accounts.models import Membership, User
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_language_is_kept_with_the_person(as_, staff):
    as_(staff).post("/sprak/", {"language": "en", "next": "/behov/"})

    assert User.objects.get(pk=staff.pk).language == "en"
    assert '<html lang="en"' in as_(staff).get("/behov/").content.decode()


def test_a_guest_chooses_the_language_for_this_device(client, db):
    assert '<html lang="sv"' in client.get("/konto/logga-in/").content.decode()
    client.post("/sprak/", {"language": "en", "next": "/konto/logga-in/"})

    assert '<html lang="en"' in client.get("/konto/logga-in/").content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_way_back_never_leads_elsewhere(client, db, target):
    assert client.post("/sprak/", {"language": "en", "next": target}).url == "/"


def test_an_unknown_language_changes_nothing(as_, staff):
    as_(staff).post("/sprak/", {"language": "xx"})

    assert User.objects.get(pk=staff.pk).language == "sv"


def test_a_person_in_two_organisations_moves_between_them(as_, staff, other_chief):
    elsewhere = Membership.objects.create(
        user=staff, organisation=other_chief.memberships[0].organisation, roles=["staff"]
    )
    factories.a_need(other_chief, title="Behovet i Söder")
    client = as_(staff)

    assert "Behovet i Söder" not in client.get("/behov/").content.decode()
    client.post("/byt-organisation/", {"membership": elsewhere.pk})
    assert "Behovet i Söder" in client.get("/behov/").content.decode()


@pytest.mark.parametrize("nonsense", ["", "0", "abc", "99999"])
def test_one_cannot_move_to_where_one_has_no_place(as_, staff, nonsense):
    assert as_(staff).post("/byt-organisation/", {"membership": nonsense}).status_code == 404


def test_the_colour_is_a_style_sheet_kept_for_ever(client, db):
    answer = client.get("/farg/0b5a6b.css")

    assert answer["Content-Type"].startswith("text/css")
    assert "immutable" in answer["Cache-Control"]
    assert client.get("/farg/zzzzzz.css").status_code == 404
