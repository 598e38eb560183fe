"""The worker's side of the suggestions."""

from celery import shared_task

from startups.actions.suggestions import make_suggestions


@shared_task
def suggest(challenge_id: int) -> None:
    """Makes the suggestions for one challenge, unless another worker has it or they are made already."""
    make_suggestions(challenge_id)
