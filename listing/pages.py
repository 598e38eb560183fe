"""Keyset pagination: page 500 costs what page 1 costs, and nothing is skipped when rows arrive meanwhile."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime

PAGE_SIZE = 25
COUNT_CAP = 1000


@dataclass(frozen=True)
class Sort:
    """One way to order a list. `fields` are non-null columns or annotations, "-" first for descending; a unique
    one comes last, so that the order is total."""

    key: str
    label: Any
    fields: tuple[str, ...]


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


def _encode(values: Sequence[Any]) -> str:
    texts = [
        v.isoformat() if isinstance(v, date | datetime) else str(v) if isinstance(v, Decimal) else v
        for v in values
    ]
    return base64.urlsafe_b64encode(json.dumps(texts).encode()).decode().rstrip("=")


def _decode(text: str, length: int) -> list[Any] | None:
    """The values in a cursor, or None for anything that is not one of ours."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, UnicodeDecodeError):
        return None
    return values if isinstance(values, list) and len(values) == length else None


def _typed(value: Any) -> Any:
    """JSON has no dates: a text that is exactly one becomes one again."""
    if isinstance(value, str):
        try:
            return (parse_datetime(value) if "T" in value else parse_date(value)) or value
        except ValueError:
            return value
    return value


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


def turn(rows: QuerySet[Any], params: QueryDict, sorts: Sequence[Sort], *, size: int = PAGE_SIZE) -> Page:
    """The page that `params` (sort, after, before) asks for; a cursor that makes no sense gives the first page.

    Two queries: the rows, and a count that stops at COUNT_CAP + 1.
    """
    sort = next((s for s in sorts if s.key == params.get("sort")), sorts[0])
    # With a cursor an index alone decides the cost: the count is over the whole selection, capped.
    count = rows.order_by().values("pk")[: COUNT_CAP + 1].count()
    backwards = "before" in params
    cursor = _decode(params.get("before") or params.get("after") or "", len(sort.fields))
    selection = rows
    if cursor:
        selection = selection.filter(_beyond(sort.fields, [_typed(v) for v in cursor], backwards=backwards))
    order = _flip(sort.fields) if cursor and backwards else list(sort.fields)
    found = list(selection.order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if cursor and backwards:
        found.reverse()
    has_next = more if not (cursor and backwards) else True
    has_previous = bool(cursor) and (more if backwards else True)
    edge = [[_value(row, name) for name in sort.fields] for row in (found[:1] + found[-1:])]
    return Page(
        rows=found,
        count=count,
        sort=sort,
        sorts=sorts,
        query=_url(params)[1:],
        next_url=_url(params, after=_encode(edge[-1])) if found and has_next else "",
        previous_url=_url(params, before=_encode(edge[0])) if found and has_previous else "",
        is_first=not has_previous,
    )
