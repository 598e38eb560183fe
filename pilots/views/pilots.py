"""The portfolio and one pilot's page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from accounts.permissions import acting_in
from accounts.requests import AuthenticatedRequest
from history.threads import thread_of
from listing.answers import answer
from listing.export import csv_response
from listing.pages import Sort, paginate
from listing.search import search_page
from pilots.forms.filters import PilotFilter
from pilots.models import Pilot
from pilots.permissions import deeds_on, may_resolve
from pilots.procurement import NOTE_FIELDS, must_document

SORTS = [
    Sort("newest", gettext_lazy("Senast påbörjad"), ("-starts_on", "-id")),
    Sort("end", gettext_lazy("Slutar först"), ("ends_on", "id")),
    Sort("title", gettext_lazy("Namn"), ("title", "id")),
    Sort("budget", gettext_lazy("Störst budget"), ("-budget", "-id")),
    Sort("spent", gettext_lazy("Mest förbrukat"), ("-spent", "-id")),
]
COLUMNS = [
    (gettext_lazy("Nummer"), lambda pilot: pilot.reference),
    (gettext_lazy("Pilot"), lambda pilot: pilot.title),
    (gettext_lazy("Läge"), lambda pilot: pilot.get_state_display()),
    (gettext_lazy("Frågan"), lambda pilot: pilot.question),
    (gettext_lazy("Utmaning"), lambda pilot: pilot.match.challenge.title),
    (gettext_lazy("Startup"), lambda pilot: pilot.match.startup.name),
    (gettext_lazy("Pilotägare"), lambda pilot: pilot.owner.name),
    (gettext_lazy("Beslutar"), lambda pilot: pilot.decider.name),
    (gettext_lazy("Börjar"), lambda pilot: pilot.starts_on),
    (gettext_lazy("Slutar"), lambda pilot: pilot.ends_on),
    (gettext_lazy("Budget (kr exkl. moms)"), lambda pilot: pilot.budget),
    (gettext_lazy("Förbrukat (kr exkl. moms)"), lambda pilot: float(pilot.spent)),
    (gettext_lazy("Delegationspunkt"), lambda pilot: pilot.delegation),
    (gettext_lazy("Diarienummer"), lambda pilot: pilot.registry_number),
]


def owners_in(organisation: Organisation) -> list[tuple[int, str]]:
    """Those who own a pilot, for the filter (one query)."""
    rows = Pilot.objects.of(organisation).order_by("owner__name", "owner").values_list("owner", "owner__name")
    return list(rows.distinct())


@login_required
def pilot_list(request: AuthenticatedRequest) -> HttpResponse:
    """The portfolio: what is being tried, how far the money has gone, and what came of it."""
    organisation = acting_in(request).organisation
    filter_ = PilotFilter(request.GET, owners=owners_in(organisation), auto_id="filter_%s")
    pilots = Pilot.objects.visible_to(request.user).of(organisation)
    pilots = filter_.narrow(pilots, user=request.user).with_spent()
    found = search_page(pilots, filter_.cleaned_data.get("q", ""), request.GET, SORTS)
    pilots = found.rows.select_related("match__startup", "match__challenge", "owner", "decider").defer(
        "search", "match__startup__search", "match__challenge__search"
    )
    if request.GET.get("format") == "csv":
        rows = pilots.order_by("-starts_on", "-id").iterator(chunk_size=500)
        return csv_response(f"piloter-{timezone.localdate()}", COLUMNS, rows)
    page = paginate(pilots, request.GET, found.sorts, counted=found.count)
    return answer(request, "pilots/pilot_list.html", {"filter": filter_, "page": page})


@login_required
def pilot_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One pilot: its charter, what was seen and spent, what stands in the way, the decision and the lessons."""
    pilot = get_object_or_404(
        Pilot.objects.visible_to(request.user)
        .with_needs()
        .with_surroundings()
        .select_related("organisation", "match__startup", "match__challenge", "owner", "decider")
        .defer("search", "match__challenge__search")
        .prefetch_related("thresholds"),
        pk=pk,
    )
    context = {
        "pilot": pilot,
        "deeds": deeds_on(pilot, request.user),
        "must_document": must_document(pilot.purchase),
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
    pilot.spent = sum(cost.amount for cost in costs)
    check_ins = list(pilot.check_ins.select_related("by"))
    for made in [*costs, *check_ins]:
        made.can_be_taken_back = not pilot.is_decided and made.may_be_taken_back_by(user)
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
