"""Printouts of a day: the chief's bundle, a manager's agenda, a startup's, the results. Ordered, waited for, fetched."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.permissions import is_member, permit
from accounts.requests import AuthenticatedRequest
from accounts.security_log import Event, log_event
from history.actions import StaleState
from listing.answers import wants_part
from meetings.actions.printouts import want_printout
from meetings.models import GUEST_LINK, MatchmakingDay, Printout
from meetings.papers import meetings_of, version_of
from meetings.permissions import has_been, is_published, may_plan
from meetings.views.guest import by_guest_link, whose
from startups.models import Contact

FILE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}


@login_required
def day_printout(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All agendas and name badges of the day."""
    return _page(request, _planned_by(request, pk), file_url=reverse("meetings:day_printout_file", args=[pk]))


@login_required
def day_printout_file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _file(request, _planned_by(request, pk))


@login_required
def results_printout(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What the day led to."""
    url = reverse("meetings:results_printout_file", args=[pk])
    return _page(request, _that_has_been(request, pk), file_url=url, is_results=True)


@login_required
def results_printout_file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _file(request, _that_has_been(request, pk), is_results=True)


@login_required
def my_printout(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The agenda of the manager who looks."""
    day, url = _met_on(request, pk), reverse("meetings:my_printout_file", args=[pk])
    return _page(request, day, file_url=url, manager=request.user)


@login_required
def my_printout_file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _file(request, _met_on(request, pk), manager=request.user)


@by_guest_link
def guest_printout(request: HttpRequest, contact: Contact, pk: int) -> HttpResponse:
    """The startup's agenda, for its contact."""
    token = GUEST_LINK.token(contact)
    more = {"guest_token": token, **whose(contact)}
    url = reverse("meetings:guest_printout_file", args=[token, pk])
    return _page(request, _day_of(contact, pk), more, file_url=url, startup=contact.startup)


@by_guest_link
def guest_printout_file(request: HttpRequest, contact: Contact, pk: int) -> HttpResponse:
    return _file(request, _day_of(contact, pk), startup=contact.startup)


def _page(
    request: HttpRequest, day: MatchmakingDay, more: dict[str, Any] | None = None, *, file_url: str, **whose: Any
) -> HttpResponse:
    """Shows how far the printout is; a press wants it."""
    if request.method == "POST":
        want_printout(day, language=get_language() or "sv", **whose)
        return redirect(request.path)
    printout = _found(day, **whose)
    if wants_part(request) and not (printout and printout.is_wanted):
        # The page that waited is to be shown anew, whole.
        return HttpResponse(headers={"HX-Refresh": "true"})
    is_made = printout is not None and printout.made_at is not None
    context = {
        "day": day,
        "printout": printout,
        "is_whole": not whose,
        "is_results": "is_results" in whose,
        "is_made": is_made,
        "is_current": is_made and printout.version == version_of(day, **whose),
        "file_url": file_url,
        "frame": "startups/portal_base.html" if "startup" in whose else "base.html",
    }
    name = "meetings/printout.html#progress" if wants_part(request) else "meetings/printout.html"
    return render(request, name, context | (more or {}))


def _file(request: HttpRequest, day: MatchmakingDay, **whose: Any) -> HttpResponse:
    """The PDF as it was drawn last."""
    printout = _found(day, **whose)
    if printout is None or printout.made_at is None:
        raise StaleState(day, _("Utskriften är inte klar än."))
    if request.user.is_authenticated:
        log_event(request, Event.PDF, person=request.user, organisation=day.organisation, about=str(printout))
    name = f"{slugify(day.name)}-{day.date}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **FILE}
    return HttpResponse(bytes(printout.content or b""), content_type="application/pdf", headers=headers)


def _found(day: MatchmakingDay, **whose: Any) -> Printout | None:
    all_of_it = {"manager": None, "startup": None, "is_results": False, **whose}
    return (
        Printout.objects.defer("content")
        .select_related("manager", "startup", "day")
        .filter(day=day, **all_of_it)
        .first()
    )


def _planned_by(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    day = _visible(request, pk)
    permit(request.user, day, who=may_plan, when=is_published)
    return day


def _that_has_been(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    day = _visible(request, pk)
    permit(request.user, day, who=may_plan, when=has_been)
    return day


def _met_on(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    """A day on which the person meets somebody."""
    day = _visible(request, pk)
    permit(request.user, day, who=is_member, when=is_published)
    if not meetings_of(day, manager=request.user):
        raise StaleState(day, _("Du har inga möten den dagen."))
    return day


def _visible(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    days = MatchmakingDay.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(days, pk=pk)


def _day_of(contact: Contact, pk: int) -> MatchmakingDay:
    days = MatchmakingDay.objects.filter(organisation=contact.organisation_id).select_related("organisation")
    day = get_object_or_404(days, pk=pk)
    if not meetings_of(day, startup=contact.startup):
        raise StaleState(day, _("Ni har inga möten den dagen."))
    return day
