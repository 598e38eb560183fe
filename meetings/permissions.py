"""Who may plan matchmaking days, book meetings and leave outcomes, and when."""

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Who, is_chief, is_line_manager
from meetings.models import LATE, MatchmakingDay, Meeting, Questionnaire, Respondent
from meetings.states import PREPARED, DayState, MeetingState
from startups.models import Match
from startups.states import MEETABLE, MatchState

# --- who ----------------------------------------------------------------------------------------------------------
is_the_manager = Who(lambda user, meeting: meeting.manager_id == user.pk)
is_among_managers = Who(lambda user, day: any(m.pk == user.pk for m in day.managers.all()))

may_plan = is_chief
# Asked of a day.
may_book_on = is_among_managers | is_chief
# Asked of a day: what both sides wish is read by nobody else.
may_read_wishes = is_chief
may_change = is_the_manager | is_chief
may_leave_outcome = is_the_manager | is_chief
# Asked of one's own membership.
may_follow_meetings = is_line_manager | is_chief
# Notes are one's own working paper: nobody else reads them before they have become an outcome.
may_take_notes = is_the_manager


def _works_in_the_unit(user: User, meeting: Meeting) -> bool:
    unit = getattr(meeting, "outcome", None) and meeting.outcome.refer_to_id
    membership = user.membership_in(meeting.organisation_id)
    return unit is not None and membership is not None and membership.unit_id == unit


# Of a meeting that led to "suits another unit better": that unit's managers say what becomes of it.
may_take_up_reference = is_line_manager & Who(_works_in_the_unit) | is_chief
# Asked of questions to line managers, and of one's own membership.
may_ask_managers = is_chief
may_read_answers = is_chief
is_asked = Who(lambda user, asked: Respondent.objects.filter(questionnaire=asked.pk, person=user).exists())
# What the startup tells is not read by whom it met, unless that is the chief.
may_read_startup_outcome = is_chief


# --- when ---------------------------------------------------------------------------------------------------------
def is_meetable(match: Match) -> bool:
    return match.state in MEETABLE


def is_off(match: Match) -> bool:
    """Nothing will come of the match: the startup said no, or was thanked."""
    return match.state in (MatchState.DECLINED, MatchState.THANKED)


def is_planned(day: MatchmakingDay) -> bool:
    return day.state == DayState.PLANNED


def is_open(day: MatchmakingDay) -> bool:
    return day.state == DayState.OPEN


def is_published(day: MatchmakingDay) -> bool:
    """Opened at some time: there are meetings to follow, or there were."""
    return day.state not in PREPARED


def has_been(day: MatchmakingDay) -> bool:
    """It is the day or later, and there were meetings to go to: there is something to tell of it."""
    return is_published(day) and day.state != DayState.CANCELLED and day.date <= timezone.localdate()


def can_be_late(meeting: Meeting) -> bool:
    """On a matchmaking day that is today, booked, and not begun so long ago that being late is no news."""
    today = timezone.localdate(meeting.starts_at) == timezone.localdate()
    booked = meeting.state == MeetingState.BOOKED and meeting.day_id is not None
    return booked and today and meeting.starts_at + LATE > timezone.now()


def is_being_prepared(day: MatchmakingDay) -> bool:
    """Planned, or asked about: nobody books yet, and everything can still be changed."""
    return day.state in PREPARED


def can_be_asked_about(day: MatchmakingDay) -> bool:
    """Planned for later than today, with somebody to meet and to be met: whom do they want?"""
    return is_planned(day) and day.date > timezone.localdate() and _has_both_sides(day)


def can_be_opened(day: MatchmakingDay) -> bool:
    """Prepared, with somebody to meet and to be met."""
    return is_being_prepared(day) and _has_both_sides(day)


def _has_both_sides(day: MatchmakingDay) -> bool:
    return day.managers.exists() and day.startups.exists()


def collects_wishes(day: MatchmakingDay) -> bool:
    return day.state == DayState.WISHING


def takes_wishes(day: MatchmakingDay) -> bool:
    return day.takes_wishes


def takes_times(day: MatchmakingDay) -> bool:
    """Times that do not suit can be said from when both sides are asked until the day is over."""
    return day.state in (DayState.WISHING, DayState.OPEN) and day.date >= timezone.localdate()


def can_be_reminded(day: MatchmakingDay) -> bool:
    """Once, while it helps, when somebody has said nothing."""
    return takes_wishes(day) and day.reminded_at is None and day.answers.awaited().exists()


def can_be_planned(day: MatchmakingDay) -> bool:
    """Nobody has been told of meetings yet, and there are people on both sides and times to meet."""
    return is_being_prepared(day) and day.managers.exists() and day.startups.exists() and day.slots.exists()


def takes_bookings(day: MatchmakingDay) -> bool:
    """Open, and not all of its times have begun."""
    return is_open(day) and any(slot.starts_at > timezone.now() for slot in day.slots.all())


def is_changeable(day: MatchmakingDay) -> bool:
    """While it is planned everything can be changed; while it is open, who takes part."""
    return day.state in (*PREPARED, DayState.OPEN)


def can_be_finished(day: MatchmakingDay) -> bool:
    return is_open(day) and day.date <= timezone.localdate()


def lies_ahead(meeting: Meeting) -> bool:
    """Booked and not yet begun: it can be moved and cancelled."""
    return meeting.state == MeetingState.BOOKED and not meeting.has_begun


def can_be_moved(meeting: Meeting) -> bool:
    """Ahead, and something may still come of it: otherwise it can only be cancelled."""
    return lies_ahead(meeting) and not is_off(meeting.match)


def takes_notes(meeting: Meeting) -> bool:
    """Booked: until the outcome is left, whose text they become."""
    return meeting.state == MeetingState.BOOKED


def takes_outcome(meeting: Meeting) -> bool:
    """Booked and begun: some meetings are over sooner than planned."""
    return meeting.state == MeetingState.BOOKED and meeting.has_begun


def can_be_corrected(meeting: Meeting) -> bool:
    """The outcome was left today."""
    outcome = getattr(meeting, "outcome", None)
    return outcome is not None and timezone.localdate(outcome.left_at) == timezone.localdate()


def awaits_the_unit(meeting: Meeting) -> bool:
    """Referred to another unit, which has neither said no nor booked the startup."""
    unit = getattr(meeting, "outcome", None) and meeting.outcome.refer_to_id
    return unit is not None and Meeting.objects.referred_to(unit).filter(pk=meeting.pk).exists()


def takes_startup_outcome(meeting: Meeting) -> bool:
    """The startup says how it went, and may put that right the same day."""
    return meeting.awaits_startup_outcome or meeting.startup_may_correct


def takes_answers(questionnaire: Questionnaire) -> bool:
    return questionnaire.takes_answers


def can_be_closed(questionnaire: Questionnaire) -> bool:
    return not questionnaire.is_closed


def can_be_read(questionnaire: Questionnaire) -> bool:
    """Closed: nobody can change their answer any more."""
    return questionnaire.is_closed


def can_be_asked_after(day: MatchmakingDay) -> bool:
    """Open or over, with managers to ask."""
    return day.state in (DayState.OPEN, DayState.FINISHED) and day.date <= timezone.localdate()
