"""What this room does when it hears of deeds in the rooms before it (subscribed in apps.py)."""

from collections.abc import Sequence

from history.models import Entry
from needs.models import Challenge
from needs.states import ChallengeState
from startups.actions.closing import tell_awaited
from startups.actions.embeddings import want_embeddings
from startups.actions.suggestions import want_suggestions
from startups.models import Startup

ANSWERS_END_OR_BEGIN = {"challenge.closed", "challenge.reopened"}
BRIEF_IS_NEW = {"challenge.opened", "challenge.changed", "challenge.reopened"}
PROFILE_IS_NEW = {"startup.registered", "startup.changed", "startup.imported", "startup.read_in_again"}


def read_new_profiles(startups: Sequence[Startup], entries: Sequence[Entry]) -> None:
    """What a new or changed profile means is found out before anybody looks for it."""
    want_embeddings()


def suggest_for_new_briefs(challenges: Sequence[Challenge], entries: Sequence[Entry]) -> None:
    """A brief that startups can read, opened (again) or changed, is gone through with the registry anew."""
    want_suggestions([challenge for challenge in challenges if challenge.state == ChallengeState.OPEN])


def tell_the_awaited(challenges: Sequence[Challenge], entries: Sequence[Entry]) -> None:
    """Who is invited and has not answered hears that a challenge takes no more answers, and that it does so again."""
    for challenge, entry in zip(challenges, entries, strict=True):
        tell_awaited(challenge, sender=entry.actor)
