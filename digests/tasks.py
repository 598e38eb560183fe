"""The worker's side of the digests."""

from celery import shared_task

from digests import actions


@shared_task
def prepare() -> None:
    """Orders the digests for which it is time."""
    actions.prepare()


@shared_task
def write(digest_id: int) -> None:
    """Writes one digest."""
    actions.write_digest(digest_id)
