"""Swedish full-text search over a generated, indexed `search` column; no extensions needed.

All words must be there; the last may be unfinished. Compounds are not split by PostgreSQL's Swedish dictionary.
"""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, SearchVectorField
from django.db.models import F, FloatField, GeneratedField, QuerySet
from django.db.models.functions import Cast

WORD = re.compile(r"\w+")
MAX_WORDS = 12


def search_column(
    *, heavy: tuple[str, ...], light: tuple[str, ...], config: str = "swedish"
) -> GeneratedField:
    """A stored tsvector column in which words of the `heavy` columns weigh more than those of the `light`."""
    vector = SearchVector(*heavy, weight="A", config=config) + SearchVector(*light, weight="B", config=config)
    return GeneratedField(expression=vector, output_field=SearchVectorField(), db_persist=True)


def query_for(text: str, *, config: str = "swedish") -> SearchQuery | None:
    """All words of `text`, the last one as a beginning; None when there is no word in it."""
    words = WORD.findall(text.lower())[:MAX_WORDS]
    if not words:
        return None
    # A word is only letters and digits here, so that nothing of the person's text is read as tsquery syntax.
    return SearchQuery(" & ".join([*words[:-1], f"{words[-1]}:*"]), search_type="raw", config=config)


def search(rows: QuerySet[Any], text: str, *, config: str = "swedish") -> QuerySet[Any]:
    """The rows whose `search` column holds all words of `text`; all rows when there are no words."""
    query = query_for(text, config=config)
    return rows.filter(search=query) if query is not None else rows


def ranked(rows: QuerySet[Any], text: str, *, config: str = "swedish") -> QuerySet[Any]:
    """The same, with `rank` annotated for sorting (heavier words first)."""
    query = query_for(text, config=config)
    if query is None:
        return rows
    # As float8: a float4 would not come back from a page's cursor as the same number.
    return rows.filter(search=query).annotate(rank=Cast(SearchRank(F("search"), query), FloatField()))
