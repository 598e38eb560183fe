"""What this room does when it hears of deeds in the rooms before it (subscribed in apps.py)."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy

from accounts.letters import write_to
from accounts.models import User
from history.models import Entry
from meetings.actions.meetings import call_off
from meetings.models import Meeting, MeetingOffer
from meetings.permissions import is_meetable
from meetings.sentences import CALLED_OFF
from post.models import Letter
from post.senders import Sender
from startups.models import Match
from startups.states import MatchState

# So long the letter about a startup's own times waits for more of them, and so long it is the only one.
TIMES_WAIT = timedelta(seconds=settings.AGENDA_WAIT_SECONDS)
TOLD_LATELY = timedelta(days=1)
STARTUP_TIMES = {"match.times"}
STARTUP_LEFT = {"match.declined", "match.thanked", "match.uninvited", "match.revoked"}
OUT = (MatchState.DECLINED, MatchState.THANKED)


def call_off_what_is_coming(matches: Sequence[Match], entries: Sequence[Entry]) -> None:
    """A startup that declines, is thanked, or whose last open invitation is withdrawn keeps no coming meetings and
    no times to choose among.

    An invitation that was renewed, ran out by itself, or is one of several leaves them as they are.
    """
    for match, entry in zip(matches, entries, strict=True):
        if match.state in OUT or not match.invitations.filter(revoked_at=None).exists():
            _call_off(match, entry)


def _call_off(match: Match, entry: Entry) -> None:
    MeetingOffer.objects.filter(match=match).delete()
    coming = Meeting.objects.filter(match=match).coming().order_by("starts_at", "pk")
    locked = coming.select_for_update(of=("self",), no_key=True)
    meetings = list(locked.select_related("organisation", "day", "manager", "startup", "match__challenge__owner"))
    why = str(match.state) if match.state in OUT else "withdrawn"
    reason = format_lazy(CALLED_OFF[why], startup=match.startup.name)
    call_off(meetings, reason=reason, why=why, by=entry.actor, by_name=entry.actor_name)
    owner = match.challenge.owner
    if meetings and owner not in [entry.actor, *(meeting.manager for meeting in meetings)]:
        context = {"match": match, "meetings": meetings, "reason": reason}
        write_to([owner], "meetings_called_off", organisation=match.organisation, by=entry.actor, **context)


def tell_of_own_times(matches: Sequence[Match], entries: Sequence[Entry]) -> None:
    """Whoever would meet a startup hears that it has said when it can: the managers who have offered it times, else the
    challenge's owner; once a day at most, and not when they are to meet already."""
    for match, entry in zip(matches, entries, strict=True):
        about = f"own times {match.pk}"
        letters = Letter.objects.filter(about=about)
        letters.withdraw()
        times = list(match.offered_times.coming())
        told = letters.with_readers().filter(created_at__gt=timezone.now() - TOLD_LATELY).exists()
        if not times or told or not is_meetable(match) or Meeting.objects.filter(match=match).coming().exists():
            continue
        offering = User.objects.filter(pk__in=MeetingOffer.objects.filter(match=match).values("manager"))
        write_to(
            offering or [match.challenge.owner],
            "startup_times",
            about=about,
            waits=TIMES_WAIT,
            organisation=match.organisation,
            by=_sender_of(match, entry),
            match=match,
            times=times,
        )


def _sender_of(match: Match, entry: Entry) -> Sender | None:
    """The startup's contact, as the logbook names whoever came in by a link."""
    invitation = match.invitations.filter(contact__name=entry.actor_name).select_related("contact").first()
    return invitation and Sender(entry.actor_name, invitation.contact.email, of=match.startup.name)
