"""Somebody cannot come on an open day, or a room is lost: the chief says it, reads what would be done, and confirms."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from accounts.units import swedish
from entry.answers import done, form_page
from entry.shown import mark
from history.actions import StaleState
from meetings.absences import Absence, Proposal, both_proposals
from meetings.actions.repairs import come_back, repair_day
from meetings.forms.absences import AbsenceForm
from meetings.models import Away, MatchmakingDay
from meetings.permissions import may_plan, takes_bookings
from meetings.slots import Span
from meetings.states import MeetingState
from post.rehearsal import Foretold, foretold_by


@login_required
def absence(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Who cannot come, and when; said, what would be done and who hears it; pressed, it is done."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=takes_bookings)
    slots = [slot for slot in day.slots.all() if slot.starts_at > timezone.now()]
    said = request.POST if request.method == "POST" else request.GET
    is_said = request.method == "POST" or "first" in said
    form = AbsenceForm(said if is_said else None, day=day, slots=slots, initial=said.dict())
    if not (form.is_bound and form.is_valid()):
        return form_page(request, "meetings/absence.html", form, day=day)
    if request.method == "POST":
        return _confirm(request, day, form.absence)
    return render(request, "meetings/absence_proposal.html", _told(request, day, form.absence))


def _told(request: AuthenticatedRequest, day: MatchmakingDay, absence: Absence) -> dict[str, Any]:
    """What would be done, and the letters that would be written, as a rehearsal of the deed writes them."""
    proposal, cancelling = both_proposals(day, absence)
    deed = {"seen": proposal.mark, "offers": True, "by": request.user}
    letters = foretold_by(lambda: repair_day(day, absence, **deed))
    asked = [one for one in letters if "time_offered" in one.template]
    told = [one for one in letters if one not in asked]
    return {
        "day": day,
        "absence": absence,
        "proposal": proposal,
        "cancel_only": cancelling.mark if proposal.moves else "",
        "letter": next(iter(told), None),
        "readers": _names(told),
        "question": next(iter(asked), None),
        "asked": _names(asked),
        "shown": mark(request),
        "offers": "offer" in request.POST if request.POST else True,  # what was kept when nobody was signed in any more
        "said": [(name, request.GET.get(name, "")) for name in ("who", "first", "last")],
    }


def _names(letters: list[Foretold]) -> list[str]:
    return sorted({one.name or one.letter.to for one in letters}, key=swedish)


def _confirm(request: AuthenticatedRequest, day: MatchmakingDay, absence: Absence) -> HttpResponse:
    seen, only_cancel = request.POST.get("seen", ""), bool(request.POST.get("only_cancel"))
    seen = request.POST["only_cancel"] if only_cancel else seen
    try:
        offers = "offer" in request.POST
        done_now = repair_day(day, absence, seen=seen, only_cancel=only_cancel, offers=offers, by=request.user)
    except StaleState as stale:
        if not takes_bookings(stale.subject):
            raise
        messages.warning(request, _("%(why)s Här är ett nytt förslag.") % {"why": stale.message})
        said = "&".join(f"{name}={request.POST[name]}" for name in ("who", "first", "last"))
        return redirect(f"{request.path}?{said}")
    return done(request, _words(done_now), day)


def _words(proposal: Proposal) -> str:
    """What was done, in a sentence or two."""
    moved, cancelled = len(proposal.moves), len(proposal.cancelled)
    if not moved and not cancelled:
        return _("Förhindret är noterat. Inget möte behövde ändras.")
    parts = [
        ngettext("%(count)s möte är flyttat.", "%(count)s möten är flyttade.", moved) % {"count": moved}
        if moved
        else "",
        ngettext("%(count)s möte är avbokat.", "%(count)s möten är avbokade.", cancelled) % {"count": cancelled}
        if cancelled
        else "",
        _("De som berörs får ett brev var."),
    ]
    return " ".join(filter(None, parts))


@deed
def absence_end(request: AuthenticatedRequest, pk: int, away: int) -> HttpResponse:
    """Whoever was away can meet after all."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=takes_bookings)
    ended = get_object_or_404(day.away, pk=away)
    come_back(ended, by=request.user)
    words = _("Förhindret är borttaget. Tiderna går att boka igen.")
    if not _cancelled_during(day, ended):
        return done(request, words, day)
    more = _("Mötena som avbokades är inte tillbaka: boka dem på nytt, eller erbjud tiderna till dem som vill.")
    return done(request, f"{words} {more}", "meetings:free_times", pk)


def _cancelled_during(day: MatchmakingDay, away: Away) -> bool:
    """Whether something still ahead was cancelled in the time when somebody was away, or a room could not be used."""
    whose = {"manager": away.manager_id, "startup": away.startup_id, "room": away.room_id}
    lost = day.meetings.filter(state=MeetingState.CANCELLED, starts_at__gt=timezone.now())
    return lost.during(Span(away.starts_at, away.ends_at)).filter(**{k: v for k, v in whose.items() if v}).exists()


def _find(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    days = MatchmakingDay.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(days.prefetch_related("slots", "managers", "rooms", "away"), pk=pk)
