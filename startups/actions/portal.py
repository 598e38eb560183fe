"""What a startup's contact does through its own portal: answers, offers times, declines.

The contact has no account: every deed takes the invitation it came in by, and the logbook keeps the contact's name.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import sender_in, write_to
from accounts.models import Role, User
from history.actions import StaleState, move, record
from history.changes import changes_in
from post.actions import ration, write_letter
from post.senders import Sender
from startups.models import Contact, Match, OfferedTime, Proposal, StartupInvitation
from startups.permissions import takes_answer, takes_late_answer
from startups.states import ANSWERABLE, LateAnswer, MatchState

MOST_LETTERS = 12  # that a startup's link causes in an hour: about four times an answer and a no
Span = tuple[datetime, datetime]
SECRETS = ("trade_secret", "trade_secret_reason")


@transaction.atomic
def save_draft(
    invitation: StartupInvitation, *, texts: dict[str, Any], seen: str, begun_at: datetime | None = None
) -> Proposal:
    """Keeps what has been written so far; nobody in the organisation sees it before it is handed in.

    `seen` is the version the writer began from (`version_of`), `begun_at` when. Raises StaleState when another contact
    of the startup has written meanwhile, when the proposal is handed in already, or when it was begun too late.
    """
    match = enter(invitation)
    _is_late(match, begun_at)
    if Proposal.objects.filter(match=match, handed_in_at__isnull=False).exists():
        raise StaleState(match, _("Lösningsförslaget är redan inlämnat. Spara ändringarna i stället."))
    return _keep(match, invitation, texts, seen)


@transaction.atomic
def discard_draft(invitation: StartupInvitation) -> None:
    """Throws away what has been written so far; StaleState when it is handed in already."""
    match = enter(invitation)
    if Proposal.objects.filter(match=match, handed_in_at__isnull=False).exists():
        raise StaleState(match, _("Lösningsförslaget är redan inlämnat och kan inte tas bort."))
    Proposal.objects.filter(match=match).delete()


@transaction.atomic
def hand_in(
    invitation: StartupInvitation, *, texts: dict[str, Any], seen: str, begun_at: datetime | None = None
) -> Proposal:
    """Hands in the proposal, or changes one that is handed in; possible until the challenge's last day.

    The first time, the challenge's owner and the inviting chief get a letter, and the contact a receipt. Handing in
    the same words again changes nothing. What was begun in time comes in late when it is handed in later, and is no
    answer before the chief accepts it (`judge_late`). `seen`, `begun_at` and StaleState as for `save_draft`.
    """
    match = enter(invitation)
    is_late = _is_late(match, begun_at)
    before = Proposal.objects.filter(match=match).first()
    proposal = _keep(match, invitation, texts, seen)
    # One that came too late, and is handed in again when the challenge is open again, is in time.
    is_first = proposal.handed_in_at is None or proposal.late in (LateAnswer.WAITING, LateAnswer.REFUSED)
    is_new_word = is_first or match.state == MatchState.DECLINED
    if not is_new_word and before is not None and version_of(before) == version_of(proposal):
        return proposal
    if is_first:
        proposal.handed_in_at = timezone.now()
        proposal.late = LateAnswer.WAITING if is_late else ""
        proposal.save()
    name = invitation.contact.name
    # What a draft said is the startup's own, and what is a trade secret is read by those who judge the proposal.
    changed = changes_in(proposal, texts, before=before, unsaid=SECRETS) if before and not is_first else []
    if is_late:
        record(match, "match.answered_late", by=None, by_name=name)
    elif match.state in (MatchState.INVITED, MatchState.DECLINED):
        move(match, MatchState.ANSWERED, by=None, by_name=name, changed=changed)
    else:
        verb = "match.answered" if is_first else "match.answer_changed"
        record(match, verb, by=None, by_name=name, changed=changed)
    if is_new_word:
        ration(match, about=_about(match), most=MOST_LETTERS)
        _tell_staff(match, invitation, "startup_answered", is_late=is_late)
        _send_receipt(match, invitation, is_late=is_late)
    return proposal


@transaction.atomic
def decline(invitation: StartupInvitation, *, reason: str) -> None:
    """Says no, also after an answer; possible until a meeting has been held. Saying no twice changes nothing."""
    match = enter(invitation)
    if match.state == MatchState.DECLINED:
        return
    if not match.can_move(MatchState.DECLINED):
        raise StaleState(match)
    ration(match, about=_about(match), most=MOST_LETTERS)
    move(match, MatchState.DECLINED, by=None, by_name=invitation.contact.name, reason=reason)
    _tell_staff(match, invitation, "startup_declined", reason=reason)


@transaction.atomic
def offer_times(invitation: StartupInvitation, *, spans: Sequence[Span]) -> None:
    """Replaces the coming times at which the startup can meet; those that have been stay as they are."""
    match = enter(invitation)
    if match.state not in ANSWERABLE:
        raise StaleState(match)
    coming = match.offered_times.coming()
    if set(coming.values_list("starts_at", "ends_at")) == set(spans):
        return
    match.offered_times.filter(
        Q(pk__in=coming.values("pk")) | Q(starts_at__in=[start for start, _end in spans])
    ).delete()
    OfferedTime.objects.bulk_create([OfferedTime(match=match, starts_at=start, ends_at=end) for start, end in spans])
    record(match, "match.times", by=None, by_name=invitation.contact.name)


@transaction.atomic
def choose_language(invitation: StartupInvitation, *, language: str) -> None:
    """Keeps the language the contact chose; the portal and later letters follow it."""
    enter(invitation)
    speak(invitation.contact, language=language)


def speak(contact: Contact, *, language: str) -> None:
    """From now on the contact is written to in that language."""
    contact.language = language
    contact.save(update_fields=["language"])


def enter(invitation: StartupInvitation) -> Match:
    """The match as it stands now, held until the transaction ends; StaleState when the portal has closed meanwhile."""
    # Held first and read then: whoever waited here for a challenge that was being closed reads it as closed.
    Match.objects.select_for_update().filter(pk=invitation.match_id).values("pk").first()
    whole = Match.objects.select_related("challenge__owner", "startup", "organisation", "proposal")
    match = whole.get(pk=invitation.match_id)
    still_open = StartupInvitation.objects.filter(
        pk=invitation.pk, revoked_at=None, expires_at__gt=timezone.now()
    ).exists()
    if not still_open:
        raise StaleState(match, _("Länken gäller inte längre."))
    if invitation.opened_at is None:
        invitation.opened_at = timezone.now()
        invitation.save(update_fields=["opened_at"])
    return match


def _is_late(match: Match, begun_at: datetime | None) -> bool:
    """Whether the answer comes late, though it was begun in time; StaleState when it cannot be given at all."""
    if takes_answer(match):
        return False
    if not takes_late_answer(match, begun_at):
        raise StaleState(match, _("Svarstiden är slut."))
    return True


def version_of(proposal: Proposal | None) -> str:
    """Which version of the proposal a writer has before them; empty when there is none."""
    return proposal.changed_at.isoformat() if proposal else ""


def _keep(match: Match, invitation: StartupInvitation, texts: dict[str, Any], seen: str) -> Proposal:
    """One proposal for each match, whichever contact writes; the last one to write it stands as its author."""
    proposal = Proposal.objects.filter(match=match).first()
    if proposal and all(getattr(proposal, name) == value for name, value in texts.items()):
        return proposal
    if version_of(proposal) != seen:
        raise StaleState(
            match,
            _(
                "Någon annan hos er har ändrat svaret sedan du öppnade sidan. Din text står kvar här. "
                "Spara igen om din ska gälla."
            ),
        )
    proposal = proposal or Proposal(match=match)
    for name, value in {**texts, "contact": invitation.contact}.items():
        setattr(proposal, name, value)
    proposal.save()
    return proposal


def _about(match: Match) -> str:
    return f"portal {match.pk}"


def _tell_staff(match: Match, invitation: StartupInvitation, template: str, **context: Any) -> None:
    """Writes to the challenge's owner and to the one who invited; to the chiefs when both have left."""
    people, contact = User.objects.of(match.organisation), invitation.contact
    hearing = people.filter(pk__in=[match.challenge.owner_id, invitation.invited_by_id])
    write_to(
        hearing or people.with_role(Role.DEVELOPMENT_CHIEF),
        template,
        about=_about(match),
        organisation=match.organisation,
        by=Sender(contact.name, contact.email, of=match.startup.name),
        match=match,
        contact=contact,
        **context,
    )


def _send_receipt(match: Match, invitation: StartupInvitation, *, is_late: bool) -> None:
    write_letter(
        to=invitation.contact.email,
        sender=sender_in(match.organisation, invitation.invited_by, match.challenge.owner, to=invitation.contact.email),
        template="letters/startup_receipt.txt",
        about=_about(match),
        context={"match": match, "is_late": is_late, "contact": invitation.contact, "link": invitation.link},
        language=invitation.contact.language,
        organisation=match.organisation,
    )
