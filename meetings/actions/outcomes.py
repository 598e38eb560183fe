"""What a meeting led to: left by the manager in under a minute, put right the same day."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from history.actions import StaleState, move, record
from meetings.models import Meeting, Outcome
from meetings.permissions import awaits_the_unit, can_be_corrected, takes_notes
from meetings.states import MeetingState
from startups.actions import note_meeting_held
from startups.models import Match


@dataclass(frozen=True)
class OutcomeData:
    """What the manager tells: whether it happened, and if so what comes next."""

    happened: bool
    next_step: str = ""
    surprise: str = ""
    follow_up_on: date | None = None
    refer_to: Unit | None = None

    @property
    def state(self) -> str:
        return MeetingState.HELD if self.happened else MeetingState.MISSED

    @property
    def verb(self) -> str:
        return f"meeting.held.{self.next_step}" if self.happened else "meeting.missed"

    def write_in(self, outcome: Outcome) -> Outcome:
        outcome.next_step = self.next_step
        outcome.surprise = self.surprise
        outcome.follow_up_on = self.follow_up_on
        if outcome.refer_to != self.refer_to:
            outcome.refer_declined_at = None
        outcome.refer_to = self.refer_to
        return outcome


@transaction.atomic
def keep_notes(meeting: Meeting, *, notes: str, by: User) -> None:
    """Keeps what the manager writes before and during the meeting; nobody else's business, so no history tells of it."""
    now = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if not takes_notes(now):
        raise StaleState(now, _("Utfallet är redan lämnat. Skriv det du vill ha med där."))
    Meeting.objects.filter(pk=meeting.pk).update(notes=notes)


@transaction.atomic
def leave_outcome(meeting: Meeting, told: OutcomeData, *, by: User) -> Outcome:
    """Says how the meeting went. A meeting that was held moves its match on.

    Raises StaleState when somebody has left the outcome already.
    """
    match = _locked_match(meeting)
    move(meeting, told.state, by=by, verb=told.verb, reason=told.surprise)
    outcome = told.write_in(Outcome(meeting=meeting, left_by=by))
    outcome.save()
    Meeting.objects.filter(pk=meeting.pk).update(notes="")
    if told.happened:
        note_meeting_held(match, by=by)
    return outcome


@transaction.atomic
def correct_outcome(meeting: Meeting, told: OutcomeData, *, by: User) -> Outcome:
    """Puts right what was left earlier the same day; also that a meeting did happen after all."""
    match = _locked_match(meeting)
    outcome = Outcome.objects.select_for_update(of=("self",)).get(meeting=meeting)
    if not can_be_corrected(meeting):
        raise StaleState(meeting, _("Utfallet går bara att rätta samma dag."))
    told.write_in(outcome).save()
    if told.happened and meeting.state == MeetingState.MISSED:
        try:
            with transaction.atomic():
                move(meeting, MeetingState.HELD, by=by, verb=told.verb, reason=told.surprise)
        except IntegrityError as refusal:
            raise StaleState(meeting, _("En av er hade ett annat möte då.")) from refusal
        note_meeting_held(match, by=by)
    else:
        record(meeting, "meeting.corrected", by=by, reason=told.surprise)
    return outcome


@transaction.atomic
def decline_reference(meeting: Meeting, *, reason: str, by: User) -> None:
    """The unit to which the startup was referred says no as well; StaleState when it has, or has booked it."""
    _locked_match(meeting)
    if not awaits_the_unit(meeting):
        raise StaleState(meeting)
    Outcome.objects.filter(meeting=meeting).update(refer_declined_at=timezone.now())
    record(meeting, "meeting.reference_declined", by=by, reason=reason)


def _locked_match(meeting: Meeting) -> Match:
    """The match before the meeting, as in a booking, so that the two never wait for each other crosswise."""
    return Match.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.match_id)
