"""The worker's side of the post room."""

from celery import shared_task

from post import actions


@shared_task
def deliver(letter_id: int) -> None:
    """Sends one letter, unless another worker has it or it is sent already."""
    actions.deliver(letter_id)
