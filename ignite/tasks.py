"""A sign of life from the workers, for /health/ready."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

WORKER_SEEN = "worker-seen"
WORKER_SEEN_SECONDS = 90


@shared_task
def worker_seen() -> None:
    """Notes that a worker is there; the note fades after WORKER_SEEN_SECONDS."""
    cache.set(WORKER_SEEN, timezone.now().isoformat(), WORKER_SEEN_SECONDS)
