"""What an organisation has had to do with a startup over the years: each match with what came of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Organisation, User
from startups.models import Match, StartupInvitation
from startups.states import MatchState


@dataclass(frozen=True)
class Dealing:
    """One match with its challenge, meetings and pilot. `asked_at` is None where the startup was never invited."""

    match: Any
    asked_at: datetime | None
    meetings: list[Any]

    @property
    def answer(self) -> str:
        """What came of asking: declined, answered, late, awaited or none; empty where a meeting says more."""
        if self.match.state == MatchState.DECLINED:
            return "declined"
        if self.match.handed_in_proposal:
            return "answered"
        if self.match.late_proposal:
            return "late"
        if self.match.state in (MatchState.MET, MatchState.IN_PILOT):
            return ""
        return "awaited" if self.match.state == MatchState.INVITED and self.match.challenge.takes_answers else "none"

    @cached_property
    def days_to_answer(self) -> int:
        """How many days after the first invitation the startup answered."""
        proposal = self.match.handed_in_proposal
        if not (proposal and self.asked_at):
            return 0
        return max(0, (timezone.localdate(proposal.handed_in_at) - timezone.localdate(self.asked_at)).days)


def dealings_with(startup: Any, organisation: Organisation, *, user: User) -> list[Dealing]:
    """The organisation's dealings with the startup as far as the person may see them, the newest first (two queries).

    What the rooms below know about the startup is reached through the names they gave their relations.
    """
    matches = Match.objects.visible_to(user).filter(organisation=organisation, startup=startup)
    first_asked = StartupInvitation.objects.filter(match=OuterRef("pk")).order_by("created_at").values("created_at")
    matches = matches.annotate(asked_at=Subquery(first_asked[:1])).select_related("challenge", "proposal", "pilot")
    meetings = defaultdict(list)
    held = startup.meetings.visible_to(user).filter(organisation=organisation).select_related("manager", "outcome")
    for meeting in held.order_by("-starts_at", "-pk"):
        meetings[meeting.match_id].append(meeting)
    newest_first = matches.order_by(Coalesce("asked_at", "created_at").desc(), "-pk")
    return [Dealing(match, match.asked_at, meetings[match.pk]) for match in newest_first]
