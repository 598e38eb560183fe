"""Questions that are put together once: Django takes longer to compose a large one than PostgreSQL to answer it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import DateTimeField, Expression, QuerySet
from django.http import Http404
from django.utils import timezone
from psycopg.adapt import Dumper

from history.days import today

if TYPE_CHECKING:
    from accounts.models import User

Ask = Callable[..., "QuerySet[Any, Any]"]
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
class _Place:
    """In the values of a question: where one that is told when it is asked goes."""

    number: int


class Given(Expression):
    """In the place of a value that is given each time a question is asked, such as the key of an object."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (_Place(self.number),)


@dataclass(frozen=True)
class Question:
    """What the database is asked, and the names of the columns of its answer."""

    sql: str
    values: tuple[Any, ...]
    names: tuple[str, ...]

    def rows(self, *given: Any) -> Iterator[tuple[Any, ...]]:
        """What the database answers, row by row; `given` are the values that `Given` stands for."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, _with(self.values, given))
            yield from cursor


def _with(values: Iterable[Any], given: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(given[value.number] if isinstance(value, _Place) else value for value in values)


def composed(ask: Ask, user: "User", *about: Hashable) -> Question | None:
    """What `ask(user, *about)` asks, put together once a day for each person; None if it can find nothing.

    Nothing but what it is given, the person's places and the day may decide what `ask` says: no row that is read for
    it, and no clock but `Now()`.
    """
    return _composed(ask, _places_of(user), today(), 0, user, *about)


def rows_of(ask: Ask, *about: Hashable, given: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of `ask(*about, *given)`, put together once for all values that are given."""
    if question := _composed(ask, None, None, len(given), *about):
        yield from question.rows(*given)


def objects_of(ask: Ask, *about: Hashable, given: Sequence[Any] = ()) -> list[Any]:
    """The objects of `ask(*about, *given)`, put together once for all values that are given."""
    return _kept(ask, None, None, len(given), *about).objects(*given)


def one_of(ask: Ask, user: "User", pk: int) -> Any:
    """The object among `ask(user)` with this key, put together as by `composed()`; Http404 if there is none."""
    for found in _kept(ask, _places_of(user), today(), 0, user, by_key=True).objects(pk):
        return found
    raise Http404


def _places_of(user: "User") -> Hashable:
    return tuple((place.organisation_id, place.unit_id, tuple(place.roles)) for place in user.memberships)


@lru_cache(maxsize=KEPT)
def _composed(ask: Ask, _places: Hashable, _day: date | None, given: int, *about: Any) -> Question | None:
    query = ask(*about, *map(Given, range(given))).query
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    # The columns of a UNION are numbered, but for those that are annotated.
    names = (alias if alias in query.annotations else column.target.attname for column, _, alias in compiler.select)
    return Question(intern(sql), tuple(values), tuple(names))


@lru_cache(maxsize=KEPT)
def _kept(
    ask: Ask, _places: Hashable, _day: date | None, given: int, *about: Any, by_key: bool = False
) -> "_KeptObjects":
    asked = ask(*about, *map(Given, range(given)))
    return _KeptObjects(ask, asked.filter(pk=Given(0)) if by_key else asked)


class _KeptObjects:
    """A question that has been put together, and the shape of its answer: large, and shared by all who ask the same."""

    def __init__(self, ask: Ask, asked: QuerySet[Any, Any]) -> None:
        shape = _Shape(asked)
        try:
            sql, self.values = shape.compiler.as_sql()
        except EmptyResultSet:
            sql, self.values = "", ()
        self.sql = intern(sql)
        self.shape = _SHAPES.setdefault((ask, sql), shape)

    def objects(self, *given: Any) -> list[Any]:
        return self.shape.objects(self.sql, _with(self.values, given)) if self.sql else []


class _Shape:
    """How Django makes objects of the columns of an answer."""

    def __init__(self, asked: Any) -> None:
        self.asked = asked
        self.compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS)
        # What else is fetched may not depend on who asks, or it could not be shared.
        assert all(isinstance(name, str) for name in self.asked._prefetch_related_lookups)

    def objects(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        compiler: Any = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # this thread's own
        compiler.as_sql = lambda *_args, **_options: (sql, values)
        answered = self.asked.all()
        answered.query.get_compiler = lambda *_args, **_options: compiler
        return list(answered)


_SHAPES: WeakValueDictionary[tuple[Ask, str], _Shape] = WeakValueDictionary()
