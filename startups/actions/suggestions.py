"""Asking for suggestions, and making them in the worker."""

from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Greatest, Now
from django.utils import timezone

from accounts.models import User
from history.actions import record
from needs.models import Challenge, Theme
from post.actions import nudge
from startups.matching import Index, Profile, Suggestion, Wanted
from startups.models import Match, Startup
from startups.states import MatchState

MOST = 20
STILL_WANTED = Q(suggestions_made_at=None) | Q(suggestions_made_at__lt=F("suggestions_wanted_at"))


@transaction.atomic
def ask_for_suggestions(challenge: Challenge, *, by: User) -> None:
    """Asks the worker for suggestions, or for fresh ones. Asking while they are being made changes nothing."""
    asked = Challenge.objects.filter(Q(suggestions_wanted_at=None) | ~STILL_WANTED, pk=challenge.pk).update(
        suggestions_wanted_at=timezone.now()
    )
    if asked:
        record(challenge, "challenge.suggestions", by=by)
        nudge("startups.tasks.suggest", challenge.pk)
    challenge.refresh_from_db(fields=["suggestions_wanted_at", "suggestions_made_at"])


def awaiting_suggestions() -> list[int]:
    """The ids of the challenges whose suggestions are wanted and not yet made, the longest waiting first."""
    wanted = Challenge.objects.filter(STILL_WANTED, suggestions_wanted_at__isnull=False)
    return list(wanted.order_by("suggestions_wanted_at").values_list("pk", flat=True)[:100])


def make_suggestions(challenge_id: int) -> int:
    """Makes the suggestions for a challenge and says how many; 0 when they are made already or the challenge is gone.

    The claim is a conditional UPDATE in the same transaction as the suggestions: whoever comes second waits for
    the first and then finds nothing to do, and what a killed worker had claimed falls back by itself.
    """
    index = current_index()
    with transaction.atomic():
        claimed = Challenge.objects.filter(
            STILL_WANTED, pk=challenge_id, suggestions_wanted_at__isnull=False
        ).update(suggestions_made_at=Greatest(Now(), F("suggestions_wanted_at")))
        if not claimed:
            return 0
        challenge = Challenge.objects.get(pk=challenge_id)
        untouched = Match.objects.filter(challenge=challenge, state=MatchState.SUGGESTED)
        also = untouched.filter(score__isnull=False).values_list("startup_id", flat=True)
        found = index.rank(_wanted(challenge), most=MOST, also=list(also))
        return _keep(challenge, found)


def _wanted(challenge: Challenge) -> Wanted:
    texts = [challenge.title, challenge.problem, challenge.for_whom, challenge.desired_effect]
    themes = Theme.objects.filter(Q(challenge=challenge) | Q(need__challenges=challenge))
    return Wanted(
        text="\n".join(texts),
        themes=frozenset(themes.values_list("slug", flat=True)),
        budget=challenge.budget_max,
    )


def _keep(challenge: Challenge, found: list[Suggestion]) -> int:
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


# --- The index of this process --------------------------------------------------------------------------------------
@dataclass
class _Kept:
    mark: Any = None
    index: Index | None = None


_kept = _Kept()
_lock = Lock()


def current_index() -> Index:
    """The registry's index, kept in the process and built anew when the registry has changed."""
    with _lock:
        mark = tuple(Startup.objects.aggregate(changed=Max("updated_at"), count=Count("pk")).values())
        if _kept.index is None or _kept.mark != mark:
            _kept.index, _kept.mark = Index(_profiles()), mark
        return _kept.index


def _profiles() -> list[Profile]:
    startups = (
        Startup.objects.order_by("pk")
        .only("name", "summary", "for_whom", "references", "language", "price_from")
        .prefetch_related("themes")
    )
    return [
        Profile(
            id=startup.pk,
            text="\n".join([startup.name, startup.summary, startup.for_whom, startup.references]),
            language=startup.language,
            themes=frozenset(theme.slug for theme in startup.themes.all()),
            price_from=startup.price_from,
            has_references=bool(startup.references),
        )
        for startup in startups
    ]
