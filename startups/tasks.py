"""The worker's side of the suggestions."""

from celery import shared_task

from startups.actions.suggestions import make_suggestions
from startups.models import SuggestionRun

AT_A_TIME = 100


@shared_task
def suggest(challenge_id: int) -> None:
    """Makes the suggestions for one challenge, unless they are made already."""
    make_suggestions(challenge_id)


@shared_task
def sweep() -> None:
    """Finds the challenges whose nudge was lost or whose worker died."""
    for challenge_id in SuggestionRun.objects.due().values_list("challenge", flat=True)[:AT_A_TIME]:
        make_suggestions(challenge_id)
