"""What the stories of one administration share: its people and things by their names in the texts, and its calendar."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from random import Random

from accounts.models import Driver, Organisation, Unit, User
from demo.agenda import Story
from demo.days import Calendar
from demo.district import District
from meetings.models import Meeting
from needs.models import Challenge, Need, Theme
from startups.models import Contact, Match, Startup, StartupInvitation

Event = tuple[datetime, Callable[[], object]]


@dataclass
class World:
    """Things are kept as ids and fetched anew for each deed: others change them in between.

    People and the organisation stay the same.
    """

    calendar: Calendar
    told: District
    organisation_id: int = 0
    people: dict[str, int] = field(default_factory=dict)
    needs: dict[str, int] = field(default_factory=dict)
    challenges: dict[str, int] = field(default_factory=dict)
    meetings: dict[tuple[str, str, str, int], int] = field(default_factory=dict)
    _known: dict[str, User] = field(default_factory=dict)

    @cached_property
    def organisation(self) -> Organisation:
        return Organisation.objects.get(pk=self.organisation_id)

    def person(self, key: str) -> User:
        if key not in self._known:
            self._known[key] = User.objects.get(pk=self.people[key])
        return self._known[key]

    def the_chief(self) -> User:
        return self.person(self.told.organisation.chief)

    def the_scout(self) -> User:
        return self.person(self.told.organisation.scout)

    def the_administrator(self) -> User:
        return self.person(self.told.organisation.administrator)

    def unit(self, name: str) -> Unit:
        return Unit.objects.get(organisation=self.organisation_id, name=name)

    def drivers(self, keys: Iterable[str]) -> list[Driver]:
        titles = {driver.key: driver.title for driver in self.told.organisation.drivers}
        named = [titles[key] for key in keys]
        return list(Driver.objects.filter(organisation=self.organisation_id, title__in=named))

    def theme(self, slug: str) -> Theme:
        return Theme.objects.get(slug=slug)

    def need(self, key: str) -> Need:
        return Need.objects.select_related("organisation", "submitter").get(pk=self.needs[key])

    def challenge(self, key: str) -> Challenge:
        return Challenge.objects.select_related("organisation", "owner").get(pk=self.challenges[key])

    def startup(self, name: str) -> Startup:
        return Startup.objects.get(name=name)

    def contact(self, startup: str) -> Contact:
        return Contact.objects.get(startup__name=startup, organisation=self.organisation_id)

    def match(self, challenge: str, startup: str) -> Match:
        found = Match.objects.select_related("challenge__owner", "startup", "organisation")
        return found.get(challenge=self.challenges[challenge], startup__name=startup)

    def invitation(self, challenge: str, startup: str) -> StartupInvitation:
        found = StartupInvitation.objects.select_related("contact", "invited_by", "match")
        return found.get(match=self.match(challenge, startup), revoked_at=None)

    def meeting(self, key: tuple[str, str, str, int]) -> Meeting:
        found = Meeting.objects.select_related("organisation", "match__challenge", "startup", "manager", "day", "slot")
        return found.get(pk=self.meetings[key])

    def at(self, day: int, hour: int = 9, minute: int = 0) -> datetime:
        return self.calendar.at(day, hour, minute)

    def sometime(self, day: int, what: str) -> datetime:
        """A moment of the working day; always the same one for the same thing."""
        random = Random(what)
        return self.at(day, random.randint(8, 16), random.randint(0, 59))


def in_order(events: Iterable[Event]) -> Story:
    """A story of events that are known beforehand."""
    for moment, deed in sorted(events, key=lambda event: event[0]):
        yield moment
        deed()
