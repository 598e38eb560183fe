"""Whether anything hangs on rows that came out of a file, whatever room it lies in."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from history.models import Entry


def used_since(rows: QuerySet[Any]) -> bool:
    """Whether a row of any table points at one of them, or the logbook tells more of one than that it was read in."""
    model: Any = rows.model
    relations = [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.related_model._meta.auto_created
    ]
    for relation in relations:
        if relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": rows}).exists():
            return True
    entries = Entry.objects.filter(
        subject_type=ContentType.objects.get_for_model(model), subject_id__in=rows.values("pk")
    )
    return entries.exclude(verb=f"{model._meta.model_name}.imported").exists()
