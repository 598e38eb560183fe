"""Builds the demo: both administrations' stories, told together in the order of time, in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone, translation

from accounts.models import Organisation, User
from demo.agenda import Story, tell
from demo.challenging import challenging, opening_a_portal, thanking
from demo.days import Calendar
from demo.district import districts
from demo.founding import founding, keep_themes, meeting_contact, registering
from demo.meeting import meeting_on_a_day, meeting_one_to_one
from demo.needing import answering, handing_in, prioritising, resuming
from demo.piloting import piloting
from demo.reporting import forming_group, reporting
from demo.world import World
from post.models import Letter, LetterState
from printing.rendering import warm_up

# For every person of the demo. It is printed, and it opens nothing but the demo.
PASSWORD = "tjugo-lugna-minuter"


@transaction.atomic
def build() -> None:
    """Fills the database with the demo, up to now. Everything or nothing."""
    queued = len(connection.run_on_commit)
    now = timezone.now()
    calendar = Calendar(timezone.localdate(now))
    warm_up()  # the process that draws the reports takes seconds to get warm; meanwhile the stories begin
    with translation.override("sv"):
        keep_themes()
        worlds = [World(calendar, district) for district in districts()]
        tell([story for world in worlds for story in _stories(world)], until=now)
    members = User.objects.filter(membership__organisation__is_demo=True)
    members.update(password=make_password(PASSWORD))
    _empty_the_letters()
    # Letters are dealt with, suggestions and reports made: there is nothing to nudge the worker about.
    del connection.run_on_commit[queued:]


def _stories(world: World) -> Iterator[Story]:
    """All that happens in one administration: how it begins, and a story for each of its texts."""
    yield founding(world)
    kinds: tuple[tuple[Callable[[World, Any], Story], Iterable[Any]], ...] = (
        (forming_group, world.told.groups),
        (registering, world.told.startups),
        (meeting_contact, world.told.contacts),
        (handing_in, world.told.needs),
        (answering, world.told.need_answers),
        (resuming, world.told.resumed),
        (prioritising, world.told.rounds),
        (challenging, world.told.challenges),
        (opening_a_portal, world.told.open_portals),
        (meeting_on_a_day, world.told.matchmaking_days),
        (meeting_one_to_one, world.told.meetings),
        (thanking, world.told.thanks),
        (piloting, world.told.pilots),
        (reporting, world.told.reports),
    )
    for story, texts in kinds:
        for text in texts:
            yield story(world, text)


def _empty_the_letters() -> None:
    """No letter of the demo leaves the house: they count as sent on their days, and sent letters are empty."""
    letters = Letter.objects.filter(organisation__is_demo=True, state=LetterState.WAITING)
    letters.update(state=LetterState.SENT, sent_at=F("created_at"), attempts=1, text="", calendar="", calendar_file="")


def is_built() -> bool:
    return Organisation.objects.filter(is_demo=True).exists()


def what_is_real() -> str:
    """What the database holds that is not of the demo, in words; empty when there is nothing."""
    organisation = Organisation.objects.filter(is_demo=False).first()
    if organisation:
        return f"the organisation {organisation.name}"
    outsider = User.objects.exclude(membership__organisation__is_demo=True).first()
    return f"the person {outsider.email}" if outsider else ""
