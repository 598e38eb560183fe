"""A Swedish–English lexicon of municipal welfare, by which texts in two languages can be compared.

Each concept belongs to a field, has a name in both languages and the word beginnings it is known by. A Swedish stem
of five letters or more is found inside compounds too ("hemtjänst" in "kvällshemtjänst"); a shorter one, and every
English one, only where a word begins; one of three letters or fewer must be the whole word. A stem with a space is
a phrase. The table is `concepts.tsv`; it is general on purpose: it is drawn from the field's own vocabulary, not from any
set of needs.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

# From so many letters on a Swedish stem is found inside words too.
INSIDE_FROM, BEGINNING_FROM = 5, 4


@dataclass(frozen=True)
class Concept:
    key: str
    field: str
    sv: str
    en: str
    stems_sv: tuple[str, ...]
    stems_en: tuple[str, ...]


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem.strip() for stem in text.split(","))


def _read() -> Iterator[Concept]:
    with Path(__file__).with_suffix(".tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            stems_sv, stems_en = _stems(row.pop("stems_sv")), _stems(row.pop("stems_en"))
            yield Concept(**row, stems_sv=stems_sv, stems_en=stems_en)


CONCEPTS = tuple(_read())
BY_KEY = {concept.key: concept for concept in CONCEPTS}

Places = dict[str, set[str]]  # stem → keys of concepts
Begun = dict[str, list[tuple[str, set[str]]]]  # the first letters of stems → those that begin so, with their keys


@cache
def _places() -> tuple[Begun, Begun, Places]:
    """The stems that are found inside words, at the beginning of words, and as whole words."""
    inside: Places = {}
    first: Places = {}
    whole: Places = {}
    for concept in CONCEPTS:
        for stem in concept.stems_sv:
            place = inside if len(stem) >= INSIDE_FROM else first if len(stem) >= BEGINNING_FROM else whole
            place.setdefault(stem, set()).add(concept.key)
        for stem in concept.stems_en:
            (first if len(stem) >= BEGINNING_FROM else whole).setdefault(stem, set()).add(concept.key)
    return _begun(inside, INSIDE_FROM), _begun(first, BEGINNING_FROM), whole


def _begun(places: Places, letters: int) -> Begun:
    begun: Begun = {}
    for stem, keys in places.items():
        begun.setdefault(stem[:letters], []).append((stem, keys))
    return begun


@cache
def _phrases() -> tuple[Places, dict[str, list[str]]]:
    """The stems of more than one word, and those that begin with a word, which is whole."""
    keys: Places = {}
    for concept in CONCEPTS:
        for stem in (*concept.stems_sv, *concept.stems_en):
            if " " in stem:
                keys.setdefault(stem, set()).add(concept.key)
    begun: dict[str, list[str]] = {}
    for stem in keys:
        begun.setdefault(stem.split()[0], []).append(stem)
    return keys, begun


@lru_cache(maxsize=200_000)
def concepts_of_word(word: str) -> frozenset[str]:
    """The keys of the concepts that one word speaks of."""
    inside, first, whole = _places()
    found = set(whole.get(word, ()))
    for stem, keys in first.get(word[:BEGINNING_FROM], ()):
        if word.startswith(stem):
            found |= keys
    for start in range(len(word) - INSIDE_FROM + 1):
        for stem, keys in inside.get(word[start : start + INSIDE_FROM], ()):
            if word.startswith(stem, start):
                found |= keys
    return frozenset(found)


def phrases_in(words: Sequence[str]) -> list[str]:
    """The stems of more than one word that stand in a text, as often as they do; of the last word only the beginning."""
    begun = _phrases()[1]
    found = []
    for place, word in enumerate(words):
        for stem in begun.get(word, ()):
            if " ".join(words[place : place + stem.count(" ") + 1]).startswith(stem):
                found.append(stem)
    return found


def concepts_of_phrase(stem: str) -> frozenset[str]:
    return frozenset(_phrases()[0].get(stem, ()))


def concepts_in(words: Sequence[str]) -> set[str]:
    """The keys of every concept that the words of a text speak of."""
    found = {key for word in words for key in concepts_of_word(word)}
    return found | {key for stem in phrases_in(words) for key in concepts_of_phrase(stem)}
