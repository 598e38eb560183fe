"""How managers and startups of the demo meet: booked one by one or on a matchmaking day, and what came of it."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from functools import partial

from django.utils import timezone

from demo.agenda import Story
from demo.district import MatchmakingDayText, MeetingText, OneToOneText, SlotText, WishText
from demo.world import Event, World, in_order
from meetings.actions.agendas import tell as write_agenda
from meetings.actions.days import finish_day, open_day, plan_day
from meetings.actions.meetings import book_meeting, cancel_meeting, move_meeting
from meetings.actions.outcomes import OutcomeData, leave_outcome
from meetings.actions.startup_outcomes import StartupOutcomeData, leave_startup_outcome
from meetings.actions.wishes import ask_for_wishes, mark
from meetings.models import Agenda, MatchmakingDay, Slot
from meetings.slots import Span
from meetings.wishing import DayWishes
from startups.models import Startup

LENGTH = timedelta(minutes=20)
CANCELLED, MISSED = "cancelled", "missed"


def meeting_one_to_one(world: World, text: OneToOneText) -> Story:
    yield world.sometime(text.booked, _name(text))
    manager, starts_at = world.person(text.manager), world.at(text.day, text.hour)
    span = Span(starts_at, starts_at + LENGTH)
    match = world.match(text.challenge, text.startup)
    meeting = book_meeting(match=match, manager=manager, span=span, place=text.place, by=manager)
    world.meetings[_key(text)] = meeting.pk
    if text.outcome:
        yield span.ends_at + timedelta(minutes=4)
        _tell(world, text)


def meeting_on_a_day(world: World, text: MatchmakingDayText) -> Story:
    """A matchmaking day from its planning to its last outcome, or as far as it has come."""
    return in_order(_events(world, text))


def _events(world: World, text: MatchmakingDayText) -> Iterator[Event]:
    kept: dict[str, int] = {}
    yield world.at(text.planned, 10), partial(_plan, world, text, kept)
    if text.asked is not None:
        yield world.at(text.asked, 9), partial(_ask, world, text, kept)
        for wish in text.wishes:
            yield world.sometime(wish.day, f"{wish.manager} {wish.startup}"), partial(_wish, wish, world, kept)
    if text.opened is not None:
        yield world.at(text.opened, 9), partial(_open, world, kept)
    for meeting in text.meetings:
        yield world.sometime(meeting.booked, _name(meeting)), partial(_book, world, meeting, kept)
        if meeting.moved_to_slot is not None:
            yield world.at(meeting.booked + 1, 15), partial(_move, world, meeting, kept)
        if meeting.outcome == CANCELLED:
            yield world.at(text.date - 1, 16), partial(_cancel, world, meeting)
        elif meeting.outcome:
            begins = world.at(text.date, text.starts_at.hour, text.starts_at.minute)
            told = begins + timedelta(minutes=25 * meeting.slot + 22)
            if text.lunch_from and meeting.slot > 5:
                told += timedelta(hours=1)
            yield told, partial(_tell, world, meeting)
    if text.is_over:
        yield world.at(text.date, 16, 45), partial(_finish, world, kept)


def _name(text: MeetingText) -> str:
    return f"{text.challenge} {text.startup} {text.manager} {text.booked}"


def _key(text: MeetingText) -> tuple[str, str, str, int]:
    return text.challenge, text.startup, text.manager, text.booked


def _day(kept: dict[str, int]) -> MatchmakingDay:
    return MatchmakingDay.objects.select_related("organisation").get(pk=kept["day"])


def _slot(kept: dict[str, int], number: int) -> Slot:
    return Slot.objects.filter(day=kept["day"])[number]


def _plan(world: World, text: MatchmakingDayText, kept: dict[str, int]) -> None:
    day = MatchmakingDay(
        organisation=world.organisation,
        name=text.name,
        place=text.place,
        date=world.calendar.day(text.date),
        starts_at=text.starts_at,
        ends_at=text.ends_at,
        afternoon_from=text.afternoon_from,
        afternoon_to=text.afternoon_to,
        lunch_from=text.lunch_from,
        lunch_to=text.lunch_to,
    )
    managers = [world.person(key) for key in text.managers]
    startups = Startup.objects.filter(name__in=text.startups)
    rooms = [asdict(room) for room in text.rooms]
    kept["day"] = plan_day(day, managers=managers, startups=startups, rooms=rooms, by=world.the_chief()).pk


def _ask(world: World, text: MatchmakingDayText, kept: dict[str, int]) -> None:
    ask_for_wishes(_day(kept), wishes_by=world.calendar.day(text.wishes_by), by=world.the_chief())


def _wish(text: WishText, world: World, kept: dict[str, int]) -> None:
    """As the page would: about the match that the two would meet about."""
    day, manager = _day(kept), world.person(text.manager)
    who = {"startup__name": text.startup} if text.by_startup else {"manager": manager}
    answer, wishes = day.answers.get(**who), DayWishes(day)
    known = {(pair.manager, wishes.startups[pair.startup].name): pair.match for pair in wishes.pairs_of(answer)}
    match = wishes.matches[known[manager.pk, text.startup]]
    mark(answer, manager=manager, match=match, level=text.level)


def _open(world: World, kept: dict[str, int]) -> None:
    open_day(_day(kept), by=world.the_chief())


def _finish(world: World, kept: dict[str, int]) -> None:
    finish_day(_day(kept), by=world.the_chief())


def _book(world: World, text: SlotText, kept: dict[str, int]) -> None:
    day, slot, manager = _day(kept), _slot(kept, text.slot), world.person(text.manager)
    meeting = book_meeting(
        match=world.match(text.challenge, text.startup),
        manager=manager,
        span=slot.span,
        place=day.place,
        by=manager,
        day=day,
        slot=slot,
    )
    world.meetings[_key(text)] = meeting.pk
    _write_letters()


def _write_letters() -> None:
    """Both hear of it at once: in the demo nobody does more in the next five minutes."""
    for key in Agenda.objects.filter(Agenda.TO_DO).values_list("pk", flat=True):
        Agenda.objects.filter(pk=key).update(due_at=timezone.now())
        write_agenda(key)


def _move(world: World, text: SlotText, kept: dict[str, int]) -> None:
    meeting, slot = world.meeting(_key(text)), _slot(kept, text.moved_to_slot or 0)
    move_meeting(meeting, span=slot.span, place=meeting.place, seen=meeting.sequence, by=meeting.manager, slot=slot)
    _write_letters()


def _cancel(world: World, text: MeetingText) -> None:
    meeting = world.meeting(_key(text))
    cancel_meeting(meeting, reason=text.words, seen=meeting.sequence, by=meeting.manager)
    _write_letters()


def _tell(world: World, text: MeetingText) -> None:
    meeting = world.meeting(_key(text))
    happened = text.outcome != MISSED
    told = OutcomeData(
        happened=happened,
        next_step=text.outcome if happened else "",
        surprise=text.words,
        follow_up_on=world.calendar.day(text.follow_up) if text.follow_up else None,
        refer_to=world.unit(text.refer_to) if text.refer_to else None,
    )
    leave_outcome(meeting, told, by=meeting.manager)
    if text.theirs:
        theirs = StartupOutcomeData(next_step=text.theirs, surprise=text.their_words)
        leave_startup_outcome(meeting.match.invitations.get(), meeting, theirs, seen=None)
