"""Drawing up a pilot's charter, changing it, giving it up, naming its people and its budget, and starting the pilot."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Role, User
from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from history.actions import StaleState
from history.questions import one_of
from pilots.actions import abandon, change_budget, draw_up, name_people, refuse_a_second, resume, revise, start
from pilots.forms.charters import AbandonForm, BudgetForm, CharterForm, PeopleForm, ThresholdRows
from pilots.forms.rows import kept, kept_rows
from pilots.models import Pilot
from pilots.models.pilots import procurement_context_of
from pilots.permissions import (
    can_become_pilot,
    has_delegation,
    is_abandoned,
    is_planned,
    is_running,
    is_undecided,
    may_change_budget,
    may_name_people,
    may_plan,
    may_start,
)
from pilots.procurement import Purchase
from startups.models import Match
from startups.permissions import may_draw_up_pilot

RUN_UP = timedelta(days=14)
USUAL_LENGTH = timedelta(days=84)
ADD_ROW = "add_row"


@login_required
def pilot_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The charter of a match's pilot, filled in beforehand with what the thread already knows."""
    match = get_object_or_404(
        Match.objects.visible_to(request.user).select_related("organisation", "challenge", "startup", "proposal"), pk=pk
    )
    permit(request.user, match, who=may_draw_up_pilot)
    refuse_a_second(match)
    if not can_become_pilot(match):
        raise StaleState(match, _("Startupen behöver ha svarat eller mött er innan ni skriver en pilotplan."))
    form, rows = _charter_forms(request, match, initial=_from_the_thread(match, by=request.user), thresholds=[])
    if request.method == "POST" and ADD_ROW not in request.POST and form.is_valid() & rows.is_valid():
        pilot = draw_up(match, charter=form.cleaned_data, thresholds=rows.written, by=request.user)
        _warn_about_budget(request, pilot)
        return done(request, _("Pilotplanen är sparad. Starta piloten när allt är på plats."), pilot)
    return _charter_page(request, match, form, rows)


def _whole_charters(user: User) -> QuerySet[Pilot]:
    """With what the form shows and asks about."""
    return (
        Pilot.objects.visible_to(user)
        .with_surroundings()
        .select_related("organisation", "match__organisation", "match__challenge", "match__startup", "match__proposal")
        .defer("search", "match__challenge__search", "match__startup__search")
    )


@login_required
def pilot_change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Changing the charter while the pilot has not started."""
    pilot = one_of(_whole_charters, request.user, pk)
    permit(request.user, pilot, who=may_plan, when=is_planned)
    thresholds = list(pilot.thresholds.values("measure", "unit", "baseline", "target"))
    form, rows = _charter_forms(request, pilot.match, instance=pilot, thresholds=thresholds)
    if request.method == "POST" and ADD_ROW not in request.POST and form.is_valid() & rows.is_valid():
        revise(pilot, charter=form.cleaned_data, thresholds=rows.written, by=request.user)
        _warn_about_budget(request, pilot)
        return done(request, _("Pilotplanen är ändrad."), pilot)
    return _charter_page(request, pilot.match, form, rows, pilot=pilot)


def _charter_forms(
    request: AuthenticatedRequest, match: Match, *, thresholds: list[Any], **kwargs: Any
) -> tuple[Any, Any]:
    """The charter and its rows: empty, as sent, or as typed with one more row."""
    kwargs["organisation"] = match.organisation
    if not request.POST:
        return CharterForm(**kwargs), ThresholdRows(prefix="mal", initial=thresholds)
    if ADD_ROW in request.POST:
        return kept(CharterForm, request.POST, **kwargs), kept_rows(ThresholdRows, request.POST, "mal")
    return CharterForm(request.POST, **kwargs), ThresholdRows(request.POST, prefix="mal", initial=thresholds)


def _charter_page(
    request: AuthenticatedRequest, match: Match, form: Any, rows: Any, pilot: Pilot | None = None
) -> HttpResponse:
    value = getattr(match.handed_in_proposal, "price", None) or (pilot.budget if pilot else 0)
    if form.is_bound:
        form.is_valid()  # not asked yet where it is only looked at, filled in with what was kept
        value = form.cleaned_data.get("budget") or value
    elif pilot:
        value = pilot.budget
    first_day = pilot.starts_on if pilot else timezone.localdate() + RUN_UP
    around = pilot.purchase.around if pilot else procurement_context_of(match, on=first_day)
    purchase = Purchase(value, around) if value else None
    return form_page(request, "pilots/charter.html", form, rows=rows, match=match, pilot=pilot, purchase=purchase)


def _from_the_thread(match: Match, *, by: User) -> dict[str, Any]:
    """What the challenge and the proposal already say, so that the charter takes ten minutes."""
    proposal = match.handed_in_proposal
    first_day = timezone.localdate() + RUN_UP
    return {
        "title": match.challenge.title,
        "question": match.challenge.desired_effect[:1000],
        "budget": proposal.price if proposal else None,
        "starts_on": first_day,
        "ends_on": first_day + USUAL_LENGTH,
        "owner": match.challenge.owner_id,
        "decider": _usual_decider(match, by=by),
        "personal_data": proposal.personal_data if proposal else None,
    }


def _usual_decider(match: Match, *, by: User) -> int | None:
    """The development chief: the one who writes, when that is a chief, else the first by name."""
    chiefs = User.objects.of(match.organisation).with_role(Role.DEVELOPMENT_CHIEF)
    ids = list(chiefs.in_order().values_list("pk", flat=True))
    return by.pk if by.pk in ids else next(iter(ids), None)


def _warn_about_budget(request: AuthenticatedRequest, pilot: Pilot) -> None:
    if pilot.is_outside_the_frame:
        messages.warning(request, _("Budgeten ligger utanför ramen för piloter. Planen är sparad ändå."))


@login_required
def pilot_people(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The chief gives a pilot another owner or decider."""
    pilot = get_object_or_404(Pilot.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    permit(request.user, pilot, who=may_name_people, when=is_undecided)
    form = PeopleForm(request.POST or None, pilot=pilot)
    if request.method == "POST" and form.is_valid():
        name_people(pilot, **form.cleaned_data, by=request.user)
        return done(request, _("Pilotägare och beslutsfattare är sparade."), pilot)
    return form_page(request, "pilots/people.html", form, pilot=pilot)


@deed
def pilot_start(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Starts the pilot, or says in plain words what is missing."""
    pilot = get_object_or_404(
        Pilot.objects.visible_to(request.user).select_related(
            "organisation", "match__challenge", "match__organisation", "owner", "decider"
        ),
        pk=pk,
    )
    permit(request.user, pilot, who=may_start, when=is_planned)
    start(pilot, early="early" in request.POST, by=request.user)
    return done(request, _("Piloten är igång. Gör en avstämning varje vecka, det tar en halv minut."), pilot)


def _with_its_challenge(request: AuthenticatedRequest, pk: int) -> Pilot:
    seen = Pilot.objects.visible_to(request.user)
    related = ("organisation", "owner", "decider", "match__challenge__owner")
    return get_object_or_404(seen.select_related(*related), pk=pk)


@login_required
def pilot_abandon(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Giving up a charter, with the reason."""
    pilot = _with_its_challenge(request, pk)
    permit(request.user, pilot, who=may_plan, when=is_planned)
    form = AbandonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        abandon(pilot, **form.cleaned_data, by=request.user)
        undo = reverse("pilots:pilot_resume", args=[pilot.pk])
        return done(request, _("Pilotplanen är nedlagd."), pilot, undo=undo)
    return form_page(request, "pilots/abandon.html", form, pilot=pilot)


@deed
def pilot_resume(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Taking up an abandoned charter again."""
    pilot = _with_its_challenge(request, pk)
    permit(request.user, pilot, who=may_plan, when=is_abandoned)
    resume(pilot, by=request.user)
    return done(request, _("Pilotplanen är uppe igen, så som den var."), pilot)


@login_required
def pilot_budget(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Another budget for a running pilot, with what procurement asks of it."""
    seen = Pilot.objects.visible_to(request.user).with_surroundings()
    pilot = get_object_or_404(seen.select_related("organisation", "owner", "decider"), pk=pk)
    permit(request.user, pilot, who=may_change_budget, when=is_running)
    form = BudgetForm(request.POST or None, pilot=pilot)
    if request.method == "POST" and form.is_valid():
        change_budget(pilot, **form.cleaned_data, by=request.user)
        _warn_about_budget(request, pilot)
        return done(request, _("Budgeten är ändrad."), pilot)
    delegated = has_delegation(request.user, pilot)
    return form_page(request, "pilots/budget.html", form, pilot=pilot, purchase=form.purchase, delegated=delegated)
