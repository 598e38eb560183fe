"""What is noted while a pilot runs: check-ins, costs, results."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from pilots.actions import check_in, note_cost, note_results, take_back_check_in, take_back_cost
from pilots.forms.running import CheckInForm, CostForm, ResultsForm
from pilots.models import CheckIn, Cost, Pilot
from pilots.permissions import has_started, is_running, may_measure, may_run


def running_pilot(request: AuthenticatedRequest, pk: int, *, who: Any = may_run, when: Any = is_running) -> Pilot:
    """The pilot, when the person may do something with it and it runs."""
    pilot = get_object_or_404(Pilot.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    permit(request.user, pilot, who=who, when=when)
    return pilot


@login_required
def check_in_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """How it goes, in half a minute."""
    pilot = running_pilot(request, pk)
    form = CheckInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = check_in(pilot, **form.cleaned_data, by=request.user)
        return done(request, _("Avstämningen är sparad."), pilot, undo=reverse("pilots:check_in_undo", args=[made.pk]))
    return form_page(request, "pilots/check_in.html", form, pilot=pilot)


def _take_back(
    request: AuthenticatedRequest, made: CheckIn | Cost, take_back: Any, words: str, *, when: Any = is_running
) -> HttpResponse:
    permit(request.user, made.pilot, who=may_run, when=when)
    if not made.may_be_taken_back_by(request.user):
        raise PermissionDenied
    take_back(made, by=request.user)
    return done(request, words, made.pilot)


@deed
def check_in_undo(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Takes back one's own check-in the same day."""
    seen = CheckIn.objects.filter(pilot__in=Pilot.objects.visible_to(request.user)).select_related("pilot")
    return _take_back(request, get_object_or_404(seen, pk=pk), take_back_check_in, _("Avstämningen är borttagen."))


@login_required
def cost_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Money spent, also when the invoice comes after the end."""
    pilot = running_pilot(request, pk, when=has_started)
    form = CostForm(request.POST or None, pilot=pilot, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        cost = note_cost(pilot, **form.cleaned_data, by=request.user)
        if pilot.budget_left < 0:
            messages.warning(request, _("Kostnaderna är nu högre än budgeten."))
        return done(request, _("Kostnaden är sparad."), pilot, undo=reverse("pilots:cost_undo", args=[cost.pk]))
    return form_page(request, "pilots/cost.html", form, pilot=pilot)


@deed
def cost_undo(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Takes back a cost one noted oneself the same day."""
    seen = Cost.objects.filter(pilot__in=Pilot.objects.visible_to(request.user)).select_related("pilot")
    cost = get_object_or_404(seen, pk=pk)
    return _take_back(request, cost, take_back_cost, _("Kostnaden är borttagen."), when=has_started)


@login_required
def results(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What was measured, threshold by threshold."""
    pilot = running_pilot(request, pk, who=may_measure)
    form = ResultsForm(request.POST or None, thresholds=pilot.thresholds.all())
    if request.method == "POST" and form.is_valid():
        note_results(pilot, results=form.results, by=request.user)
        return done(request, _("Resultaten är sparade."), pilot)
    return form_page(request, "pilots/results.html", form, pilot=pilot)
