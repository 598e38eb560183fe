"""What the organisation does with those considered for a challenge: chooses, invites, thanks."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import sent_by
from accounts.links import new_key
from accounts.models import User
from history.actions import StaleState, move, record
from needs.models import Challenge
from post.actions import ration, write_letter
from startups.models import Contact, Match, Proposal, Startup, StartupInvitation
from startups.states import INVITABLE, MatchState

MOST_LINKS = 5  # to one contact about one challenge in an hour


def mark_read(proposal: Proposal) -> None:
    """Somebody who judges the answers reads it; one that the startup has changed since it was fetched stays new."""
    Proposal.objects.filter(pk=proposal.pk, changed_at=proposal.changed_at).update(read_at=timezone.now())


@transaction.atomic
def add_by_hand(challenge: Challenge, startup: Startup, *, by: User) -> Match:
    """Puts a startup of the registry on the shortlist, suggested or not. Doing it twice changes nothing."""
    match, is_new = Match.objects.get_or_create(
        challenge=challenge, startup=startup, defaults={"organisation_id": challenge.organisation_id, "added_by": by}
    )
    if is_new:
        record(match, "match.added", by=by)
    match = _locked(match)
    if match.state in (MatchState.SUGGESTED, MatchState.SET_ASIDE):
        shortlist(match, by=by)
    return match


@transaction.atomic
def shortlist(match: Match, *, by: User) -> None:
    """Takes the startup onto the shortlist. A second press finds it there and changes nothing."""
    if match.state != MatchState.SHORTLISTED:
        move(match, MatchState.SHORTLISTED, by=by, fields={"set_aside_reason": ""})


@transaction.atomic
def set_aside(match: Match, *, reason: str, by: User) -> None:
    """Decides against the startup; it stays on record with the reason."""
    move(match, MatchState.SET_ASIDE, by=by, reason=reason, fields={"set_aside_reason": reason})


@transaction.atomic
def put_back(match: Match, *, by: User) -> None:
    """Undoes a decision before anybody was asked: the startup is a suggestion again."""
    if match.state != MatchState.SUGGESTED:
        move(match, MatchState.SUGGESTED, by=by, fields={"set_aside_reason": ""})


@transaction.atomic
def invite(match: Match, *, contact: Contact, message: str, by: User) -> StartupInvitation:
    """Invites a contact with a personal link. Inviting the same contact again gives the open invitation as it is.

    `contact` may be unsaved: then it is kept, or found again by its address. Raises StaleState when the challenge
    no longer takes answers or the startup has been set aside meanwhile.
    """
    match = _locked(match)
    if match.state not in INVITABLE:
        raise StaleState(match)
    if not match.challenge.takes_answers:
        raise StaleState(match, _("Utmaningen tar inte emot svar. Öppna den eller flytta sista dagen först."))
    contact = _kept(contact)
    already = match.invitations.filter(contact=contact, revoked_at=None).first()
    if already and already.is_open:
        return already
    if already:
        _close(already)
    invitation = StartupInvitation.objects.create(match=match, contact=contact, message=message, invited_by=by)
    if match.state == MatchState.SHORTLISTED:
        move(match, MatchState.INVITED, by=by, contact=contact.name)
    else:
        record(match, "match.invited_again", by=by, contact=contact.name)
    _send_link(invitation)
    return invitation


@transaction.atomic
def send_new_link(invitation: StartupInvitation, *, by: User) -> StartupInvitation:
    """Gives the contact a new link in place of the old one, which stops working.

    Raises StaleState for a link that has been replaced already, so that a double press sends one letter.
    """
    match = _locked(invitation.match)
    newest = match.invitations.filter(contact=invitation.contact).order_by("-created_at", "-pk").first()
    if newest != invitation or match.state not in INVITABLE:
        raise StaleState(match)
    if invitation.revoked_at is None:
        _close(invitation)
    reminded = {name: getattr(invitation, name) for name in ("reminded_at", "reminded_by", "last_call_at")}
    new = StartupInvitation.objects.create(
        match=match, contact=invitation.contact, message=invitation.message, invited_by=by, **reminded
    )
    if match.state == MatchState.SHORTLISTED:
        move(match, MatchState.INVITED, by=by, contact=new.contact.name)
    else:
        record(match, "match.new_link", by=by, contact=new.contact.name)
    _send_link(new, is_new_link=True)
    return new


@transaction.atomic
def revoke(invitation: StartupInvitation, *, by: User) -> None:
    """Stops a link, and the contact's own with the last of them. When nobody else is invited and nothing has been answered, the startup is not invited any more."""
    match = _locked(invitation.match)
    if not StartupInvitation.objects.filter(pk=invitation.pk, revoked_at=None).exists():
        return
    _close(invitation)
    if not invitation.contact.comes_in:
        invitation.contact.key = new_key()
        invitation.contact.save(update_fields=["key"])
    others = match.invitations.filter(revoked_at=None).exists()
    if match.state == MatchState.INVITED and not others:
        move(match, MatchState.SHORTLISTED, by=by, verb="match.uninvited", contact=invitation.contact.name)
    else:
        record(match, "match.revoked", by=by, contact=invitation.contact.name)


@transaction.atomic
def note_meeting_held(match: Match, *, by: User) -> None:
    """A meeting with the startup has been held; a match that has already come further stays where it is."""
    if match.can_move(MatchState.MET):
        move(match, MatchState.MET, by=by)


@transaction.atomic
def note_pilot(match: Match, *, by: User) -> None:
    """A pilot with the startup has begun; a second pilot from the same match changes nothing."""
    if match.state != MatchState.IN_PILOT:
        move(match, MatchState.IN_PILOT, by=by)


@transaction.atomic
def thank(match: Match, *, reason: str, by: User) -> None:
    """Ends the match with thanks: the startup hears by letter how it went and why."""
    move(match, MatchState.THANKED, by=by, reason=reason)
    invitations = match.invitations.filter(revoked_at=None).select_related("contact")
    for invitation in invitations:
        write_letter(
            to=invitation.contact.email,
            sender=sent_by(by, match.organisation),
            template="letters/startup_thanks.txt",
            context={
                "contact": invitation.contact,
                "challenge": match.challenge,
                "reason": reason,
                "link": invitation.link if invitation.is_open else "",
            },
            language=invitation.contact.language,
            organisation=match.organisation,
        )


def _locked(match: Match) -> Match:
    """The match as it stands now, held until the transaction ends: deeds upon one match come one at a time."""
    return (
        Match.objects.select_for_update(of=("self",))
        .select_related("challenge", "startup", "organisation")
        .get(pk=match.pk)
    )


def _kept(contact: Contact) -> Contact:
    """The contact, saved; the one already known by that address when there is one."""
    if contact.pk:
        return contact
    return Contact.objects.get_or_create(
        startup=contact.startup,
        organisation=contact.organisation,
        email=contact.email.lower(),
        defaults={"name": contact.name, "phone": contact.phone, "language": contact.language},
    )[0]


def _close(invitation: StartupInvitation) -> None:
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])


def _send_link(invitation: StartupInvitation, *, is_new_link: bool = False) -> None:
    here, about = invitation.match.organisation, f"link {invitation.match_id} {invitation.contact_id}"
    ration(invitation.match, about=about, most=MOST_LINKS)
    write_letter(
        to=invitation.contact.email,
        sender=sent_by(invitation.invited_by, here),
        template="letters/startup_invitation.txt",
        context={
            "invitation": invitation,
            "contact": invitation.contact,
            "challenge": invitation.match.challenge,
            "link": invitation.link,
            "is_new_link": is_new_link,
        },
        about=about,
        language=invitation.contact.language,
        organisation=here,
    )
