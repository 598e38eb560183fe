"""Rows that are work for a worker: taken by one at a time for the length of a lease, tried again, never lost."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any, ClassVar, Self, TypeVar

from celery import current_app
from django.apps import apps
from django.db import Error, connection, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)
Row = TypeVar("Row", bound="ClaimableModel")
Result = TypeVar("Result")

# A worker that has come to nothing after so long hangs, and its lease is no longer renewed.
AT_MOST = timedelta(minutes=10)


class Lost(Exception):
    """The row is no longer this worker's: its lease ran out and another took over, or a person began anew."""


class BrokenOff(Exception):
    """The row was taken as often as it may be, and no worker lived to say what came of it."""


class ClaimableQuerySet(models.QuerySet[Row]):
    def due(self) -> Self:
        """What is to be done now: not done yet, its pause over, and nobody's or a worker's whose lease is over."""
        return self.filter(self.model.TO_DO, due_at__lte=timezone.now())

    @transaction.atomic
    def claim(self, pk: int) -> Row | None:
        """Takes the row for one worker for the time of a lease; None when it is another's, done or gone.

        One conditional UPDATE: of many workers at once exactly one succeeds. A worker that holds the row locked (see
        `hold`) is left alone even when its lease is over, and nobody waits for it.
        """
        model = self.model
        free = self.due().filter(pk=pk).select_for_update(skip_locked=True, no_key=True)
        taken = self.filter(pk=pk, pk__in=free.values("pk")).update(
            due_at=timezone.now() + model.LEASE, attempts=F("attempts") + 1, **model.IN_HAND
        )
        return self.get(pk=pk) if taken else None


class ClaimableModel(models.Model):
    """A row that a worker is to do something about; its QuerySet is a ClaimableQuerySet.

    TASK names the Celery task that takes the row's number and does it. A worker that has not been heard of for a LEASE
    is taken for dead and another takes over, and a row is tried MAX_ATTEMPTS times. TO_DO says which rows are not done yet (and is the condition of the
    index on `due_at`), IN_HAND what a row says of itself while a worker has it.
    """

    TASK: ClassVar[str]
    LEASE: ClassVar[timedelta]
    MAX_ATTEMPTS: ClassVar[int]
    TO_DO: ClassVar[Q]
    IN_HAND: ClassVar[Mapping[str, Any]] = {}

    # From when a worker may take it: at once, after a pause, or when the lease of the one that has it is over.
    due_at = models.DateTimeField(default=timezone.now, editable=False)
    # How often it was taken. The number is also the worker's proof that the row is still its own.
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def anew() -> dict[str, Any]:
        """The fields of a row that is to be done from the beginning, now."""
        return {"due_at": timezone.now(), "attempts": 0}

    @property
    def has_attempts_left(self) -> bool:
        return self.attempts < self.MAX_ATTEMPTS

    def nudge(self) -> None:
        nudge(self.TASK, self.pk)

    def change(self, **fields: Any) -> None:
        """The worker sets fields of the row in one UPDATE. Raises Lost when it is not the worker's any more."""
        if not self._still_mine().update(**fields):
            raise Lost
        for name, value in fields.items():
            setattr(self, name, value)

    def renew_lease(self, **fields: Any) -> None:
        """The worker is still at it, and may say so in `fields`. Raises Lost."""
        self.change(due_at=timezone.now() + self.LEASE, **fields)

    def hold(self) -> None:
        """Locks the row for the rest of the transaction, so that nobody takes over during it. Raises Lost."""
        row = self._still_mine().select_for_update(no_key=True)
        try:
            self.refresh_from_db(fields=["attempts", *self.IN_HAND], from_queryset=row)
        except type(self).DoesNotExist:
            raise Lost from None

    def _still_mine(self) -> "models.QuerySet[Any]":
        rows = type(self)._base_manager.filter(self.TO_DO, **self.IN_HAND)
        return rows.filter(pk=self.pk, attempts=self.attempts)


@contextmanager
def renewing(row: ClaimableModel) -> Iterator[None]:
    """The row's lease is renewed as long as this process lives and is in the block, from a thread beside it."""
    over = threading.Event()
    pause = row.LEASE.total_seconds() / 3

    def renew() -> None:
        free = row._still_mine().select_for_update(skip_locked=True, no_key=True)  # who holds it needs no lease
        for _time in range(int(AT_MOST / row.LEASE) * 3):
            if over.wait(pause):
                return
            with suppress(Error), transaction.atomic():
                rows = type(row)._base_manager.filter(pk__in=free.values("pk"))
                rows.update(due_at=timezone.now() + row.LEASE)
            connection.close()

    beside = threading.Thread(target=renew, name=f"lease of {row._meta.label} {row.pk}", daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()


def attempt(row: Row | None, do: Callable[[Row], Result], *, failed: Callable[[Row, Exception], None]) -> Result | None:
    """A worker's way with a row that it has claimed: `do` it, or leave to `failed` what went wrong.

    `failed` puts the row back or, after the last attempt, gives it up. Whoever finds on its way that the row is
    another's (Lost) does nothing more. A row that could not be claimed (None) is nothing to do.
    """
    if row is None:
        return None
    name = f"{row._meta.label} {row.pk}"
    try:
        if row.attempts > row.MAX_ATTEMPTS:
            raise BrokenOff(_("Arbetet avbröts varje gång innan det blev klart."))
        with renewing(row):
            return do(row)
    except Lost:
        log.info("%s was taken over by another worker", name)
    except Exception as reason:  # whatever it is, somebody waits for the row and must hear of it
        log.warning("%s: attempt %s failed", name, row.attempts, exc_info=reason)
        with suppress(Lost):
            failed(row, reason)
    return None


def nudge(task_name: str, *args: Any) -> None:
    """Asks the worker to look at a row once it is committed; a broker that is away must not disturb the person.

    What is not nudged is found by the sweep. The task is named, not imported: tasks call actions.
    """

    def ask() -> None:
        current_app.send_task(task_name, args=args, retry=False)

    transaction.on_commit(ask, robust=True)


def claimable_models() -> Iterator[type[ClaimableModel]]:
    return (model for model in apps.get_models() if issubclass(model, ClaimableModel))
