"""Times for a single meeting: offered by a manager, taken by the startup, which may also move and cancel in time."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import sender_in
from accounts.models import User
from history.actions import StaleState, record
from meetings.actions.meetings import book_meeting, cancel_meeting, move_meeting
from meetings.letters import about_meetings
from meetings.models import Meeting, MeetingOffer, Slot
from meetings.permissions import is_meetable
from meetings.slots import Span
from meetings.states import MeetingState
from post.actions import ration, write_letter
from post.senders import Sender
from startups.actions.portal import MOST_LETTERS, enter
from startups.models import Match, StartupInvitation


@transaction.atomic
def offer_meeting(*, match: Match, manager: User, spans: Sequence[Span], place: str, by: User) -> None:
    """Offers the startup these times with the manager, and no others, and writes to its contact once.

    Nobody's time is taken before one is chosen. Raises StaleState when the match takes no bookings, or nobody can be
    written to.
    """
    current = _locked(match)
    invitation = open_invitation(current)
    if not is_meetable(current) or invitation is None:
        raise StaleState(current, _("Startupen har ingen inbjudan som gäller. Bjud in på nytt först."))
    MeetingOffer.objects.filter(match=match, manager=manager).delete()
    MeetingOffer.objects.bulk_create(
        MeetingOffer(match=match, manager=manager, starts_at=s.starts_at, ends_at=s.ends_at, place=place, offered_by=by)
        for s in spans
    )
    record(match, "match.times_offered", by=by, count=len(spans))
    _write(invitation, manager, sorted(spans), by=by)


@transaction.atomic
def withdraw_offers(*, match: Match, manager: User, by: User) -> None:
    """Takes the offered times back; the contact hears it. Without any there is nothing to do."""
    _locked(match)
    if MeetingOffer.objects.filter(match=match, manager=manager).delete()[0]:
        record(match, "match.times_withdrawn", by=by)
        if invitation := open_invitation(match):
            _write(invitation, manager, [], by=by)


@transaction.atomic
def take_offer(invitation: StartupInvitation, offer_id: int) -> Meeting:
    """Books the offered time; the manager's other offers to the match are gone, and both get the invitation.

    Raises StaleState when the time has passed, was taken back or another was chosen, Clash when one of the two is busy
    by now.
    """
    match = _entered(invitation)
    offer = MeetingOffer.objects.coming().select_related("manager", "offered_by").filter(pk=offer_id, match=match)
    if not (chosen := offer.first()):
        is_booked = match.meetings.coming().exists()
        raise StaleState(match, _("Ni har redan valt en tid.") if is_booked else _("Den tiden är inte kvar."))
    meeting = book_meeting(
        match=match,
        manager=chosen.manager,
        span=chosen.span,
        place=chosen.place,
        by=_contact_of(invitation),
        asked_by=chosen.offered_by,
    )
    MeetingOffer.objects.filter(match=match, manager=chosen.manager).delete()
    return meeting


@transaction.atomic
def move_as_startup(
    invitation: StartupInvitation, meeting: Meeting, *, span: Span, slot: Slot | None = None, seen: int
) -> None:
    """Moves the meeting, as long as the startup may; both sides and the challenge's owner hear it, calendars follow.

    Raises StaleState when the hour has come or somebody has changed the meeting, Clash when one of the two is busy then.
    """
    meeting.match = _entered(invitation)
    check_in_time(meeting)
    move_meeting(meeting, span=span, place=meeting.place, slot=slot, seen=seen, by=_contact_of(invitation))


@transaction.atomic
def cancel_as_startup(invitation: StartupInvitation, meeting: Meeting, *, reason: str, seen: int) -> None:
    """Cancels the meeting with a word of reason, as long as the startup may. Raises StaleState."""
    meeting.match = _entered(invitation)
    check_in_time(meeting)
    cancel_meeting(meeting, reason=reason, seen=seen, by=_contact_of(invitation))


def open_invitation(match: Match) -> StartupInvitation | None:
    """By which the startup can come in and choose."""
    return (
        match.invitations.filter(revoked_at=None, expires_at__gt=timezone.now())
        .select_related("contact", "match")
        .first()
    )


def _locked(match: Match) -> Match:
    Match.objects.select_for_update(no_key=True).get(pk=match.pk)
    return Match.objects.select_related("organisation", "startup", "challenge").get(pk=match.pk)


def _entered(invitation: StartupInvitation) -> Match:
    """The match behind the link, which causes so many letters in an hour and no more."""
    match = enter(invitation)
    ration(match, about=about_meetings(match), most=MOST_LETTERS)
    return match


def check_in_time(meeting: Meeting) -> None:
    """Raises StaleState when the startup can no longer change the meeting by itself, with whom to turn to."""
    if not meeting.startup_may_change:
        words = _("Det går inte längre att flytta eller avboka själv. Hör av er till %(name)s, %(email)s.")
        told = {"name": meeting.manager.name, "email": meeting.manager.email}
        lies_ahead = meeting.state == MeetingState.BOOKED and not meeting.has_begun
        raise StaleState(meeting.match, words % told if lies_ahead else "")


def _contact_of(invitation: StartupInvitation) -> Sender:
    return Sender(invitation.contact.name, invitation.contact.email, of=invitation.match.startup.name)


def _write(invitation: StartupInvitation, manager: User, spans: Sequence[Span], *, by: User) -> None:
    """The times, or that there are none any more."""
    match, contact = invitation.match, invitation.contact
    write_letter(
        to=contact.email,
        sender=sender_in(match.organisation, by, manager, to=contact.email),
        template="letters/meeting_offers.txt",
        context={"match": match, "manager": manager, "contact": contact, "spans": spans, "link": invitation.link},
        language=contact.language,
        organisation=match.organisation,
    )
