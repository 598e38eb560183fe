"""Plain methods, beside which ours is measured: Okapi BM25, and TF-IDF over words and over runs of letters."""

import math
from collections import Counter
from collections.abc import Callable, Sequence

from likeness.signals import letters
from likeness.words import words_of

# The usual ones (Robertson and Zaragoza, 2009).
K1, B = 1.2, 0.75
Cut = Callable[[str], Counter[str]]
Method = Callable[[Sequence[str], str], list[float]]


def _words(text: str) -> Counter[str]:
    return Counter(words_of(text))


def _letters(text: str) -> Counter[str]:
    return Counter({gram: count for word in words_of(text) for gram, count in letters((word, "")).items()})


def bm25(texts: Sequence[str], query: str) -> list[float]:
    """How well each text answers the query; more is better."""
    counted = [_words(text) for text in texts]
    lengths = [sum(counts.values()) for counts in counted]
    mean = sum(lengths) / max(len(lengths), 1) or 1
    spread = Counter(word for counts in counted for word in counts)

    def weight(word: str) -> float:
        return math.log(1 + (len(texts) - spread[word] + 0.5) / (spread[word] + 0.5))

    def part(count: int, length: int) -> float:
        return count * (K1 + 1) / (count + K1 * (1 - B + B * length / mean))

    asked = _words(query)
    return [
        sum(weight(word) * part(counts[word], length) for word in asked if word in counts)
        for counts, length in zip(counted, lengths, strict=True)
    ]


def _cosines(cut: Cut, texts: Sequence[str], query: str) -> list[float]:
    counted = [cut(text) for text in texts]
    spread = Counter(feature for counts in counted for feature in counts)
    rarity = {feature: math.log((1 + len(texts)) / (1 + count)) + 1 for feature, count in spread.items()}

    def weighed(counts: Counter[str]) -> dict[str, float]:
        weights = {feature: count * rarity[feature] for feature, count in counts.items() if feature in rarity}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1
        return {feature: weight / length for feature, weight in weights.items()}

    asked = weighed(cut(query))
    return [
        sum(asked[feature] * weight for feature, weight in weighed(counts).items() if feature in asked)
        for counts in counted
    ]


def word_tfidf(texts: Sequence[str], query: str) -> list[float]:
    """The cosine of each text with the query, by words."""
    return _cosines(_words, texts, query)


def letter_tfidf(texts: Sequence[str], query: str) -> list[float]:
    """The same, by runs of three to five letters."""
    return _cosines(_letters, texts, query)


METHODS: dict[str, Method] = {"bm25": bm25, "words": word_tfidf, "letters": letter_tfidf}
