"""The worker's side of reception."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from accounts.security_log import forget


@shared_task
def forget_old_events() -> None:
    """Keeps the security log for as many days as the settings say."""
    forget(timezone.now() - timedelta(days=settings.SECURITY_LOG_DAYS))
