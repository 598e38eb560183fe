"""The worker's side of the suggestions."""

from celery import shared_task

from startups.actions.suggestions import awaiting_suggestions, make_suggestions


@shared_task
def suggest(challenge_id: int) -> None:
    """Makes the suggestions for one challenge, unless they are made already."""
    make_suggestions(challenge_id)


@shared_task
def sweep() -> None:
    """Finds the challenges whose nudge was lost or whose worker died."""
    for challenge_id in awaiting_suggestions():
        make_suggestions(challenge_id)
