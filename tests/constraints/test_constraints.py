"""Every constraint of the database: PostgreSQL itself refuses what must never happen, and only that."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tests.constraints.deeds import Case, Deed
from tests.constraints.first_rooms import ACCOUNTS, ENTRY, NEEDS, STARTUPS
from tests.constraints.later_rooms import DIGESTS, MEETINGS, PILOTS, REPORTS
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
# Without the mark this file alone would meet no test database: pytest-django makes one for marked tests only.
pytestmark = pytest.mark.django_db

CASES: dict[str, Case] = {**ENTRY, **ACCOUNTS, **NEEDS, **STARTUPS, **MEETINGS, **PILOTS, **REPORTS, **DIGESTS}
ROOMS = [room for room in apps.get_app_configs() if Path(room.path).parent == ROOT]
MODELS: list[Any] = [model for room in ROOMS for model in room.get_models(include_auto_created=True)]
# What Django itself promises is tried on every such table and field, without a case of its own.
PAIRS = [model for model in MODELS if model._meta.auto_created]
COUNTED = [
    (model, field.column)
    for model in MODELS
    for field in model._meta.local_fields
    if isinstance(field, models.PositiveIntegerField | models.PositiveSmallIntegerField)
]
# Where a constraint of our own refuses less than nought before Django's does.
STRICTER = {"pilots_pilot(budget) >= 0": "pilots_have_a_budget"}
# Those of the models that a person has named or asked for, and (without a constraint in PostgreSQL's sense) the unique
# indexes that have a condition or an expression. A primary key is no promise of ours.
IN_THE_DATABASE = """
    SELECT conrelid::regclass::text, conname, contype::text,
           array(SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = any(conkey))
    FROM pg_constraint WHERE contype IN ('c', 'u', 'x') AND conrelid::regclass::text = any(%(tables)s)
    UNION ALL
    SELECT indrelid::regclass::text, relname, 'u',
           array(SELECT attname::text FROM pg_attribute WHERE attrelid = indrelid AND attnum = any(indkey))
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE indisunique AND NOT indisprimary AND indrelid::regclass::text = any(%(tables)s)
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype = 'u')
"""


def label(table: str, *columns: str, check: bool = False) -> str:
    """What a constraint without a name of ours is called here."""
    return f"{table}({','.join(sorted(columns))})" + (" >= 0" if check else "")


def declared() -> set[str]:
    """Every constraint that the models ask for."""
    named = {constraint.name for model in MODELS for constraint in model._meta.constraints}
    unique = {
        label(model._meta.db_table, field.column)
        for model in MODELS
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    }
    pairs = {
        label(model._meta.db_table, *(model._meta.get_field(name).column for name in names))
        for model in MODELS
        for names in model._meta.unique_together
    }
    return named | unique | pairs | {label(m._meta.db_table, column, check=True) for m, column in COUNTED}


def labels() -> dict[str, str]:
    """What each constraint that stands in the database is called here, by its own name there."""
    named = {constraint.name for model in MODELS for constraint in model._meta.constraints}
    with connection.cursor() as cursor:
        cursor.execute(IN_THE_DATABASE, {"tables": [model._meta.db_table for model in MODELS]})
        rows = cursor.fetchall()
    return {
        name: name if name in named else label(table, *columns, check=kind == "c")
        for table, name, kind, columns in rows
    }


def refuses(name: str, deed: Deed, world: World) -> None:
    """PostgreSQL refuses the deed because of that constraint and no other."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        deed(world)
    assert labels()[refusal.value.__cause__.diag.constraint_name] == name


def test_every_constraint_has_a_case_and_every_case_a_constraint(world: World) -> None:
    pairs = {label(m._meta.db_table, *(f.column for f in m._meta.local_fields[1:])) for m in PAIRS}
    counted = {label(model._meta.db_table, column, check=True) for model, column in COUNTED}

    assert set(CASES) | pairs | counted == set(labels().values())
    assert set(CASES) & (pairs | counted) == set()


def test_what_the_models_ask_for_stands_in_the_database(world: World) -> None:
    assert declared() == set(labels().values())


@pytest.mark.parametrize("name", CASES)
def test_postgresql_refuses_what_must_never_happen(name: str, world: World) -> None:
    for deed in CASES[name].refused:
        refuses(name, deed, world)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.accepted])
def test_postgresql_takes_what_lies_beside_it(name: str, world: World) -> None:
    for deed in CASES[name].accepted:
        with transaction.atomic():
            deed(world)
            transaction.set_rollback(True)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda model: model._meta.db_table)
def test_a_pair_stands_once(pair: Any, world: World) -> None:
    row = pair.objects.first()
    columns = [field.column for field in pair._meta.local_fields[1:]]
    again = pair(**{column: getattr(row, column) for column in columns})

    refuses(label(pair._meta.db_table, *columns), lambda w: pair.objects.bulk_create([again]), world)


@pytest.mark.parametrize(("model", "column"), COUNTED, ids=lambda value: getattr(value, "__name__", value))
def test_what_is_counted_is_never_below_nought(model: Any, column: str, world: World) -> None:
    def below_nought(w: World) -> None:
        assert model._base_manager.update(**{column: -1})

    name = label(model._meta.db_table, column, check=True)
    refuses(STRICTER.get(name, name), below_nought, world)
