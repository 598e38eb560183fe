"""Ranks texts by how much they speak of the same as another, with scipy: for thousands of texts, in a worker.

Each signal's likeness is a cosine of features weighed by their rarity. What two texts of these languages always have in
common differs from signal to signal and from language to language; so each signal is standardised for the question within
the texts of a language (its mean 0, its deviation 1), and the signals count alike. A sum of so many standardised signals
is divided by the root of their number, so that texts to which one has nothing to say stand beside the others fairly.
What whole texts mean (`likeness.embedding`) is one more such signal, about those texts whose vectors are at hand.
"""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from likeness.embedding import BYTES, NUMBERS
from likeness.signals import PHRASE, SIGNALS, WITHIN_A_LANGUAGE, Signal, Token, tokens_of
from likeness.words import language_of, words_of

# Of fewer texts in a language than this nothing can be learnt about what such texts have in common.
FEW = 8
MEANING = "meaning"
# From so many deviations above what such texts have in common a signal finds a text clearly alike.
CLEARLY = 2.0
Counts = Mapping[Token, int]


@dataclass(frozen=True)
class Text:
    """`language` ("sv" or "en") is the group within which likeness is standardised."""

    text: str
    language: str = "sv"


class _Table:
    """What one signal finds in all texts."""

    def __init__(self, signal: Signal, counts: sparse.csr_matrix, vocabulary: Sequence[Token]) -> None:
        self._signal = signal
        features = [signal(token) for token in vocabulary]
        self._column = {name: column for column, name in enumerate({name: None for row in features for name in row})}
        words = self._rows(features)
        # (texts × words) · (words × features) is the same as counting the features of every text, in a tenth of the time.
        weights = _softened(counts @ words)
        spread = np.bincount(weights.indices, minlength=weights.shape[1])
        self._spread = spread
        self._rarity = np.log((1 + counts.shape[0]) / (1 + spread)) + 1
        self._texts = self._weighed(weights).T.tocsr()

    def likeness(self, counts: Counts) -> np.ndarray:
        """The cosine of a text with each of the texts."""
        features: Counter[str] = Counter()
        for token, count in counts.items():
            for name, weight in self._signal(token).items():
                features[name] += weight * count
        query = self._weighed(_softened(self._rows([features])))
        return np.asarray((query @ self._texts).todense(), dtype=float).ravel()

    def spread(self, feature: str) -> int:
        """In how many of the texts the feature is."""
        return int(self._spread[self._column[feature]]) if feature in self._column else 0

    def _rows(self, features: Sequence[Mapping[str, float]]) -> sparse.csr_matrix:
        """A row for each; features that no text has are passed over."""
        known = self._column
        found = [[(known[name], weight) for name, weight in row.items() if name in known] for row in features]
        columns = [column for row in found for column, _weight in row]
        weights = np.array([weight for row in found for _column, weight in row], np.float32)
        ends = np.cumsum([0, *map(len, found)])
        return sparse.csr_matrix((weights, columns, ends), shape=(len(features), max(len(known), 1)))

    def _weighed(self, weights: sparse.csr_matrix) -> sparse.csr_matrix:
        number = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
        values = weights.data * self._rarity[weights.indices]
        lengths = np.sqrt(np.bincount(number, values**2, minlength=weights.shape[0]))
        values = (values / np.maximum(lengths, 1e-9)[number]).astype(np.float32)
        return sparse.csr_matrix((values, weights.indices, weights.indptr), shape=weights.shape)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Many small objects are made, and none in cycles: looking for cycles takes a sixth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _softened(weights: sparse.csr_matrix) -> sparse.csr_matrix:
    """A feature that stands there ten times says more than one that stands there once, but not ten times as much."""
    weights.data = np.log1p(weights.data)
    return weights


@dataclass(frozen=True)
class Answer:
    """What the signals say about each of the texts, in deviations from what such texts have in common.

    A signal says 0 about a text of which it has nothing to say; `speaking` counts those that have.
    """

    signals: Mapping[str, np.ndarray]
    speaking: np.ndarray

    @property
    def together(self) -> np.ndarray:
        return sum(self.signals.values()) / np.sqrt(np.maximum(self.speaking, 1))

    @property
    def agreeing(self) -> np.ndarray:
        """How many signals find each of the texts clearly alike."""
        return sum((values >= CLEARLY).astype(int) for values in self.signals.values())

    @property
    def is_clear(self) -> np.ndarray:
        """Whether most of the signals that speak of a text find it clearly alike, two at least."""
        return (self.agreeing >= 2) & (self.agreeing > self.speaking / 2)


class Ranking:
    """Many texts, made ready once and asked many times."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.texts = list(texts)
        with _uncollected():
            self._tables = self._read()
        self._languages = np.array([text.language for text in self.texts])
        self._groups = [self._languages == language for language in sorted(set(self._languages.tolist()))]
        self.know({})

    def _read(self) -> dict[str, _Table]:
        counted = [Counter(tokens_of(text.text)) for text in self.texts]
        number: dict[Token, int] = {}
        for counts in counted:
            for token in counts:
                number.setdefault(token, len(number))
        ends = np.cumsum([0, *map(len, counted)])
        columns = [number[token] for counts in counted for token in counts]
        many = np.array([count for counts in counted for count in counts.values()], np.float32)
        shape = (len(self.texts), max(len(number), 1))
        matrix = sparse.csr_matrix((many, columns, ends), shape=shape)
        vocabulary = list(number) or [("", PHRASE)]
        return {name: _Table(signal, matrix, vocabulary) for name, signal in SIGNALS.items()}

    def know(self, meanings: Mapping[int, bytes]) -> None:
        """Takes the vectors of the texts, by their place among them; texts without one are ranked by the other signals."""
        self._meanings = np.zeros((len(self.texts), NUMBERS), np.float32)
        self._has_meaning = np.zeros(len(self.texts), bool)
        for place, vector in meanings.items():
            self._meanings[place] = vector_of(vector)
            self._has_meaning[place] = True

    @property
    def knows_meanings(self) -> bool:
        return bool(self._has_meaning.any())

    def ask(self, text: str, meaning: bytes | None = None, *, apart: int | None = None) -> "Answer":
        """How much each of the texts speaks of the same thing as this one, whose vector `meaning` is.

        The text at the place `apart` is left out: it is this one itself.
        """
        counts = Counter(tokens_of(text))
        found = {name: table.likeness(counts) for name, table in self._tables.items()}
        if meaning and self.knows_meanings:
            # Not by BLAS, whose other threads spin for a tenth of a second after two milliseconds of work.
            found[MEANING] = np.einsum("ij,j->i", self._meanings, vector_of(meaning))
        speaks = {name: self._speaks(name, text) for name in found}
        others = np.arange(len(self.texts)) != (-1 if apart is None else apart)
        signals = {
            name: self._standardised(likeness, others & self._has_meaning if name == MEANING else others) * speaks[name]
            for name, likeness in found.items()
        }
        return Answer(signals, sum(speaks.values(), np.zeros(len(self.texts), int)))

    def spread(self, signal: str, feature: str) -> int:
        """In how many of the texts a signal finds the feature."""
        return self._tables[signal].spread(feature)

    def _speaks(self, signal: str, text: str) -> np.ndarray:
        """Whether the signal has something to say, about each of the texts."""
        if signal == MEANING:
            return self._has_meaning
        if signal in WITHIN_A_LANGUAGE:
            return np.asarray(self._languages == language_of(words_of(text)))
        return np.ones(len(self.texts), bool)

    def _standardised(self, likeness: np.ndarray, known: np.ndarray) -> np.ndarray:
        found = np.zeros(len(likeness))
        for language in self._groups:
            group = language & known
            others = likeness[group] if group.sum() >= FEW else likeness[known]
            if len(others) and (deviation := others.std()) > 1e-9:
                found[group] = (likeness[group] - others.mean()) / deviation
        return found


def vector_of(kept: bytes) -> np.ndarray:
    """The numbers of a kept vector. Raises ValueError when it is none."""
    if len(kept) != BYTES:
        raise ValueError(f"a vector takes {BYTES} bytes, not {len(kept)}")
    return np.frombuffer(kept, "<f2").astype(np.float32)
