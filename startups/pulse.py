"""How it goes with each who is invited: whether the letter arrived, the link was opened, an answer is begun or there.

Of a draft it tells that there is one, and nothing that stands in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from post.models import Letter
from startups.models import Match, StartupInvitation
from startups.states import MATCH_COLOURS, MatchState


@dataclass(frozen=True)
class Pulse:
    """One open or expired invitation with the latest letter about it, None for one that is not kept."""

    invitation: StartupInvitation
    letter: Letter | None

    @property
    def answer(self) -> tuple[Any, str]:
        """Where the startup stands, in words and with their colour."""
        match: Match = self.invitation.match
        if late := match.late_proposal:
            return late.get_late_display(), late.late_colour
        if match.state == MatchState.DECLINED:
            return match.get_state_display(), "neutral"
        if proposal := match.handed_in_proposal:
            if match.state == MatchState.ANSWERED and proposal.is_new:
                return _("Nytt svar"), "info"
            return MatchState.ANSWERED.label, MATCH_COLOURS[MatchState.ANSWERED]
        if match.state not in (MatchState.INVITED, MatchState.MET):
            return match.get_state_display(), MATCH_COLOURS.get(MatchState(match.state), "neutral")
        if getattr(match, "proposal", None):
            return _("Har börjat skriva"), "info"
        return _("Inget svar än"), "warning"


def pulses_of(invitations: Sequence[StartupInvitation]) -> list[Pulse]:
    """In the order given, by one question about all their letters. Give them with their matches and proposals."""
    if not invitations:
        return []
    abouts = [f"{kind} {one.match_id} {one.contact_id}" for one in invitations for kind in ("link", "reminder")]
    organisation = invitations[0].match.organisation_id
    letters = Letter.objects.filter(about__in=abouts, organisation=organisation).only("about", "state", "sent_at")
    latest = {letter.about.partition(" ")[2]: letter for letter in letters.order_by("created_at", "pk")}
    return [Pulse(one, latest.get(f"{one.match_id} {one.contact_id}")) for one in invitations]
