"""Asking for suggestions, and making them in the worker."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from history.actions import record
from needs.models import Challenge, Theme
from post.actions import nudge
from startups.models import Match, SuggestionRun
from startups.states import MatchState

if TYPE_CHECKING:
    from startups.matching import Suggestion

MOST = 20


@transaction.atomic
def ask_for_suggestions(challenge: Challenge, *, by: User) -> None:
    """Asks the worker for suggestions, or for fresh ones. Asking while they are being made changes nothing."""
    run, _is_new = SuggestionRun.objects.get_or_create(challenge=challenge)
    if SuggestionRun.objects.filter(pk=run.pk, wanted_at=None).update(wanted_at=timezone.now()):
        record(challenge, "challenge.suggestions", by=by)
        nudge("startups.tasks.suggest", challenge.pk)


@transaction.atomic
def want_suggestions(challenges: Collection[Challenge]) -> None:
    """Suggestions are wanted for what the briefs say now, whatever was wanted or made before."""
    now = timezone.now()
    SuggestionRun.objects.bulk_create(
        [SuggestionRun(challenge=challenge, wanted_at=now) for challenge in challenges],
        update_conflicts=True,
        unique_fields=["challenge"],
        update_fields=["wanted_at"],
    )
    for challenge in challenges:
        nudge("startups.tasks.suggest", challenge.pk)


def make_suggestions(challenge_id: int) -> int:
    """Makes the suggestions for a challenge and says how many; 0 when they are made already or the challenge is gone.

    The claim is a conditional UPDATE in the same transaction as the suggestions: whoever comes second waits for
    the first and then finds nothing to do, and what a killed worker had claimed falls back by itself. The challenge is
    locked first, as by those who change or discard it, so that nobody waits crosswise.
    """
    # The only way to the matching engine. Its numerical libraries take 90 MB, which a worker carries from its first
    # suggestions on, and neither the web server nor the beat (a contract in pyproject.toml, tests/test_memory.py).
    from startups.registry_index import current_index, wanted_by

    index = current_index()
    with transaction.atomic():
        challenge = Challenge.objects.select_for_update(no_key=True).filter(pk=challenge_id).first()
        if challenge is None or not SuggestionRun.objects.claim(challenge_id):
            return 0
        untouched = Match.objects.filter(challenge=challenge, state=MatchState.SUGGESTED)
        also = untouched.filter(score__isnull=False).values_list("startup_id", flat=True)
        found = index.rank(wanted_by(challenge), most=MOST, also=list(also))
        return _keep(challenge, found)


def _keep(challenge: Challenge, found: list["Suggestion"]) -> int:
    """New suggestions are added, untouched ones brought up to date; what somebody has decided stays as it is.

    Nobody is suggested without a reason: a small registry always has twenty best, but not twenty good ones.
    """
    good = [suggestion for suggestion in found if suggestion.fits]
    names = {theme.slug: {"sv": theme.name_sv, "en": theme.name_en} for theme in Theme.objects.all()}
    Match.objects.bulk_create(
        [
            Match(
                organisation_id=challenge.organisation_id,
                challenge=challenge,
                startup_id=suggestion.id,
                score=suggestion.score,
                reasons=[_with_names(reason, names) for reason in suggestion.reasons],
            )
            for suggestion in good
        ],
        ignore_conflicts=True,
    )
    for suggestion in found:
        Match.objects.filter(
            challenge=challenge, startup=suggestion.id, state=MatchState.SUGGESTED, score__isnull=False
        ).update(
            score=suggestion.score,
            reasons=[_with_names(reason, names) for reason in suggestion.reasons],
        )
    return len(good)


def _with_names(reason: dict[str, Any], names: dict[str, dict[str, str]]) -> dict[str, Any]:
    """A theme's reason keeps the names it had when the suggestion was made."""
    if reason["kind"] != "theme":
        return reason
    return {**reason, "themes": [names[slug] for slug in reason["themes"] if slug in names]}
