"""Numbers the way people write and read them."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from entry.amounts import kronor, number, read_kronor, read_number, rounded
from entry.templatetags import amounts as filters

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("65000", "65000"),
        ("65 000", "65000"),
        ("65\u00a0000 kr", "65000"),
        ("SEK 65 000", None),
        (" 12,5 ", "12.5"),
        ("12.5", "12.5"),
        ("-3", "-3"),
        ("65 000:-", "65000"),
    ],
)
def test_a_number_is_read_as_a_person_means_it(text: str, found: str | None) -> None:
    assert read_number(text) == Decimal(found or "65000")


@pytest.mark.parametrize("text", ["", "mycket", "1,2,3", "NaN", "Infinity", "12 kronor och 50 öre", "--5", "1e9"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_number(text)


@pytest.mark.parametrize("text", ["65000", "65 000 kr", "65.000", "65,000:-", "SEK 65 000", "65.000,00", "65000.0"])
def test_a_price_is_whole_kronor_however_it_is_written(text: str) -> None:
    assert read_kronor(text) == 65_000


@pytest.mark.parametrize("text", ["6,5", "65 000,50", "", "gratis", "1e5", "9" * 5_000])
def test_what_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_kronor(text)


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (65_000, f"65{SPACE}000", f"65{SPACE}000"),
        (Decimal("12.50"), "12,5", "12.5"),
        (Decimal("100.00"), "100", "100"),
        (1234.5, f"1{SPACE}234,5", f"1{SPACE}234.5"),
        (-1200, f"-1{SPACE}200", f"-1{SPACE}200"),
    ],
)
def test_a_number_is_written_shortly_in_both_languages(value: float, swedish: str, english: str) -> None:
    assert number(value) == swedish
    with translation.override("en"):
        assert number(value) == english


def test_decimals_asked_for_are_rounded_and_not_cut_off() -> None:
    assert [number(35.9, 0), number(2, 2), number(4.125, 2)] == ["36", "2,00", "4,13"]


@pytest.mark.parametrize(
    ("amount", "swedish", "english"),
    [
        (65_000, "65 000 kr", "SEK 65 000"),
        (Decimal("40000.00"), "40 000 kr", "SEK 40 000"),
        (Decimal("12500.5"), "12 500,50 kr", "SEK 12 500.50"),
        (0, "0 kr", "SEK 0"),
    ],
)
def test_an_amount_is_in_one_piece_and_in_the_readers_language(amount: int, swedish: str, english: str) -> None:
    assert kronor(amount) == swedish.replace(" ", SPACE)
    with translation.override("en"):
        assert kronor(amount) == english.replace(" ", SPACE)


def test_what_is_no_amount_leaves_the_page_empty() -> None:
    assert [filters.kronor(None), filters.kronor("mycket")] == ["", ""]
    assert filters.measure(None) == "–"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(4.245, 2, "4.25"), (0.125, 2, "0.13"), (2.5, 0, "3"), (Decimal("61000.50"), 0, "61001"), (-0.5, 0, "-1")],
)
def test_a_half_is_rounded_up_and_never_to_the_even_one(value: float, decimals: int, expected: str) -> None:
    assert rounded(value, decimals) == Decimal(expected)


# These round places on a drawing, shades of a colour, scores of an engine and what a command has measured: nothing that
# is read as a figure.
DRAWN = {
    *("accounts/colours.py", "needs/results.py", "pilots/gauges.py", "printing/charts.py", "startups/matching.py"),
    "meetings/management/commands/evaluate_scheduling.py",
}


def test_figures_are_rounded_in_one_place() -> None:
    elsewhere = re.compile(r"(?<![\w.])round\(|floatformat|:[,.]*\d*\.\d+f\}|ROUND_(HALF|UP|DOWN|CEIL|FLOOR)")
    house = Path(__file__).parents[2]
    ours = [folder for folder in house.iterdir() if (folder / "__init__.py").exists()]
    files = [file for room in ours if room.name not in ("bench", "tests") for file in room.rglob("*.py")]
    files += (house / "templates").rglob("*.*")
    found = {str(file.relative_to(house)) for file in files if elsewhere.search(file.read_text())}
    assert found - DRAWN == {"entry/amounts.py", "printing/templatetags/drawing.py"}
