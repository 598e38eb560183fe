"""What is noted while a pilot runs: check-ins, costs, results."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest
from pilots.actions import check_in, note_cost, note_results, take_back_check_in, take_back_cost
from pilots.forms.running import CheckInForm, CostForm, ResultsForm
from pilots.models import CheckIn, Cost, Pilot
from pilots.permissions import is_running, may_measure, may_run


def running_pilot(request: AuthenticatedRequest, pk: int, *, who: Any = may_run) -> Pilot:
    """The pilot, when the person may do something with it and it runs."""
    pilot = get_object_or_404(Pilot.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    permit(request.user, pilot, who=who, when=is_running)
    return pilot


@login_required
def check_in_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """How it goes, in half a minute."""
    pilot = running_pilot(request, pk)
    form = CheckInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = check_in(pilot, **form.cleaned_data, by=request.user)
        undo = reverse("pilots:check_in_undo", args=[made.pk])
        messages.success(request, _("Avstämningen är sparad."), extra_tags=f"undo:{undo}")
        return redirect(pilot)
    context = {"form": form, "pilot": pilot}
    return render(request, "pilots/check_in.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def check_in_undo(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Takes back one's own check-in the same day."""
    made = get_object_or_404(
        CheckIn.objects.filter(pilot__in=Pilot.objects.visible_to(request.user)).select_related("pilot"), pk=pk
    )
    permit(request.user, made.pilot, who=may_run, when=is_running)
    if not made.may_be_taken_back_by(request.user):
        raise PermissionDenied
    take_back_check_in(made, by=request.user)
    messages.success(request, _("Avstämningen är borttagen."))
    return redirect(made.pilot)


@login_required
def cost_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Money spent."""
    pilot = running_pilot(request, pk)
    form = CostForm(request.POST or None, pilot=pilot, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        cost = note_cost(pilot, **form.cleaned_data, by=request.user)
        undo = reverse("pilots:cost_undo", args=[cost.pk])
        messages.success(request, _("Kostnaden är sparad."), extra_tags=f"undo:{undo}")
        if pilot.budget_left < 0:
            messages.warning(request, _("Kostnaderna är nu högre än budgeten."))
        return redirect(pilot)
    context = {"form": form, "pilot": pilot}
    return render(request, "pilots/cost.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def cost_undo(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Takes back a cost one noted oneself the same day."""
    cost = get_object_or_404(
        Cost.objects.filter(pilot__in=Pilot.objects.visible_to(request.user)).select_related("pilot"), pk=pk
    )
    permit(request.user, cost.pilot, who=may_run, when=is_running)
    if not cost.may_be_taken_back_by(request.user):
        raise PermissionDenied
    take_back_cost(cost, by=request.user)
    messages.success(request, _("Kostnaden är borttagen."))
    return redirect(cost.pilot)


@login_required
def results(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What was measured, threshold by threshold."""
    pilot = running_pilot(request, pk, who=may_measure)
    form = ResultsForm(request.POST or None, thresholds=pilot.thresholds.all())
    if request.method == "POST" and form.is_valid():
        note_results(pilot, results=form.results, by=request.user)
        messages.success(request, _("Resultaten är sparade."))
        return redirect(pilot)
    context = {"form": form, "pilot": pilot}
    return render(request, "pilots/results.html", context, status=422 if form.errors else 200)
