"""Measures the matching engine, and plain methods beside it, on needs whose right startups are known."""

import csv
import json
import math
import random
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from statistics import mean
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from likeness.embedding import embed, is_available
from likeness.plain import METHODS, Method
from startups.matching import Index, Profile, Wanted

DEPTH = 10
DRAWS = 1000
RECALL_DEPTH = 8
Row = dict[str, str]
Figures = dict[str, float]
Ranker = Callable[[list[Profile], str], list[int]]


def read(path: str, *columns: str) -> list[Row]:
    """The rows of a CSV file; CommandError when it cannot be read or lacks one of the columns."""
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as reason:
        raise CommandError(f"{path}: {reason}") from reason
    missing = [name for name in columns if not rows or name not in rows[0]]
    if missing:
        raise CommandError(f"{path}: lacks {', '.join(missing)}")
    return rows


def figures(order: list[int], right: set[int]) -> Figures:
    """nDCG@10, recall@8 and reciprocal rank of one ranked answer, all right ones being equally right."""
    places = [place for place, number in enumerate(order, start=1) if number in right]
    gain = sum(1 / math.log2(place + 1) for place in places if place <= DEPTH)
    best = sum(1 / math.log2(place + 1) for place in range(1, min(len(right), DEPTH) + 1))
    return {
        "ndcg@10": gain / best,
        "recall@8": sum(place <= RECALL_DEPTH for place in places) / len(right),
        "mrr": 1 / places[0] if places else 0.0,
    }


def product(profiles: list[Profile], need: str) -> list[int]:
    """The ids of the profiles, best first, as the matching engine ranks them with all that this machine has."""
    index = index_of(tuple(profiles))
    index.know({profile.id: meanings[profile.text] for profile in profiles if profile.text in meanings})
    return [found.id for found in index.rank(Wanted(text=need, meaning=meanings.get(need)), most=None)]


def without_meaning(profiles: list[Profile], need: str) -> list[int]:
    """The same as where there is no language model."""
    return [suggestion.id for suggestion in index_of(tuple(profiles)).rank(Wanted(text=need), most=None)]


@lru_cache
def index_of(profiles: tuple[Profile, ...]) -> Index:
    return Index(profiles)


# Text → its vector, where there is a model.
meanings: dict[str, bytes] = {}


def read_meanings(texts: list[str]) -> None:
    """Has all texts that are new read at once, where there is a model."""
    unread = [text for text in dict.fromkeys(texts) if text not in meanings]
    if unread and is_available():
        meanings.update(zip(unread, embed(unread), strict=True))


def plainly(method: Method) -> Ranker:
    """The same by one of the plain methods; equals keep their order."""

    def ranked(profiles: list[Profile], need: str) -> list[int]:
        scores = method([profile.text for profile in profiles], need)
        return [profiles[row].id for row in sorted(range(len(profiles)), key=lambda row: -scores[row])]

    return ranked


RANKERS: dict[str, Ranker] = {
    "ignite": product,
    **({"without E5": without_meaning} if is_available() else {}),
    **{name: plainly(method) for name, method in METHODS.items()},
}


def text_of_need(need: Row) -> str:
    return f"{need['title']}. {need['text']}"


def text_of_startup(startup: Row) -> str:
    return f"{startup['name']}. {startup['text']}"


def evaluate(needs: list[Row], startups: list[Row], pairs: list[Row], ranker: Ranker) -> dict[str, dict[str, Any]]:
    """Language pair → figures: each need against the startups of one language, and ("all") against all of them.

    Themes are not used: whoever gathers such a set gives a need and its company the same one.
    """
    profiles = [Profile(id=n, text=text_of_startup(s), language=s["language"]) for n, s in enumerate(startups)]
    number = {s["name"]: n for n, s in enumerate(startups)}
    right: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        if pair["startup_name"] not in number:
            raise CommandError(f"no startup is called {pair['startup_name']!r}")
        right[pair["need_id"]].add(number[pair["startup_name"]])
    languages = sorted({p.language for p in profiles})
    pools = {"all": profiles} | {language: [p for p in profiles if p.language == language] for language in languages}
    found: dict[str, list[Figures]] = defaultdict(list)
    for need in needs:
        for name, pool in pools.items():
            wanted = right[need["id"]] & {p.id for p in pool}
            if not wanted:
                continue
            key = "all" if name == "all" else f"{need['language']}-{name}"
            found[key].append(figures(ranker(pool, text_of_need(need)), wanted))
    return {
        key: {name: mean([f[name] for f in rows]) for name in rows[0]}
        | {"needs": len(rows), "ndcg@10 between": between([f["ndcg@10"] for f in rows])}
        for key, rows in sorted(found.items())
    }


def between(values: list[float]) -> list[float]:
    """What 95 of 100 means lie between when as many values are drawn from these again and again (bootstrap)."""
    dice = random.Random(1)
    means = sorted(mean(dice.choices(values, k=len(values))) for _ in range(DRAWS))
    return [means[DRAWS // 40], means[-DRAWS // 40]]


class Command(BaseCommand):
    help = (
        "Prints recall@8, MRR and nDCG@10 of the matching engine and of plain methods, by language pair (need-startup)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("needs", help="CSV: id,title,text,language")
        parser.add_argument("startups", help="CSV: name,text,language")
        parser.add_argument("pairs", help="CSV: need_id,startup_name")
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        needs = read(options["needs"], "id", "title", "text", "language")
        startups = read(options["startups"], "name", "text", "language")
        pairs = read(options["pairs"], "need_id", "startup_name")
        read_meanings([*map(text_of_need, needs), *map(text_of_startup, startups)])
        results = {name: evaluate(needs, startups, pairs, ranker) for name, ranker in RANKERS.items()}
        if options["json"]:
            self.stdout.write(json.dumps(results, indent=2))
            return
        self.stdout.write(
            f"{'method':<11}{'languages':<10}{'needs':>6}{'recall@8':>10}{'mrr':>8}{'ndcg@10':>9}  95 % between"
        )
        for name, result in results.items():
            for key, row in result.items():
                low, high = row["ndcg@10 between"]
                self.stdout.write(
                    f"{name:<11}{key:<10}{row['needs']:>6}{row['recall@8']:>10.2f}{row['mrr']:>8.2f}"
                    f"{row['ndcg@10']:>9.2f}  {low:>4.2f}–{high:>4.2f}"
                )
