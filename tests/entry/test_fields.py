"""Numbers and money in forms, as people write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from entry.fields import KronorField


@pytest.mark.parametrize("typed", ["65000", "65 000", "65\u00a0000 kr", "65.000 kr", "SEK 65,000", "65 000,00"])
def test_whole_kronor_however_they_are_written(typed: str):
    amount = KronorField().clean(typed)
    assert amount == 65_000
    assert isinstance(amount, int)


def test_where_ore_are_written_a_point_is_theirs():
    assert KronorField(decimals=2).clean("65.50") == Decimal("65.50")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("gratis", "med siffror"),
        ("1e9", "med siffror"),
        ("6,5", "i hela kronor"),
        ("0", "större än 0 kr"),
        ("-4", "större än 0 kr"),
        ("99999999999", "högst 50 000 000 kr"),
    ],
)
def test_what_is_no_sum_is_explained(typed: str, said: str):
    with pytest.raises(ValidationError, match=said):
        KronorField().clean(typed)


def test_nought_can_be_allowed():
    field = KronorField(min_value=0)
    assert field.clean("0") == 0
    with pytest.raises(ValidationError, match="utan minus"):
        field.clean("-1")


def test_a_sum_is_shown_as_it_would_be_written():
    assert KronorField().prepare_value(65_000) == "65\u00a0000"
