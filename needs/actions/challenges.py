"""What is done to challenges: written from prioritised needs, opened for answers, closed and opened again."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import write_to
from accounts.models import User
from history.actions import StaleState, move, record
from history.changes import change_of, changes_in
from needs.actions.needs import note_challenge, note_owner
from needs.hearing import tell_owner
from needs.models import Challenge, Need
from needs.states import ChallengeState, NeedState

# What a startup reads, and what only the house knows.
WRITTEN = ["title", "problem", "for_whom", "baseline", "desired_effect", "contribution", "budget_max", "answers_by"]
WRITTEN += ["theme", "owner", "route_to_adoption"]


@transaction.atomic
def write_challenge(challenge: Challenge, *, needs: Collection[Need], publish: bool = False, by: User) -> Challenge:
    """Begins a challenge as a draft, or opens it at once. It takes its needs, which get its owner when they have none.

    Raises StaleState when one of the needs is no longer waiting for a challenge.
    """
    challenge.save()
    owned = _take(challenge, needs, by=by)
    record(challenge, "challenge.written", by=by)
    _open_or_tell(challenge, owned, publish=publish, is_new=True, by=by)
    return challenge


@transaction.atomic
def change_challenge(challenge: Challenge, *, needs: Collection[Need], publish: bool = False, by: User) -> Challenge:
    """Changes the brief and what it is built on, as a draft (that may be opened at once) or while it is open.

    A need that is left out is prioritised again. Another owner hears of it.
    """
    rows = Challenge.objects.select_for_update(no_key=True).filter(pk=challenge.pk, state=challenge.state)
    owner_before = rows.values("owner").first()
    if owner_before is None:
        raise StaleState(challenge)
    before = list(challenge.needs.all())
    changed = [*changes_in(challenge, WRITTEN), *change_of(challenge, "needs", before, needs)]
    challenge.save(update_fields=WRITTEN)
    _leave(challenge, challenge.needs.exclude(pk__in=[need.pk for need in needs]), by=by)
    there = set(challenge.thread_needs())
    owned = _take(challenge, [need for need in needs if need.pk not in there], by=by)
    record(challenge, "challenge.changed", by=by, changed=changed)
    is_new = owner_before["owner"] != challenge.owner_id
    if is_new:
        record(challenge, "challenge.owner", by=by, owner=challenge.owner.name)
    _open_or_tell(challenge, owned, publish=publish, is_new=is_new, by=by)
    return challenge


def _open_or_tell(challenge: Challenge, owned: Collection[Need], *, publish: bool, is_new: bool, by: User) -> None:
    """One letter to the owner, whatever has become theirs: the challenge (`is_new`), the needs in `owned`, or both."""
    if publish:
        open_challenge(challenge, by=by)
    elif owned or is_new:
        tell_owner(challenge.owner, needs=owned, challenge=challenge, by=by)


def _take(challenge: Challenge, needs: Collection[Need], *, by: User) -> Collection[Need]:
    """Answers which of the needs have got the challenge's owner."""
    ownerless = [need for need in needs if need.owner_id is None]
    for need in needs:
        note_challenge(need, by=by)
    for need in ownerless:
        note_owner(need, owner=challenge.owner, by=by)
    challenge.needs.add(*needs)
    return ownerless


def _leave(challenge: Challenge, needs: Collection[Need], *, by: User) -> None:
    for need in list(needs):
        challenge.needs.remove(need)
        move(need, NeedState.PRIORITISED, by=by, verb="need.left_challenge", challenge=challenge.title)


@transaction.atomic
def discard_challenge(challenge: Challenge, *, by: User) -> None:
    """Throws away a draft: its needs wait for another challenge."""
    rows = Challenge.objects.select_for_update().filter(pk=challenge.pk, state=ChallengeState.DRAFT)
    if rows.values("pk").first() is None:
        raise StaleState(challenge)
    _leave(challenge, challenge.needs.all(), by=by)
    record(challenge, "challenge.discarded", by=by)
    challenge.delete()


@transaction.atomic
def open_challenge(challenge: Challenge, *, by: User) -> None:
    """Publishes the brief: startups can be invited, and the owner is told."""
    if challenge.answers_by < timezone.localdate():
        raise StaleState(challenge, _("Sista dagen att svara har passerat. Ändra den först."))
    move(challenge, ChallengeState.OPEN, by=by, verb="challenge.opened")
    if challenge.owner_id != by.pk:
        here = challenge.organisation
        write_to([challenge.owner], "challenge_opened", organisation=here, by=by, challenge=challenge)


@transaction.atomic
def close_challenge(challenge: Challenge, *, by: User) -> None:
    """No more answers are taken. The invited who have not answered are told, so this has no way back but opening again."""
    move(challenge, ChallengeState.CLOSED, by=by, verb="challenge.closed")


@transaction.atomic
def reopen_challenge(challenge: Challenge, *, answers_by: date, by: User) -> None:
    """Takes answers again, until the day `answers_by`. Who was told that it was closed is told this too."""
    changed = change_of(challenge, "answers_by", str(challenge.answers_by), str(answers_by))
    fields = {"answers_by": answers_by}
    move(challenge, ChallengeState.OPEN, by=by, verb="challenge.reopened", fields=fields, changed=changed)
