"""The portfolio and one pilot's page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from accounts.models import User
from accounts.permissions import acting_in
from accounts.requests import AuthenticatedRequest
from history.questions import one_of
from history.threads import thread_of
from listing.answers import answer_list
from pilots.lists import PILOTS
from pilots.models import Pilot
from pilots.permissions import deeds_on, may_resolve
from pilots.procurement import NOTE_FIELDS, must_document


@login_required
def pilot_list(request: AuthenticatedRequest) -> HttpResponse:
    """The portfolio: what is being tried, how far the money has gone, and what came of it."""
    membership = acting_in(request)
    pilots = Pilot.objects.visible_to(request.user).of(membership.organisation)
    return answer_list(request, PILOTS, pilots, membership=membership)


def _whole_pilots(user: User) -> QuerySet[Pilot]:
    """With what a pilot's page shows."""
    return (
        Pilot.objects.visible_to(user)
        .with_needs()
        .with_surroundings()
        .select_related("organisation", "match__startup", "match__challenge", "owner", "decider")
        .defer("search", "match__startup__search", "match__challenge__search")
        .prefetch_related("thresholds")
    )


@login_required
def pilot_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One pilot: its charter, what was seen and spent, what stands in the way, the decision and the lessons."""
    pilot = one_of(_whole_pilots, request.user, pk)
    purchase = pilot.purchase
    context = {
        "pilot": pilot,
        "deeds": deeds_on(pilot, request.user),
        "purchase": purchase,
        "must_document": must_document(purchase),
        "note_fields": NOTE_FIELDS,
        "thread": thread_of(pilot, user=request.user),
        "history": pilot.history,
    }
    if pilot.started_at:
        context |= _course(pilot, request.user)
    return render(request, "pilots/pilot.html", context)


def _course(pilot: Pilot, user: Any) -> dict[str, Any]:
    """What happened since the pilot started; nothing of it exists before."""
    costs = list(pilot.costs.all())
    check_ins = list(pilot.check_ins.select_related("by"))
    for cost in costs:
        cost.can_be_taken_back = cost.may_be_taken_back_by(user)
    for check_in in check_ins:
        check_in.can_be_taken_back = not pilot.is_decided and check_in.may_be_taken_back_by(user)
    obstacles = list(pilot.obstacles.select_related("owner").defer("search"))
    for obstacle in obstacles:
        obstacle.pilot = pilot
        obstacle.can_be_changed = may_resolve(user, obstacle)
    return {
        "costs": costs,
        "check_ins": check_ins,
        "obstacles": obstacles,
        "decisions": list(pilot.decisions.select_related("decided_by")),
        "lessons": list(pilot.lessons.order_by("created_at", "pk").defer("search")),
    }
