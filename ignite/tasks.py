"""A sign of life from the workers, for /health/ready."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.core.cache import cache
from django.utils import timezone

WORKER_SEEN = "worker-seen"
WORKER_SEEN_SECONDS = 90


@shared_task
def worker_seen() -> None:
    """Notes that a worker is there; the note fades after WORKER_SEEN_SECONDS."""
    cache.set(WORKER_SEEN, timezone.now().isoformat(), WORKER_SEEN_SECONDS)


@worker_ready.connect
def announce(sender: Any, **_kwargs: Any) -> None:
    """A worker that has just started says so itself, since the beat may be seconds away."""
    sender.app.send_task(worker_seen.name)
