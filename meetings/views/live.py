"""The day as it goes: on the phones of the staff, of the startups, on the wall, and behind the badges.

The pages ask for their changing part again and again. As long as nothing of it has changed they get an empty answer,
so that two hundred open phones are a small part of one processor's time (`bench/live.py`).
"""

import random
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import is_member, permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done
from history.actions import StaleState
from listing.answers import answer, wants_part
from meetings.actions.delays import be_late, be_late_as_startup, be_on_time, be_on_time_as_startup
from meetings.live import Encounter, Live, encounters_on, live, own_part
from meetings.models import BADGE_LINK, GUEST_LINK, MatchmakingDay, Meeting, Wall
from meetings.permissions import can_be_late, has_been, is_published, is_the_manager, may_plan, takes_bookings
from meetings.views.guest import by_guest_link, whose
from startups.models import Contact
from startups.views.portal import PRIVATE

# How many meetings at once the wall shows in which size of letters (static/wall.css).
CROWDS = (("few", 12), ("some", 44), ("many", 75))
# Seconds between two questions of a page; another number for each, so that they do not come all at once.
PAUSE = (20, 30)


def answer_live(request: HttpRequest, template: str, shown: Live, **context: Any) -> HttpResponse:
    """The page, or its part to htmx; nothing (204) when what the page shows already is what it would get."""
    if wants_part(request) and request.GET.get("seen") == shown.version:
        return HttpResponse(status=204)
    context |= {"live": shown, "now": timezone.now(), "pause": random.randint(*PAUSE)}
    return answer(request, template, context, part="live")


@login_required
def live_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Who meets whom now and next, and where; first what concerns the person who looks."""
    days = MatchmakingDay.objects.visible_to(request.user).select_related("organisation")
    day = get_object_or_404(days, pk=pk)
    permit(request.user, day, who=is_member, when=is_published)
    now = timezone.now()
    encounters = encounters_on(day, now=now, manager=request.user)
    mine = [one for one in encounters if one.manager_id == request.user.pk]
    shown = live(day, encounters, now=now, own=own_part(mine, now=now) if mine else None)
    plans = may_plan(request.user, day)
    late = [one for one in encounters if one.late and one.ends_at > now] if plans else []
    may_repair = plans and not wants_part(request) and takes_bookings(day)
    context = {
        "late": late,
        "may_repair": may_repair,
        "may_read_results": plans and shown.is_over and has_been(day),
        "is_today": day.date == timezone.localdate(now),
    }
    return answer_live(request, "meetings/live.html", shown, day=day, **context)


@deed
def late(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The manager is five minutes late."""
    meeting = _of_a_day(request, pk)
    permit(request.user, meeting, who=is_the_manager, when=can_be_late)
    be_late(meeting, by=request.user)
    words = _("%(name)s får veta att du är fem minuter sen.") % {"name": meeting.startup.name}
    return done(request, words, "meetings:live", meeting.day_id, undo=reverse("meetings:on_time", args=[meeting.pk]))


@deed
def on_time(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The manager takes it back."""
    meeting = _of_a_day(request, pk)
    permit(request.user, meeting, who=is_the_manager)
    be_on_time(meeting, by=request.user)
    return done(request, _("Då står det att du kommer i tid."), "meetings:live", meeting.day_id)


def _of_a_day(request: AuthenticatedRequest, pk: int) -> Meeting:
    meetings = Meeting.objects.visible_to(request.user).exclude(day=None)
    return get_object_or_404(meetings.select_related("organisation", "day", "startup", "manager", "room"), pk=pk)


# --- the startup's contact ------------------------------------------------------------------------------------------
@by_guest_link
def guest_live(request: HttpRequest, contact: Contact, pk: int) -> HttpResponse:
    """The startup's own part of the day."""
    day, mine = _day_of(contact, pk)
    now = timezone.now()
    shown = Live(day.state, [], [], own_part(mine, now=now))
    context = {"day": day, "guest_token": GUEST_LINK.token(contact), **whose(contact)}
    return answer_live(request, "meetings/guest_live.html", shown, **context)


@by_guest_link
@require_POST
def guest_late(request: HttpRequest, contact: Contact, pk: int, meeting: int) -> HttpResponse:
    """The startup is five minutes late."""
    found = _meeting_of(contact, pk, meeting)
    if not can_be_late(found):
        raise StaleState(found)
    be_late_as_startup(found, contact=contact)
    words = _("%(name)s får veta att ni är fem minuter sena.") % {"name": found.manager.name}
    undo = reverse("meetings:guest_on_time", args=[GUEST_LINK.token(contact), pk, found.pk])
    return done(request, words, "meetings:guest_live", GUEST_LINK.token(contact), pk, undo=undo)


@by_guest_link
@require_POST
def guest_on_time(request: HttpRequest, contact: Contact, pk: int, meeting: int) -> HttpResponse:
    """The startup takes it back."""
    be_on_time_as_startup(_meeting_of(contact, pk, meeting), contact=contact)
    return done(request, _("Då står det att ni kommer i tid."), "meetings:guest_live", GUEST_LINK.token(contact), pk)


def _day_of(contact: Contact, pk: int) -> tuple[MatchmakingDay, list[Encounter]]:
    """A day on which the contact's startup meets somebody, and whom."""
    days = MatchmakingDay.objects.filter(organisation=contact.organisation_id).select_related("organisation")
    day = get_object_or_404(days, pk=pk)
    mine = encounters_on(day, startup=contact.startup)
    if not mine:
        raise StaleState(day, _("Ni har inga möten den dagen."))
    return day, mine


def _meeting_of(contact: Contact, day: int, pk: int) -> Meeting:
    ours = Meeting.objects.filter(organisation=contact.organisation_id, startup=contact.startup_id, day=day)
    return get_object_or_404(ours.select_related("organisation", "day", "startup", "manager", "room"), pk=pk)


# --- without signing in ---------------------------------------------------------------------------------------------
def _public(response: HttpResponse) -> HttpResponse:
    for name, value in PRIVATE.items():
        response[name] = value
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    """Of an address that is wrong or has been closed; a screen that was open there is to show no more."""
    if wants_part(request):
        return _public(HttpResponse(headers={"HX-Refresh": "true"}))
    return _public(render(request, "meetings/wall_closed.html", status=404))


@require_safe
def wall(request: HttpRequest, token: str) -> HttpResponse:
    """Companies, tables and times for all to read: nobody's name, and no way into the house."""
    found = Wall.objects.by_token(token)
    if found is None or not is_published(found.day):
        return _gone(request)
    day, now = found.day, timezone.now()
    shown = live(day, [_nameless(one) for one in encounters_on(day, now=now)], now=now)
    count = max((len(group.encounters) for group in [*shown.now, *shown.next]), default=0)
    return _public(answer_live(request, "meetings/wall.html", shown, day=day, crowd=_crowd(count), **_colour(day)))


@require_safe
def badge(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Where the QR code on a startup's badge leads: the company's own lines of what the wall shows."""
    contact = BADGE_LINK.find(token, Contact.objects.select_related("startup", "organisation"))
    day = MatchmakingDay.objects.filter(pk=pk).select_related("organisation").first()
    if not contact or not day or day.organisation_id != contact.organisation_id or not contact.comes_in:
        return _gone(request)
    with override(contact.language):
        mine = [_nameless(one) for one in encounters_on(day, startup=contact.startup)]
        shown = Live(day.state, [], [], own_part(mine, now=timezone.now()))
        context = {"day": day, "startup": contact.startup, **_colour(day)}
        return _public(answer_live(request, "meetings/badge.html", shown, **context))


def _nameless(one: Encounter) -> Encounter:
    """Without the person's name and the place in words, in which there may be a link to a video meeting."""
    return replace(one, place="", manager="")


def _crowd(count: int) -> str:
    """How closely the lines stand on the wall, so that all can be read at once."""
    return next((name for name, most in CROWDS if count <= most), "most")


def _colour(day: MatchmakingDay) -> dict[str, Any]:
    return {"colour_css": reverse("accounts:colour", args=[day.organisation.colour.lstrip("#").lower()])}
