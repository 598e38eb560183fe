"""The obstacles of all pilots, and reporting, removing and reopening one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from listing.answers import answer_list
from pilots.actions import reopen_obstacle, report_obstacle, resolve_obstacle
from pilots.forms.running import ObstacleForm, ResolutionForm
from pilots.lists import OBSTACLES
from pilots.models import Obstacle
from pilots.permissions import is_resolved, is_unresolved, may_resolve
from pilots.views.running import running_pilot


@login_required
def obstacle_list(request: AuthenticatedRequest) -> HttpResponse:
    """What stands in the way of pilots, and what does so most often."""
    membership = acting_in(request)
    obstacles = Obstacle.objects.visible_to(request.user).of(membership.organisation)
    return answer_list(request, OBSTACLES, obstacles, membership=membership, kinds=obstacles.by_kind())


@login_required
def obstacle_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Reporting what is in a pilot's way."""
    pilot = running_pilot(request, pk)
    form = ObstacleForm(request.POST or None, organisation=pilot.organisation, initial={"owner": pilot.owner_id})
    if request.method == "POST" and form.is_valid():
        report_obstacle(pilot, **form.cleaned_data, by=request.user)
        return done(request, _("Hindret är anmält."), pilot)
    return form_page(request, "pilots/obstacle.html", form, pilot=pilot)


@login_required
def obstacle_resolve(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The obstacle is out of the way, and how."""
    obstacle = get_object_or_404(Obstacle.objects.visible_to(request.user).select_related("pilot"), pk=pk)
    permit(request.user, obstacle, who=may_resolve, when=is_unresolved)
    form = ResolutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        resolve_obstacle(obstacle, **form.cleaned_data, by=request.user)
        undo = reverse("pilots:obstacle_reopen", args=[obstacle.pk])
        return done(request, _("Hindret är undanröjt."), obstacle.pilot, undo=undo)
    return form_page(request, "pilots/resolution.html", form, obstacle=obstacle, pilot=obstacle.pilot)


@deed
def obstacle_reopen(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """It stands in the way again."""
    obstacle = get_object_or_404(Obstacle.objects.visible_to(request.user).select_related("pilot"), pk=pk)
    permit(request.user, obstacle, who=may_resolve, when=is_resolved)
    reopen_obstacle(obstacle, by=request.user)
    return done(request, _("Hindret är upptaget igen."), obstacle.pilot)
