"""The outcome of a meeting: left in under a minute, put right the same day."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest
from entry.answers import done, form_page
from meetings.actions.outcomes import correct_outcome, leave_outcome
from meetings.forms.outcomes import OutcomeForm
from meetings.models import Meeting
from meetings.permissions import can_be_corrected, may_leave_outcome, takes_outcome
from meetings.states import MeetingState
from meetings.views.meetings import find_meeting


@login_required
def outcome(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """How the meeting went. Once it is left it can be put right until midnight."""
    meeting = find_meeting(request, pk)
    permit(request.user, meeting, who=may_leave_outcome, when=_takes_or_corrects)
    is_left = hasattr(meeting, "outcome")
    was_held = meeting.state == MeetingState.HELD
    form = OutcomeForm(
        request.POST or None,
        organisation=meeting.organisation,
        was_held=was_held,
        instance=meeting.outcome if is_left else None,
    )
    if request.method == "POST" and form.is_valid():
        act = correct_outcome if is_left else leave_outcome
        act(meeting, form.told, by=request.user)
        return done(request, _("Rättelsen är sparad.") if is_left else _("Tack. Utfallet är lämnat."), meeting)
    return form_page(request, "meetings/outcome.html", form, meeting=meeting, is_left=is_left)


def _takes_or_corrects(meeting: Meeting) -> bool:
    return takes_outcome(meeting) or can_be_corrected(meeting)
