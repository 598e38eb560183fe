"""What the concepts of the lexicon are called, for whoever only names them: a web process does not carry the stems."""

import csv
from functools import cache
from pathlib import Path


@cache
def concept_names() -> dict[str, dict[str, str]]:
    """Key of a concept → its name in each language ("sv", "en")."""
    with Path(__file__).with_name("concepts.tsv").open(encoding="utf-8") as file:
        return {row["key"]: {"sv": row["sv"], "en": row["en"]} for row in csv.DictReader(file, delimiter="\t")}
