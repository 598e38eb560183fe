"""Words of a text, its language, and which words say something."""

import pytest

from likeness.words import is_telling, language_of, words_of


def test_words_with_a_hyphen_stay_whole_and_marks_go():
    assert words_of("VR-glasögon, ”prövade” i Åsa!") == ["vr-glasögon", "prövade", "i", "åsa"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi behöver veta vem som hämtar barnen", "sv"),
        ("We need to know who collects the children", "en"),
        ("Chatbot", "sv"),
        ("Vår tjänst heter The Good Thing och är för skolor", "sv"),
    ],
)
def test_the_small_words_tell_the_language(text: str, language: str):
    assert language_of(words_of(text)) == language


@pytest.mark.parametrize("word", ["och", "the", "kommun", "2026", "ett"])
def test_everyday_words_and_numbers_tell_nothing(word: str):
    assert not is_telling(word)


def test_other_words_tell():
    assert is_telling("tvättmaskin")
