"""The list of prioritisation rounds, one round, and what the chief does with it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest, deed
from entry import amounts
from entry.answers import done, form_page
from history.actions import StaleState
from history.threads import thread_of
from listing.answers import answer_list
from listing.export import csv_response
from needs.actions.rounds import (
    adjust_round,
    close_assessment,
    discard_round,
    open_round,
    plan_round,
    release_answers,
    reopen_assessment,
)
from needs.forms.rounds import AdjustRoundForm, CriteriaFormSet, RoundForm, criteria_of
from needs.lists import ROUNDS
from needs.models import Need, PrioritisationRound
from needs.permissions import is_deciding, is_open, is_planned, is_unfinished, may_run_rounds, may_see_rounds
from needs.results import Result, Row, result_of, sees_decisions
from needs.states import CandidateDecision

HANDED_IN = ("round.assessed", "round.reassessed")
DECISIONS = [f"round.{decision}" for decision in CandidateDecision.values]


@login_required
def round_list(request: AuthenticatedRequest) -> HttpResponse:
    """The organisation's rounds; a team member sees those of which they are a part."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_see_rounds)
    rounds = PrioritisationRound.objects.visible_to(request.user).of(membership.organisation)
    return answer_list(request, ROUNDS, rounds, membership=membership)


@login_required
def round_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One round: progress, the ranking as far as the person may see it, and the next deed."""
    round_ = _fetch(request, pk)
    result = result_of(round_, user=request.user)
    decisions = sees_decisions(request.user, round_)
    told = [e for e in round_.history if decisions or e.verb not in DECISIONS]
    if request.GET.get("format") == "csv":
        return csv_response(f"prioritering-{round_.pk}", _columns(result, decisions=decisions), result.rows)
    context = {
        "round": round_,
        "result": result,
        "sees_decisions": decisions,
        "may_run": may_run_rounds(request.user, round_),
        "thread": thread_of(round_, user=request.user),
        "history": [e for e in told if e.verb not in HANDED_IN],
        "handed_in": [e for e in told if e.verb in HANDED_IN],
        "alone": is_planned(round_) and _sees_alone(round_, request.user),
    }
    return render(request, "needs/round.html", context)


def _sees_alone(round_: PrioritisationRound, user: User) -> bool:
    """Whether nobody else may see a round in preparation."""
    chiefs = User.objects.of(round_.organisation).with_role(Role.DEVELOPMENT_CHIEF)
    return not chiefs.exclude(pk=user.pk).exists()


def _fetch(request: AuthenticatedRequest, pk: int) -> PrioritisationRound:
    rounds = PrioritisationRound.objects.visible_to(request.user)
    return get_object_or_404(rounds.select_related("organisation", "created_by"), pk=pk)


def _columns(result: Result, *, decisions: bool) -> list[Any]:
    """What the export of a round holds: exactly what its page shows."""

    def number(value: float | None) -> str:
        return "" if value is None else amounts.number(value, 2)

    def of_criterion(pk: int) -> Any:
        return lambda row: number(row.standing.by_criterion.get(pk)) if row.standing else None

    def decided(row: Row) -> str:
        return row.candidate.get_decision_display()

    columns: list[Any] = [
        (_("Plats"), lambda row: row.standing.place if result.ranked else None),
        (_("Nummer"), lambda row: row.candidate.need.reference),
        (_("Behov"), lambda row: row.candidate.need.title),
        (_("Enhet"), lambda row: row.candidate.need.unit),
        (_("Bedömningar"), lambda row: row.handed_in),
        (_("Medel"), lambda row: number(row.standing.mean) if row.standing else None),
        (_("Spridning"), lambda row: number(row.standing.spread) if row.standing else None),
        *((f"{c.name} ({c.weight})", of_criterion(c.pk)) for c in result.criteria),
    ]
    if decisions:
        columns += [(_("Beslut"), decided), (_("Motivering"), lambda row: row.candidate.reason)]
    return columns


@login_required
def round_new(request: AuthenticatedRequest) -> HttpResponse:
    """Preparing a new round, and opening it at once or later."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_run_rounds)
    return _plan(request, PrioritisationRound(organisation=membership.organisation, created_by=request.user))


@login_required
def round_change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Everything can be changed while the round is prepared; later its name, last day and team."""
    round_ = _fetch(request, pk)
    permit(request.user, round_, who=may_run_rounds, when=is_unfinished)
    if is_planned(round_):
        return _plan(request, round_)
    form = AdjustRoundForm(request.POST or None, instance=round_)
    if request.method == "POST" and form.is_valid():
        adjust_round(round_, **form.cleaned_data, by=request.user)
        return done(request, _("Ändringen är sparad."), round_)
    return form_page(request, "needs/round_change.html", form, round=round_)


def _plan(request: AuthenticatedRequest, round_: PrioritisationRound) -> HttpResponse:
    """The form of a round in preparation; its button says whether the round is opened too."""
    chosen = {} if round_.pk else {"needs": request.GET.getlist("need")}
    form = RoundForm(request.POST or None, instance=round_, initial=chosen)
    criteria = CriteriaFormSet(request.POST or None, initial=criteria_of(round_), prefix="kriterier")
    sends = request.method == "POST" and not form.is_searching
    if sends and all([form.is_valid(), criteria.is_valid()]):
        chosen = form.cleaned_data
        try:
            plan_round(round_, needs=chosen["needs"], team=chosen["team"], criteria=criteria.rows, by=request.user)
        except StaleState as stale:
            _on_form(form, stale)
        else:
            return (
                done(request, _("Utkastet är sparat."), round_) if "draft" in request.POST else _open(request, round_)
            )
    return form_page(request, "needs/round_form.html", form, criteria=criteria, round=round_)


def _on_form(form: RoundForm, stale: StaleState) -> None:
    """A need that another round took meanwhile is told on the form, so that nothing typed is lost."""
    if not isinstance(stale.subject, Need):
        raise stale
    form.add_error("needs", f"”{stale.subject}”: {stale.message}")


def _open(request: AuthenticatedRequest, round_: PrioritisationRound) -> HttpResponse:
    open_round(round_, by=request.user)
    return done(request, _("Omgången är öppen. Teamet har fått ett brev var."), round_)


@deed
def round_open(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Opens a prepared round."""
    round_ = _fetch(request, pk)
    permit(request.user, round_, who=may_run_rounds, when=is_planned)
    return _open(request, round_)


@deed
def round_discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Throws away a round in preparation."""
    round_ = _fetch(request, pk)
    permit(request.user, round_, who=may_run_rounds, when=is_planned)
    discard_round(round_, by=request.user)
    return done(request, _("Utkastet är borttaget. Behoven väntar på nästa omgång."), "needs:rounds")


@deed
def round_close(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ends the assessment early."""
    round_ = _fetch(request, pk)
    permit(request.user, round_, who=may_run_rounds, when=is_open)
    close_assessment(round_, by=request.user)
    undo = reverse("needs:round_reopen", args=[round_.pk])
    return done(request, _("Bedömningen är avslutad. Nu kan du besluta."), round_, undo=undo)


@deed
def round_reopen(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Lets the team go on assessing."""
    round_ = _fetch(request, pk)
    permit(request.user, round_, who=may_run_rounds, when=is_deciding)
    reopen_assessment(round_, by=request.user)
    return done(request, _("Bedömningen är öppen igen."), round_)


@deed
def round_release(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Finishes the round: the answers go out together."""
    round_ = _fetch(request, pk)
    permit(request.user, round_, who=may_run_rounds, when=is_deciding)
    count = release_answers(round_, by=request.user)
    text = ngettext("Besked om ett behov är lämnat.", "Besked om %(count)d behov är lämnade.", count)
    return done(request, text % {"count": count}, round_)
