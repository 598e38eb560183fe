"""Throws away what nobody came back for."""

from celery import shared_task

from entry.models import KeptForm


@shared_task
def drop_kept() -> None:
    """What was kept of forms more than a day ago."""
    KeptForm.objects.forgotten().delete()
