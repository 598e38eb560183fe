"""Full-text search over a generated, indexed `search` column; no extensions needed.

All words must be there; the last may be unfinished. Swedish unless more languages are asked for: then a row is
found when its text holds all words as read in one of them. PostgreSQL does not split Swedish compounds.
"""

import re
from collections.abc import Sequence
from functools import reduce
from operator import add, or_
from typing import Any, TypeVar

from django.contrib.postgres.search import (
    CombinedSearchVector,
    SearchQuery,
    SearchQueryCombinable,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.db.models import F, FloatField, GeneratedField, QuerySet
from django.db.models.functions import Cast

Rows = TypeVar("Rows", bound=QuerySet[Any])
WORD = re.compile(r"\w+")
MAX_WORDS = 12
# PostgreSQL refuses words of more than 2 046 bytes; no word is that long, and nothing pasted may break the page.
MAX_WORD_LENGTH = 100
SWEDISH = ("swedish",)
SWEDISH_AND_ENGLISH = ("swedish", "english")


def search_column(
    *, heavy: tuple[str, ...], light: tuple[str, ...], languages: Sequence[str] = SWEDISH
) -> GeneratedField:
    """A stored tsvector column in which words of the `heavy` columns weigh more than those of the `light`."""
    vectors: list[SearchVector | CombinedSearchVector] = [
        SearchVector(*columns, weight=weight, config=language)
        for language in languages
        for columns, weight in [(heavy, "A"), (light, "B")]
    ]
    return GeneratedField(expression=reduce(add, vectors), output_field=SearchVectorField(), db_persist=True)


def query_for(text: str, *, languages: Sequence[str] = SWEDISH) -> SearchQueryCombinable | None:
    """All words of `text`, the last one as a beginning; None when there is no word in it."""
    words = [word[:MAX_WORD_LENGTH] for word in WORD.findall(text.lower())[:MAX_WORDS]]
    if not words:
        return None
    # A word is only letters and digits here, so that nothing of the person's text is read as tsquery syntax.
    raw = " & ".join([*words[:-1], f"{words[-1]}:*"])
    queries: list[SearchQueryCombinable] = [
        SearchQuery(raw, search_type="raw", config=language) for language in languages
    ]
    return reduce(or_, queries)


def search(rows: Rows, text: str, *, languages: Sequence[str] = SWEDISH) -> Rows:
    """The rows whose `search` column holds all words of `text`; all rows when there are no words."""
    query = query_for(text, languages=languages)
    return rows.filter(search=query) if query is not None else rows


def ranked(rows: Rows, text: str, *, languages: Sequence[str] = SWEDISH) -> Rows:
    """The same, with `rank` annotated for sorting (heavier words first)."""
    query = query_for(text, languages=languages)
    if query is None:
        return rows
    # As float8: a float4 would not come back from a page's cursor as the same number.
    return rows.filter(search=query).annotate(rank=Cast(SearchRank(F("search"), query), FloatField()))
