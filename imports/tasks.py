"""The worker's side of reading in files."""

from contextlib import suppress

from celery import shared_task

from history.actions import StaleState
from imports import actions
from imports.models import ImportFile


@shared_task
def carry_out(import_id: int) -> None:
    """Reads in one file, unless another worker has it or it is done already."""
    actions.carry_out(ImportFile.objects.claim(import_id))


@shared_task
def drop_forgotten() -> None:
    """Throws away what nobody decided about."""
    for file in ImportFile.objects.forgotten().defer("text")[:100]:
        with suppress(StaleState):  # decided about at this very moment
            actions.drop_import(file, by=None)
