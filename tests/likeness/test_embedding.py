"""What whole texts mean, by a language model in a process apart; and that nothing rests on its being there."""

import numpy as np
import pytest

from likeness import embedding
from likeness.embedding import BYTES, MOST_LETTERS, CouldNotEmbed, embed, is_available, readable
from likeness.ranking import MEANING, Ranking, Text, vector_of

needs_the_model = pytest.mark.skipif(not is_available(), reason="there is no model for this machine")


def test_the_model_is_given_latin_text_alone_and_not_too_much_of_it():
    assert readable("Ｏmsorg,  ﬁnt – 24 tim\n\x00 за нас 愛 ﷺ é ő €") == "Omsorg, fint – 24 tim é ő €"
    assert readable("\ufdfa" * 100_000) == ""
    assert len(readable("å " * 100_000)) == MOST_LETTERS


@needs_the_model
def test_texts_about_one_thing_lie_near_each_other_in_both_languages():
    lonely, seniors, parking = map(vector_of, embed(["Ensamma äldre", "Lonely seniors", "Parkeringsplatser"]))

    assert np.linalg.norm(lonely) == pytest.approx(1, abs=0.01)
    assert lonely @ seniors > max(lonely @ parking, seniors @ parking)


@needs_the_model
def test_what_would_write_past_its_buffers_or_is_nothing_at_all_is_read_in_peace():
    vectors = embed(["\ufdfa" * 3000, "", "\x00\ud800", "a" * 50_000])

    assert [len(vector) for vector in vectors] == [BYTES] * 4


@needs_the_model
@pytest.mark.parametrize("limit", [{"memory": 150 * 1024 * 1024}, {"patience": 0.05}], ids=["memory", "time"])
def test_a_process_that_breaks_a_limit_is_an_error_that_can_be_met(limit):
    with pytest.raises(CouldNotEmbed):
        embed(["Ensamma äldre"], **limit)


def test_a_version_that_was_not_tried_counts_as_none(monkeypatch):
    monkeypatch.setattr(embedding, "VERSION", "0.2.9")
    is_available.cache_clear()
    try:
        assert not is_available()
        with pytest.raises(CouldNotEmbed):
            embed(["Ensamma äldre"])
    finally:
        is_available.cache_clear()


def a_vector(*numbers: float) -> bytes:
    padded = np.zeros(BYTES // 2, np.float32)
    padded[: len(numbers)] = numbers
    return padded.astype("<f2").tobytes()


def test_what_texts_mean_is_one_signal_more_about_those_whose_vectors_are_there():
    ranking = Ranking([Text(f"Text {number}") for number in range(10)])
    before = ranking.ask("Något annat", a_vector(1)).together
    ranking.know({place: a_vector(1, 1 if place == 4 else -1) for place in range(9)})
    found = ranking.ask("Något annat", a_vector(0, 1)).signals

    assert MEANING not in ranking.ask("Något annat").signals
    assert int(np.argmax(found[MEANING])) == 4
    assert found[MEANING][9] == 0
    assert ranking.ask("Något annat", a_vector(0, 1)).together[9] == pytest.approx(before[9])


def test_half_a_vector_is_refused():
    with pytest.raises(ValueError, match="768 bytes"):
        vector_of(b"half")
