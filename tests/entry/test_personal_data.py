"""Personal identity numbers in free text."""

import pytest

from entry.personal_data import find_identity_numbers


@pytest.mark.parametrize(
    "text",
    [
        "811228-9874",
        "198112289874",
        "8112289874",
        "19811228-9874",
        "811228+9874",
        "Anna (811228-9874) ringde",
        "701063-2391",  # a coordination number: sixty added to the day
    ],
)
def test_a_number_with_a_right_check_digit_is_found(text):
    assert len(find_identity_numbers(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "811228-9873",
        "031-123 45 67",
        "2026-11-23",
        "0812289873",
        "81122898745",
        "Diarienr 2026-000123",
        "556000-0000",
        "",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert find_identity_numbers(text) == []
