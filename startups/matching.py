"""Ranks startup profiles for a need and says why: plain data in, plain data out.

Three signals are added: how alike the texts are (TF-IDF over character 3–5-grams, which copes with Swedish
compounds and endings), which concepts of the lexicon they share (which works across languages), and whether they
share a theme. Price and references adjust a little; no profile is ever left out of the reckoning.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize

from startups.concepts import CONCEPTS

# Parts of a whole of 1. Two texts that belong together seldom have a cosine above 0.3, two sets of concepts often one
# of 0.7: these parts let both weigh about the same, and a shared theme as a hint. Not fitted to any sample.
TEXT, CONCEPT, THEME = 0.70, 0.25, 0.05
# What each fact may move a score, as a share of it: facts tell apart those that fit, they make nobody fit.
FACTS = 0.10
# How much the field of a concept ("older people", "schools") counts beside the concept itself.
FIELD = 0.5
MOST_REASON_WORDS = 3
# Of fewer profiles in a language than this nothing can be learnt about what such texts have in common.
FEW = 8
# A word stands as a reason only when it is rare: in at most this share of the profiles (always when in very few).
COMMON, COMMON_FROM = 0.1, 4
SHARED_LETTERS = 5

_WORD = re.compile(r"\w+(?:-\w+)*")
_FIELDS = sorted({concept.field for concept in CONCEPTS})
_COLUMNS = len(CONCEPTS) + len(_FIELDS)
_PHRASES = [
    (number, stem)
    for number, concept in enumerate(CONCEPTS)
    for stem in (*concept.stems_sv, *concept.stems_en)
    if " " in stem
]
# Words that say nothing about what a need is about, in the two languages.
_EVERYDAY = """
    alla allt andra att av bara behov behöva behöver bland bli blir både bättre denna deras dessa det detta där därför efter
    eller enklare finns flera fler får från för förvaltning genom göra gör hade hela hjälp hjälper idag ingen inom inte
    kommun kommuner kommunen kunna kan kräver lösning lösningar man mellan mer mest med medan mindre mot mycket många måste
    möjlighet nya nytt när något några också olika oss personal samma samt sedan sina sitt ska skulle som startup startups
    stora stor svårt söker tid under utan vara varje verksamhet verksamheten verksamheter vid vilja vill vilka vilken våra
    aldrig alltid annan annat båda enda gång gången gånger gärna hinner ibland innan kommer kommit känner längre ligger
    månad månader någon någons nästan ofta plats platsen platser redan saker samtidigt själv själva står ställe säger
    timmar timme tillsammans vecka veckan veckor ännu
    över är även använda använder används använts arbeta arbetar arbete företag bolag dag dagens digital digitala digitalt
    about after also and are available because been before better between both can company could daily does each
    easier every few find for from get give good has have help helps how into its like looking make many may more most
    municipal municipality must need needs new not now offer one only other our people provide public sector service
    services should simple solution solutions some such than that the their them then there these they this those
    through time today too use used user users using want wants was way well what when where which while who will with
    without work works would you your developed develops
"""
EVERYDAY = frozenset(_EVERYDAY.split())


@dataclass(frozen=True)
class Profile:
    """A startup as the engine sees it. `language` is "sv" or "en"; prices are SEK excluding VAT."""

    id: int
    text: str
    language: str = "sv"
    themes: frozenset[str] = frozenset()
    price_from: int | None = None
    has_references: bool = False


@dataclass(frozen=True)
class Wanted:
    """What is looked for: the need's text, its themes (slugs) and what a pilot may cost."""

    text: str
    themes: frozenset[str] = frozenset()
    budget: int | None = None


@dataclass(frozen=True)
class Suggestion:
    """One profile with its score (0–1) and the reasons as data, the strongest first."""

    id: int
    score: float
    reasons: list[dict[str, Any]] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        """Whether a reason speaks of the need. What a pilot costs, and whom a startup has worked for, are facts beside it."""
        return any(reason["kind"] in ("concept", "theme", "words") for reason in self.reasons)


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _lexicon() -> tuple[dict[str, set[int]], dict[str, set[int]], dict[str, set[int]]]:
    """The stems that are found inside words, at the beginning of words, and as whole words: stem → concepts."""
    inside: dict[str, set[int]] = {}
    first: dict[str, set[int]] = {}
    whole: dict[str, set[int]] = {}
    for number, concept in enumerate(CONCEPTS):
        for stem in concept.stems_sv:
            place = inside if len(stem) >= SHARED_LETTERS else first if len(stem) > 3 else whole
            place.setdefault(stem, set()).add(number)
        for stem in concept.stems_en:
            (first if len(stem) > 3 else whole).setdefault(stem, set()).add(number)
    return inside, first, whole


_INSIDE, _FIRST, _WHOLE = _lexicon()
_LONGEST = max(map(len, (*_INSIDE, *_FIRST)))


@lru_cache(maxsize=200_000)
def _concepts_of_word(word: str) -> tuple[int, ...]:
    """The numbers of the concepts that one word speaks of."""
    found = set(_WHOLE.get(word, ()))
    for end in range(4, min(len(word), _LONGEST) + 1):
        found |= _FIRST.get(word[:end], set())
    for start in range(len(word) - SHARED_LETTERS + 1):
        for end in range(start + SHARED_LETTERS, min(len(word), start + _LONGEST) + 1):
            found |= _INSIDE.get(word[start:end], set())
    return tuple(sorted(found))


def _phrases_in(words: Sequence[str]) -> list[int]:
    text = " " + " ".join(words)
    return [number for number, stem in _PHRASES if f" {stem}" in text]


def concepts_in(words: Sequence[str]) -> set[int]:
    """The numbers (in CONCEPTS) of every concept the words speak of."""
    return {number for word in words for number in _concepts_of_word(word)} | set(_phrases_in(words))


def _concept_rows(texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """One row for each text: 1 for every concept it speaks of and for every field of these."""
    columns: list[int] = []
    ends = [0]
    for words in texts:
        numbers = concepts_in(words)
        columns += sorted(numbers | {_field_of(number) for number in numbers})
        ends.append(len(columns))
    return sparse.csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(texts), _COLUMNS))


def _field_of(number: int) -> int:
    return len(CONCEPTS) + _FIELDS.index(CONCEPTS[number].field)


class Index:
    """All profiles of the registry, made ready to be searched. Built once, asked many times."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = list(profiles)
        self._row = {profile.id: row for row, profile in enumerate(self.profiles)}
        self._is_swedish = np.array([p.language != "en" for p in self.profiles], dtype=bool)
        if self.profiles:
            self._learn([words_of(p.text) for p in self.profiles])

    def _learn(self, texts: list[list[str]]) -> None:
        """Weighs grams and concepts by their rarity in the registry.

        Each different word is cut into grams only once: (profiles × words) · (words × grams) is the same count as
        cutting every text, in a tenth of the time.
        """
        # A word that no gram knows keeps a registry of empty texts from being an error.
        self._words = CountVectorizer(analyzer=_itself).fit([*texts, ["ignite"]])
        vocabulary = self._words.get_feature_names_out()
        self._grams = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), lowercase=False)
        counts = self._words.transform(texts)
        grams_of_words = self._grams.fit_transform(vocabulary)
        self._rarity = TfidfTransformer(sublinear_tf=True)
        self._texts = self._rarity.fit_transform(counts @ grams_of_words).astype(np.float32).T.tocsr()
        concepts = _concept_rows(texts)
        known = np.bincount(concepts.indices, minlength=_COLUMNS)
        self._concept_rarity = np.log((1 + len(texts)) / (1 + known)) + 1
        self._concept_rarity[len(CONCEPTS) :] *= FIELD
        self._concepts = normalize(concepts.multiply(self._concept_rarity).tocsr()).T.tocsr()

    @cached_property
    def _beginnings(self) -> list[frozenset[str]]:
        """For each profile the beginnings of its telling words, by which shared words are found."""
        return [frozenset(w[:SHARED_LETTERS] for w in words_of(p.text) if _is_telling(w)) for p in self.profiles]

    @cached_property
    def _spread(self) -> dict[str, int]:
        spread: dict[str, int] = {}
        for beginnings in self._beginnings:
            for beginning in beginnings:
                spread[beginning] = spread.get(beginning, 0) + 1
        return spread

    @cached_property
    def _common(self) -> float:
        """A word in more profiles than this says little about any of them."""
        return max(COMMON_FROM, COMMON * len(self.profiles))

    def rank(self, wanted: Wanted, *, most: int | None = 20, also: Collection[int] = ()) -> list[Suggestion]:
        """The `most` best profiles (all when None), best first, and those of the ids in `also` whatever they score."""
        if not self.profiles:
            return []
        words = words_of(wanted.text)
        texts, concepts = self._text_likeness(words), self._concept_likeness(words)
        fit = TEXT * texts + CONCEPT * concepts + THEME * self._shares_theme(wanted)
        scores = fit * self._adjustments(wanted)
        # Equal scores keep the registry's order, so that the same question has the same answer.
        order = np.argsort(-scores, kind="stable")[:most]
        rows = [*order.tolist(), *(self._row[pk] for pk in also if pk in self._row)]
        return [
            Suggestion(
                id=self.profiles[row].id,
                score=round(float(min(max(scores[row], 0.0), 1.0)), 4),
                reasons=self._reasons(wanted, words, row),
            )
            for row in dict.fromkeys(rows)
        ]

    def _text_likeness(self, words: Sequence[str]) -> np.ndarray:
        """Cosine of the texts, less what two texts of these languages always have in common.

        A Swedish need is more like any Swedish text than like any English one; without the subtraction the language
        alone would decide.
        """
        query = self._rarity.transform(self._grams.transform([" ".join(words)])).astype(np.float32)
        likeness = np.asarray((query @ self._texts).todense()).ravel()
        for group in (self._is_swedish, ~self._is_swedish):
            if group.sum() >= FEW:
                likeness[group] -= np.median(likeness[group])
        return np.clip(likeness, 0, None)

    def _concept_likeness(self, words: Sequence[str]) -> np.ndarray:
        query = normalize(_concept_rows([words]).multiply(self._concept_rarity).tocsr())
        return np.asarray((query @ self._concepts).todense()).ravel()

    def _shares_theme(self, wanted: Wanted) -> np.ndarray:
        return np.array([bool(p.themes & wanted.themes) for p in self.profiles], dtype=float)

    def _adjustments(self, wanted: Wanted) -> np.ndarray:
        """What price and references make of a score, as a factor about 1."""
        price = {True: FACTS, False: -FACTS, None: 0.0}
        return np.array([1 + price[_price_fits(p, wanted)] + FACTS * p.has_references for p in self.profiles])

    def _reasons(self, wanted: Wanted, words: Sequence[str], row: int) -> list[dict[str, Any]]:
        profile = self.profiles[row]
        reasons: list[dict[str, Any]] = []
        if shared := self._shared_concepts(words, row):
            reasons.append({"kind": "concept", "concepts": shared})
        if themes := sorted(profile.themes & wanted.themes):
            reasons.append({"kind": "theme", "themes": themes})
        if alike := self._shared_words(words, row):
            reasons.append({"kind": "words", "words": alike})
        fits = _price_fits(profile, wanted)
        if fits is not None:
            reasons.append({"kind": "price", "from": profile.price_from, "most": wanted.budget, "fits": fits})
        if profile.has_references:
            reasons.append({"kind": "reference"})
        return reasons

    def _shared_concepts(self, words: Sequence[str], row: int) -> list[str]:
        shared = concepts_in(words) & concepts_in(words_of(self.profiles[row].text))
        rarest = sorted(shared, key=lambda number: (-self._concept_rarity[number], number))
        return [CONCEPTS[number].key for number in rarest[:MOST_REASON_WORDS]]

    def _shared_words(self, words: Sequence[str], row: int) -> list[str]:
        """The need's rarest telling words that the profile has too, whatever their endings."""
        theirs = {b for b in self._beginnings[row] if self._spread[b] <= self._common}
        first: dict[str, str] = {}
        for word in words:
            if _is_telling(word) and word[:SHARED_LETTERS] in theirs:
                first.setdefault(word[:SHARED_LETTERS], word)
        rarest = sorted(first, key=lambda beginning: (self._spread[beginning], beginning))
        return [first[beginning] for beginning in rarest[:MOST_REASON_WORDS]]


def _itself(words: list[str]) -> list[str]:
    return words


def _is_telling(word: str) -> bool:
    return len(word) >= SHARED_LETTERS and word not in EVERYDAY and not word.isdigit()


def _price_fits(profile: Profile, wanted: Wanted) -> bool | None:
    """Whether a small pilot fits in what one may cost; None when either is unknown."""
    if profile.price_from is None or wanted.budget is None:
        return None
    return profile.price_from <= wanted.budget
