"""Inviting all who are chosen for a challenge at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from history.actions import StaleState
from needs.models import Challenge
from startups.actions.shortlist import invite
from startups.models import Contact, Match, StartupInvitation
from startups.states import MatchState


@dataclass(frozen=True)
class Asked:
    """Who is to be asked of one startup, known or not yet saved, and what the letter begins with."""

    match: Match
    contact: Contact
    message: str


@dataclass(frozen=True)
class LeftOut:
    """One that could not be invited any more, as it stands now, and why if that says more than its state."""

    match: Match
    why: str


@transaction.atomic
def invite_all(
    challenge: Challenge, asked: Iterable[Asked], *, by: User
) -> tuple[list[StartupInvitation], list[LeftOut]]:
    """Invites each that still is on the shortlist, and tells whom it left out: invited meanwhile, or set aside.

    What the same person has asked the same contact already counts as done, so that a second press changes nothing.
    Raises StaleState when the challenge takes no answers.
    """
    if not Challenge.objects.get(pk=challenge.pk).takes_answers:
        raise StaleState(challenge, _("Utmaningen tar inte emot svar. Öppna den eller flytta sista dagen först."))
    invited, left_out = [], []
    for one in sorted(asked, key=lambda one: one.match.pk):  # held in one order, so that two wait and do not lock
        match = Match.objects.select_for_update(of=("self",)).select_related("startup").get(pk=one.match.pk)
        if match.state == MatchState.SHORTLISTED:
            try:
                invited.append(invite(match, contact=one.contact, message=one.message, by=by))
            except StaleState as refusal:
                left_out.append(LeftOut(match, refusal.message))
        elif same := _the_same(match, one, by):
            invited.append(same)
        else:
            left_out.append(LeftOut(match, ""))
    return invited, left_out


def _the_same(match: Match, one: Asked, by: User) -> StartupInvitation | None:
    to = {"contact__email__iexact": one.contact.email, "message": one.message, "invited_by": by}
    return match.invitations.filter(revoked_at=None, **to).first()
