"""The worker's side of the meetings."""

from celery import shared_task
from django.utils import timezone

from meetings.actions import reminders, wishes


@shared_task
def remind() -> None:
    """Reminds those who met today of telling how it went."""
    reminders.remind(timezone.now())


@shared_task
def remind_of_wishes() -> None:
    """Reminds those who have not said whom they want to meet, once for a day."""
    wishes.remind_when_due()
