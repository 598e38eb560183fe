"""What is done to prioritisation rounds: planned, opened, assessed, decided, and the answers released together."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import write_to
from accounts.models import User
from history.actions import StaleState, move, record
from history.changes import change_of, changes_in
from needs.actions.needs import answer_need
from needs.models import Assessment, Candidate, Criterion, Need, PrioritisationRound, Score
from needs.states import STATE_AFTER_DECISION, CandidateDecision, NeedState, RoundState


def _hold(round_: PrioritisationRound, *states: str) -> None:
    """Makes other deeds on the round wait for this one; StaleState when it is in none of `states` any more."""
    rows = PrioritisationRound.objects.select_for_update(no_key=True).filter(pk=round_.pk, state__in=states)
    if rows.values("pk").first() is None:
        round_.refresh_from_db()
        raise StaleState(round_)


# --- planning and opening ------------------------------------------------------------------------------------------
@transaction.atomic
def plan_round(
    round_: PrioritisationRound,
    *,
    needs: Collection[Need],
    team: Collection[User],
    criteria: Sequence[Mapping[str, Any]],
    by: User,
) -> PrioritisationRound:
    """Saves a new round, or a round in preparation, with its needs, team and criteria (name, guidance, weight).

    Raises StaleState about a need that another round has taken meanwhile.
    """
    is_new = round_.pk is None
    if not is_new:
        _hold(round_, RoundState.PLANNED)
    _take(round_, needs)
    round_.save()
    round_.team.set(team)
    round_.candidates.exclude(need__in=needs).delete()
    there = set(round_.candidates.values_list("need_id", flat=True))
    Candidate.objects.bulk_create(Candidate(round=round_, need=n) for n in needs if n.pk not in there)
    round_.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(round=round_, position=position, **criterion) for position, criterion in enumerate(criteria)
    )
    record(round_, "round.planned" if is_new else "round.changed", by=by)
    return round_


def _take(round_: PrioritisationRound, needs: Collection[Need]) -> None:
    """Makes other rounds wait for these needs, and sees that none of them has one of the needs already."""
    held = Need.objects.select_for_update(no_key=True).filter(pk__in=[need.pk for need in needs])
    list(held.order_by("pk").values("pk"))
    taken = Candidate.objects.undecided().exclude(round=round_.pk).filter(need__in=needs)
    if elsewhere := taken.select_related("need").first():
        raise StaleState(elsewhere.need, _("Behovet är redan med i en annan omgång."))


@transaction.atomic
def open_round(round_: PrioritisationRound, *, by: User) -> None:
    """Opens the round: its needs are under assessment from now on, and every team member gets one letter.

    A need that has been answered meanwhile is left out. StaleState when none is left.
    """
    _hold(round_, RoundState.PLANNED)
    round_.candidates.exclude(need__state=NeedState.SUBMITTED).delete()
    candidates = list(round_.candidates.select_related("need"))
    if not candidates:
        raise StaleState(round_, _("Inget av behoven väntar längre på prioritering. Välj andra behov."))
    move(round_, RoundState.OPEN, by=by, verb="round.opened")
    for candidate in candidates:
        move(candidate.need, NeedState.IN_ROUND, by=by, round=round_.name)
    _ask_to_assess(round_, round_.team.all(), count=len(candidates), by=by)


@transaction.atomic
def adjust_round(round_: PrioritisationRound, *, name: str, closes_on: date, team: Collection[User], by: User) -> None:
    """Changes what may change once the round is open: its name, its last day and who assesses."""
    _hold(round_, RoundState.OPEN, RoundState.DECIDING)
    before = list(round_.team.all())
    round_.name, round_.closes_on = name, closes_on
    changed = [*changes_in(round_, ["name", "closes_on"]), *change_of(round_, "team", before, team)]
    round_.save(update_fields=["name", "closes_on"])
    round_.team.set(team)
    record(round_, "round.changed", by=by, changed=changed)
    if round_.state == RoundState.OPEN:
        newcomers = [person for person in team if person not in before]
        _ask_to_assess(round_, newcomers, count=round_.candidates.count(), by=by)
        _offer_closing(round_)


def _ask_to_assess(round_: PrioritisationRound, people: Collection[User], *, count: int, by: User) -> None:
    write_to(people, "round_opened", organisation=round_.organisation, by=by, round=round_, count=count)


@transaction.atomic
def discard_round(round_: PrioritisationRound, *, by: User) -> None:
    """Throws away a round in preparation; nobody has been told of it and its needs are as they were."""
    _hold(round_, RoundState.PLANNED)
    record(round_, "round.discarded", by=by)
    round_.delete()


@transaction.atomic
def remove_candidate(candidate: Candidate, *, by: User) -> None:
    """Takes a need out of the round: it waits for another one. What was assessed about it here is gone."""
    round_, need = candidate.round, candidate.need
    _hold(round_, RoundState.OPEN, RoundState.DECIDING)
    move(need, NeedState.SUBMITTED, by=by, verb="need.left_round", round=round_.name)
    candidate.delete()
    record(round_, "round.removed", by=by, need=need.title)
    if round_.state == RoundState.OPEN:
        _offer_closing(round_)


# --- assessing -----------------------------------------------------------------------------------------------------
@transaction.atomic
def keep_assessment(
    candidate: Candidate, *, points: Mapping[Criterion, int], comment: str, abstains: bool, by: User
) -> Assessment:
    """Keeps what a team member has thought so far about a need; nobody else sees it.

    Raises StaleState when it is handed in: a half-done thought does not take the place of a finished one.
    """
    _hold(candidate.round, RoundState.OPEN)
    if Assessment.objects.filter(candidate=candidate, assessor=by, handed_in_at__isnull=False).exists():
        raise StaleState(candidate, _("Du har redan lämnat in din bedömning av behovet."))
    return _write_assessment(candidate, points=points, comment=comment, abstains=abstains, by=by)


@transaction.atomic
def hand_in_assessment(
    candidate: Candidate, *, points: Mapping[Criterion, int], comment: str, abstains: bool, by: User
) -> Assessment:
    """Hands in a team member's assessment of a need, or another one instead of it, until the assessment is closed.

    The logbook says that it was handed in, not what it says. When it was the last one, the chief hears that the
    assessment can be closed. Raises StaleState about one that others have seen: it stands.
    """
    round_ = candidate.round
    _hold(round_, RoundState.OPEN)
    before = Assessment.objects.filter(candidate=candidate, assessor=by, handed_in_at__isnull=False).first()
    if before and before.stands:
        raise StaleState(candidate, _("Din bedömning är inlämnad och har visats för andra. Den går inte att ändra."))
    if before and _says(before) == (comment, abstains, {} if abstains else {c.pk: p for c, p in points.items()}):
        return before
    assessment = _write_assessment(candidate, points=points, comment=comment, abstains=abstains, by=by)
    assessment.handed_in_at = timezone.now()
    assessment.save(update_fields=["handed_in_at"])
    record(round_, "round.reassessed" if before else "round.assessed", by=by, need=candidate.need.title)
    _offer_closing(round_)
    return assessment


def _says(assessment: Assessment) -> tuple[str, bool, dict[int, int]]:
    points = dict(assessment.scores.values_list("criterion", "points"))
    return assessment.comment, assessment.abstains, points


def _write_assessment(
    candidate: Candidate, *, points: Mapping[Criterion, int], comment: str, abstains: bool, by: User
) -> Assessment:
    assessment, _is_new = Assessment.objects.get_or_create(candidate=candidate, assessor=by)
    assessment.comment, assessment.abstains = comment, abstains
    assessment.save(update_fields=["comment", "abstains"])
    assessment.scores.all().delete()
    if not abstains:
        Score.objects.bulk_create(
            Score(assessment=assessment, criterion=criterion, points=value) for criterion, value in points.items()
        )
    return assessment


@transaction.atomic
def close_assessment(round_: PrioritisationRound, *, by: User) -> None:
    """Ends the assessment, also when somebody has not handed in: all views are seen and the chief can decide.

    Whoever assesses too hands in first, since closing lifts the curtain. Raises StaleState otherwise.
    """
    if round_.team.contains(by) and round_.candidates.left_for(by).exists():
        raise StaleState(round_, _("Lämna in dina egna bedömningar först. Sedan kan du avsluta."))
    move(round_, RoundState.DECIDING, by=by, verb="round.closed")


@transaction.atomic
def reopen_assessment(round_: PrioritisationRound, *, by: User) -> None:
    """Lets those go on who have not handed in; what is handed in and decided so far stands."""
    move(round_, RoundState.OPEN, by=by, verb="round.reopened", fields={"reopened_at": timezone.now()})


def _offer_closing(round_: PrioritisationRound) -> None:
    """Tells who opened the round, once, when everybody who is still here has handed in everything.

    It is not closed by itself: until the chief does so, each may still think again.
    """
    if not PrioritisationRound.objects.complete().filter(pk=round_.pk).exists():
        return
    if round_.last_of("round.complete", "round.opened", "round.reopened") == "round.complete":
        return
    record(round_, "round.complete", by=None)
    write_to([round_.created_by], "round_assessed", organisation=round_.organisation, by=None, round=round_)


# --- deciding ------------------------------------------------------------------------------------------------------
@transaction.atomic
def decide(candidate: Candidate, *, decision: str, reason: str, seen: str, by: User) -> None:
    """Decides about a need, with the reason that will be its answer. The submitter hears nothing yet.

    `seen` is the candidate's version that the person had before their eyes. Raises StaleState when another
    decision has been made meanwhile, so that nobody overwrites what they have not read.
    """
    round_ = candidate.round
    _hold(round_, RoundState.DECIDING)
    candidate.refresh_from_db(fields=["decision", "reason", "decided_by", "decided_at"])
    if candidate.version != seen:
        raise StaleState(candidate)
    if (candidate.decision, candidate.reason) == (decision, reason):
        return
    candidate.decision, candidate.reason = decision, reason
    candidate.decided_by, candidate.decided_at = by, timezone.now()
    candidate.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
    record(round_, f"round.{decision}", by=by, reason=reason, need=candidate.need.title)


@transaction.atomic
def release_answers(round_: PrioritisationRound, *, by: User) -> int:
    """Finishes the round: every need moves on as decided and every submitter gets the answer, all at once.

    Answers how many needs were answered. Raises StaleState when a need is undecided, or the answers are out already.
    """
    _hold(round_, RoundState.DECIDING)
    if round_.candidates.undecided().exists():
        raise StaleState(round_, _("Besluta om alla behov först. Sedan kan du lämna besked."))
    move(round_, RoundState.FINISHED, by=by, verb="round.finished")
    candidates = list(round_.candidates.select_related("need__organisation", "need__submitter"))
    for candidate in candidates:
        to = STATE_AFTER_DECISION[CandidateDecision(candidate.decision)]
        answer_need(candidate.need, to=to, reason=candidate.reason, by=by)
    return len(candidates)
