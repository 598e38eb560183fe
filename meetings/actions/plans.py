"""The plan of a day: wanted, made by the worker, put right by hand, and published."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from time import monotonic

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import write_to
from accounts.models import User
from history.actions import StaleState, move, record, record_all
from history.claims import attempt
from history.templatetags.days import clock
from meetings.actions.agendas import gather
from meetings.actions.busy import refresh_for
from meetings.actions.drafts import locked, remember
from meetings.models import DayPlan, DraftStep, MatchmakingDay, Meeting, PlannedMeeting, Room, Slot
from meetings.permissions import is_being_prepared, is_meetable
from meetings.rooms import at_once
from meetings.scheduling import Meeting as PlacedMeeting
from meetings.scheduling.rooms import rooms_of
from meetings.slots import Span
from meetings.states import DayState, MeetingState
from meetings.wishes import Day
from meetings.wishing import DayWishes
from startups.models import Match, Startup

PAUSE = timedelta(seconds=10)
NAMED = 3  # of the meetings in the way of a publication
PATIENCE = 10  # times as long as a search usually takes: the machine may be busy
LOOKS_EVERY = 0.5  # seconds between two looks at whether the search is to stop


@transaction.atomic
def want_plan(day: MatchmakingDay, *, by: User) -> None:
    """Asks the worker for a plan, or a new one. Asking while it is being made changes nothing."""
    locked(day)
    plan, _is_new = DayPlan.objects.get_or_create(day=day)
    idle = DayPlan.objects.filter(pk=plan.pk, is_wanted=False)
    if idle.update(is_wanted=True, is_stopped=False, has_failed=False, percent=0, **plan.anew()):
        record(day, "matchmakingday.plan_wanted", by=by)
        plan.nudge()


def stop_planning(day: MatchmakingDay) -> None:
    """The worker keeps the best it has found."""
    DayPlan.objects.filter(day=day, is_wanted=True).update(is_stopped=True)


def make_plan(day_id: int) -> None:
    """Makes the plan that is wanted, if no other worker does. May be called any number of times."""
    attempt(DayPlan.objects.claim(day_id), _make, failed=_put_back)


def _make(plan: DayPlan) -> None:
    # The only way to the planner: its numerical libraries take 90 MB, which a worker carries from its first plan on.
    from meetings.scheduling.bound import bound
    from meetings.scheduling.figures import value_of
    from meetings.scheduling.instance import Instance
    from meetings.scheduling.planning import plan as find_plan
    from meetings.scheduling.planning import usual_rounds, usual_seconds

    refresh_for(plan.day)
    numbers = DayWishes(plan.day).numbers
    instance = Instance(**numbers.instance, pinned=_pinned(plan.day, numbers))
    progress, stop = _watching(plan)
    # The rounds decide, so that nothing but the wishes makes another plan; the clock is for a machine that stands still.
    rounds, seconds = usual_rounds(instance), PATIENCE * usual_seconds(instance)
    found = find_plan(instance, rounds=rounds, seconds=seconds, progress=progress, stop=stop)
    value = value_of(instance, found.meetings)
    _keep(plan, numbers, found.meetings, value=value, bound=bound(instance, reached=value).value)


def _pinned(day: MatchmakingDay, numbers: Day) -> list[PlacedMeeting]:
    """What the chief has settled, as the planner counts: rows, columns and times."""
    rows = {manager: row for row, manager in enumerate(numbers.managers)}
    columns = {startup: column for column, startup in enumerate(numbers.startups)}
    times = {slot: time for time, slot in enumerate(day.slots.values_list("pk", flat=True))}
    pinned = day.planned.filter(is_pinned=True).values_list("manager", "startup", "slot")
    return [
        PlacedMeeting(rows[manager], columns[startup], times[slot])
        for manager, startup, slot in pinned
        if manager in rows and startup in columns
    ]


def _watching(plan: DayPlan) -> tuple[Callable[[float, float], None], Callable[[], bool]]:
    """What tells the page how far the search is, and what asks whether it is to stop; both seldom, for they ask the database."""
    seen = {"told": monotonic(), "asked": monotonic(), "stop": 0.0}

    def progress(share: float, _value: float) -> None:
        if monotonic() - seen["told"] > LOOKS_EVERY:
            seen["told"] = monotonic()
            plan.change(percent=int(100 * share))

    def stop() -> bool:
        if monotonic() - seen["asked"] > LOOKS_EVERY:
            seen["asked"] = monotonic()
            seen["stop"] = DayPlan.objects.filter(pk=plan.pk, is_stopped=True).exists()
        return bool(seen["stop"])

    return progress, stop


@transaction.atomic
def _keep(plan: DayPlan, numbers: Day, meetings: Iterable[PlacedMeeting], *, value: float, bound: float) -> None:
    """The plan takes the place of the one before, unless the day has been opened or called off meanwhile."""
    day = MatchmakingDay.objects.select_for_update(no_key=True).get(pk=plan.pk)
    plan.change(is_wanted=False, percent=100, value=value, bound=bound, made_at=timezone.now())
    if not is_being_prepared(day):
        return
    if day.planned.exists():
        remember(day, DraftStep.Kind.PLANNED)
    slots = list(day.slots.values_list("pk", flat=True))
    pinned = set(day.planned.filter(is_pinned=True).values_list("manager", "startup"))
    day.planned.filter(is_pinned=False).delete()
    PlannedMeeting.objects.bulk_create(
        PlannedMeeting(
            day=day,
            slot_id=slots[time],
            manager_id=numbers.managers[row],
            startup_id=numbers.startups[column],
            match_id=numbers.about[row, column],
        )
        for row, column, time in meetings
        if (numbers.managers[row], numbers.startups[column]) not in pinned
    )


def _put_back(plan: DayPlan, _reason: Exception) -> None:
    """For another attempt in a while; after the last the page says so, and offers to ask again."""
    if plan.has_attempts_left:
        plan.change(due_at=timezone.now() + PAUSE * plan.attempts)
    else:
        plan.change(is_wanted=False, has_failed=True)


@transaction.atomic
def pin(planned: PlannedMeeting, *, is_pinned: bool) -> None:
    """Settles the meeting, so that it stays when the day is planned again, or lets it go."""
    locked(planned.day)
    PlannedMeeting.objects.filter(pk=planned.pk).update(is_pinned=is_pinned)


@transaction.atomic
def take_out(planned: PlannedMeeting) -> None:
    """The two do not meet, as far as this draft goes."""
    remember(locked(planned.day), DraftStep.Kind.TAKEN_OUT)
    planned.delete()


@transaction.atomic
def put_in(day: MatchmakingDay, *, manager: User, match: Match, slot: Slot) -> PlannedMeeting:
    """The chief lets two meet then, and it stays so when the day is planned again.

    Raises StaleState when one of them already meets somebody then, they meet already, or no room is left.
    """
    locked(day)
    most = at_once([room.capacity for room in day.rooms.all()])
    if most is not None and slot.planned.count() >= most:
        raise StaleState(day, _("Alla rum är upptagna då."))
    two = {"manager": manager, "startup_id": match.startup_id}
    remember(day, DraftStep.Kind.PUT_IN)
    try:
        with transaction.atomic():
            return PlannedMeeting.objects.create(day=day, slot=slot, match=match, is_pinned=True, **two)
    except IntegrityError as refusal:
        words = _("Någon av dem har redan ett möte då, eller så möts de redan den dagen.")
        raise StaleState(day, words) from refusal


@transaction.atomic
def shift(planned: PlannedMeeting, *, slot: Slot) -> PlannedMeeting | None:
    """Moves the meeting to another time; the one that stands in its way there takes its time, and is the answer.

    Raises StaleState when that cannot be, because somebody has changed the draft meanwhile.
    """
    locked(planned.day)
    two = Q(manager=planned.manager_id) | Q(startup=planned.startup_id)
    others = list(slot.planned.filter(two).select_related("manager", "startup"))
    if len(others) > 1:
        raise StaleState(planned.day)
    before = planned.slot
    remember(planned.day, DraftStep.Kind.MOVED)
    for other in others:
        other.delete()  # makes room first; two that change places would otherwise meet in between
    planned.slot, planned.is_pinned = slot, True
    try:
        with transaction.atomic():
            planned.save(update_fields=["slot", "is_pinned"])
            for other in others:
                other.slot = before
                other.save(force_insert=True)
    except IntegrityError as refusal:
        raise StaleState(planned.day) from refusal
    return others[0] if others else None


@transaction.atomic
def publish_plan(day: MatchmakingDay, *, by: User) -> int:
    """Opens the day with all planned meetings booked, and says how many. Everybody gets one letter with all of theirs.

    Raises StaleState when there is nothing to publish, when somebody has been booked elsewhere meanwhile, or when the day
    has moved on.
    """
    locked(day)
    planned = list(day.planned.select_related("slot", "manager", "startup", "match__challenge", "match__organisation"))
    if not planned:
        raise StaleState(day, _("Det finns inga planerade möten att publicera."))
    if any(one.slot.starts_at <= timezone.now() for one in planned):
        raise StaleState(day, _("Dagen har redan börjat."))
    meetings = _booked(day, planned, by=by)
    record_all(meetings, "meeting.published", by=by, to_state=MeetingState.BOOKED)
    move(day, DayState.OPEN, by=by, verb="matchmakingday.published", count=len(meetings))
    day.planned.all().delete()
    day.draft_steps.all().delete()
    gather(day, meetings, at_once=True, by=by)
    met = {meeting.manager_id for meeting in meetings}
    write_to(day.managers.exclude(pk__in=met), "meeting_day_open", organisation=day.organisation, by=by, day=day)
    return len(meetings)


def _booked(day: MatchmakingDay, planned: list[PlannedMeeting], *, by: User) -> list[Meeting]:
    """The planned meetings as real ones, each with its room."""
    _wait_for_all(day, planned)
    _stop_where_taken(day, planned)
    seats = _seats(day, planned)
    meetings = []
    for one in planned:
        meeting = Meeting(
            organisation_id=day.organisation_id,
            match=one.match,
            startup=one.startup,
            manager=one.manager,
            day=day,
            slot=one.slot,
            starts_at=one.slot.starts_at,
            ends_at=one.slot.ends_at,
            booked_by=by,
        )
        meeting.room, meeting.seat = seats.get(one.pk, (None, None))
        meeting.place = day.place_of(meeting.room, meeting.uid)
        meetings.append(meeting)
    try:
        with transaction.atomic():
            return Meeting.objects.bulk_create(meetings)
    except IntegrityError as refusal:
        words = _("Någon har bokats på annat håll sedan planen gjordes. Planera dagen igen.")
        raise StaleState(day, words) from refusal


def _stop_where_taken(day: MatchmakingDay, planned: list[PlannedMeeting]) -> None:
    """Raises StaleState when somebody is in another meeting by now, or two meet already that date; says who."""
    people = Q(manager__in={one.manager_id for one in planned}) | Q(startup__in={one.startup_id for one in planned})
    rows = Meeting.objects.taking_time().between(day.date, day.date).filter(people)
    known = list(rows.values_list("manager", "startup", "starts_at", "ends_at"))

    def is_taken(one: PlannedMeeting) -> bool:
        for manager, startup, *times in known:
            same = (one.manager_id == manager, one.startup_id == startup)
            if all(same) or (any(same) and one.slot.span.overlaps(Span(*times))):
                return True
        return False

    if taken := [one for one in planned if is_taken(one)]:
        names = [f"{one.manager.name}–{one.startup.name} {clock(one.slot.starts_at)}" for one in taken[:NAMED]]
        words = _(
            "Någon har bokats på annat håll sedan planen gjordes: %(meetings)s. Flytta eller ta bort det som krockar, "
            "eller planera dagen igen."
        )
        raise StaleState(day, words % {"meetings": ", ".join(names)})


def _seats(day: MatchmakingDay, planned: list[PlannedMeeting]) -> dict[int, tuple[Room, int | None]]:
    """The room and the place in it of each planned meeting, by its key: managers change rooms as seldom as can be."""
    rooms = list(day.rooms.all())
    if endless := next((room for room in rooms if room.capacity is None), None):
        return {one.pk: (endless, None) for one in planned}
    seats = [(room, number + 1) for room in rooms for number in range(room.capacity or 0)]
    times = {slot: time for time, slot in enumerate(day.slots.values_list("pk", flat=True))}
    placed = {one.pk: PlacedMeeting(one.manager_id, one.startup_id, times[one.slot_id]) for one in planned}
    try:
        found = rooms_of(placed.values(), len(seats)) if rooms else {}
    except ValueError as too_many:
        raise StaleState(day, _("Rummen räcker inte längre. Planera dagen igen.")) from too_many
    return {pk: seats[found[meeting]] for pk, meeting in placed.items() if meeting in found}


def _wait_for_all(day: MatchmakingDay, planned: list[PlannedMeeting]) -> None:
    """Locks what single bookings lock too, in their order, and sees to it that all can still be met about."""
    matches = Match.objects.select_for_update(no_key=True).filter(pk__in={one.match_id for one in planned})
    gone = [match for match in matches.select_related(None).order_by("pk") if not is_meetable(match)]
    if gone:
        names = ", ".join(sorted({one.startup.name for one in planned if one.match_id in {m.pk for m in gone}}))
        raise StaleState(day, _("%(names)s kan inte längre träffas. Planera dagen igen.") % {"names": names})
    for model, ids in ((User, {p.manager_id for p in planned}), (Startup, {p.startup_id for p in planned})):
        rows = model._base_manager.select_for_update(no_key=True).filter(pk__in=ids)
        list(rows.order_by("pk").values_list("pk"))
