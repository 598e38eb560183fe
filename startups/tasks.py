"""The worker's side of the suggestions, and of what they lean on."""

from celery import shared_task

from startups.actions.embeddings import make_embeddings
from startups.actions.reminding import remind_before_the_last_day
from startups.actions.suggestions import make_suggestions


@shared_task
def suggest(challenge_id: int) -> None:
    """Makes the suggestions for one challenge, unless another worker has it or they are made already."""
    make_suggestions(challenge_id)


@shared_task
def embed(run_id: int) -> None:
    """Makes vectors of profiles for a turn, unless another worker is at it or none is missing."""
    make_embeddings(run_id)


@shared_task
def remind_of_answers() -> None:
    """Reminds those who were invited and have not answered, once, three days before the last day."""
    remind_before_the_last_day()
