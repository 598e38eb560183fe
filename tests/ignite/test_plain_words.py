"""What a person meets when something is wrong, and in which order a phone tells it."""

import ast
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings

from tests import factories
from tests.world import World, a_world

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.9,sv;q=0.5"}


@pytest.fixture
def world(db: None) -> World:
    return a_world()


def test_an_error_in_the_summary_names_its_field(as_, staff):
    page = unescape(as_(staff).post("/behov/nytt/", {"title": ""}).content.decode())

    assert ">Rubrik: Skriv en rubrik" in page


def test_the_title_says_that_something_is_wrong_in_a_row_too(as_, administrator):
    factories.a_driver(administrator.memberships[0].organisation)
    client = as_(administrator)
    rows = client.get("/organisation/omvarld/").context["rows"]
    data = {f"{rows.prefix}-{name}": value for name, value in rows.management_form.initial.items()}
    for number, row in enumerate(rows.forms):
        data |= {f"{rows.prefix}-{number}-{name}": row[name].value() or "" for name in row.fields}
    data[f"{rows.prefix}-0-title"], data[f"{rows.prefix}-0-text"] = "", "Text utan rubrik"
    page = client.post("/organisation/omvarld/", data).content.decode()

    assert "<title>Fel:" in page


@pytest.mark.parametrize("address", ["/finns-inte/", "/svara/avklippt~lank/"])
def test_a_broken_link_is_kind_in_the_browsers_language(client, db, address):
    swedish, english = client.get(address), client.get(address, **ENGLISH)

    assert (swedish.status_code, english.status_code) == (404, 404)
    assert '<html lang="sv"' in swedish.content.decode()
    assert '<html lang="en"' in english.content.decode()
    assert "Accept-Language" in english["Vary"]


def test_the_language_chosen_on_the_device_goes_before_the_browsers(client, db):
    client.post("/sprak/", {"language": "sv", "next": "/konto/logga-in/"})

    assert '<html lang="sv"' in client.get("/konto/logga-in/", **ENGLISH).content.decode()


def test_a_language_we_do_not_have_becomes_swedish(client, db):
    assert '<html lang="sv"' in client.get("/finns-inte/", HTTP_ACCEPT_LANGUAGE="fi,de;q=0.8").content.decode()


def test_the_thing_itself_and_its_next_deed_come_before_the_thread(as_, world):
    for thing, words in [
        (world.meeting, "Plats"),
        (world.need, "Behovsägare"),
        (world.pilot, "Gör en avstämning"),
        (world.challenge, "Hitta startuper"),
    ]:
        page = as_(world.chief).get(thing.get_absolute_url()).content.decode()
        main = page[page.index("<main") :]
        assert 0 < main.index(words) < main.index('class="thread"')


@pytest.mark.parametrize("words", ["till dig, inte om", "Det glöms inte", "under kolumnernas namn"])
def test_words_that_nobody_says_are_gone(words: str) -> None:
    rooms = ["needs", "imports", "templates"]
    files = [f for room in rooms for f in Path(settings.ROOT, room).rglob("*") if f.suffix in (".py", ".html", ".txt")]
    assert [file for file in files if words in file.read_text()] == []


TRANSLATING = {"_", "_now", "gettext", "ngettext", "gettext_lazy", "ngettext_lazy"}


def test_no_text_stands_in_an_f_string_where_xgettext_does_not_look() -> None:
    unseen = []
    for path in (path for app in settings.ROOT.glob("*/apps.py") for path in app.parent.rglob("*.py")):
        for text in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.JoinedStr)):
            calls = (part for part in ast.walk(text) if isinstance(part, ast.Call))
            unseen += [f"{path}: {ast.unparse(c)}" for c in calls if getattr(c.func, "id", "") in TRANSLATING]
    assert unseen == []
