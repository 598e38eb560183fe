"""What a deed changed in an object: the fields that matter before and after, kept with the entry and told in words."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format, get_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

# As the logbook keeps it: a field ("pilots.pilot.budget") or words of its own, with the value before and after.
Changed = list[list[Any]]
# What looks like a personal identity number is not kept where it was taken away from (GDPR art. 5.1 c).
PERSONAL = re.compile(r"(?<!\d)(\d{2})?\d{6}[-+ ]?\d{4}(?!\d)")
# A longer text is shown around what changed, with so many characters beside it; the whole of it under a fold.
LONG, BESIDE = 120, 40


def changes_in(
    subject: models.Model, names: Iterable[str], *, before: models.Model | None = None, unsaid: Collection[str] = ()
) -> Changed:
    """What differs between `subject` as it is about to be saved and its row in the database (one query), or `before`.

    Of the fields in `unsaid` only that they differ is kept: not everybody who reads the history may read them.
    """
    fields: list[Any] = [subject._meta.get_field(name) for name in names]
    before = before or type(subject)._base_manager.filter(pk=subject.pk).only(*(f.name for f in fields)).first()
    if before is None:
        return []
    return [
        [f"{subject._meta.label_lower}.{f.name}", *([] if f.name in unsaid else [_kept(f, before), _kept(f, subject)])]
        for f in fields
        if f.value_from_object(before) != f.value_from_object(subject)
    ]


def change_of(subject: models.Model, name: str, before: Any, after: Any) -> Changed:
    """A change of what is no plain field: many objects told by their names, or something `name` is the word for."""
    told = [
        "\n".join(sorted(map(str, value))) if isinstance(value, Iterable) and not isinstance(value, str) else value
        for value in (before, after)
    ]
    field = f"{subject._meta.label_lower}.{name}"
    return [] if told[0] == told[1] else [[field if _field(field) else name, *told]]


def _kept(field: Any, subject: models.Model) -> Any:
    if field.is_relation:
        related = getattr(subject, field.name)
        return "" if related is None else str(related)
    value = field.value_from_object(subject)
    if isinstance(value, str):
        return PERSONAL.sub("██████", value)
    return value if value is None or isinstance(value, bool | int) else str(value)


@dataclass(frozen=True)
class Change:
    """One field's change in the reader's language; None for a value that only some may read."""

    label: str
    before: str | None
    after: str | None

    @property
    def is_long(self) -> bool:
        return max(len(self.before or ""), len(self.after or "")) > LONG

    @property
    def excerpt(self) -> tuple[str, str]:
        """Before and after where they differ, cut at words, with a little beside it."""
        before, after = self.before or "", self.after or ""
        same = _alike(before, after)
        rest = _alike(before[same:][::-1], after[same:][::-1])
        first, beyond = same - BESIDE, BESIDE - rest
        return _cut(before, first, len(before) + beyond), _cut(after, first, len(after) + beyond)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _cut(text: str, first: int, last: int) -> str:
    last = min(last, max(first, 0) + 2 * LONG)
    begins, ends = first <= 0, last >= len(text)
    part = text[max(first, 0) : last]
    part = part if begins else "…" + part.partition(" ")[2]
    return part if ends else part.rpartition(" ")[0] + "…"


def told(changed: Changed) -> list[Change]:
    """What the logbook keeps, in the reader's language."""
    unsaid = [None, None]
    return [Change(_label(name), *([_told(name, v) for v in values] or unsaid)) for name, *values in changed]


@cache
def _field(name: str) -> Any:
    """The field that is named with its model; None for words, and for a field that is no more."""
    try:
        model, _point, field = name.rpartition(".")
        return apps.get_model(model)._meta.get_field(field)
    except (FieldDoesNotExist, LookupError, ValueError):
        return None


def _label(name: str) -> str:
    field = _field(name)
    if field is None:
        return name
    rows_of_another = field.auto_created and field.is_relation
    return capfirst(str(field.related_model._meta.verbose_name_plural if rows_of_another else field.verbose_name))


def _told(name: str, value: Any) -> str:
    field = _field(name)
    if value is None:
        return _("inte besvarat") if isinstance(field, models.BooleanField) else ""
    words = dict(getattr(field, "flatchoices", None) or {}).get(value)
    if words and value != "":
        return str(words)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, int) or isinstance(field, models.DecimalField):
        return _number(Decimal(value))
    if isinstance(field, models.DateField) and value:
        return date_format(date.fromisoformat(value[:10]), "DATE_FORMAT")
    return str(value)[:5] if isinstance(field, models.TimeField) else str(value)


def _number(value: Decimal) -> str:
    exact = value.quantize(1) if value == value.to_integral() else value.normalize()
    whole, _point, part = f"{exact:,}".partition(".")
    return whole.replace(",", "\N{NO-BREAK SPACE}") + (str(get_format("DECIMAL_SEPARATOR")) + part if part else "")
