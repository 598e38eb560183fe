"""The pattern book for the pages (templates/README.md) names only what is there."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import reverse
from django.utils.module_loading import import_string

ROOT: Path = settings.ROOT
BOOK = (ROOT / "templates" / "README.md").read_text()
# Where the classes of the pages come from: ours, and the design system.
SHEETS = ("ignite.css", "patterns.css", "vendor/designsystemet/designsystemet.css")


def named(pattern: str) -> set[str]:
    found = set(re.findall(pattern, BOOK))
    assert found, pattern
    return found


def test_its_addresses_exist():
    for name in re.findall(r"{% url ['\"]([\w:]+)['\"]", BOOK):  # none at the moment
        reverse(name)


def test_its_templates_exist():
    for name in named(r"\b((?:\w+/)?\w+\.html)\b"):
        get_template(name)


def test_its_blocks_are_those_of_the_base():
    base, of_lists = (
        set(re.findall(r"{% block (\w+) %}", (ROOT / "templates" / name).read_text()))
        for name in ("base.html", "listing/list.html")
    )
    table = set(re.findall(r"^\| `(\w+)` \|", BOOK.partition("Leave a block out")[0], re.MULTILINE))
    assert table - base == set()
    assert named(r"{% block (\w+) %}") - base - of_lists == set()


def test_its_files_exist():
    for path in named(r"`((?:static|frontend)/[\w./-]+)`"):
        assert (ROOT / path).exists(), path
    for font in named(r"`(Inter-\w+\.woff2)`"):
        assert finders.find(f"vendor/inter/{font}"), font


def test_its_functions_exist():
    for name in named(r"`((?:accounts|history|django)\.[\w.]+)\("):
        assert callable(import_string(name))


def test_its_classes_are_styled():
    sheets = "".join(Path(finders.find(sheet)).read_text() for sheet in SHEETS)
    lists = [*re.findall(r'class="([\w -]+)"', BOOK), BOOK.partition("win on the web: `")[2].partition("`")[0]]
    names = {name for classes in lists for name in classes.split()}
    assert {name for name in names if not re.search(rf"\.{re.escape(name)}(?![\w-])", sheets)} == set()
