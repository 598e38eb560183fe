"""The largest matchmaking day: forty managers, sixty startups and twenty-four times, with a draft of 350 meetings."""

from datetime import time, timedelta
from itertools import islice, product

from django.utils import timezone

from accounts.actions import found_organisation
from accounts.models import Membership, Organisation, Role, Unit, User
from meetings.actions.days import plan_day
from meetings.models import DayPlan, MatchmakingDay, PlannedMeeting
from needs.models import Challenge
from needs.states import ChallengeState
from startups.models import Contact, Match, Startup, StartupInvitation
from startups.states import MatchState

MANAGERS, STARTUPS, SLOTS, MEETINGS = 40, 60, 24, 350


def build_big_day() -> tuple[User, MatchmakingDay]:
    """An organisation of its own with the day, its draft and its chief; everybody can be written to."""
    chief = User.objects.create(email="chef@stor.example", name="Stora Chefen", password="!")
    organisation = found_organisation(Organisation(name="Stora dagens förvaltning", slug="stora-dagen"), by=None)
    unit = Unit.objects.create(organisation=organisation, name="Stora enheten")
    place = {"organisation": organisation, "unit": unit}
    Membership.objects.create(user=chief, roles=[Role.STAFF, Role.DEVELOPMENT_CHIEF], **place)
    managers = User.objects.bulk_create(
        User(email=f"linje{n}@stor.example", name=f"Linjechef {n}", password="!") for n in range(MANAGERS)
    )
    roles = [Role.STAFF, Role.LINE_MANAGER]
    Membership.objects.bulk_create(Membership(user=m, roles=roles, **place) for m in managers)
    startups = Startup.objects.bulk_create(Startup(name=f"Stora bolaget {n} AB") for n in range(STARTUPS))
    contacts = Contact.objects.bulk_create(
        Contact(startup=s, organisation=organisation, name=f"Kim {s.pk}", email=f"kim{s.pk}@stor.example")
        for s in startups
    )
    today = timezone.localdate()
    challenges = Challenge.objects.bulk_create(
        Challenge(
            organisation=organisation, title=f"Utmaning {n}", owner=m, state=ChallengeState.OPEN, answers_by=today
        )
        for n, m in enumerate(managers)
    )
    day = MatchmakingDay(
        organisation=organisation,
        name="Stora matchdagen",
        place="Medborgarhuset",
        date=today + timedelta(days=30),
        starts_at=time(8),
        ends_at=time(18),
    )
    plan_day(day, managers=managers, startups=startups, rooms=[{"name": "Stora salen", "capacity": 60}], by=chief)
    _draft(day, challenges, dict(zip(startups, contacts, strict=True)), by=chief)
    DayPlan.objects.create(day=day, value=MEETINGS, bound=MEETINGS, made_at=timezone.now())
    return chief, day


def _draft(day: MatchmakingDay, challenges: list[Challenge], contacts: dict[Startup, Contact], *, by: User) -> None:
    """In each slot fifteen or so of the managers meet one startup each, another one each time."""
    slots, startups = list(day.slots.all()[:SLOTS]), list(contacts)
    day.slots.exclude(pk__in=[slot.pk for slot in slots]).delete()
    places = islice(
        (
            (slot, challenge, startups[(number * 7 + time * 11) % STARTUPS])
            for (time, slot), (number, challenge) in product(enumerate(slots), enumerate(challenges))
            if (number + time) % 2 == 0
        ),
        MEETINGS,
    )
    found = list(
        {(challenge.pk, startup.pk): (slot, challenge, startup) for slot, challenge, startup in places}.values()
    )
    common = {"organisation": day.organisation, "state": MatchState.ANSWERED}
    matches = Match.objects.bulk_create(Match(challenge=c, startup=s, **common) for _slot, c, s in found)
    StartupInvitation.objects.bulk_create(
        StartupInvitation(match=match, contact=contacts[match.startup], invited_by=by) for match in matches
    )
    PlannedMeeting.objects.bulk_create(
        PlannedMeeting(day=day, slot=slot, manager=c.owner, startup=s, match=match)
        for match, (slot, c, s) in zip(matches, found, strict=True)
    )
