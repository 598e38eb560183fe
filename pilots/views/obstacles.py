"""The obstacles of all pilots, and reporting, removing and reopening one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest
from listing.answers import answer
from listing.export import csv_response
from listing.pages import Sort, paginate
from listing.search import search_page
from pilots.actions import reopen_obstacle, report_obstacle, resolve_obstacle
from pilots.forms.filters import ObstacleFilter
from pilots.forms.running import ObstacleForm, ResolutionForm
from pilots.models import Obstacle
from pilots.permissions import is_resolved, may_resolve, stands
from pilots.views.running import running_pilot

SORTS = [
    Sort("newest", gettext_lazy("Senast anmälda"), ("-created_at", "-id")),
    Sort("oldest", gettext_lazy("Äldst först"), ("created_at", "id")),
    Sort("kind", gettext_lazy("Slag"), ("kind", "-created_at", "-id")),
]
COLUMNS = [
    (gettext_lazy("Slag"), lambda obstacle: obstacle.get_kind_display()),
    (gettext_lazy("Hinder"), lambda obstacle: obstacle.text),
    (gettext_lazy("Läge"), lambda obstacle: obstacle.get_state_display()),
    (gettext_lazy("Pilot"), lambda obstacle: obstacle.pilot.title),
    (gettext_lazy("Undanröjs av"), lambda obstacle: obstacle.owner.name),
    (gettext_lazy("Anmält"), lambda obstacle: obstacle.created_at),
    (gettext_lazy("Undanröjt"), lambda obstacle: obstacle.resolved_at),
    (gettext_lazy("Dagar i vägen"), lambda obstacle: obstacle.days_open),
    (gettext_lazy("Så löste vi det"), lambda obstacle: obstacle.resolution),
]


@login_required
def obstacle_list(request: AuthenticatedRequest) -> HttpResponse:
    """What stands in the way of pilots, and what does so most often."""
    organisation = acting_in(request).organisation
    filter_ = ObstacleFilter(request.GET, auto_id="filter_%s")
    everything = Obstacle.objects.visible_to(request.user).of(organisation)
    narrowed = filter_.narrow(everything, user=request.user)
    found = search_page(narrowed, filter_.cleaned_data.get("q", ""), request.GET, SORTS)
    obstacles = found.rows.select_related("pilot", "owner").defer("search", "pilot__search")
    if request.GET.get("format") == "csv":
        rows = obstacles.order_by("-created_at", "-id").iterator(chunk_size=500)
        return csv_response(f"hinder-{timezone.localdate()}", COLUMNS, rows)
    page = paginate(obstacles, request.GET, found.sorts, counted=found.count)
    context = {"filter": filter_, "page": page, "kinds": everything.by_kind()}
    return answer(request, "pilots/obstacle_list.html", context)


@login_required
def obstacle_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Reporting what is in a pilot's way."""
    pilot = running_pilot(request, pk)
    form = ObstacleForm(
        request.POST or None, organisation=pilot.organisation, initial={"owner": pilot.owner_id}
    )
    if request.method == "POST" and form.is_valid():
        report_obstacle(pilot, **form.cleaned_data, by=request.user)
        messages.success(request, _("Hindret är anmält."))
        return redirect(pilot)
    context = {"form": form, "pilot": pilot}
    return render(request, "pilots/obstacle.html", context, status=422 if form.errors else 200)


@login_required
def obstacle_resolve(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The obstacle is out of the way, and how."""
    obstacle = get_object_or_404(Obstacle.objects.visible_to(request.user).select_related("pilot"), pk=pk)
    permit(request.user, obstacle, who=may_resolve, when=stands)
    form = ResolutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        resolve_obstacle(obstacle, **form.cleaned_data, by=request.user)
        undo = reverse("pilots:obstacle_reopen", args=[obstacle.pk])
        messages.success(request, _("Hindret är undanröjt."), extra_tags=f"undo:{undo}")
        return redirect(obstacle.pilot)
    context = {"form": form, "obstacle": obstacle, "pilot": obstacle.pilot}
    return render(request, "pilots/resolution.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def obstacle_reopen(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """It stands in the way again."""
    obstacle = get_object_or_404(Obstacle.objects.visible_to(request.user).select_related("pilot"), pk=pk)
    permit(request.user, obstacle, who=may_resolve, when=is_resolved)
    reopen_obstacle(obstacle, by=request.user)
    messages.success(request, _("Hindret är upptaget igen."))
    return redirect(obstacle.pilot)
