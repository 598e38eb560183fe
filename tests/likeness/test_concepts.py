"""The lexicon: it knows the words of the field in both languages, and no others."""

import pytest

from likeness.concepts import CONCEPTS, concepts_in, phrases_in
from likeness.words import words_of


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Kvällshemtjänstens rutiner", "home_care"),
        ("Support for home care workers", "home_care"),
        ("språkutvecklande arbetssätt", "language_learning"),
        ("virtual reality glasses", "virtual_reality"),
        ("VR-glasögon i daglig verksamhet", "daily_activity"),
        ("medborgardialogen i stadsdelen", "dialogue"),
    ],
)
def test_the_lexicon_knows_the_words_of_the_field(text: str, concept: str):
    assert concept in {*concepts_in(words_of(text))}


def test_short_english_words_are_not_found_inside_others():
    # "ai" is not in "daily", "app" not in "happy".
    found = concepts_in(words_of("daily happy said"))

    assert found.isdisjoint({"ai", "app"})


def test_every_concept_has_a_name_and_words_in_both_languages():
    assert len({concept.key for concept in CONCEPTS}) == len(CONCEPTS)
    for concept in CONCEPTS:
        assert concept.sv
        assert concept.en
        assert all(concept.stems_sv)
        assert all(concept.stems_en)


def test_a_phrase_counts_as_often_as_it_stands_and_only_of_its_last_word_the_end_is_free():
    assert phrases_in(words_of("Home care, home carers and our home cares")).count("home care") == 3
    assert "home care" not in phrases_in(words_of("homes care"))
