"""A list as a file: right for a Swedish Excel, streamed, and nothing in it can run."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from listing.export import cell, csv_response, lines, without_guard


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+46 70",
        "-5 grader",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1+1",
        "\ufeff=1",
        "\u200b=1",
        "\u200b \u00ad@SUM(A1)",
        "\u2060\u200d+1",
        '=HYPERLINK("http://x")',
    ],
)
def test_text_that_a_spreadsheet_would_run_is_made_harmless_and_comes_back_as_it_was(text: str):
    assert cell(text) == "'" + text
    assert without_guard(str(cell(text))) == text


@pytest.mark.parametrize("text", ["Åäö", "'citat'", "a=b", "1-2", "", "'", "”citat”"])
def test_other_text_is_left_alone(text: str):
    assert cell(text) == text
    assert without_guard(text) == text


def test_values_stand_as_a_swedish_spreadsheet_reads_them():
    with override("sv"):
        assert cell(None) == ""
        assert cell(True) == 1
        assert cell(-5) == -5
        assert cell(2.5) == "2,5"
        assert cell(Decimal("-65000.50")) == "-65000,50"
        assert cell(date(2026, 11, 18)) == "2026-11-18"
        assert cell(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "2026-07-02 00:30"
    with override("en"):
        assert cell(2.5) == "2.5"


def test_the_file_reads_back_cell_by_cell():
    rows = [["a;b", 'han sa "hej"', "rad\nrad", "åäö"], ["", "=1", "x", "y"]]
    columns = [(f"Kolumn {n}", lambda row, n=n: row[n]) for n in range(4)]
    text = "".join(lines(columns, rows))
    assert text.startswith("\ufeff")
    assert "\r\n" in text
    back = list(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True), delimiter=";"))
    assert back == [["Kolumn 0", "Kolumn 1", "Kolumn 2", "Kolumn 3"], rows[0], ["", "'=1", "x", "y"]]


def test_the_file_is_streamed_row_by_row():
    taken = []

    def rows():
        for n in range(1000):
            taken.append(n)
            yield n

    stream = iter(csv_response("lista", [("Tal", lambda n: n)], rows()))
    next(stream)
    next(stream)
    assert len(taken) == 1


def test_a_swedish_file_name_survives():
    response = csv_response("lärdomar-2026", [], [])
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''l%C3%A4rdomar-2026.csv"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
