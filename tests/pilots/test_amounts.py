"""Numbers the way people write them."""

from decimal import Decimal

import pytest

from pilots.amounts import plain, read_number, thousands
from pilots.gauges import MARK, WIDTH, gauge


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("65000", "65000"),
        ("65 000", "65000"),
        ("65\u00a0000 kr", "65000"),
        (" 12,5 ", "12.5"),
        ("12.5", "12.5"),
        ("-3", "-3"),
        ("65 000:-", "65000"),
    ],
)
def test_a_number_is_read_as_a_person_means_it(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "mycket", "1,2,3", "NaN", "Infinity", "12 kronor och 50 öre", "--5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_number(text)


def test_amounts_and_measures_are_written_shortly() -> None:
    assert thousands(65_000) == "65\N{NO-BREAK SPACE}000"
    assert [plain(Decimal("12.50")), plain(Decimal("100.00")), plain(None)] == ["12,5", "100", "–"]


@pytest.mark.parametrize(
    ("share", "filled", "is_beyond"),
    [(-1, 0, False), (0, 0, False), (0.5, MARK // 2, False), (1, MARK, False), (9, WIDTH, True)],
)
def test_a_bar_never_leaves_its_track(share: float, filled: int, is_beyond: bool) -> None:
    assert (gauge(share).filled, gauge(share).is_beyond) == (filled, is_beyond)
