"""What a meeting led to as the startup tells it, by its own portal; put right the same day."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from history.actions import StaleState, record
from meetings.models import Meeting, StartupOutcome
from startups.actions.portal import enter
from startups.models import StartupInvitation


@dataclass(frozen=True)
class StartupOutcomeData:
    """What the contact tells; without a next step the meeting did not happen."""

    next_step: str = ""
    surprise: str = ""
    follow_up_on: date | None = None


@transaction.atomic
def leave_startup_outcome(
    invitation: StartupInvitation, meeting: Meeting, told: StartupOutcomeData, *, seen: StartupOutcome | None
) -> None:
    """Says how the meeting went, or puts right what was `seen`. The logbook tells that it was said, and nothing of it.

    Raises StaleState when another contact has answered meanwhile, or when the day of the answer is over.
    """
    enter(invitation)
    now = Meeting.objects.select_related("match", "startup_outcome").get(pk=meeting.pk, match=invitation.match_id)
    outcome = getattr(now, "startup_outcome", None)
    if outcome and not seen:
        raise StaleState(now, _("Någon annan hos er har redan berättat hur mötet gick."))
    if not (now.startup_may_correct if seen else now.awaits_startup_outcome):
        raise StaleState(now, _("Det går inte längre att berätta om det mötet."))
    outcome = outcome or StartupOutcome(meeting=now, left_at=timezone.now())
    outcome.contact = invitation.contact
    outcome.next_step, outcome.surprise, outcome.follow_up_on = told.next_step, told.surprise, told.follow_up_on
    outcome.save()
    verb = "meeting.startup_corrected" if seen else "meeting.startup_told"
    record(now, verb, by=None, by_name=invitation.contact.name)
