"""What this room does when it hears of deeds in the rooms before it (subscribed in apps.py)."""

from collections.abc import Sequence

from django.utils.text import format_lazy

from accounts.letters import write_to
from history.models import Entry
from meetings.actions.meetings import call_off
from meetings.models import Meeting, MeetingOffer
from meetings.sentences import CALLED_OFF
from startups.models import Match
from startups.states import MatchState

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
