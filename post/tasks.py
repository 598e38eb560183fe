"""The worker's side of the post room."""

from celery import shared_task

from post.actions import send
from post.models import Letter


@shared_task
def deliver(letter_id: int) -> None:
    """Sends one letter, unless another worker has it or it is sent already."""
    letter = Letter.objects.claim(letter_id)
    if letter:
        send(letter)


@shared_task
def sweep() -> None:
    """Finds letters whose nudge was lost, whose worker died, or whose pause is over."""
    for letter_id in Letter.objects.due().order_by("not_before").values_list("pk", flat=True)[:200]:
        deliver(letter_id)
