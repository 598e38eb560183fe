"""What is done to pilots: planned, started, followed, paid for, freed of obstacles, decided, learned from."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.letters import write_to
from accounts.models import Role, User
from entry.amounts import number
from history.actions import StaleState, move, record
from history.changes import change_of, changes_in
from needs.actions.needs import note_last_pilot_over
from needs.actions.needs import note_pilot as note_pilot_on_needs
from needs.hearing import OWNS, Hearers, hearers_of
from needs.states import NeedState
from pilots.models import CheckIn, Cost, Decision, Lesson, Obstacle, Pilot, SuccessThreshold
from pilots.states import BEGUN, STATE_AFTER_DECISION, UNDECIDED, DecisionKind, ObstacleKind, ObstacleState, PilotState
from startups.actions import note_pilot as note_pilot_on_match
from startups.models import Match

OWNS_THE_PILOT = gettext_lazy("Du får det här brevet för att du är pilotägare.")
IS_CHIEF = gettext_lazy("Du får det här brevet för att du är utvecklingschef.")
NEED_NOT_REMOVE_IT = gettext_lazy(
    "Du får det här brevet för att du skulle undanröja ett hinder. Det behövs inte längre."
)


def _hold(pilot: Pilot, *states: str) -> None:
    """Locks the pilot's row for the rest of the transaction and sees that it is still in one of the states.

    So nothing is noted on a pilot that somebody else is closing at the same moment. Raises StaleState otherwise.
    """
    state = Pilot.objects.select_for_update().filter(pk=pilot.pk).values_list("state", flat=True).first()
    if state in states:
        return
    if state == PilotState.CHARTER:
        raise StaleState(pilot, _("Piloten har inte startat än."))
    if state == PilotState.RUNNING:
        raise StaleState(pilot, _("Piloten har redan startat. Så här ser den ut nu."))
    if state == PilotState.ABANDONED:
        raise StaleState(pilot, _("Pilotplanen är nedlagd. Så här ser den ut nu."))
    raise StaleState(pilot, _("Piloten är redan avslutad. Så här ser den ut nu."))


# --- the charter --------------------------------------------------------------------------------------------------
@transaction.atomic
def draw_up(
    match: Match, *, charter: Mapping[str, Any], thresholds: Sequence[Mapping[str, Any]] = (), by: User
) -> Pilot:
    """Makes the charter of a match's pilot: `charter` holds the fields of Pilot, `thresholds` those of its rows.

    A match has one pilot: the second of two people is told (StaleState), and finds the first one's charter.
    """
    Match.objects.select_for_update().get(pk=match.pk)
    refuse_a_second(match)
    pilot = Pilot.objects.create(organisation=match.organisation, match=match, **charter)
    _set_thresholds(pilot, thresholds)
    record(pilot, "pilot.charter", by=by)
    return pilot


def refuse_a_second(match: Match) -> None:
    """Leads to the pilot that the match has already, if there is one (StaleState)."""
    existing = Pilot.objects.filter(match=match).first()
    if existing and existing.state == PilotState.ABANDONED:
        raise StaleState(existing, _("Pilotplanen för den här startupen och utmaningen är nedlagd. Ta upp den igen."))
    if existing:
        raise StaleState(existing, _("Det finns redan en pilot för den här startupen och utmaningen."))


@transaction.atomic
def revise(pilot: Pilot, *, charter: Mapping[str, Any], thresholds: Sequence[Mapping[str, Any]], by: User) -> None:
    """Rewrites the charter. Once the pilot runs, the charter is what was agreed and stays."""
    _hold(pilot, PilotState.CHARTER)
    for name, value in charter.items():
        setattr(pilot, name, value)
    changed, before = changes_in(pilot, charter), [row.in_words for row in pilot.thresholds.all()]
    pilot.save(update_fields=list(charter))
    _set_thresholds(pilot, thresholds)
    changed += change_of(pilot, "thresholds", before, [row.in_words for row in pilot.thresholds.all()])
    record(pilot, "pilot.revised", by=by, changed=changed)


def _set_thresholds(pilot: Pilot, rows: Sequence[Mapping[str, Any]]) -> None:
    pilot.thresholds.all().delete()
    SuccessThreshold.objects.bulk_create(
        SuccessThreshold(pilot=pilot, position=position, **row) for position, row in enumerate(rows)
    )


@transaction.atomic
def name_people(pilot: Pilot, *, owner: User, decider: User, reason: str = "", by: User) -> None:
    """Gives the pilot another owner or decider: people change places, and a pilot must never lack either."""
    _hold(pilot, *UNDECIDED)
    if (pilot.owner_id, pilot.decider_id) == (owner.pk, decider.pk):
        return
    pilot.owner, pilot.decider = owner, decider
    changed = changes_in(pilot, ["owner", "decider"])
    pilot.save(update_fields=["owner", "decider"])
    names = {"owner": owner.name, "decider": decider.name}
    record(pilot, "pilot.people", by=by, reason=reason, changed=changed, **names)


@transaction.atomic
def abandon(pilot: Pilot, *, reason: str, by: User) -> None:
    """Gives up a charter before anything has begun. Owner, decider and the challenge's owner hear it, and why."""
    _hold(pilot, PilotState.CHARTER)
    fields = {"abandoned_at": timezone.now(), "abandoned_because": reason}
    move(pilot, PilotState.ABANDONED, by=by, reason=reason, fields=fields)
    settle_needs(pilot, by=by)
    _tell_of_the_charter(pilot, "pilot_abandoned", by=by)


@transaction.atomic
def resume(pilot: Pilot, *, by: User) -> None:
    """Takes up an abandoned charter again, as it stood; who heard that it was given up hears that too."""
    fields = {"abandoned_at": None, "abandoned_because": ""}
    move(pilot, PilotState.CHARTER, by=by, verb="pilot.resumed", fields=fields)
    _tell_of_the_charter(pilot, "pilot_resumed", by=by)


def _tell_of_the_charter(pilot: Pilot, letter: str, *, by: User) -> None:
    hearing = [pilot.owner, pilot.decider, pilot.match.challenge.owner]
    write_to(hearing, letter, organisation=pilot.organisation, by=by, pilot=pilot, changed_by=by)


@transaction.atomic
def start(pilot: Pilot, *, early: bool = False, by: User) -> None:
    """Starts the pilot: from here on its match and the needs behind it are in pilot.

    Before its first day it starts only `early`, which moves that day to today. Raises StaleState otherwise, and when
    something that must be there first is missing (`Pilot.missing_before_start`).
    """
    _hold(pilot, PilotState.CHARTER)
    pilot.refresh_from_db(fields=["starts_on"])
    missing = pilot.missing_before_start
    if missing:
        raise StaleState(pilot, " ".join(map(str, missing)))
    if pilot.begins_later and not early:
        raise StaleState(pilot, _("Pilotens första dag har inte kommit. Flytta den till i dag om ni börjar nu."))
    if pilot.begins_later:
        first, today = pilot.starts_on, timezone.localdate()
        fields = {"started_at": timezone.now(), "starts_on": today}
        days = {"before": first.isoformat(), "after": today.isoformat()}
        was = {"starts_on": first.isoformat()}
        move(pilot, PilotState.RUNNING, by=by, verb="pilot.started_early", fields=fields, was=was, **days)
    else:
        move(pilot, PilotState.RUNNING, by=by, fields={"started_at": timezone.now()})
    note_pilot_on_match(pilot.match, by=by)
    note_pilot_on_needs(pilot.match.challenge, by=by)
    hearing = [p for p in (pilot.owner, pilot.decider) if p != by]
    write_to(hearing, "pilot_started", organisation=pilot.organisation, by=by, pilot=pilot)


@transaction.atomic
def change_budget(pilot: Pilot, *, budget: int, reason: str, seen: int | None = None, by: User) -> None:
    """Gives a running pilot another budget (SEK excl. VAT), with a reason; owner, decider and chiefs hear it.

    `seen` is the budget that the person saw; of two who change it at once the second raises StaleState.
    """
    _hold(pilot, PilotState.RUNNING)
    pilot.refresh_from_db(fields=["budget"])
    before = pilot.budget
    if seen is not None and seen != before:
        raise StaleState(pilot, _("Budgeten är redan ändrad. Så här ser piloten ut nu."))
    pilot.budget = budget
    pilot.save(update_fields=["budget"])
    was = {"budget": before}
    record(pilot, "pilot.budget", by=by, reason=reason, was=was, before=number(before), after=number(budget))
    chiefs = User.objects.of(pilot.organisation).with_role(Role.DEVELOPMENT_CHIEF)
    context: dict[str, Any] = {"pilot": pilot, "before": before, "reason": reason, "changed_by": by}
    write_to([pilot.owner, pilot.decider, *chiefs], "pilot_budget", organisation=pilot.organisation, by=by, **context)


def _made_before(kind: Any, pilot: Pilot, key: UUID | None) -> tuple[Any, UUID | None]:
    """What the same form has made already, and the key for what it makes now: none when the key is another pilot's."""
    first = kind.objects.filter(form_key=key).first() if key else None
    return (None, None) if first and first.pilot_id != pilot.pk else (first, key)


# --- while it runs ------------------------------------------------------------------------------------------------
@transaction.atomic
def check_in(pilot: Pilot, *, mood: str, line: str, by: User, form_key: UUID | None = None) -> CheckIn:
    """Leaves a word about how it goes. The same form sent twice is one check-in."""
    _hold(pilot, PilotState.RUNNING)
    already, form_key = _made_before(CheckIn, pilot, form_key)
    if already:
        return already
    made = CheckIn.objects.create(pilot=pilot, mood=mood, line=line, by=by, form_key=form_key)
    record(pilot, f"pilot.check_in_{mood}", by=by, reason=line)
    return made


@transaction.atomic
def take_back_check_in(check_in: CheckIn, *, by: User) -> None:
    _hold(check_in.pilot, PilotState.RUNNING)
    if CheckIn.objects.filter(pk=check_in.pk).delete()[0]:
        record(check_in.pilot, "pilot.check_in_taken_back", by=by)


@transaction.atomic
def note_cost(pilot: Pilot, *, what: str, amount: Decimal, on: date, by: User, form_key: UUID | None = None) -> Cost:
    """Notes money spent (SEK excl. VAT) on a pilot that has started; its last invoice may come after the end.

    The same form sent twice is one cost.
    """
    _hold(pilot, *BEGUN)
    already, form_key = _made_before(Cost, pilot, form_key)
    if already:
        return already
    cost = Cost.objects.create(pilot=pilot, what=what, amount=amount, on=on, by=by, form_key=form_key)
    record(pilot, "pilot.cost", by=by, what=what, amount=number(amount))
    return cost


@transaction.atomic
def take_back_cost(cost: Cost, *, by: User) -> None:
    _hold(cost.pilot, *BEGUN)
    if Cost.objects.filter(pk=cost.pk).delete()[0]:
        record(cost.pilot, "pilot.cost_taken_back", by=by, what=cost.what, amount=number(cost.amount))


@transaction.atomic
def note_results(pilot: Pilot, *, results: Mapping[int, Decimal | None], by: User) -> None:
    """Writes what was measured: threshold id → result, None where nothing is measured (any longer)."""
    _hold(pilot, PilotState.RUNNING)
    changed, thresholds = [], list(pilot.thresholds.all())
    was = {str(t.pk): None if t.result is None else str(t.result) for t in thresholds}
    for threshold in thresholds:
        result = results.get(threshold.pk, threshold.result)
        if result != threshold.result:
            threshold.result = result
            threshold.save(update_fields=["result"])
            changed.append(f"{threshold.measure}: {number(result)} {threshold.unit}".strip())
    if changed:
        record(pilot, "pilot.results", by=by, reason="\n".join(changed), was={"results": was})


# --- obstacles ----------------------------------------------------------------------------------------------------
@transaction.atomic
def report_obstacle(
    pilot: Pilot, *, kind: ObstacleKind | str, text: str, owner: User, by: User, form_key: UUID | None = None
) -> Obstacle:
    """Puts on record what is in the way, and who removes it; that person gets a letter."""
    _hold(pilot, PilotState.RUNNING)
    already, form_key = _made_before(Obstacle, pilot, form_key)
    if already:
        return already
    obstacle = Obstacle.objects.create(
        organisation=pilot.organisation, pilot=pilot, kind=kind, text=text, owner=owner, form_key=form_key
    )
    record(obstacle, "obstacle.reported", by=by)
    record(pilot, "pilot.obstacle", by=by, reason=text)
    if owner != by:
        write_to([owner], "pilot_obstacle", organisation=pilot.organisation, by=by, pilot=pilot, obstacle=obstacle)
    return obstacle


@transaction.atomic
def resolve_obstacle(obstacle: Obstacle, *, resolution: str, by: User) -> None:
    """The obstacle is out of the way, and how; that helps whoever meets the same one."""
    fields = {"resolution": resolution, "resolved_at": timezone.now()}
    move(obstacle, ObstacleState.RESOLVED, by=by, reason=resolution, fields=fields)
    record(obstacle.pilot, "pilot.obstacle_resolved", by=by, reason=f"{obstacle.text}\n{resolution}")


@transaction.atomic
def reopen_obstacle(obstacle: Obstacle, *, by: User) -> None:
    """It was not removed after all: it stands in the way again, or stayed when its pilot ended.

    How it was once resolved stays in the history.
    """
    over = obstacle.pilot.decided_at
    fields = {"resolution": "", "resolved_at": over}
    move(obstacle, ObstacleState.LEFT if over else ObstacleState.OPEN, by=by, verb="obstacle.open", fields=fields)
    record(obstacle.pilot, "pilot.obstacle_reopened", by=by, reason=obstacle.text)


# --- the decision and the lessons -----------------------------------------------------------------------------------
@transaction.atomic
def decide(
    pilot: Pilot,
    *,
    kind: DecisionKind | str,
    reason: str,
    lessons: Sequence[Mapping[str, Any]],
    new_end: date | None = None,
    number: int | None = None,
    by: User,
) -> Decision:
    """The named decider's word: scale up, go on until `new_end`, or end with a lesson – never without a lesson.

    `number` says which time around the person saw (1 for the first); of two decisions at once the second raises
    StaleState. Raises ValueError without a lesson.
    """
    if not lessons:
        raise ValueError("a decision needs at least one lesson")
    _hold(pilot, PilotState.RUNNING)
    turn = pilot.decisions.count() + 1
    if number is not None and number != turn:
        raise StaleState(pilot, _("Ett beslut är redan fattat. Så här ser piloten ut nu."))
    written = [_write_lesson(pilot, by=by, **lesson) for lesson in lessons]
    goes_on = kind == DecisionKind.ITERATE
    decision = Decision.objects.create(
        pilot=pilot,
        kind=kind,
        reason=reason,
        lesson=written[0],
        number=turn,
        new_end=new_end if goes_on else None,
        decided_by=by,
    )
    fields = {"ends_on": new_end} if goes_on else {"decided_at": decision.decided_at}
    verb = "pilot.continued" if goes_on else ""
    changed = change_of(pilot, "ends_on", str(pilot.ends_on), str(new_end)) if goes_on else []
    to = STATE_AFTER_DECISION[DecisionKind(kind)]
    move(pilot, to, by=by, verb=verb, reason=reason, fields=fields, changed=changed)
    left = [] if goes_on else _leave_obstacles(pilot, by=by)
    if not goes_on:
        settle_needs(pilot, by=by)
    context: dict[str, Any] = {"pilot": pilot, "decision": decision, "lessons": written}
    hearers = _hearers_of_the_decision(pilot, left=left)
    write_to(hearers, "pilot_decided", organisation=pilot.organisation, by=by, **context)
    return decision


@transaction.atomic
def settle_needs(pilot: Pilot, *, by: User) -> None:
    """The pilot is over: of its needs, those that no other pilot is to try or tries are done with.

    They are locked first, so that of two last pilots that end at once the second one knows of the first.
    """
    tried = pilot.match.challenge.needs.filter(state=NeedState.IN_PILOT)
    for need in tried.select_for_update(of=("self",), no_key=True).order_by("pk"):
        pilots = Pilot.objects.trying(need)
        if not pilots.undecided().exclude(pk=pilot.pk).exists():
            note_last_pilot_over(need, was_tried=pilots.decided().exists(), by=by)


def _leave_obstacles(pilot: Pilot, *, by: User) -> list[Obstacle]:
    """What still stood in the way of a pilot that ends is in its way no longer."""
    standing = list(pilot.obstacles.standing().select_related("owner"))
    for obstacle in standing:
        move(obstacle, ObstacleState.LEFT, by=by, fields={"resolved_at": pilot.decided_at})
    return standing


def _hearers_of_the_decision(pilot: Pilot, *, left: Sequence[Obstacle]) -> Hearers:
    """The owner, the development chiefs, all who hear of the needs it began with, and who had an obstacle to remove."""
    challenge = pilot.match.challenge
    hearers: Hearers = {pilot.owner: OWNS_THE_PILOT}
    for chief in User.objects.of(pilot.organisation).with_role(Role.DEVELOPMENT_CHIEF):
        hearers.setdefault(chief, IS_CHIEF)
    hearers.setdefault(challenge.owner, OWNS)
    for obstacle in left:
        hearers.setdefault(obstacle.owner, NEED_NOT_REMOVE_IT)
    return hearers_of(challenge.needs.all()) | hearers


def _write_lesson(pilot: Pilot, *, by: User, form_key: UUID | None = None, **texts: Any) -> Lesson:
    if form_key and Lesson.objects.filter(form_key=form_key).exists():
        form_key = None  # somebody else's, made up
    lesson = Lesson.objects.create(
        organisation=pilot.organisation, pilot=pilot, written_by=by, form_key=form_key, **texts
    )
    record(lesson, "lesson.written", by=by)
    record(pilot, "pilot.lesson", by=by, title=lesson.title)
    return lesson


@transaction.atomic
def add_lesson(pilot: Pilot, *, by: User, form_key: UUID | None = None, **texts: Any) -> Lesson:
    """Keeps one more lesson of a pilot that has started (`texts`: the fields of Lesson)."""
    _hold(pilot, *BEGUN)
    already, _key = _made_before(Lesson, pilot, form_key)
    return already or _write_lesson(pilot, by=by, form_key=form_key, **texts)


@transaction.atomic
def correct_lesson(lesson: Lesson, *, by: User, **texts: Any) -> None:
    """Corrects the words of a lesson."""
    for name, value in texts.items():
        setattr(lesson, name, value)
    changed = changes_in(lesson, texts)
    lesson.save(update_fields=list(texts))
    record(lesson, "lesson.corrected", by=by, changed=changed)
