"""How the needs of a round stand, as far as one person may see it: assessments are blind until they are closed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from accounts.models import Membership, Role, User
from needs.models import Assessment, Candidate, Criterion, PrioritisationRound
from needs.ranking import HIGHEST, LOWEST, Standing, rank
from needs.states import NeedState, RoundState


@dataclass(frozen=True)
class Row:
    """A need in the round. `standing` is None when the person may not see the assessments yet.

    `handed_in` of `asked` have assessed it: those who are still here, and whoever did so before leaving.
    """

    candidate: Candidate
    handed_in: int
    asked: int
    own_is_in: bool
    standing: Standing | None

    @property
    def mark(self) -> dict[str, float] | None:
        """Where the mean and one spread to each side lie on a line from 1 to 5, in parts of 100."""
        if self.standing is None or self.standing.mean is None:
            return None

        def at(value: float) -> float:
            share = (min(max(value, LOWEST), HIGHEST) - LOWEST) / (HIGHEST - LOWEST)
            return round(100 * share, 1)

        middle, sigma = self.standing.mean, self.standing.spread or 0.0
        return {"mean": at(middle), "low": at(middle - sigma), "high": at(middle + sigma)}


@dataclass(frozen=True)
class Member:
    """A team member's progress: how many needs are assessed, not how. Nobody waits for one who has left."""

    person: User
    done: int
    wanted: int


@dataclass
class Result:
    """Everything a round's page and its export show; `ranked` says whether the places mean anything yet.

    `assesses` says whether the person is on the team; what is `own_` is theirs.
    """

    rows: list[Row]
    criteria: list[Criterion]
    team: list[Member]
    ranked: bool
    assesses: bool = False
    own_left: list[Candidate] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def own_done(self) -> int:
        return self.total - len(self.own_left) if self.assesses else 0

    @property
    def without_challenge(self) -> list[Candidate]:
        """Taken forward, and still waiting to become a challenge, in the order of the page."""
        return [row.candidate for row in self.rows if row.candidate.need.state == NeedState.PRIORITISED]

    @property
    def undecided(self) -> list[Candidate]:
        return [row.candidate for row in self.rows if not row.candidate.decision]

    @property
    def handed_in(self) -> int:
        return sum(member.done for member in self.team)

    @property
    def wanted(self) -> int:
        return sum(member.wanted for member in self.team)

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.handed_in >= self.wanted


def sees_assessments(round_: PrioritisationRound, *, on_team: bool, own_is_in: bool) -> bool:
    """Whether the person may see others' assessments of one need: nobody may before the assessment is closed.

    A team member who has not handed in waits until the round is finished, since the assessment can be opened again.
    """
    if round_.state == RoundState.DECIDING:
        return own_is_in or not on_team
    return round_.state == RoundState.FINISHED


def sees_decisions(user: User, round_: PrioritisationRound) -> bool:
    """The chief's own until the answers are out: a decision can change until then."""
    return round_.state == RoundState.FINISHED or user.has_role(
        Role.DEVELOPMENT_CHIEF, organisation_id=round_.organisation_id
    )


def result_of(round_: PrioritisationRound, *, user: User) -> Result:
    """The round as `user` may see it (four queries, whatever its size)."""
    shown = Candidate.objects.select_related("need__unit").order_by("pk")
    shown = shown.only("round", "decision", "reason", "need__title", "need__state", "need__unit__name")
    prefetch_related_objects([round_], Prefetch("candidates", shown))  # for the thread, too
    candidates = list(round_.candidates.all())
    criteria = list(round_.criteria.all())
    here = Membership.objects.filter(user=OuterRef("pk"), organisation=round_.organisation_id)
    team = round_.team.annotate(is_here=Q(is_active=True) & Q(Exists(here)))
    people = list(team.order_by("name", "pk").only("name"))
    given = (
        Assessment.objects.filter(candidate__round=round_, handed_in_at__isnull=False)
        .order_by("pk")
        .values_list("candidate_id", "assessor_id", "scores__criterion_id", "scores__points")
    )
    points: dict[int, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for candidate_id, assessor_id, criterion_id, value in given:
        view = points[candidate_id][assessor_id]  # there also for the one who abstains
        if criterion_id is not None:
            view[criterion_id] = value
    return _composed(round_, user, candidates, criteria, people, points)


def _composed(
    round_: PrioritisationRound,
    user: User,
    candidates: Sequence[Candidate],
    criteria: list[Criterion],
    people: Sequence[Any],
    points: dict[int, dict[int, dict[int, int]]],
) -> Result:
    on_team = user in people
    own = {c.pk for c in candidates if user.pk in points[c.pk]}
    seen = [c.pk for c in candidates if sees_assessments(round_, on_team=on_team, own_is_in=c.pk in own)]
    weights = {criterion.pk: criterion.weight for criterion in criteria}
    standings = {s.key: s for s in rank({pk: list(points[pk].values()) for pk in seen}, weights)}
    here = {person.pk for person in people if person.is_here}
    rows = [
        Row(c, len(points[c.pk]), len(here | set(points[c.pk])), c.pk in own, standings.get(c.pk)) for c in candidates
    ]
    ranked = len(seen) == len(candidates)
    if ranked:
        order = {key: position for position, key in enumerate(standings)}
        rows.sort(key=lambda row: order[row.candidate.pk])
    return Result(
        rows=rows,
        criteria=criteria,
        team=[_member(p, candidates, points) for p in people],
        ranked=ranked,
        assesses=on_team,
        own_left=[c for c in candidates if c.pk not in own] if on_team else [],
    )


def _member(person: Any, candidates: Sequence[Candidate], points: dict[int, dict[int, dict[int, int]]]) -> Member:
    done = sum(person.pk in points[c.pk] for c in candidates)
    return Member(person, done, len(candidates) if person.is_here else done)
