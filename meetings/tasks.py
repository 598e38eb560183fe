"""The worker's side of the meetings."""

from celery import shared_task
from django.utils import timezone

from meetings.actions import reminders


@shared_task
def remind() -> None:
    """Reminds those who met today of telling how it went."""
    reminders.remind(timezone.now())
