"""Full-text search over a generated, indexed `search` column; no extensions needed.

All words must be there. When whole words find too little, the last is read as a beginning: it may be unfinished, or
the first part of a compound, which PostgreSQL does not split. A beginning costs five times as much on 100 000 rows,
so it is asked for only then. Swedish unless more languages are asked for: then a row is found when its text holds
all words as read in one of them.
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
# So many rows fill a page: whoever finds them among whole words has found enough.
ENOUGH = 25
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


def query_for(
    text: str, *, languages: Sequence[str] = SWEDISH, unfinished: bool = True
) -> SearchQueryCombinable | None:
    """All words of `text`, the last one as a beginning if `unfinished`; None when there is no word in it."""
    words = [word[:MAX_WORD_LENGTH] for word in WORD.findall(text.lower())[:MAX_WORDS]]
    if not words:
        return None
    # A word is only letters and digits here, so that nothing of the person's text is read as tsquery syntax.
    raw = " & ".join(words) + (":*" if unfinished else "")
    queries: list[SearchQueryCombinable] = [
        SearchQuery(raw, search_type="raw", config=language) for language in languages
    ]
    return reduce(or_, queries)


def _wide_enough(rows: QuerySet[Any], text: str, languages: Sequence[str]) -> SearchQueryCombinable | None:
    """The query for `text` that finds enough of `rows` (one short query to know)."""
    whole = query_for(text, languages=languages, unfinished=False)
    if whole is None or rows.filter(search=whole).order_by()[ENOUGH - 1 : ENOUGH].exists():
        return whole
    return query_for(text, languages=languages)


def search(rows: Rows, text: str, *, languages: Sequence[str] = SWEDISH) -> Rows:
    """The rows whose `search` column holds all words of `text`; all rows when there are no words."""
    query = _wide_enough(rows, text, languages)
    return rows.filter(search=query) if query is not None else rows


def ranked(rows: Rows, text: str, *, languages: Sequence[str] = SWEDISH) -> Rows:
    """The same, with `rank` annotated for sorting (heavier words first)."""
    query = _wide_enough(rows, text, languages)
    if query is None:
        return rows
    # As float8: a float4 would not come back from a page's cursor as the same number.
    return rows.filter(search=query).annotate(rank=Cast(SearchRank(F("search"), query), FloatField()))
