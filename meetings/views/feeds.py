"""Coming meetings in one's own calendar program: the secret address, and what a program reads there."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Membership
from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest
from entry.answers import done
from meetings.actions.feeds import end_feed, end_startup_feed, make_feed, make_startup_feed
from meetings.calendars import feed_of
from meetings.letters import page_of, plain_event
from meetings.models import CalendarFeed
from meetings.permissions import may_follow_meetings
from startups.models import StartupInvitation
from startups.views.portal import PRIVATE, by_personal_link, what_the_portal_shows


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The coming meetings, or those of a day. The address is the whole authority; one that is wrong or has ended is like none."""
    found = CalendarFeed.objects.by_token(token)
    if found is None:
        return HttpResponse(status=404, content_type="text/plain", headers=PRIVATE)
    with override(found.language):
        # A calendar is seen by more people than a letter: the startup's personal link does not go into it.
        events = [plain_event(m, url="" if found.contact_id else page_of(m)) for m in found.meetings]
        name = found.day.name if found.day else _("Startupmöten")
        text = feed_of(events, name=name, written_at=timezone.now())
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=PRIVATE)


@login_required
def my_calendar(request: AuthenticatedRequest) -> HttpResponse:
    """What the address is for, whether there is one, and the ways to a new one or to none."""
    known = CalendarFeed.objects.filter(membership=_following(request)).first()
    return render(request, "meetings/my_calendar.html", {"feed": known})


@login_required
@require_POST
def my_calendar_new(request: AuthenticatedRequest) -> HttpResponse:
    made = make_feed(_following(request), by=request.user)
    return done(request, _once(), "meetings:my_calendar", copy=made.address)


@login_required
@require_POST
def my_calendar_end(request: AuthenticatedRequest) -> HttpResponse:
    end_feed(_following(request), by=request.user)
    return done(request, _("Adressen är stängd. Kalendrar som läste den får inget mer."), "meetings:my_calendar")


def _following(request: AuthenticatedRequest) -> Membership:
    membership = acting_in(request)
    permit(request.user, membership, who=may_follow_meetings)
    return membership


@by_personal_link
def portal_calendar(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    """The same for the startup's contact."""
    known = CalendarFeed.objects.filter(contact=invitation.contact).first()
    context: dict[str, Any] = what_the_portal_shows(invitation) | {"feed": known}
    return render(request, "meetings/portal_calendar.html", context)


@by_personal_link
@require_POST
def portal_calendar_new(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    made = make_startup_feed(invitation)
    return done(request, _once(), "meetings:portal_calendar", invitation.token, copy=made.address)


@by_personal_link
@require_POST
def portal_calendar_end(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    end_startup_feed(invitation)
    words = _("Adressen är stängd. Kalendrar som läste den får inget mer.")
    return done(request, words, "meetings:portal_calendar", invitation.token)


def _once() -> str:
    return _("Här är adressen. Kopiera den nu, för den visas bara den här gången.")
