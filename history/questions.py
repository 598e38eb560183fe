"""Questions that are put together once: Django takes longer to compose a large one than PostgreSQL to answer it."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import DateTimeField, Expression, QuerySet
from django.utils import timezone
from psycopg.adapt import Dumper

from history.days import today

if TYPE_CHECKING:
    from accounts.models import User

KEPT = 1024  # questions; one takes some 3 kB, its text is shared by all who ask the same


@dataclass(frozen=True)
class _Moment:
    """In the values of a question: so long after the moment when it is asked."""

    shift: timedelta


class _MomentDumper(Dumper):
    oid = psycopg.adapters.types["timestamptz"].oid

    def dump(self, obj: _Moment) -> bytes:
        return str(timezone.now() + obj.shift).encode()


psycopg.adapters.register_dumper(_Moment, _MomentDumper)


class Now(Expression):
    """The moment at which a question is asked, or so long after it: not, as timezone.now(), when it is put together."""

    output_field = DateTimeField()

    def __init__(self, shift: timedelta = timedelta()) -> None:
        super().__init__()
        self.shift = shift

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (_Moment(self.shift),)


@dataclass(frozen=True)
class Question:
    """What the database is asked, and the names of the columns of its answer."""

    sql: str
    values: tuple[Any, ...]
    names: tuple[str, ...]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """What the database answers, row by row."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.values)
            yield from cursor


def composed(ask: "Callable[..., QuerySet[Any, Any]]", user: "User", *about: Hashable) -> Question | None:
    """What `ask(user, *about)` asks, put together once a day for each person; None if it can find nothing.

    Nothing but what it is given, the person's places and the day may decide what `ask` says: no row that is read for
    it, and no clock but `Now()`.
    """
    places = tuple((place.organisation_id, place.unit_id, tuple(place.roles)) for place in user.memberships)
    return _composed(ask, places, today(), user, *about)


def rows_of(ask: "Callable[..., QuerySet[Any, Any]]", *about: Hashable) -> Iterator[tuple[Any, ...]]:
    """The rows of a question about values that nothing but `about` decides, be it keys or days: put together once."""
    if question := _composed(ask, None, None, *about):
        yield from question.rows()


@lru_cache(maxsize=KEPT)
def _composed(
    ask: "Callable[..., QuerySet[Any, Any]]", _places: Hashable, _day: date | None, *about: Any
) -> Question | None:
    query = ask(*about).query
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    # The columns of a UNION are numbered, but for those that are annotated.
    names = (alias if alias in query.annotations else column.target.attname for column, _, alias in compiler.select)
    return Question(intern(sql), tuple(values), tuple(names))
