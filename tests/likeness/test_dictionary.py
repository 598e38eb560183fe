"""Swedish words in English: inflected, put together, unknown."""

import pytest

from likeness.dictionary import english_of, parts_of


def meanings(word: str) -> set[str]:
    return {meaning for part in english_of(word) for meaning in part}


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("ensamhet", "loneliness"),
        ("ensamheten", "loneliness"),
        ("hästarna", "horse"),
        ("barnvagnarna", "pram"),
        ("läkemedlen", "medicine"),
        ("tvättmaskinerna", "machine"),
    ],
)
def test_a_word_is_known_in_all_its_forms(word: str, meaning: str):
    assert meaning in meanings(word)


@pytest.mark.parametrize(
    ("word", "parts"),
    [("skolbuss", ("skol", "buss")), ("arbetskläder", ("arbets", "kläder")), ("språkstöd", ("språk", "stöd"))],
)
def test_a_compound_is_known_by_its_parts(word: str, parts: tuple[str, ...]):
    assert parts_of(word) == parts


def test_a_compound_means_what_its_parts_mean():
    assert {"safety", "alarm"} < meanings("trygghetslarm")


def test_a_word_that_nobody_knows_stands_for_itself():
    assert english_of("kubernetes") == (("kubernetes",),)
    assert parts_of("xyzzy") == ("xyzzy",)
