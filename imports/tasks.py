"""The worker's side of reading in files."""

from contextlib import suppress

from celery import shared_task

from history.actions import StaleState
from imports import actions
from imports.models import ImportFile


@shared_task
def carry_out(import_id: int) -> None:
    """Reads in one file, unless another worker has it or it is done already."""
    file = ImportFile.objects.claim(import_id)
    if file:
        actions.carry_out(file)


@shared_task
def sweep() -> None:
    """Finds files whose nudge was lost or whose worker died, and throws away what nobody decided about."""
    for import_id in ImportFile.objects.due().order_by("lease_until").values_list("pk", flat=True)[:20]:
        carry_out(import_id)
    for file in ImportFile.objects.forgotten().defer("text")[:20]:
        with suppress(StaleState):  # decided about at this very moment
            actions.drop_import(file, by=None)
