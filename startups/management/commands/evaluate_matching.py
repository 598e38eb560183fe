"""Measures the matching engine on needs whose right startups are known."""

import csv
import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from startups.matching import Index, Profile, Wanted

DEPTH = 10
RECALL_DEPTH = 8
Row = dict[str, str]
Figures = dict[str, float]


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


def evaluate(needs: list[Row], startups: list[Row], pairs: list[Row]) -> dict[str, dict[str, Any]]:
    """Language pair → figures: each need against the startups of one language, and ("all") against all of them.

    Themes are not used: whoever gathers such a set gives a need and its company the same one.
    """
    profiles = [Profile(id=n, text=f"{s['name']}. {s['text']}", language=s["language"]) for n, s in enumerate(startups)]
    number = {s["name"]: n for n, s in enumerate(startups)}
    right: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        if pair["startup_name"] not in number:
            raise CommandError(f"no startup is called {pair['startup_name']!r}")
        right[pair["need_id"]].add(number[pair["startup_name"]])
    languages = sorted({p.language for p in profiles})
    pools = {"all": Index(profiles)} | {
        language: Index([p for p in profiles if p.language == language]) for language in languages
    }
    found: dict[str, list[Figures]] = defaultdict(list)
    for need in needs:
        for name, index in pools.items():
            wanted = right[need["id"]] & {p.id for p in index.profiles}
            if not wanted:
                continue
            ranked = index.rank(Wanted(text=f"{need['title']}. {need['text']}"), most=None)
            key = "all" if name == "all" else f"{need['language']}-{name}"
            found[key].append(figures([s.id for s in ranked], wanted))
    return {
        key: {name: sum(f[name] for f in rows) / len(rows) for name in rows[0]} | {"needs": len(rows)}
        for key, rows in sorted(found.items())
    }


class Command(BaseCommand):
    help = "Prints recall@8, MRR and nDCG@10 of the matching engine, by language pair (need-startup)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("needs", help="CSV: id,title,text,language")
        parser.add_argument("startups", help="CSV: name,text,language")
        parser.add_argument("pairs", help="CSV: need_id,startup_name")
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        result = evaluate(
            read(options["needs"], "id", "title", "text", "language"),
            read(options["startups"], "name", "text", "language"),
            read(options["pairs"], "need_id", "startup_name"),
        )
        if options["json"]:
            self.stdout.write(json.dumps({"ignite": result}, indent=2))
            return
        self.stdout.write(f"{'languages':<10}{'needs':>6}{'recall@8':>10}{'mrr':>8}{'ndcg@10':>9}")
        for key, row in result.items():
            self.stdout.write(
                f"{key:<10}{row['needs']:>6}{row['recall@8']:>10.2f}{row['mrr']:>8.2f}{row['ndcg@10']:>9.2f}"
            )
