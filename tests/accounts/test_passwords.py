"""Passwords that are easy to guess are refused in plain words."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

REFUSED = [
    "sommar2026!",
    "Sommaren2026",
    "S0mmar2026!",
    "Göteborg2025",
    "goteborg-2025",
    "november26!",
    "!!November2026",
    "HöstHöst2026",
    "Stockholm#1",
    "lösenord123",
    "Välkommen2026!",
    "fredag-13-oktober",
    "password123!",
    "1234567890",
]


@pytest.mark.parametrize("password", REFUSED)
def test_a_common_word_with_year_and_sign_is_refused(password):
    with pytest.raises(ValidationError, match="lätt att gissa"):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["fjorton-glada-laxar", "sommar i tolv röda hus", "elva-raska-rävar", "шестьзелёныхлис"]
)
def test_some_words_that_do_not_belong_together_are_taken(password):
    validate_password(password)
