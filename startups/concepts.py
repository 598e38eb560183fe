"""A small Swedish–English lexicon of municipal welfare, by which texts in two languages can be compared.

Each concept belongs to a field, has a name in both languages and the word beginnings it is known by. A Swedish stem
of five letters or more is found inside compounds too ("hemtjänst" in "kvällshemtjänst"); a shorter one, and every
English one, only where a word begins; one of three letters or fewer must be the whole word. A stem with a space is
a phrase. The table is `concepts.tsv`; it is general on purpose: it is drawn from the field's own vocabulary, not from any
set of needs.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


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
