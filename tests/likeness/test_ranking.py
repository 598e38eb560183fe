"""Which texts speak of the same thing: each signal by itself, and standardised within a language."""

import numpy as np
import pytest

from likeness.ranking import FEW, Ranking, Text
from likeness.signals import concepts, english, letters, tokens_of

LAUNDRY = Text("Machines that wash clothes and tell when they are free", "en")
OTHERS = [
    Text(f"Something about {what}", "en") for what in ("parks", "taxes", "ships", "songs", "bread", "snow", "ink")
]
NEED = "Tvättmaskinerna är ofta upptagna"


def test_each_signal_finds_what_the_others_miss():
    assert set(letters(("kvällspromenad", "sv"))) & set(letters(("promenaderna", "sv")))
    assert set(concepts(("hemtjänsten", "sv"))) & set(concepts(("home care", "phrase")))
    assert set(english(("maskinerna", "sv"))) & set(english(("machines", "en")))


def test_what_may_mean_several_things_means_each_of_them_a_little():
    features = english(("ensamhet", "sv"))

    assert len(features) > 1
    assert sum(features.values()) == pytest.approx(1)


def test_a_phrase_of_the_lexicon_is_found_in_the_running_text():
    assert ("home care", "phrase") in tokens_of("Support for home care workers")


def test_a_swedish_need_finds_the_english_text():
    signals = Ranking([*OTHERS, LAUNDRY]).ask(NEED).signals

    assert int(np.argmax(signals["english"])) == len(OTHERS)


def test_within_a_language_the_mean_is_nought_and_the_deviation_one():
    swedish = [
        Text(f"{what} för kommunen") for what in ("Parker", "Skatter", "Båtar", "Sånger", "Bröd", "Snö", "Bläck")
    ]
    texts = [*OTHERS, LAUNDRY, *swedish, Text("Maskiner som tvättar")]
    found = Ranking(texts).ask(NEED).signals["english"]

    for group in (found[: len(OTHERS) + 1], found[len(OTHERS) + 1 :]):
        assert len(group) >= FEW
        assert group.mean() == pytest.approx(0, abs=1e-9)
        assert group.std() == pytest.approx(1)


def test_a_few_texts_of_a_language_are_measured_by_all():
    few = [Text("Paddling"), Text("Paddling")]
    found = Ranking([*OTHERS, LAUNDRY, *few]).ask("Paddling").signals["letters"]

    assert found[-1] == found[-2]
    assert found[-1] > 1


def test_letters_say_nothing_across_languages_and_are_not_missed():
    texts = [*OTHERS, LAUNDRY, Text("Tvättmaskiner"), Text("Parker")]
    ranking = Ranking(texts)
    signals = ranking.ask(NEED).signals

    assert not signals["letters"][: len(OTHERS) + 1].any()
    assert signals["letters"][-2] > signals["letters"][-1]
    together = ranking.ask(NEED).together
    assert together[0] == pytest.approx((signals["concepts"][0] + signals["english"][0]) / 2**0.5)
    assert together[-1] == pytest.approx(sum(found[-1] for found in signals.values()) / 3**0.5)


@pytest.mark.parametrize("text", ["", "!!! ???", "🙂", "a" * 50_000])
def test_strange_texts_are_measured_too(text: str):
    signals = Ranking([Text(text), LAUNDRY]).ask(text).signals

    assert all(np.isfinite(found).all() for found in signals.values())


def test_nothing_is_measured_against_nothing():
    assert all(len(found) == 0 for found in Ranking([]).ask(NEED).signals.values())
