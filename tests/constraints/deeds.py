"""How the cases of this folder are told: which rows PostgreSQL takes, and which it refuses.

Rows are written past forms and `full_clean()`: by UPDATE, or as a copy of a row that stands.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from tests.world import World

Deed = Callable[[World], None]


@dataclass(frozen=True)
class Case:
    """What a constraint refuses, and the nearest that it must let through."""

    refused: list[Deed]
    accepted: list[Deed] = field(default_factory=list)


def change(thing: str, **fields: Any) -> Deed:
    """An UPDATE of one of the world's things; a function among the values is asked for its value in the world."""

    def deed(w: World) -> None:
        row = getattr(w, thing)
        assert type(row)._base_manager.filter(pk=row.pk).update(**_values(w, fields)) == 1

    return deed


def copy(thing: str, **fields: Any) -> Deed:
    """An INSERT of the same row once more, with other values in some of its fields."""

    def deed(w: World) -> None:
        row = getattr(w, thing)
        model: Any = type(row)
        row = model._base_manager.get(pk=row.pk)
        stored = [f for f in model._meta.concrete_fields if not f.primary_key and not f.generated]
        values = {f.attname: getattr(row, f.attname) for f in stored} | _values(w, fields)
        model._base_manager.bulk_create([model(**values)])

    return deed


def both(*deeds: Deed) -> Deed:
    """One deed after the other."""

    def deed(w: World) -> None:
        for one in deeds:
            one(w)

    return deed


def of(thing: str, name: str = "pk") -> Callable[[World], Any]:
    """A value as it stands in another thing of the world."""
    return lambda w: getattr(getattr(w, thing), name)


def _values(w: World, fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value(w) if _is_asked(value) else value for name, value in fields.items()}


def _is_asked(value: Any) -> bool:
    return callable(value) and not isinstance(value, (type, models.expressions.Combinable))
