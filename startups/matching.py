"""Ranks startup profiles for a need and says why: plain data in, plain data out.

How much a profile speaks of the same thing as the need is what the signals of `likeness.ranking` say together; a shared theme
adds to it. Price and references adjust a little; no profile is ever left out of the reckoning.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from likeness.concepts import concepts_in, concepts_of_word
from likeness.pairs import pairs, word_of
from likeness.ranking import CLEARLY, FEW, MEANING, Answer, Ranking, Text
from likeness.signals import PHRASE, Token, tokens_of
from likeness.words import words_of
from startups.states import Group

# In standard deviations: what a shared theme adds, and what gives a score of one half. Not fitted to any sample.
THEME, HALF = 0.5, 1.0
# What each fact may move a score, as a share of it: facts tell apart those that fit, they make nobody fit.
FACTS = 0.10
MOST_REASON_WORDS = 3
# What a word means stands as a reason only when it is rare: in at most this share of the profiles (always when in very few).
COMMON, COMMON_FROM = 0.1, 4
# A concept that so many profiles speak of tells none of them apart.
KNOWN_TO_ALL = 0.5
# In deviations: what it counts that a startup was tried, or set aside, in challenges that speak of the same thing.
EXPERIENCE = {"piloted": 1.0, "met": 0.5, "set_aside": -0.5}


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
    # The text's vector (likeness.embedding), where there is a model.
    meaning: bytes | None = None
    # Startup → how it went with it for a similar need, one of EXPERIENCE.
    experience: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Suggestion:
    """One profile with its score (0–1), its group and the reasons as data, the strongest first."""

    id: int
    score: float
    group: str
    reasons: list[dict[str, Any]] = field(default_factory=list)


class Index:
    """All profiles of the registry, made ready to be searched. Built once, asked many times."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = list(profiles)
        self._row = {profile.id: row for row, profile in enumerate(self.profiles)}
        self._ranking = Ranking([Text(profile.text, profile.language) for profile in self.profiles])

    def know(self, meanings: Mapping[int, bytes]) -> None:
        """Takes what the profiles' texts mean, by their ids; ids it does not have are passed over."""
        self._ranking.know({self._row[pk]: vector for pk, vector in meanings.items() if pk in self._row})

    @property
    def knows_meanings(self) -> bool:
        return self._ranking.knows_meanings

    @cached_property
    def _concepts(self) -> list[set[str]]:
        """For each profile the concepts that it speaks of."""
        return [concepts_in(words_of(profile.text)) for profile in self.profiles]

    @cached_property
    def _spread_of_concepts(self) -> Counter[str]:
        return Counter(key for keys in self._concepts for key in keys)

    def _is_rare(self, count: int, share: float) -> bool:
        """What more profiles than this have says little about any of them."""
        return count <= max(COMMON_FROM, share * len(self.profiles))

    def rank(self, wanted: Wanted, *, most: int | None = 20, also: Collection[int] = ()) -> list[Suggestion]:
        """The `most` best profiles (all when None), best first, and those of the ids in `also` whatever they score."""
        if not self.profiles:
            return []
        answer = self._ranking.ask(wanted.text, wanted.meaning)
        alike = answer.together + THEME * self._shares_theme(wanted) + self._experience(wanted)
        scores = self._adjustments(wanted) / (1 + np.exp(HALF - alike))
        # Equal scores keep the registry's order, so that the same question has the same answer.
        order = np.argsort(-scores, kind="stable")[:most]
        rows = [*order.tolist(), *(self._row[pk] for pk in also if pk in self._row)]
        tokens = tokens_of(wanted.text)
        return [
            Suggestion(
                id=self.profiles[row].id,
                score=round(min(float(scores[row]), 1.0), 4),
                group=self._group(answer, row),
                reasons=self._reasons(wanted, tokens, row, means_the_same=_says(answer, MEANING, row)),
            )
            for row in dict.fromkeys(rows)
        ]

    def _group(self, answer: Answer, row: int) -> str:
        """Strong where the signals agree, possible where one of them finds it clearly alike.

        Among very few profiles none can stand out clearly, and all are possible.
        """
        if answer.is_clear[row]:
            return Group.STRONG
        return Group.POSSIBLE if answer.agreeing[row] or len(self.profiles) < FEW else Group.FAR

    def _shares_theme(self, wanted: Wanted) -> np.ndarray:
        return np.array([bool(p.themes & wanted.themes) for p in self.profiles], dtype=float)

    def _experience(self, wanted: Wanted) -> np.ndarray:
        counts = np.zeros(len(self.profiles))
        for pk, went in wanted.experience.items():
            if pk in self._row:
                counts[self._row[pk]] = EXPERIENCE[went]
        return counts

    def _adjustments(self, wanted: Wanted) -> np.ndarray:
        """What price and references make of a score, as a factor about 1."""
        price = {True: FACTS, False: -FACTS, None: 0.0}
        return np.array([1 + price[_price_fits(p, wanted)] + FACTS * p.has_references for p in self.profiles])

    def _reasons(
        self, wanted: Wanted, tokens: Sequence[Token], row: int, *, means_the_same: bool
    ) -> list[dict[str, Any]]:
        profile = self.profiles[row]
        theirs = tokens_of(profile.text)
        reasons: list[dict[str, Any]] = []
        if shared := self._shared_concepts(tokens, theirs, row):
            reasons.append({"kind": "concept", "concepts": list(shared), "words": list(shared.values())})
        if themes := sorted(profile.themes & wanted.themes):
            reasons.append({"kind": "theme", "themes": themes})
        if told := self._shared_meanings(tokens, theirs, told=shared):
            reasons.append({"kind": "words", "pairs": told})
        if not reasons and means_the_same:
            reasons.append({"kind": "content"})
        if went := wanted.experience.get(profile.id):
            reasons.append({"kind": "set_aside"} if went == "set_aside" else {"kind": "tried", "went": went})
        fits = _price_fits(profile, wanted)
        if fits is not None:
            reasons.append({"kind": "price", "from": profile.price_from, "most": wanted.budget, "fits": fits})
        if profile.has_references:
            reasons.append({"kind": "reference"})
        return reasons

    def _shared_concepts(self, tokens: Sequence[Token], theirs: Sequence[Token], row: int) -> dict[str, list[str]]:
        """The rarest concepts that both speak of, with the words that do; of those in the same words only the rarest."""
        shared = concepts_in([word for word, kind in tokens if kind != PHRASE]) & self._concepts[row]
        spread = self._spread_of_concepts
        told: dict[str, list[str]] = {}
        for key in sorted(shared, key=lambda key: (spread[key], key)):
            words = _words_of_concept(key, tokens, theirs)
            if self._is_rare(spread[key], KNOWN_TO_ALL) and not (any(words) and words in told.values()):
                told[key] = words
        return dict(list(told.items())[:MOST_REASON_WORDS])

    def _shared_meanings(
        self, tokens: Sequence[Token], theirs: Sequence[Token], *, told: Collection[str]
    ) -> list[list[str]]:
        """The rarest words that mean the same in both, but for those that speak of a concept that is told already."""

        def rarity(meaning: str) -> float:
            spread = self._ranking.spread("english", meaning)
            return 1 / spread if spread and self._is_rare(spread, COMMON) else 0.0

        found = [list(pair) for pair in pairs(tokens, theirs, rarity) if not concepts_of_word(pair[0]) & set(told)]
        return found[:MOST_REASON_WORDS]


def _says(answer: Answer, signal: str, row: int) -> bool:
    return signal in answer.signals and bool(answer.signals[signal][row] >= CLEARLY)


def _words_of_concept(key: str, ours: Sequence[Token], theirs: Sequence[Token]) -> list[str]:
    """The word of each side that speaks of the concept; empty where a phrase does."""
    return [word_of(key, (word for word, kind in tokens if kind != PHRASE)) for tokens in (ours, theirs)]


def _price_fits(profile: Profile, wanted: Wanted) -> bool | None:
    """Whether a small pilot fits in what one may cost; None when either is unknown."""
    if profile.price_from is None or wanted.budget is None:
        return None
    return profile.price_from <= wanted.budget
