"""What the list of needs can be narrowed by, fetched in a single query."""

from dataclasses import dataclass

from django.db.models import IntegerField, Value
from django.utils.translation import get_language

from accounts.models import Organisation
from accounts.units import as_choices, with_those_below
from needs.models import Theme


@dataclass(frozen=True)
class Choices:
    """(id, name) of the units and themes, and for each unit the ids of itself and of all units under it."""

    units: list[tuple[int, str]]
    below: dict[int, list[int]]
    themes: list[tuple[int, str]]


def choices_for(organisation: Organisation) -> Choices:
    """The organisation's units and the installation's themes."""
    name = "name_en" if get_language() == "en" else "name_sv"
    units = (
        organisation.units.order_by().annotate(kind=Value(0)).values_list("kind", "pk", "parent_id", "name")
    )
    themes = (
        Theme.objects.order_by()
        .annotate(kind=Value(1), none=Value(None, IntegerField()))
        .values_list("kind", "pk", "none", name)
    )
    rows = list(units.union(themes, all=True))
    unit_rows = [(pk, parent, name) for kind, pk, parent, name in rows if kind == 0]
    return Choices(
        units=as_choices(unit_rows),
        below=with_those_below(unit_rows),
        themes=as_choices((pk, None, name) for kind, pk, _none, name in rows if kind == 1),
    )
