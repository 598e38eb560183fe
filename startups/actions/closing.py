"""What becomes of those who were asked when a challenge takes no more answers, and of answers that come late."""

from django.db import transaction

from accounts.letters import sent_by
from accounts.models import User
from history.actions import StaleState, move, record
from needs.models import Challenge
from post.actions import write_letter
from startups.models import Match, Proposal, StartupInvitation
from startups.states import LATE_JUDGED, LateAnswer, MatchState


def awaited_invitations(challenge: Challenge) -> list[StartupInvitation]:
    """The invitations, not withdrawn, of those who were asked and have not answered."""
    asked = StartupInvitation.objects.filter(match__in=challenge.matches.awaited(), revoked_at=None)
    whole = asked.select_related("contact", "invited_by", "match__startup", "match__proposal")
    return list(whole.order_by("match__startup__name", "contact__name", "pk"))


@transaction.atomic
def tell_awaited(challenge: Challenge, *, sender: User) -> None:
    """Writes to each of them how it stands now: the challenge takes no more answers, or takes them again.

    An answer that is being handed in just then comes first: it holds its match.
    """
    awaited = Match.objects.filter(challenge=challenge).awaited().order_by("pk")
    list(awaited.select_for_update(of=("self",)).values_list("pk"))
    template = "startup_reopened" if challenge.takes_answers else "startup_closed"
    for invitation in awaited_invitations(challenge):
        _write(invitation, template, challenge=challenge, sender=sender)


@transaction.atomic
def judge_late(match: Match, *, accepts: bool, reason: str, by: User) -> None:
    """Says whether an answer that came late counts; the startup hears it by letter, with the reason if there is one.

    Raises StaleState when somebody has said so already, or nothing waits for it any more.
    """
    match = Match.objects.select_for_update(of=("self",)).select_related("challenge").get(pk=match.pk)
    word = LateAnswer.ACCEPTED if accepts else LateAnswer.REFUSED
    waiting = Proposal.objects.filter(match=match, late=LateAnswer.WAITING)
    if match.state not in LATE_JUDGED or not waiting.update(late=word):
        raise StaleState(match)
    if accepts and match.state == MatchState.INVITED:
        move(match, MatchState.ANSWERED, by=by, verb="match.late_accepted", reason=reason)
    else:
        record(match, "match.late_accepted" if accepts else "match.late_refused", by=by, reason=reason)
    told = match.invitations.filter(revoked_at=None).select_related("contact", "match__startup")
    for invitation in told:
        _write(invitation, "startup_late", challenge=match.challenge, sender=by, accepts=accepts, reason=reason)


def _write(
    invitation: StartupInvitation, template: str, *, challenge: Challenge, sender: User, **context: object
) -> None:
    write_letter(
        to=invitation.contact.email,
        sender=sent_by(sender, challenge.organisation),
        template=f"letters/{template}.txt",
        context={
            "contact": invitation.contact,
            "challenge": challenge,
            "startup": invitation.match.startup,
            "draft": getattr(invitation.match, "proposal", None),
            "meetings": invitation.match.meetings.coming().select_related("manager").order_by("starts_at"),
            "link": invitation.link if invitation.is_open else "",
            **context,
        },
        language=invitation.contact.language,
        organisation=challenge.organisation,
    )
