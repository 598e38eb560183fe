"""When one is busy by one's own calendar: its address is given, what was read is shown, and both can be taken away."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from meetings.actions.busy import give_calendar, give_startup_calendar, take_calendar, take_startup_calendar
from meetings.forms.busy import CalendarForm
from meetings.models import BusyCalendar
from meetings.permissions import may_follow_meetings
from startups.models import StartupInvitation
from startups.views.portal import by_personal_link, what_the_portal_shows

SHOWN = 40


@login_required
def my_busy(request: AuthenticatedRequest) -> HttpResponse:
    """The manager's own calendar."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_follow_meetings)
    form = CalendarForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        give_calendar(membership, address=form.cleaned_data["secret_address"], by=request.user)
        return done(request, _soon(), "meetings:my_busy")
    known = BusyCalendar.objects.filter(user=request.user).first()
    return form_page(request, "meetings/my_busy.html", form, **_known(known))


@deed
def my_busy_end(request: AuthenticatedRequest) -> HttpResponse:
    membership = acting_in(request)
    permit(request.user, membership, who=may_follow_meetings)
    take_calendar(membership, by=request.user)
    return done(request, _gone(), "meetings:my_busy")


@by_personal_link
def portal_busy(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    """The same for the startup's contact."""
    form = CalendarForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        give_startup_calendar(invitation, address=form.cleaned_data["secret_address"])
        return done(request, _soon(), "meetings:portal_busy", invitation.token)
    known = BusyCalendar.objects.filter(contact=invitation.contact).first()
    return form_page(request, "meetings/portal_busy.html", form, **what_the_portal_shows(invitation), **_known(known))


@by_personal_link
@require_POST
def portal_busy_end(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    take_startup_calendar(invitation)
    return done(request, _gone(), "meetings:portal_busy", invitation.token)


def _known(calendar: BusyCalendar | None) -> dict[str, Any]:
    """What may be shown of the calendar: its host, when it was read, and the first of its busy times."""
    times = list(calendar.times.filter(ends_at__gt=timezone.now())[: SHOWN + 1]) if calendar else []
    return {"calendar": calendar, "times": times[:SHOWN], "has_more": len(times) > SHOWN}


def _soon() -> str:
    return _("Adressen är sparad. Vi läser kalendern om en stund.")


def _gone() -> str:
    return _("Adressen och allt vi hade läst är borta.")
