"""What a word speaks of, in three ways: its letters, its concepts, its meanings in English. Each is a signal.

No signal is enough by itself: letters find inflections and compounds, concepts the words of the field in both languages,
the dictionary everything else. All give feature → weight for one word, so that a text is the sum over its words.
"""

from collections.abc import Callable
from functools import lru_cache

from likeness.concepts import BY_KEY, concepts_of_phrase, concepts_of_word, phrases_in
from likeness.dictionary import english_lemma, english_of
from likeness.words import EVERYDAY, language_of, words_of

GRAMS = (3, 4, 5)
# How much the field of a concept ("older people", "schools") counts beside the concept itself.
FIELD = 0.5

# A word, the language of the text it stands in, and whether it is a phrase of the lexicon.
Token = tuple[str, str]
PHRASE = "phrase"
Features = dict[str, float]
Signal = Callable[[Token], Features]


def tokens_of(text: str) -> list[Token]:
    """The words of a text with its language, and the phrases of the lexicon that stand in it."""
    words = words_of(text)
    language = language_of(words)
    return [(word, language) for word in words] + [(stem, PHRASE) for stem in phrases_in(words)]


def letters(token: Token) -> Features:
    """Runs of three to five letters, the edges of the word among them."""
    word, kind = token
    if kind == PHRASE:
        return {}
    padded = f" {word} "
    features: Features = {}
    for size in GRAMS:
        for start in range(max(len(padded) - size + 1, 1)):
            gram = padded[start : start + size]
            features[gram] = features.get(gram, 0.0) + 1.0
    return features


def concepts(token: Token) -> Features:
    """Concepts of the lexicon, and less so their fields."""
    word, kind = token
    keys = concepts_of_phrase(word) if kind == PHRASE else concepts_of_word(word)
    return dict.fromkeys(keys, 1.0) | {f"field {BY_KEY[key].field}": FIELD for key in keys}


@lru_cache(maxsize=200_000)
def english(token: Token) -> Features:
    """What the word means in English. What may mean several things means each of them a little."""
    word, kind = token
    if kind == PHRASE or word in EVERYDAY["sv"] or word in EVERYDAY["en"] or word.isdigit():
        return {}
    if kind == "en":
        return {english_lemma(part): 1.0 for part in word.split("-") if part not in EVERYDAY["en"]}
    features: Features = {}
    for meanings in english_of(word):
        for meaning in meanings:
            features[meaning] = features.get(meaning, 0.0) + 1.0 / len(meanings)
    return features


SIGNALS: dict[str, Signal] = {"letters": letters, "concepts": concepts, "english": english}
# The letters of a Swedish and an English word say nothing of what they mean.
WITHIN_A_LANGUAGE = {"letters"}
