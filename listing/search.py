"""Full-text search over a generated, indexed `search` column; no extensions needed.

All words must be there. When whole words do not fill a page, the last is read as a beginning: it may be unfinished, or
the first part of a compound, which PostgreSQL does not split. A beginning costs five times as much on 100 000 rows,
so it is asked for only then. Swedish unless more languages are asked for: then a row is found when its text holds
all words as read in one of them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from django.db.models import F, FloatField, GeneratedField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from listing.pages import PAGE_SIZE, Sort, count_to_the_cap

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


def _sought(rows: QuerySet[Any], text: str, languages: Sequence[str]) -> tuple[Any, int | None]:
    """The query for `text` that finds enough of `rows`, and how many it finds (to the cap) where that was counted."""
    whole = query_for(text, languages=languages, unfinished=False)
    if whole is None:
        return None, None
    count = count_to_the_cap(rows.filter(search=whole))
    return (whole, count) if count >= PAGE_SIZE else (query_for(text, languages=languages), None)


def search(rows: Rows, text: str, *, languages: Sequence[str] = SWEDISH) -> Rows:
    """The rows whose `search` column holds all words of `text`; all rows when there are no words."""
    query, _count = _sought(rows, text, languages)
    return rows.filter(search=query) if query is not None else rows


@dataclass(frozen=True)
class SearchResult:
    """What a list shows to somebody who searches in it: the rows, the orders to choose from, and how many rows there
    are, where finding them told (None: to be counted)."""

    rows: QuerySet[Any]
    sorts: Sequence[Sort]
    count: int | None


def search_page(
    rows: QuerySet[Any], text: str, params: QueryDict, sorts: Sequence[Sort], *, languages: Sequence[str] = SWEDISH
) -> SearchResult:
    """The rows that hold all words of `text`, best hit first unless `params` asks for another order; without a word
    everything, in the list's own orders."""
    query, count = _sought(rows, text, languages)
    if query is None:
        return SearchResult(rows, sorts, None)
    return _best_first(rows.filter(search=query), query, params, sorts, count)


def _best_first(
    rows: QuerySet[Any],
    query: SearchQueryCombinable,
    params: QueryDict,
    sorts: Sequence[Sort],
    count: int | None = None,
) -> SearchResult:
    """The rows found, in the order of how well `query` fits their own text unless `params` asks for another one."""
    by_rank = Sort("rank", gettext_lazy("Bäst träff"), ("-rank", *sorts[0].fields))
    if params.get("sort", by_rank.key) == by_rank.key:
        # As float8: a float4 would not come back from a page's cursor as the same number.
        rows = rows.annotate(rank=Cast(SearchRank(F("search"), query), FloatField()))
    return SearchResult(rows, [by_rank, *sorts], count)


def words_around(*places: Callable[[SearchQueryCombinable], Q]) -> Callable[..., SearchResult]:
    """A search like `search_page()` that also finds a row by what stands around it.

    Each word is in the row's own `search` column or in one of `places`, each of which tells of a query which rows have
    it there; what fits the row's own text best comes first.
    """

    def narrowed(rows: QuerySet[Any], words: list[str], *, unfinished: bool) -> QuerySet[Any]:
        for number, word in enumerate(words, start=1):
            sought: Any = query_for(word, unfinished=unfinished and number == len(words))
            where = [Q(search=sought), *(place(sought) for place in places)]
            found = [rows.model._base_manager.filter(one).order_by().values("pk") for one in where]
            rows = rows.filter(pk__in=found[0].union(*found[1:]))  # an OR of them would use none of the indexes
        return rows

    def search_around(rows: QuerySet[Any], text: str, params: QueryDict, sorts: Sequence[Sort]) -> SearchResult:
        words = WORD.findall(text.lower())[:MAX_WORDS]
        for unfinished in (False, True):
            query = query_for(text, unfinished=unfinished)
            if query is None:
                break
            found = narrowed(rows, words, unfinished=unfinished)
            count = count_to_the_cap(found)
            if unfinished or count >= PAGE_SIZE:
                return _best_first(found, query, params, sorts, count)
        return SearchResult(rows, sorts, None)

    return search_around


def words_in(*columns: str) -> Callable[[Any, str, QueryDict, Sequence[Sort]], SearchResult]:
    """A search like `search_page()` for lists too short to need a `search` column: each word in one of `columns`."""

    def search_words(rows: QuerySet[Any], text: str, params: QueryDict, sorts: Sequence[Sort]) -> SearchResult:
        for word in text.split()[:MAX_WORDS]:
            rows = rows.filter(reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns)))
        return SearchResult(rows, sorts, None)

    return search_words
