"""Builds the demo: both administrations' stories, told together in the order of time, in one transaction."""

from collections.abc import Iterator

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone, translation

from accounts.models import Organisation, User
from demo import (
    challenges_now,
    meetings_one_by_one,
    organisations,
    people,
    pilots_alive,
    pilots_decided,
    reports,
    rounds,
)
from demo.agenda import Story, tell
from demo.challenges_first_year import FIRST_YEAR
from demo.challenges_second_year import SECOND_YEAR
from demo.challenging import challenging, renewing_the_link, thanking
from demo.days import Calendar
from demo.founding import founding, keep_themes, meeting_contacts, registering
from demo.meeting import meeting_on_a_day, meeting_one_by_one
from demo.meetings_on_days import COMING_DAY, PAST_DAY
from demo.needing import answering, handing_in, prioritising, taking_up_again
from demo.needs_answered_otherwise import PARKED_OR_DECLINED
from demo.needs_taken_forward import TAKEN_FORWARD
from demo.needs_vasterskog import NEEDS as NEEDS_OF_VASTERSKOG
from demo.needs_waiting import ASSESSED, BEING_ASSESSED, DRAFTS, WAITING
from demo.piloting import piloting
from demo.reporting import forming_groups, reporting
from demo.startups_care import CARE
from demo.startups_city import CITY
from demo.startups_support import SUPPORT
from demo.world import World
from post.models import Letter, LetterState
from reports.rendering import warm_up

# The invitation that a visitor can open by a printed link: a startup that has not answered yet.
OPEN_DOOR = ("unga", "Spelplats Nio")


@transaction.atomic
def build() -> None:
    """Fills the database with the demo, up to now. Everything or nothing."""
    queued = len(connection.run_on_commit)
    now = timezone.now()
    calendar = Calendar(timezone.localdate(now))
    warm_up()  # the process that draws the reports takes seconds to get warm; meanwhile the stories begin
    with translation.override("sv"):
        keep_themes()
        tell([*_ekdalen(calendar), *_vasterskog(calendar)], until=now)
    members = User.objects.filter(membership__organisation__is_demo=True)
    members.update(password=make_password(people.PASSWORD))
    _empty_the_letters()
    # Letters are dealt with, suggestions and reports made: there is nothing to nudge the worker about.
    del connection.run_on_commit[queued:]


def _empty_the_letters() -> None:
    """No letter of the demo leaves the house: they count as sent on their days, and sent letters are empty."""
    letters = Letter.objects.filter(organisation__is_demo=True, state=LetterState.WAITING)
    letters.update(state=LetterState.SENT, sent_at=F("created_at"), attempts=1, text="", calendar="")


def _ekdalen(calendar: Calendar) -> Iterator[Story]:
    world = World(calendar, chief="elisabet", scout="samir", administrator="yasmin")
    yield founding(world, organisations.EKDALEN, people.EKDALEN, day=-430)
    yield forming_groups(world, reports.GROUPS, day=-426)
    for number, startup in enumerate((*CARE, *SUPPORT, *CITY), start=1):
        yield registering(world, startup, number=number)
    yield from _needs_of_ekdalen(world)
    for challenge in (*FIRST_YEAR, *SECOND_YEAR, *challenges_now.NOW):
        yield challenging(world, challenge)
    yield renewing_the_link(world, *OPEN_DOOR, day=-3)
    for day in (PAST_DAY, COMING_DAY):
        yield meeting_on_a_day(world, day)
    for meeting in meetings_one_by_one.ONE_BY_ONE:
        yield meeting_one_by_one(world, meeting)
    for challenge_key, startup_name, on, reason in meetings_one_by_one.THANKS:
        yield thanking(world, challenge_key, startup_name, day=on, reason=reason)
    for pilot in (*pilots_decided.DECIDED, *pilots_alive.ALIVE):
        yield piloting(world, pilot)
    group = reports.GROUPS[0][0]
    yield reporting(world, reports.FIRST_YEAR, group=group, years_back=1)
    yield reporting(world, reports.SECOND_YEAR, group=group, years_back=0)


def _needs_of_ekdalen(world: World) -> Iterator[Story]:
    text = organisations.EKDALEN
    for need in (*TAKEN_FORWARD, *PARKED_OR_DECLINED, *BEING_ASSESSED, *ASSESSED, *WAITING):
        yield handing_in(world, text, need)
    for need in DRAFTS:
        yield handing_in(world, text, need, is_draft=True)
    for key, (day, state, reason) in rounds.ANSWERED_AT_ONCE.items():
        yield answering(world, key, day=day, state=state, reason=reason)
    yield taking_up_again(world, "lokaler", day=-20)
    for round_ in (rounds.FIRST, rounds.SECOND, rounds.WAITING_FOR_DECISION, rounds.OPEN, rounds.PLANNED):
        yield prioritising(world, round_)


def _vasterskog(calendar: Calendar) -> Iterator[Story]:
    world = World(calendar, chief="rolf", scout="rolf", administrator="disa")
    yield founding(world, organisations.VASTERSKOG, people.VASTERSKOG, day=-80)
    invited = {name for challenge in challenges_now.VASTERSKOG for name in challenge.invited}
    known = [startup for startup in (*CARE, *SUPPORT, *CITY) if startup.name in invited]
    yield meeting_contacts(world, known, day=-77)
    for need in NEEDS_OF_VASTERSKOG:
        yield handing_in(world, organisations.VASTERSKOG, need)
    yield prioritising(world, rounds.VASTERSKOG)
    for challenge in challenges_now.VASTERSKOG:
        yield challenging(world, challenge)
    for meeting in meetings_one_by_one.VASTERSKOG:
        yield meeting_one_by_one(world, meeting)
    for pilot in pilots_alive.VASTERSKOG:
        yield piloting(world, pilot)


def is_built() -> bool:
    return Organisation.objects.filter(is_demo=True).exists()


def what_is_real() -> str:
    """What the database holds that is not of the demo, in words; empty when there is nothing."""
    organisation = Organisation.objects.filter(is_demo=False).first()
    if organisation:
        return f"the organisation {organisation.name}"
    outsider = User.objects.exclude(membership__organisation__is_demo=True).first()
    return f"the person {outsider.email}" if outsider else ""
