"""A single meeting at a time that the startup chooses: the manager's offer, and what the startup does by its portal."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Role, User
from accounts.permissions import is_chief, permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from history.actions import StaleState
from history.templatetags.days import moment
from meetings.actions.meetings import Clash
from meetings.actions.offers import (
    cancel_as_startup,
    check_in_time,
    move_as_startup,
    offer_meeting,
    open_invitation,
    take_offer,
    withdraw_offers,
)
from meetings.availability import busy_times, open_offers, times_to_move_to
from meetings.forms.meetings import CancelForm
from meetings.forms.offers import FreeTimeForm, OfferedTimes, OfferForm
from meetings.models import Meeting, MeetingOffer
from meetings.permissions import is_meetable
from startups.models import Match, StartupInvitation
from startups.permissions import may_book
from startups.views.portal import by_personal_link, what_the_portal_shows


def _find(request: AuthenticatedRequest, pk: int) -> Match:
    matches = Match.objects.visible_to(request.user).select_related("organisation", "challenge__owner", "startup")
    return get_object_or_404(matches.defer("startup__search", "challenge__search"), pk=pk)


@login_required
def offer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Some times for the startup to choose among; new ones take the place of those that stand."""
    match = _find(request, pk)
    permit(request.user, match, who=may_book, when=is_meetable)
    manager = _manager(request, match)
    asked = request.POST or None
    for_others = is_chief(request.user, match)
    begins = {"manager": manager, "place": match.organisation.video_link}
    form = OfferForm(asked, organisation=match.organisation, for_others=for_others, initial=begins)
    busy = busy_times(manager, match.startup)
    times = OfferedTimes(asked, busy=busy, prefix="tid")
    invitation = open_invitation(match)
    if request.method == "POST" and all([form.is_valid(), times.is_valid()]):
        place = form.cleaned_data["place"]
        chosen = form.cleaned_data.get("manager") or request.user
        offer_meeting(match=match, manager=chosen, spans=times.spans, place=place, by=request.user)
        words = _("Tiderna är skickade. Mötet bokas när %(name)s väljer en av dem.")
        return done(request, words % {"name": match.startup.name}, "meetings:offer", match.pk)
    context = {"match": match, "times": times, "invitation": invitation, "offers": _standing(match), "manager": manager}
    return form_page(request, "meetings/offer.html", form, **context)


def _manager(request: AuthenticatedRequest, match: Match) -> User | None:
    """For whom the times are: oneself, or whom the chief has chosen."""
    if not is_chief(request.user, match):
        return request.user
    wanted = (request.POST or request.GET).get("manager") or str(match.challenge.owner_id)
    people = User.objects.of(match.organisation).with_role(Role.LINE_MANAGER)
    return people.filter(pk=int(wanted)).first() if wanted.isdecimal() else None


def _standing(match: Match) -> list[tuple[User, list[tuple[MeetingOffer, bool]]]]:
    """What has been offered, by manager, each time with whether it can still be chosen."""
    can_be_chosen = {one.pk for one in open_offers(match)}
    found: dict[User, list[tuple[MeetingOffer, bool]]] = {}
    for one in MeetingOffer.objects.filter(match=match).select_related("manager"):
        found.setdefault(one.manager, []).append((one, one.pk in can_be_chosen))
    return list(found.items())


@deed
def offer_end(request: AuthenticatedRequest, pk: int, manager: int) -> HttpResponse:
    """Takes the times back that were offered with one manager."""
    match = _find(request, pk)
    permit(request.user, match, who=may_book)
    if manager != request.user.pk and not is_chief(request.user, match):
        raise Http404
    whose = get_object_or_404(User, pk__in=MeetingOffer.objects.filter(match=match).values("manager"), pk=manager)
    withdraw_offers(match=match, manager=whose, by=request.user)
    return done(request, _("Tiderna är tillbakatagna."), "meetings:offer", pk)


# --- by the startup -------------------------------------------------------------------------------------------------
@by_personal_link
@require_POST
def portal_take(request: HttpRequest, invitation: StartupInvitation, pk: int) -> HttpResponse:
    """Chooses one of the offered times: the meeting is booked."""
    try:
        meeting = take_offer(invitation, pk)
    except Clash as clash:
        raise StaleState(invitation.match, _("%(taken)s. Välj en annan tid.") % {"taken": clash}) from clash
    words = _("Mötet är bokat till %(when)s. Ni får ett brev med en kalenderfil.") % {"when": moment(meeting.starts_at)}
    return done(request, words, "startups:portal", invitation.token)


@by_personal_link
def portal_move(request: HttpRequest, invitation: StartupInvitation, pk: int) -> HttpResponse:
    """Another time for the meeting, as long as the startup may move it by itself."""
    meeting = _theirs(invitation, pk)
    notice = meeting.starts_at - meeting.changes_until
    times = times_to_move_to(meeting, after=timezone.now() + notice)
    data = request.POST if request.method == "POST" else None
    form = FreeTimeForm(data, times=times, with_day=meeting.day is None, initial={"seen": meeting.sequence})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        slot = meeting.day.slots.filter(starts_at=form.span.starts_at).first() if meeting.day else None
        told = {"span": form.span, "slot": slot, "seen": meeting.sequence if seen is None else seen}
        try:
            move_as_startup(invitation, meeting, **told)
        except Clash as clash:
            form.add_error("time", f"{clash}.")
        else:
            words = _("Mötet är flyttat. Ni och %(name)s får ett brev med den nya tiden.")
            return done(request, words % {"name": meeting.manager.name}, "startups:portal", invitation.token)
    return _page(request, "meetings/portal_move.html", form, invitation, meeting, has_times=bool(times))


@by_personal_link
def portal_cancel(request: HttpRequest, invitation: StartupInvitation, pk: int) -> HttpResponse:
    """Cancels the meeting with a word of reason, as long as the startup may."""
    meeting = _theirs(invitation, pk)
    form = CancelForm(request.POST if request.method == "POST" else None, initial={"seen": meeting.sequence})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        reason = form.cleaned_data["reason"]
        cancel_as_startup(invitation, meeting, reason=reason, seen=meeting.sequence if seen is None else seen)
        words = _("Mötet är avbokat. %(name)s får ett brev.") % {"name": meeting.manager.name}
        return done(request, words, "startups:portal", invitation.token)
    return _page(request, "meetings/portal_cancel.html", form, invitation, meeting)


def _theirs(invitation: StartupInvitation, pk: int) -> Meeting:
    """The startup's meeting, as long as it can change it by itself."""
    meetings = invitation.match.meetings.select_related("manager", "day", "organisation", "match__challenge__owner")
    meeting = get_object_or_404(meetings, pk=pk)
    check_in_time(meeting)
    return meeting


def _page(
    request: HttpRequest, template: str, form: Any, invitation: StartupInvitation, meeting: Meeting, **more: Any
) -> HttpResponse:
    return form_page(request, template, form, **what_the_portal_shows(invitation), meeting=meeting, **more)
