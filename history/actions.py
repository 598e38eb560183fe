"""Writing in the logbook: `record()` for a deed, `move()` for a deed that changes a state."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from history.changes import Changed
from history.models import Entry, HistoryModel
from history.sentences import known_verbs
from history.signals import entries_recorded

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class StaleState(Exception):
    """The object is not where the person believed it to be: somebody else was first, or it is too late.

    The text is meant for the person; `ignite.middleware` shows it on the object's page.
    """

    def __init__(self, subject: models.Model, message: str = "") -> None:
        super().__init__(message)
        self.subject = subject
        self.message = message

    def was_by(self, user: "User | AnonymousUser") -> bool:
        """Whether the last deed on the object was this person's own: a double press, or another tab."""
        kind = ContentType.objects.get_for_model(type(self.subject))
        deeds = Entry.objects.filter(subject_type=kind, subject_id=self.subject.pk)
        return user.is_authenticated and deeds.values_list("actor", flat=True).first() == user.pk


def record(
    subject: models.Model,
    verb: str,
    *,
    by: "User | None",
    by_name: str = "",
    reason: str = "",
    from_state: str = "",
    to_state: str = "",
    changed: Changed | None = None,
    **data: Any,
) -> Entry:
    """Writes one entry about `subject` and tells those who listen (`history.signals`).

    `by` is the person, or None for the house itself or for a startup's contact named in `by_name`.
    `data` fills the places of the verb's sentence, `changed` tells fields before and after (`history.changes`), to all
    who may read the history. Raises KeyError for a verb that no room has registered, and
    TransactionManagementError outside the deed's own transaction.
    """
    _check(verb)
    entry = Entry.objects.create(
        subject=subject,
        organisation_id=getattr(subject, "organisation_id", None),
        actor=by,
        actor_name=by.name if by else by_name,
        verb=verb,
        from_state=from_state,
        to_state=to_state,
        reason=reason,
        data=data | ({"changed": changed} if changed else {}),
    )
    entries_recorded.send(type(subject), verb=verb, subjects=[subject], entries=[entry])
    return entry


def record_all(
    subjects: Sequence[models.Model], verb: str, *, by: "User | None", to_state: str = "", **data: Any
) -> None:
    """The same deed done to many objects of one kind at once: one entry each, in few queries, told of once."""
    _check(verb)
    if not subjects:
        return
    model = type(subjects[0])
    kind = ContentType.objects.get_for_model(model)
    at = timezone.now()
    entries = Entry.objects.bulk_create(
        (
            Entry(
                subject_type=kind,
                subject_id=subject.pk,
                organisation_id=getattr(subject, "organisation_id", None),
                at=at,
                actor=by,
                actor_name=by.name if by else "",
                verb=verb,
                to_state=to_state,
                data=data,
            )
            for subject in subjects
        ),
        batch_size=2000,
    )
    entries_recorded.send(model, verb=verb, subjects=subjects, entries=entries)


def _check(verb: str) -> None:
    if verb not in known_verbs():
        raise KeyError(f"no sentence for the verb {verb!r}")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(f"{verb} is recorded in the transaction of its deed")


@transaction.atomic
def move(
    subject: HistoryModel,
    to: str,
    *,
    by: "User | None",
    by_name: str = "",
    verb: str = "",
    reason: str = "",
    fields: dict[str, Any] | None = None,
    **data: Any,
) -> Entry:
    """Moves `subject` to the state `to`, sets `fields` in the same UPDATE and records the deed.

    The verb is "<model>.<state>" when none is given. Raises StaleState when the table does not allow the move,
    or when the row is no longer in the state the caller saw: of two people at once exactly one succeeds.
    """
    model: Any = type(subject)
    current: str = subject.state  # type: ignore[attr-defined]  # every subject with a table has a state
    if not subject.can_move(to):
        raise StaleState(subject)
    changes: dict[str, Any] = {"state": to, **(fields or {})}
    if not model._base_manager.filter(pk=subject.pk, state=current).update(**changes):
        subject.refresh_from_db()
        raise StaleState(subject)
    for name, value in changes.items():
        setattr(subject, name, value)
    return record(
        subject,
        verb or f"{model._meta.model_name}.{to}",
        by=by,
        by_name=by_name,
        reason=reason,
        from_state=current,
        to_state=to,
        **data,
    )
