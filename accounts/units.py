"""The tree of units as a person reads it, and what lies below each of them; pure but for the one fetch."""

from collections.abc import Iterable

from accounts.models import Organisation

# (id, parent's id, name) of a unit
Row = tuple[int, int | None, str]
INDENT = "\u2003"
AFTER_Z = str.maketrans("åäö", "{|}")


def _children(rows: Iterable[Row]) -> dict[int | None, list[Row]]:
    below: dict[int | None, list[Row]] = {}
    for row in sorted(rows, key=lambda r: swedish(r[2])):
        below.setdefault(row[1], []).append(row)
    return below


def swedish(name: str) -> str:
    """A key that sorts å, ä, ö last, as Swedes expect, whatever the server's collation."""
    return name.lower().translate(AFTER_Z)


def as_choices(rows: Iterable[Row]) -> list[tuple[int, str]]:
    """(id, name indented by its depth) for every unit, parents before children, each level by name."""
    below, found = _children(rows), []

    def walk(parent: int | None, depth: int) -> None:
        for pk, _parent, name in below.get(parent, []):
            found.append((pk, INDENT * depth + name))
            walk(pk, depth + 1)

    walk(None, 0)
    return found


def with_those_below(rows: Iterable[Row]) -> dict[int, list[int]]:
    """For each unit the ids of itself and of all units under it."""
    children, found = _children(rows), {}

    def gather(pk: int) -> list[int]:
        found[pk] = [pk] + [far for child, _parent, _name in children.get(pk, []) for far in gather(child)]
        return found[pk]

    for pk, _parent, _name in children.get(None, []):
        gather(pk)
    return found


def indented(organisation: Organisation) -> list[tuple[int, str]]:
    """The organisation's units as choices (one query)."""
    return as_choices(organisation.units.values_list("pk", "parent_id", "name"))
