"""One need in a round: assessing it, seeing how it stands, deciding about it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from history.actions import StaleState
from needs.actions.rounds import decide, hand_in_assessment, keep_assessment, remove_candidate
from needs.forms.rounds import AssessmentForm, DecisionForm, written_in
from needs.models import Assessment, Candidate, Criterion, PrioritisationRound
from needs.permissions import is_assessor, is_deciding, is_open, is_under_way, may_run_rounds
from needs.results import result_of, sees_decisions


def _fetch(request: AuthenticatedRequest, pk: int, candidate_pk: int) -> Candidate:
    """The candidate, if the person may see its round."""
    rounds = PrioritisationRound.objects.visible_to(request.user).filter(pk=pk)
    rows = Candidate.objects.select_related(
        "round__organisation", "round__created_by", "need__unit", "need__theme", "decided_by"
    ).defer("need__search")
    return get_object_or_404(rows, pk=candidate_pk, round__in=rounds)


def _own(candidate: Candidate, user: User) -> Assessment | None:
    return candidate.assessments.filter(assessor=user).prefetch_related("scores").first()


def _next_after(candidate: Candidate, user: User) -> Candidate | None:
    """The next need the person has left, going round past the end of the list."""
    left = list(candidate.round.candidates.left_for(user).order_by("pk"))
    return next((c for c in left if c.pk > candidate.pk), left[0] if left else None)


@login_required
def assess(request: AuthenticatedRequest, pk: int, candidate_pk: int) -> HttpResponse:
    """A team member assesses one need, and goes on to the next."""
    candidate = _fetch(request, pk, candidate_pk)
    permit(request.user, candidate.round, who=is_assessor)
    own = _own(candidate, request.user)
    if not is_open(candidate.round):
        raise StaleState(candidate.round, _("Bedömningen är avslutad."))
    if own and own.stands and request.method == "GET":
        return redirect(candidate)
    is_draft = "draft" in request.POST
    form = AssessmentForm(
        request.POST or None, criteria=list(candidate.round.criteria.all()), initial=written_in(own), is_draft=is_draft
    )
    if request.method == "POST" and form.is_valid():
        return _keep(request, candidate, form, was_in=own is not None and own.handed_in_at is not None)
    total, left = (candidate.round.candidates.count(), candidate.round.candidates.left_for(request.user).count())
    counts = {"total": total, "done": total - left, "left": left}
    return form_page(request, "needs/assess.html", form, candidate=candidate, own=own, **counts)


def _keep(request: AuthenticatedRequest, candidate: Candidate, form: AssessmentForm, *, was_in: bool) -> HttpResponse:
    """Keeps the draft or hands the assessment in, and goes on; who thought again comes back to the need."""
    act = keep_assessment if form.is_draft else hand_in_assessment
    act(
        candidate,
        points=form.points,
        comment=form.cleaned_data["comment"],
        abstains=form.cleaned_data["abstains"],
        by=request.user,
    )
    if form.is_draft:
        return done(request, _("Utkastet är sparat. Bara du ser det."), candidate.round)
    if was_in:
        return done(request, _("Din bedömning är ändrad."), candidate)
    following = _next_after(candidate, request.user)
    if following is None:
        return done(request, _("Tack. Du har bedömt alla behov i omgången."), candidate.round)
    words = _("Bedömningen av ”%(need)s” är inlämnad.") % {"need": candidate.need.title}
    return done(request, words, "needs:assess", candidate.round_id, following.pk)


@login_required
def candidate_page(request: AuthenticatedRequest, pk: int, candidate_pk: int) -> HttpResponse:
    """How one need stands in its round, as far as the person may see it; here the chief decides."""
    candidate = _fetch(request, pk, candidate_pk)
    if request.method == "POST":
        permit(request.user, candidate.round, who=may_run_rounds, when=is_deciding)
    form = DecisionForm(request.POST or None, initial={"decision": candidate.decision, "reason": candidate.reason})
    if request.method == "POST" and form.is_valid() and _decide(request, candidate, form):
        return _go_on(request, candidate)
    return form_page(request, "needs/candidate.html", form, **_context(request, candidate))


def _decide(request: AuthenticatedRequest, candidate: Candidate, form: DecisionForm) -> bool:
    """Decides, or says on the form that somebody else has done so meanwhile, so that nothing typed is lost."""
    chosen = {name: form.cleaned_data[name] for name in ("decision", "reason")}
    try:
        decide(candidate, **chosen, seen=request.POST.get("seen", ""), by=request.user)
    except StaleState:
        if not is_deciding(candidate.round):
            raise
        form.add_error(None, _decided_before(candidate, request.user))
        return False
    return True


def _decided_before(candidate: Candidate, user: User) -> str:
    if candidate.decided_by_id == user.pk:
        return _("Du har redan beslutat om behovet. Läs beslutet nedan och spara igen om du vill ändra det.")
    said = _("%(name)s beslutade före dig. Läs beslutet nedan och spara igen om du vill ändra det.")
    return said % {"name": candidate.decided_by}


def _go_on(request: AuthenticatedRequest, candidate: Candidate) -> HttpResponse:
    """On to the next undecided need, or back to the round when there is none."""
    order = [row.candidate for row in result_of(candidate.round, user=request.user).rows]
    following = next((c for c in order if not c.decision), None)
    words = _("Beslutet om ”%(need)s” är sparat. Besked lämnas när omgången avslutas.")
    return done(request, words % {"need": candidate.need.title}, following or candidate.round)


def _context(request: AuthenticatedRequest, candidate: Candidate) -> dict[str, Any]:
    result = result_of(candidate.round, user=request.user)
    row = next(row for row in result.rows if row.candidate.pk == candidate.pk)
    runs, deciding = may_run_rounds(request.user, candidate.round), is_deciding(candidate.round)
    views = _views(candidate, result.criteria, of=None if row.standing else request.user)
    own = next((view["assessment"] for view in views if view["assessment"].assessor == request.user), None)
    return {
        "candidate": candidate,
        "round": candidate.round,
        "row": row,
        "result": result,
        "views": views,
        "means": [(c, row.standing and row.standing.by_criterion.get(c.pk)) for c in result.criteria],
        "sees_decisions": sees_decisions(request.user, candidate.round),
        "may_decide": runs and deciding,
        "may_remove": runs and is_under_way(candidate.round),
        "may_assess": is_open(candidate.round) and candidate in result.own_left,
        "may_revise": is_open(candidate.round) and own is not None and result.assesses and not own.stands,
    }


def _views(candidate: Candidate, criteria: list[Criterion], *, of: User | None) -> list[dict[str, Any]]:
    """What each has handed in, or only one of them, with the points in the order of the criteria."""
    given = candidate.assessments.filter(handed_in_at__isnull=False)
    if of is not None:
        given = given.filter(assessor=of)
    views = []
    for assessment in given.select_related("assessor").prefetch_related("scores").order_by("assessor__name"):
        points = {score.criterion_id: score.points for score in assessment.scores.all()}
        views.append({"assessment": assessment, "points": [(c, points.get(c.pk)) for c in criteria]})
    return views


@deed
def candidate_remove(request: AuthenticatedRequest, pk: int, candidate_pk: int) -> HttpResponse:
    """The chief takes a need out of the round."""
    candidate = _fetch(request, pk, candidate_pk)
    permit(request.user, candidate.round, who=may_run_rounds, when=is_under_way)
    remove_candidate(candidate, by=request.user)
    return done(request, _("Behovet är uttaget och väntar på nästa omgång."), candidate.round)
