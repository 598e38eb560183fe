"""The largest matchmaking day: forty managers, sixty startups and twenty-four times, with a draft of 350 meetings."""

from collections.abc import Callable
from datetime import time, timedelta
from itertools import islice, product
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actions import found_organisation
from accounts.models import Membership, Organisation, Role, Unit, User
from bench.database import OwnDatabase, url_of
from bench.dataset import build
from bench.lists import cookie_of
from bench.machine import fetch, in_turns, serving, taken
from meetings.actions.days import plan_day
from meetings.models import DayPlan, MatchmakingDay, Meeting, PlannedMeeting
from meetings.views.plans import Draft
from needs.models import Challenge
from needs.states import ChallengeState
from startups.models import Contact, Match, Startup, StartupInvitation
from startups.states import MatchState

MANAGERS, STARTUPS, SLOTS, MEETINGS = 40, 60, 24, 350
GRID_TARGET, SWAP_TARGET, PUBLISH_TARGET = 12.0, 150, 3000  # times the floor; ms; ms
SWAPS = 30


def measure() -> list[dict[str, Any]]:
    """One row for each page and deed of the largest day: milliseconds, ratio to the floor, questions to the database."""
    with OwnDatabase(1):
        build(1)
        chief, day = build_big_day()
        client = Client(headers={"Host": "localhost"})
        client.force_login(chief, backend=settings.AUTHENTICATION_BACKENDS[0])
        draft = reverse("meetings:plan", args=[day.pk])
        floor, before = _page(chief, draft)
        rows = [
            {"what": "floor", "ms": floor, "ratio": 1.0, "queries": 3},
            _row("draft, the grid", before, floor, queries=_queries(lambda: client.get(draft))),
            _swaps(client, day, floor),
        ]
        publishing = {"client": client, "url": reverse("meetings:plan_publish", args=[day.pk])}
        rows.append(_publishing(**publishing, floor=floor))
        floor, after = _page(chief, day.get_absolute_url())
        count = _queries(lambda: client.get(day.get_absolute_url()))
        rows.append(_row("published, the grid", after, floor, queries=count))
        return rows


def _page(chief: User, path: str) -> tuple[float, float]:
    """Milliseconds of the floor and of the page, in turns, each by the web server as it runs."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as PostgreSQL does by itself a minute after so much has been written
    url = url_of(connection.settings_dict["NAME"])
    cookies = [
        cookie_of(chief, b) for b in ("django.contrib.auth.backends.ModelBackend", settings.AUTHENTICATION_BACKENDS[0])
    ]
    organisation = chief.memberships[0].organisation_id
    with (
        serving("bench.floor_settings", DATABASE_URL=url) as floor,
        serving("ignite.settings", DATABASE_URL=url) as product_,
    ):
        deeds: dict[str, Callable[[], object]] = {
            "floor": lambda: fetch(floor, f"/?organisation={organisation}", cookies[0]),
            "page": lambda: fetch(product_, path, cookies[1]),
        }
        times = in_turns(deeds, rounds=5, each=9)
    return times["floor"], times["page"]


def _row(what: str, ms: float, floor: float, *, queries: int) -> dict[str, Any]:
    return {"what": what, "ms": ms, "ratio": ms / floor, "target": GRID_TARGET, "queries": queries}


def _swaps(client: Client, day: MatchmakingDay, floor: float) -> dict[str, Any]:
    """Two planned meetings that change places and back again, by the form; the page after it is not in it."""
    one, there = _exchangeable(day)
    url, here = reverse("meetings:planned_move", args=[day.pk, one.pk]), one.slot_id

    def swap() -> None:
        nonlocal here, there
        if client.post(url, {"slot": there}).status_code != 302:
            raise RuntimeError("the two did not change places")
        here, there = there, here

    times = [taken(swap) for _ in range(SWAPS)]
    count = _queries(swap)
    return {
        "what": "swapping two meetings",
        "ms": median(times),
        "ratio": median(times) / floor,
        "limit": SWAP_TARGET,
        "queries": count,
    }


def _exchangeable(day: MatchmakingDay) -> tuple[PlannedMeeting, int]:
    """A planned meeting and the time of another with which it can change places, there and back."""
    draft = Draft(day)
    for one in draft.planned:
        if there := next((slot for slot, words in draft.ways(one) if "byter tid" in words), None):
            return one, there
    raise RuntimeError("no two meetings can change places")


def _publishing(*, client: Client, url: str, floor: float) -> dict[str, Any]:
    """All meetings booked and each person's one letter laid out for the worker, in the request itself."""
    with CaptureQueriesContext(connection) as seen:
        ms = taken(lambda: client.post(url))
    if Meeting.objects.count() < MEETINGS:
        raise RuntimeError("the plan was not published")
    return {"what": "publishing", "ms": ms, "ratio": ms / floor, "limit": PUBLISH_TARGET, "queries": len(seen)}


def _queries(deed: Callable[[], object]) -> int:
    deed()
    with CaptureQueriesContext(connection) as seen:
        deed()
    return len(seen)


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
