"""Asking for suggestions, and making them in the worker."""

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from history.actions import record
from history.claims import attempt
from needs.models import Challenge, Theme
from startups.models import Match, SuggestionRun
from startups.reasons import keys_of, speaks_of_the_need, without
from startups.states import MatchState

if TYPE_CHECKING:
    from startups.matching import Suggestion

MOST = 20
PAUSE = timedelta(seconds=20)


@transaction.atomic
def ask_for_suggestions(challenge: Challenge, *, by: User) -> None:
    """Asks the worker for suggestions, or for fresh ones. Asking while they are being made changes nothing."""
    run, _is_new = SuggestionRun.objects.get_or_create(challenge=challenge)
    idle = SuggestionRun.objects.filter(pk=run.pk, is_wanted=False)
    if idle.update(is_wanted=True, **run.anew()):
        record(challenge, "challenge.suggestions", by=by)
        run.nudge()


@transaction.atomic
def want_suggestions(challenges: Collection[Challenge]) -> None:
    """Suggestions are wanted for what the briefs say now, whatever was wanted or made before."""
    fresh = SuggestionRun.anew()
    runs = SuggestionRun.objects.bulk_create(
        [SuggestionRun(challenge=challenge, is_wanted=True, **fresh) for challenge in challenges],
        update_conflicts=True,
        unique_fields=["challenge"],
        update_fields=["is_wanted", *fresh],
    )
    for run in runs:
        run.nudge()


def make_suggestions(challenge_id: int) -> int:
    """Makes the suggestions for a challenge and says how many; 0 when they are made already or the challenge is gone."""
    return attempt(SuggestionRun.objects.claim(challenge_id), _make, failed=_put_back) or 0


def _make(run: SuggestionRun) -> int:
    # The only way to the matching engine. Its numerical libraries take 90 MB, which a worker carries from its first
    # suggestions on, and neither the web server nor the beat (a contract in pyproject.toml, tests/test_memory.py).
    from startups.registry_index import current_index, wanted_by

    index = current_index()
    # What a text means may take seconds to find out: nobody waits for it. A brief that is changed meanwhile is wanted anew.
    wanted = wanted_by(run.challenge, index)
    with transaction.atomic():
        # First the challenge, as those do who change or discard it, so that nobody waits crosswise.
        challenge = Challenge.objects.select_for_update(no_key=True).filter(pk=run.pk).first()
        run.change(is_wanted=False, made_at=timezone.now())
        assert challenge is not None  # the run would have gone with it
        untouched = Match.objects.filter(challenge=challenge, state=MatchState.SUGGESTED)
        also = untouched.filter(score__isnull=False).values_list("startup_id", flat=True)
        found = index.rank(wanted, most=MOST, also=list(also))
        return _keep(challenge, found)


def _put_back(run: SuggestionRun, _reason: Exception) -> None:
    """For another attempt in a while; after the last the page offers to ask again."""
    if run.has_attempts_left:
        run.change(due_at=timezone.now() + PAUSE * run.attempts)
    else:
        run.change(is_wanted=False)


def _keep(challenge: Challenge, found: list["Suggestion"]) -> int:
    """New suggestions are added, untouched ones brought up to date; what somebody has decided stays as it is.

    Nobody is suggested without a reason that speaks of the need: a small registry always has twenty best, but not twenty good ones.
    """
    names = {theme.slug: {"sv": theme.name_sv, "en": theme.name_en} for theme in Theme.objects.common()}
    refuted = _refuted(challenge, [suggestion.id for suggestion in found])
    told = {
        suggestion.id: without([_with_names(reason, names) for reason in suggestion.reasons], refuted[suggestion.id])
        for suggestion in found
    }
    good = [suggestion for suggestion in found if speaks_of_the_need(told[suggestion.id])]
    Match.objects.bulk_create(
        [
            Match(
                organisation_id=challenge.organisation_id,
                challenge=challenge,
                startup_id=suggestion.id,
                score=suggestion.score,
                group=suggestion.group,
                reasons=told[suggestion.id],
            )
            for suggestion in good
        ],
        ignore_conflicts=True,
    )
    for suggestion in found:
        reasons = told[suggestion.id]
        Match.objects.filter(
            challenge=challenge, startup=suggestion.id, state=MatchState.SUGGESTED, score__isnull=False
        ).update(score=suggestion.score, group=suggestion.group, reasons=reasons)
    return len(good)


def _refuted(challenge: Challenge, startups: Collection[int]) -> dict[int, set[str]]:
    """Startup → what the challenge's organisation has said is not so about it, in whatever challenge."""
    said: dict[int, set[str]] = defaultdict(set)
    rows = Match.objects.filter(organisation=challenge.organisation_id, startup__in=startups).exclude(refuted=[])
    for startup, keys in rows.values_list("startup", "refuted"):
        said[startup].update(keys)
    return said


@transaction.atomic
def refute(match: Match, key: str, *, by: User) -> int:
    """Says that the reason with this key is not so, and gives how much had been said before, for `restore_reasons`."""
    match = Match.objects.select_for_update(no_key=True).get(pk=match.pk)
    before = len(match.refuted)
    wrong = [keys for reason in match.standing_reasons if key in (keys := keys_of(reason))]
    if wrong:
        match.refuted = [*match.refuted, *wrong[0]]
        match.save(update_fields=["refuted"])
        record(match, "match.reason_refuted", by=by)
    return before


@transaction.atomic
def restore_reasons(match: Match, count: int, *, by: User) -> None:
    """Takes back what was said against the reasons, but for the first `count` keys."""
    match = Match.objects.select_for_update(no_key=True).get(pk=match.pk)
    if len(match.refuted) > count:
        match.refuted = match.refuted[:count]
        match.save(update_fields=["refuted"])
        record(match, "match.reason_restored", by=by)


def _with_names(reason: dict[str, Any], names: dict[str, dict[str, str]]) -> dict[str, Any]:
    """A theme's reason keeps the names it had when the suggestion was made."""
    if reason["kind"] != "theme":
        return reason
    return {**reason, "themes": [names[slug] for slug in reason["themes"] if slug in names]}
