"""How things stood when a day ended: what was done since is taken back, by what the logbook says was there before."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from history.days import end_of
from history.models import Entry, HistoryModel


def state_then(model: type[HistoryModel], day: date) -> Coalesce:
    """A column: the state in which each object stood when the day ended.

    It is the one that the first move after that day left; an object that has not moved since is where it was.
    """
    kind = ContentType.objects.get_for_model(model)
    moves = Entry.objects.filter(subject_type=kind, subject_id=OuterRef("pk"), at__gte=end_of(day))
    first = moves.exclude(from_state="").order_by("at", "id").values("from_state")[:1]
    return Coalesce(Subquery(first), F("state"))


def values_then(model: type[HistoryModel], ids: Collection[int], day: date) -> dict[int, dict[str, Any]]:
    """For each object what has been changed after the day, as it was when the day ended (one query).

    It stands in the changes that a deed tells (`history.changes`), or where its sentence tells enough, untold in
    `record(…, was={"budget": 65000})`.
    """
    kind = ContentType.objects.get_for_model(model)
    later = Entry.objects.filter(subject_type=kind, subject_id__in=ids, at__gte=end_of(day))
    later = later.filter(Q(data__has_key="changed") | Q(data__has_key="was")).order_by("-at", "-id")
    found: dict[int, dict[str, Any]] = {}
    for subject, data in later.values_list("subject_id", "data"):
        told = {field.rpartition(".")[2]: values[0] for field, *values in data.get("changed", []) if values}
        found.setdefault(subject, {}).update(told | data.get("was", {}))  # the earliest has the last word
    return found
