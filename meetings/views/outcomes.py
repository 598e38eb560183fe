"""The outcome of a meeting, by both who met: left in under a minute, put right the same day; and what a reference leads to."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest
from entry.answers import done, form_page
from meetings.actions.outcomes import correct_outcome, decline_reference, keep_notes, leave_outcome
from meetings.actions.startup_outcomes import leave_startup_outcome
from meetings.forms.outcomes import DeclineReferenceForm, NotesForm, OutcomeForm, StartupOutcomeForm
from meetings.models import Meeting
from meetings.permissions import (
    awaits_the_unit,
    can_be_corrected,
    may_leave_outcome,
    may_take_notes,
    may_take_up_reference,
    takes_notes,
    takes_outcome,
    takes_startup_outcome,
)
from meetings.states import MeetingState
from meetings.views.cards import card_of
from meetings.views.meetings import find_meeting
from startups.models import StartupInvitation
from startups.permissions import may_book
from startups.views.portal import by_personal_link, what_the_portal_shows


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
        initial={} if is_left or request.user != meeting.manager else {"surprise": meeting.notes},
    )
    if request.method == "POST" and form.is_valid():
        act = correct_outcome if is_left else leave_outcome
        act(meeting, form.told, by=request.user)
        return done(request, _("Rättelsen är sparad.") if is_left else _("Tack. Utfallet är lämnat."), meeting)
    return form_page(request, "meetings/outcome.html", form, meeting=meeting, is_left=is_left)


@login_required
def notes(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The manager's own notes, written on the meeting's page."""
    meeting = find_meeting(request, pk)
    permit(request.user, meeting, who=may_take_notes, when=takes_notes)
    form = NotesForm(request.POST if request.method == "POST" else None, instance=meeting)
    if request.method == "POST" and form.is_valid():
        keep_notes(meeting, notes=form.cleaned_data["notes"], by=request.user)
        return done(request, _("Anteckningarna är sparade."), meeting)
    return form_page(request, "meetings/notes.html", form, meeting=meeting)


def _takes_or_corrects(meeting: Meeting) -> bool:
    return takes_outcome(meeting) or can_be_corrected(meeting)


@by_personal_link
def portal_outcome(request: HttpRequest, invitation: StartupInvitation, pk: int) -> HttpResponse:
    """How the meeting went, as the startup tells it."""
    meetings = invitation.match.meetings.select_related("manager", "startup_outcome")
    meeting = get_object_or_404(meetings, pk=pk)
    if not takes_startup_outcome(meeting):
        return redirect("startups:portal", invitation.token)
    told = getattr(meeting, "startup_outcome", None)
    form = StartupOutcomeForm(request.POST if request.method == "POST" else None, instance=told)
    if request.method == "POST" and form.is_valid():
        leave_startup_outcome(invitation, meeting, form.told, seen=told)
        words = _("Rättelsen är sparad.") if told else _("Tack. Vi vet nu hur det gick för er.")
        return done(request, words, "startups:portal", invitation.token)
    context = what_the_portal_shows(invitation)
    return form_page(
        request, "meetings/portal_outcome.html", form, **context, meeting=meeting, is_left=told is not None
    )


@login_required
def reference(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A startup that suits another unit better, before that unit's manager: the brief, the answer, and what to do."""
    meeting = find_meeting(request, pk)
    permit(request.user, meeting, who=may_take_up_reference, when=awaits_the_unit)
    form = DeclineReferenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decline_reference(meeting, reason=form.cleaned_data["reason"], by=request.user)
        return done(request, _("Du har tackat nej för din enhet."), meeting)
    context = {"meeting": meeting, "may_book": may_book(request.user, meeting.match), **card_of(meeting)}
    return form_page(request, "meetings/reference.html", form, **context)
