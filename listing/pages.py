"""Keyset pagination: page 500 costs what page 1 costs, and nothing is skipped when rows arrive meanwhile."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import connection
from django.db.models import F, Func, Model, Q, QuerySet, Value
from django.db.models.functions import Collate, Lower
from django.http import QueryDict

PAGE_SIZE = 25
COUNT_CAP = 1000


@dataclass(frozen=True)
class Sort:
    """One way to order a list. `fields` are non-null columns or annotations, "-" first for descending; a unique
    one comes last, so that the order is total. `prepare` annotates what only this order asks for."""

    key: str
    label: Any
    fields: tuple[str, ...]
    prepare: Callable[[Any], QuerySet[Any]] | None = None


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, how many rows there are (counted to a cap) and the way on and back."""

    rows: Sequence[Any]
    count: int
    sort: Sort
    sorts: Sequence[Sort]
    query: str
    next_url: str
    previous_url: str
    is_first: bool

    @property
    def capped(self) -> bool:
        return self.count > COUNT_CAP

    @property
    def shown_count(self) -> int:
        return min(self.count, COUNT_CAP)


def in_swedish_order(column: str) -> Collate:
    """A text column as something to sort and index by, A to Ö whatever the case.

    No database of ours is sure to have a Swedish collation, so å, ä and ö are put after z by hand.
    """
    placed = Func(Lower(F(column)), Value("åäöÅÄÖéÉüÜ"), Value("{|}{|}eeyy"), function="translate")
    return Collate(placed, "C")


def _to_json(value: Any) -> Any:
    """JSON has neither days nor decimals: they go as a pair of kind and text."""
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    return ["decimal", str(value)] if isinstance(value, Decimal) else value


KINDS: dict[str, Callable[[str], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "decimal": Decimal,
}


def _from_json(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    kind, text = value
    return KINDS[kind](text)


def _signer(rows: QuerySet[Any], sort: Sort) -> Signer:
    # A cursor is good for the list and the order it was made for, and for nothing else.
    return Signer(salt=f"{rows.model._meta.label}.{sort.key}.{','.join(sort.fields)}")


def _encode(signer: Signer, values: Sequence[Any]) -> str:
    return signer.sign_object([_to_json(value) for value in values])


def _decode(signer: Signer, text: str) -> list[Any] | None:
    """The values in a cursor, or None for anything that is not one of ours."""
    try:
        return [_from_json(value) for value in signer.unsign_object(text)]
    except (BadSignature, UnicodeError):
        return None


def _beyond(fields: Sequence[str], values: Sequence[Any], *, backwards: bool) -> Q:
    """The rows after (or before) the one whose sort values are given."""
    result, equal = Q(), Q()
    for name, value in zip(fields, values, strict=True):
        descending = name.startswith("-") != backwards
        column = name.lstrip("-")
        result |= equal & Q(**{f"{column}__{'lt' if descending else 'gt'}": value})
        equal &= Q(**{column: value})
    first = fields[0].lstrip("-")
    bound = "lte" if fields[0].startswith("-") != backwards else "gte"
    # Said twice so that PostgreSQL can begin its index scan at the first column.
    return Q(**{f"{first}__{bound}": values[0]}) & result


def _flip(fields: Sequence[str]) -> list[str]:
    return [name[1:] if name.startswith("-") else f"-{name}" for name in fields]


def _value(row: Any, path: str) -> Any:
    for part in path.lstrip("-").split("__"):
        row = getattr(row, part) if isinstance(row, Model) else row[part]
    return row


def _url(params: QueryDict, **changes: str) -> str:
    copy = params.copy()
    for name in ("after", "before", "format"):
        copy.pop(name, None)
    for name, value in changes.items():
        copy[name] = value
    return "?" + copy.urlencode()


def count_to_the_cap(rows: QuerySet[Any]) -> int:
    """How many rows there are; COUNT_CAP + 1 when there are more than COUNT_CAP, however many."""
    return rows.order_by().values("pk")[: COUNT_CAP + 1].count()


@contextmanager
def planned_anew() -> Iterator[None]:
    """While rows are narrowed, PostgreSQL plans each question for its own values, and for disks without a moving arm.

    What is asked often it plans once for all values; but a rare word wants another way than a common one, and a large
    organisation another than a small one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_custom_plan; SET random_page_cost = 1.1")
        try:
            yield
        finally:
            cursor.execute("RESET plan_cache_mode; RESET random_page_cost")


def paginate(
    rows: QuerySet[Any],
    params: QueryDict,
    sorts: Sequence[Sort],
    *,
    counted: QuerySet[Any] | int | None = None,
    size: int = PAGE_SIZE,
) -> Page:
    """The page that `params` (sort, after, before) asks for; a cursor that makes no sense gives the first page.

    Two queries: the rows, and a count that stops at COUNT_CAP + 1. `counted` spares the count what it need not do: it
    is the same rows without what is joined only to be shown, or their number where it is known already.
    """
    sort = next((s for s in sorts if s.key == params.get("sort")), sorts[0])
    signer = _signer(rows, sort)
    rows = sort.prepare(rows) if sort.prepare else rows
    count = counted if isinstance(counted, int) else count_to_the_cap(rows if counted is None else counted)
    cursor = _decode(signer, params.get("before") or params.get("after") or "")
    backwards = cursor is not None and bool(params.get("before"))
    found, more = _take(rows, sort, cursor, backwards=backwards, size=size)
    if cursor and not found:  # the rows the person came from are gone: the list is read from its beginning
        cursor, backwards = None, False
        found, more = _take(rows, sort, cursor, backwards=backwards, size=size)
    has_next = more or backwards
    has_previous = more if backwards else cursor is not None
    edge = [[_value(row, name) for name in sort.fields] for row in (found[:1] + found[-1:])]
    return Page(
        rows=found,
        count=count,
        sort=sort,
        sorts=sorts,
        query=_url(params)[1:],
        next_url=_url(params, after=_encode(signer, edge[-1])) if found and has_next else "",
        previous_url=_url(params, before=_encode(signer, edge[0])) if found and has_previous else "",
        is_first=not has_previous,
    )


def _take(
    rows: QuerySet[Any], sort: Sort, cursor: list[Any] | None, *, backwards: bool, size: int
) -> tuple[list[Any], bool]:
    """The rows of one page in the order of the list, and whether there are more in the direction one goes."""
    if cursor is not None:
        rows = rows.filter(_beyond(sort.fields, cursor, backwards=backwards))
    order = _flip(sort.fields) if backwards else list(sort.fields)
    found = list(rows.order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    return found, more
