"""Swedish words in English, by Folkets lexikon (CC BY-SA 2.5), compounds by their parts.

The dictionary is the table in the package svlang, made by KTH and the public (folkets-lexikon.csc.kth.se). Lemmas are
those of simplemma.
"""

import re
from functools import cache, lru_cache
from html import unescape
from importlib.resources import files

import simplemma

from likeness.words import EVERYDAY, words_of

# The parts of a compound; shorter ones are found where none is.
LEAST_PART = 3
# What may stand between two parts.
LINKS = ("", "s", "e", "o", "-", "a")
MOST_MEANINGS = 6

_REMARK = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Swedish word → the English words that it may mean, as lemmas, the first ones first."""
    table: dict[str, dict[str, None]] = {}
    text = (files("svlang") / "data" / "folkets_sv_en.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        swedish, tab, english = line.partition("\t")
        if not tab or swedish.startswith("#"):
            continue
        meanings = table.setdefault(swedish.replace("|", "").strip().lower(), {})
        for word in words_of(_REMARK.sub(" ", unescape(english)).replace("-", " ")):
            if word not in EVERYDAY["en"] and len(word) > 1:
                meanings.setdefault(english_lemma(word))
    return {swedish: tuple(meanings)[:MOST_MEANINGS] for swedish, meanings in table.items()}


@lru_cache(maxsize=200_000)
def english_lemma(word: str) -> str:
    return simplemma.lemmatize(word, lang="en").lower()


@lru_cache(maxsize=200_000)
def swedish_lemma(word: str) -> str:
    return simplemma.lemmatize(word, lang="sv").lower()


def _meanings(word: str) -> tuple[str, ...] | None:
    """What the dictionary says to a word or its lemma; nothing for one that says little, None for one it does not have."""
    table = _table()
    return table[word] if word in table else table.get(swedish_lemma(word))


@lru_cache(maxsize=200_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The fewest words of the dictionary that make up the word, the longest last; itself alone when there are none."""
    if _meanings(word) is not None:
        return (word,)
    best: tuple[str, ...] = ()
    for cut in range(LEAST_PART, len(word) - LEAST_PART + 1):
        if _meanings(word[cut:]) is None:
            continue
        for first in _without_link(word[:cut]):
            found = (*parts_of(first), word[cut:])
            if _meanings(found[0]) is not None and (not best or len(found) < len(best)):
                best = found
        if len(best) == 2:
            break
    return best or (word,)


def _without_link(beginning: str) -> list[str]:
    """The beginning of a compound as it may stand by itself."""
    found = [beginning.removesuffix(link) for link in LINKS if beginning.endswith(link)]
    return [first for first in found if len(first) >= LEAST_PART]


@lru_cache(maxsize=200_000)
def english_of(word: str) -> tuple[tuple[str, ...], ...]:
    """For each part of a Swedish word what it may mean in English; the word itself where nothing is known."""
    found = (_meanings(part) for part in parts_of(word))
    return tuple((english_lemma(word),) if meanings is None else meanings for meanings in found)
