"""Numbers and money in forms, as people write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from entry.fields import KronorField, YesOrNo


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


def test_a_question_left_alone_is_no_answer():
    may_wait, must = YesOrNo(unanswered="Inte än"), YesOrNo()
    assert [may_wait.clean(sent) for sent in (None, "", "yes", "no")] == [None, None, True, False]
    assert [must.clean(sent) for sent in ("yes", "no")] == [True, False]
    for nothing in (None, ""):
        with pytest.raises(ValidationError):
            must.clean(nothing)
    assert [may_wait.prepare_value(value) for value in (None, True, False, "no")] == ["", "yes", "no", "no"]
    assert not may_wait.has_changed(False, "no")
    assert may_wait.has_changed(None, "no")
