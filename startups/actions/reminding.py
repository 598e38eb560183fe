"""Reminding those who were invited and have not answered: by a press, and by itself before the last day to answer."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import sender_in
from accounts.models import User
from history.actions import StaleState, record
from needs.models import Challenge
from needs.states import ChallengeState
from post.actions import LETTER_HOURS, write_letter
from startups.models import Contact, Match, StartupInvitation

# How long before the last day to answer the letter comes by itself, and how long after the invitation at the least.
LAST_CALL_BEFORE = timedelta(days=3)
PEACE = timedelta(days=1)


@transaction.atomic
def remind_silent(challenge: Challenge, *, by: User) -> list[StartupInvitation]:
    """One letter to each contact who has not answered and was not written to today; says to whom.

    Raises StaleState when there is nobody to remind.
    """
    reminded = _remind(challenge, by=by)
    if not reminded:
        raise StaleState(challenge, _("Alla som inte har svarat har redan fått ett brev i dag, eller går inte att nå."))
    return reminded


def remind_before_the_last_day() -> None:
    """Once for an invitation, in office hours, three days before the last day. May be called any number of times."""
    now = timezone.localtime()
    if now.hour not in LETTER_HOURS:
        return
    due = Challenge.objects.filter(
        state=ChallengeState.OPEN, answers_by__gte=now.date(), answers_by__lte=now.date() + LAST_CALL_BEFORE
    )
    for challenge in due.select_related("organisation").defer("search").order_by("pk"):
        _last_call(challenge)


@transaction.atomic
def _last_call(challenge: Challenge) -> None:
    before = timezone.now() - PEACE
    _remind(challenge, by=None, last_call_at=None, created_at__lt=before)


def _remind(challenge: Challenge, *, by: User | None, **among: Any) -> list[StartupInvitation]:
    """Of two at once the second waits here, and then finds that the contacts were written to.

    An answer that is being handed in just then comes first: it holds its match.
    """
    due = StartupInvitation.objects.filter(match__challenge=challenge, **among).remindable()
    held: dict[str, Any] = {"of": ("self",), "no_key": True}
    matches = Match.objects.filter(pk__in=due.values_list("match")).order_by("pk")
    list(matches.select_for_update(**held).values_list("pk"))
    contacts = Contact.objects.filter(pk__in=due.values_list("contact")).order_by("pk")
    list(contacts.select_for_update(**held).values_list("pk"))
    whole = due.select_related("contact", "invited_by", "match__startup", "match__organisation", "match__proposal")
    found = list(whole.order_by("match__startup__name", "contact__name", "pk"))
    for invitation in found:
        _write(invitation, challenge, by)
    now = timezone.now()
    said = {"reminded_at": now, "reminded_by": by} | ({} if by else {"last_call_at": now})
    StartupInvitation.objects.filter(pk__in=[invitation.pk for invitation in found]).update(**said)
    return found


def _write(invitation: StartupInvitation, challenge: Challenge, by: User | None) -> None:
    contact, organisation = invitation.contact, challenge.organisation
    write_letter(
        to=contact.email,
        sender=sender_in(organisation, by, invitation.invited_by, to=contact.email),
        template="letters/startup_reminder.txt",
        context={
            "contact": contact,
            "challenge": challenge,
            "invitation": invitation,
            "draft": getattr(invitation.match, "proposal", None),
            "link": invitation.link,
        },
        about=f"reminder {invitation.match_id} {contact.pk}",
        language=contact.language,
        organisation=organisation,
    )
    record(invitation.match, "match.reminded", by=by, contact=contact.name)
