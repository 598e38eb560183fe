"""The demo's texts: every file is read to its last key, and what nobody knows is refused by file and key."""

import tomllib
from dataclasses import asdict, dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from demo.district import districts
from demo.reading import TEXTS, WrongText, read_folder
from demo.shared import shared


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class Page:
    title: str
    lines: int = 0
    price: Decimal | None = None
    colour: Colour = Colour.RED


@dataclass(frozen=True, kw_only=True)
class Book:
    pages: tuple[Page, ...]
    cover: str = ""


def read(folder: Path, *texts: str) -> Book:
    for number, text in enumerate(texts, start=1):
        (folder / f"{number}.toml").write_text(text, encoding="utf-8")
    return read_folder(Book, folder)


def held(raw: Any, found: Any) -> bool:
    """Whether everything in the file came along."""
    if isinstance(raw, dict):
        return all(key in found and held(value, found[key]) for key, value in raw.items())
    if isinstance(raw, list):
        return len(raw) == len(found) and all(map(held, raw, found))
    return raw.split() == found.split() if isinstance(raw, str) else raw == found


# --- The demo's own files -------------------------------------------------------------------------------------------
def test_every_file_is_read_to_its_last_key() -> None:
    read = {TEXTS: shared(), TEXTS / "ekdalen": districts()[0], TEXTS / "vasterskog": districts()[1]}
    paths = sorted(TEXTS.rglob("*.toml"))
    assert {path.parent for path in paths} == read.keys()
    for folder, found in read.items():
        raw: dict[str, Any] = {}
        for path in sorted(folder.glob("*.toml")):
            for key, value in tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal).items():
                raw[key] = [*raw.get(key, []), *value] if isinstance(value, list) else value
        assert held(raw, asdict(found)), folder


def test_every_file_says_at_its_head_what_it_holds() -> None:
    for path in TEXTS.rglob("*.toml"):
        assert path.read_text(encoding="utf-8").startswith("# "), path


# --- What is refused ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('spine = "x"', r"/1\.toml: spine is not a known key"),
        ('[[pages]]\ntitle = "x"\n[[pages]]\ntitel = "x"', r"/1\.toml: pages 2: titel is not a known key"),
        ("[[pages]]\nlines = 3", r"/1\.toml: pages 1: title is missing"),
        ('[[pages]]\ntitle = "x"\nlines = "3"', r"/1\.toml: pages 1: lines cannot be '3'"),
        ('[[pages]]\ntitle = "x"\nlines = true', r"/1\.toml: pages 1: lines cannot be True"),
        ('[[pages]]\ntitle = "x"\ncolour = "blue"', r"/1\.toml: pages 1: colour cannot be 'blue'"),
        ('pages = "x"', r"/1\.toml: pages cannot be 'x'"),
        ("pages = [3]", r"/1\.toml: pages 1 cannot be 3"),
        ("pages = [", r"/1\.toml: Invalid value"),
        ('cover = "x"', r"/: pages is missing"),
    ],
)
def test_what_is_wrong_is_named_by_file_and_key(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(WrongText, match=tmp_path.name + complaint):
        read(tmp_path, text)


def test_a_list_goes_on_in_the_next_file_but_nothing_else_is_said_twice(tmp_path: Path) -> None:
    first, second = '[[pages]]\ntitle = "a"', '[[pages]]\ntitle = "b"'
    assert read(tmp_path, first, second) == Book(pages=(Page(title="a"), Page(title="b")))
    with pytest.raises(WrongText, match=r"/2\.toml: cover stands in another file too"):
        read(tmp_path, 'cover = "x"', 'cover = "y"')


# --- What is read -------------------------------------------------------------------------------------------------------
def test_lines_are_broken_for_the_reader_of_the_file_only(tmp_path: Path) -> None:
    book = read(tmp_path, 'pages = []\ncover = """\nOne line\nand the next.\n\nA new paragraph.\n"""')
    assert book.cover == "One line and the next.\n\nA new paragraph."


def test_sums_are_exact_and_words_become_choices(tmp_path: Path) -> None:
    book = read(tmp_path, '[[pages]]\ntitle = "x"\nprice = 0.1\ncolour = "red"\n[[pages]]\ntitle = "y"\nprice = 3')
    assert [page.price for page in book.pages] == [Decimal("0.1"), Decimal(3)]
    assert book.pages[0].colour is Colour.RED
