"""Which words of two texts mean the same: "tvättmaskinerna" and "machines"."""

from collections.abc import Callable, Iterable, Sequence
from math import sqrt

from likeness.concepts import concepts_of_word
from likeness.dictionary import english_lemma, english_of, swedish_lemma
from likeness.signals import PHRASE, Features, Token, english
from likeness.words import is_telling

# From so much of their meanings in common (as a cosine) two words are a pair: one of four meanings.
MUCH = 0.5
# Long words are rare in any language; a shorter one tells something if it comes again or is one of the lexicon.
LONG = 8

Pair = tuple[str, str]


def pairs(ours: Sequence[Token], theirs: Sequence[Token], rarity: Callable[[str], float]) -> list[Pair]:
    """Each telling word of ours with the word of theirs that means most of the same, the rarest meanings first.

    `rarity` says what a meaning is worth; at 0 it is too common to tell anything.
    """
    their_features = [(word, features) for (word, _kind), features in _read(theirs)]
    found: dict[str, tuple[float, Pair]] = {}
    for (word, language), features in _read(ours):
        if not _tells(word, language, ours):
            continue
        for other, other_features in their_features:
            shared = {name for name in features.keys() & other_features.keys() if rarity(name) > 0}
            if shared and _cosine(features, other_features) >= MUCH:
                worth = max(rarity(name) for name in shared)
                key = max(shared, key=lambda name: (rarity(name), name))
                if key not in found or found[key][0] < worth:
                    found[key] = (worth, (word, other))
    best = sorted(found.values(), key=lambda row: (-row[0], row[1]))
    return list(dict.fromkeys(pair for _worth, pair in best))


def word_of(concept: str, words: Iterable[str]) -> str:
    """The first of the words that speaks of the concept; empty when only a phrase does."""
    return next((word for word in words if concept in concepts_of_word(word)), "")


def _read(tokens: Sequence[Token]) -> list[tuple[Token, Features]]:
    """The telling words, each once, with what they mean; of a compound what its last part means, which is its kind."""
    telling = (token for token in dict.fromkeys(tokens) if token[1] != PHRASE and is_telling(token[0]))
    return [(token, features) for token in telling if (features := _kind_of(token))]


def _kind_of(token: Token) -> Features:
    word, language = token
    if language == "en":
        return english(token)
    *_parts, meanings = english_of(word)
    return dict.fromkeys(meanings, 1 / len(meanings)) if meanings else {}


def _tells(word: str, language: str, tokens: Sequence[Token]) -> bool:
    lemma = english_lemma(word) if language == "en" else swedish_lemma(word)
    return len(lemma) >= LONG or bool(concepts_of_word(word)) or sum(token[0] == word for token in tokens) > 1


def _cosine(one: Features, other: Features) -> float:
    shared = sum(one[name] * other[name] for name in one.keys() & other.keys())
    return shared / (sqrt(sum(v * v for v in one.values())) * sqrt(sum(v * v for v in other.values())))
