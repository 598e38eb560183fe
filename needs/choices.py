"""What the list of needs can be narrowed by, fetched in a single query."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import get_language

from accounts.models import Organisation, Unit
from accounts.units import as_choices, with_those_below
from needs.models import Theme

# Written out: on every list page Django would spend longer on writing this than PostgreSQL on answering it.
QUESTION = f"""
    SELECT 0, id, parent_id, name FROM {Unit._meta.db_table} WHERE organisation_id = %s
    UNION ALL SELECT 1, id, NULL, {{name}} FROM {Theme._meta.db_table}
        WHERE organisation_id IS NULL OR organisation_id = %s
"""


@dataclass(frozen=True)
class Choices:
    """(id, name) of the units and themes, and for each unit the ids of itself and of all units under it."""

    units: list[tuple[int, str]]
    below: dict[int, list[int]]
    themes: list[tuple[int, str]]


def choices_for(organisation: Organisation) -> Choices:
    """The organisation's units, its themes and the common ones."""
    name = "name_en" if get_language() == "en" else "name_sv"
    with connection.cursor() as cursor:
        cursor.execute(QUESTION.format(name=name), [organisation.pk, organisation.pk])
        rows = cursor.fetchall()
    unit_rows = [(pk, parent, name) for kind, pk, parent, name in rows if kind == 0]
    return Choices(
        units=as_choices(unit_rows),
        below=with_those_below(unit_rows),
        themes=as_choices((pk, None, name) for kind, pk, _none, name in rows if kind == 1),
    )
