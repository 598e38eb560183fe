"""The matching engine with ten thousand startups: how long its index and an answer take, and what the worker then weighs.

The floor is to cut all profiles into words once, which nothing that reads them can do without.
"""

import random
import resource
import time
from importlib.resources import files
from statistics import median
from typing import Any

import numpy as np

from likeness.embedding import BYTES
from likeness.words import words_of
from startups.matching import Index, Profile, Wanted

PROFILES, WORDS, NEEDS = 10_000, 60, 25
INDEX, ANSWER = 10.0, 0.150  # seconds of processor time at most


def measure() -> list[dict[str, Any]]:
    dice = random.Random(9)
    swedish, english = _vocabulary()
    profiles = [
        Profile(n, _text(dice, swedish if n % 2 else english), "sv" if n % 2 else "en", price_from=n * 10)
        for n in range(PROFILES)
    ]
    floor, _ = _timed(lambda: [words_of(profile.text) for profile in profiles])
    seconds, index = _timed(lambda: Index(profiles))
    vectors = _vectors(PROFILES + NEEDS)
    index.know(dict(enumerate(vectors[:PROFILES])))
    needs = [Wanted(_text(dice, swedish), budget=80_000, meaning=vector) for vector in vectors[PROFILES:]]
    first, _ = _timed(lambda: index.rank(needs[0]))
    answers = [_timed(lambda need=need: index.rank(need))[0] for need in needs[1:]]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return [
        {"what": "words of all", "seconds": floor, "ratio": 1.0, "limit": None, "peak": None},
        {"what": "index", "seconds": seconds, "ratio": seconds / floor, "limit": INDEX, "peak": peak},
        {"what": "first need", "seconds": first, "ratio": first / floor, "limit": None, "peak": None},
        {"what": "need", "seconds": median(answers), "ratio": median(answers) / floor, "limit": ANSWER, "peak": None},
    ]


def _timed(work: Any) -> tuple[float, Any]:
    """Seconds of processor time, and what came of it."""
    began = time.process_time()
    made = work()
    return time.process_time() - began, made


def _vectors(count: int) -> list[bytes]:
    """As many vectors of length 1, in no direction more than in another."""
    numbers = np.random.default_rng(9).standard_normal((count, BYTES // 2))
    return [row.astype("<f2").tobytes() for row in numbers / np.linalg.norm(numbers, axis=1, keepdims=True)]


def _vocabulary() -> tuple[list[str], list[str]]:
    """Swedish and English words, as many as a dictionary has."""
    table = (files("svlang") / "data" / "folkets_sv_en.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in table if "\t" in line]
    swedish = [word for pair in pairs for word in words_of(pair[0].replace("|", ""))]
    return swedish, [word for pair in pairs for word in words_of(pair[1])]


def _text(dice: random.Random, words: list[str]) -> str:
    """Words as often as they are in a language: a few again and again, most of them hardly ever."""
    return " ".join(words[int(len(words) * dice.random() ** 4)] for _ in range(WORDS))
