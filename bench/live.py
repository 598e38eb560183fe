"""The page of a day as it goes, open on two hundred phones: what share of one processor's time its questions take.

Counted is processor time, of the web server and of PostgreSQL's own processes for it, so that a busy machine changes
little: each kind of question is asked many times by one client.
"""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Organisation, Role, User
from bench.database import OwnDatabase, url_of
from bench.dataset import build
from bench.lists import cookie_of
from bench.machine import WARMING, fetch_any, free_port, running, wait_for_port
from meetings.models import GUEST_LINK, WALL_LINK, MatchmakingDay, Meeting, Room, Slot, Wall
from meetings.states import DayState
from needs.models import Challenge
from needs.states import ChallengeState
from startups.models import Contact, Match, Startup, StartupInvitation
from startups.states import MatchState

MANAGERS, STARTUPS, SLOTS, MEETINGS = 40, 60, 24, 350
PHONES, PAUSE = 200, 25  # seconds between two questions of a phone, in the mean
TARGET = 0.20  # of one processor
TIMES = 200
TICKS = os.sysconf("SC_CLK_TCK")


def measure() -> list[dict[str, Any]]:
    """One row for each kind of question: answers a second of one processor, and the share that all phones take."""
    with OwnDatabase(2):
        day, manager = build_day(build(1))
        cookie = cookie_of(manager, settings.AUTHENTICATION_BACKENDS[0])
        contact = Contact.objects.get(pk=day.meetings.exclude(manager=manager)[0].match.invitations.get().contact_id)
        live = reverse("meetings:live", args=[day.pk])
        guest = reverse("meetings:guest_live", args=[GUEST_LINK.token(contact), day.pk])
        wall = reverse("meetings:wall", args=[WALL_LINK.token(Wall.objects.create(day=day))])
        port = free_port()
        command = [sys.executable, "-m", "ignite.web", "--bind", f"127.0.0.1:{port}", "--processes", "1"]
        database = url_of(connection.settings_dict["NAME"])
        with running(command, DJANGO_SETTINGS_MODULE="ignite.settings", DATABASE_URL=database) as web:
            wait_for_port(port)
            kinds = {
                "a manager's phone, nothing new": _asking(port, live, cookie, is_new=False),
                "a manager's phone, changed": _asking(port, live, cookie, is_new=True),
                "a startup's phone, nothing new": _asking(port, guest, {}, is_new=False),
                "a startup's phone, changed": _asking(port, guest, {}, is_new=True),
                "the wall, changed": _asking(port, wall, {}, is_new=True),
            }
            return [_row(name, ask, web.pid) for name, ask in kinds.items()]


def _asking(port: int, path: str, cookie: dict[str, str], *, is_new: bool) -> Callable[[], object]:
    headers = {"HX-Request": "true", **cookie}
    seen = "0"
    if not is_new:
        page = fetch_any(port, path, headers)[1].decode()
        seen = page.split("?seen=")[1].split('"')[0]

    def ask() -> None:
        status, _body = fetch_any(port, f"{path}?seen={seen}", headers)
        if status != (200 if is_new else 204):
            raise RuntimeError(f"{path} answered {status}")

    return ask


def _row(name: str, ask: Callable[[], object], web: int) -> dict[str, Any]:
    for _ in range(WARMING):
        ask()
    before = _processor_time(web)
    for _ in range(TIMES):
        ask()
    each = (_processor_time(web) - before) / TIMES
    return {"what": name, "ms": each * 1000, "a_second": 1 / each, "share": each * PHONES / PAUSE, "target": TARGET}


def _processor_time(web: int) -> float:
    """Seconds that the web server's processes and those of PostgreSQL that serve it have worked so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        backends = [pid for (pid,) in cursor.fetchall()]
    children = Path(f"/proc/{web}/task/{web}/children").read_text().split()
    return sum(_worked(int(pid)) for pid in [web, *children, *backends])


def _worked(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def build_day(chief: User) -> tuple[MatchmakingDay, User]:
    """A day of 40 managers, 60 startups and 24 times with 350 meetings, of which a third is over; and one of them."""
    organisation = chief.memberships[0].organisation
    managers = [_manager(organisation, number) for number in range(MANAGERS)]
    start = timezone.now() - timedelta(minutes=SLOTS // 3 * 25 + 5)
    clock = timezone.localtime(start)
    day = MatchmakingDay.objects.create(
        organisation=organisation,
        name="Matchdagen",
        place="Medborgarhuset",
        date=clock.date(),
        starts_at="08:00",
        ends_at="18:00",
        state=DayState.OPEN,
    )
    room = Room.objects.create(day=day, name="Stora salen", capacity=MANAGERS)
    slots = [
        Slot.objects.create(day=day, starts_at=begins, ends_at=begins + timedelta(minutes=20))
        for begins in (start + timedelta(minutes=25 * number) for number in range(SLOTS))
    ]
    challenge = Challenge.objects.create(
        organisation=organisation,
        title="In utan nyckel",
        problem="Nycklar tappas.",
        state=ChallengeState.OPEN,
        answers_by=clock.date() + timedelta(days=30),
        owner=managers[0],
    )
    matches = [_match(challenge, chief, number) for number in range(STARTUPS)]
    pairs = [(slot, number) for slot in range(SLOTS) for number in range(MANAGERS)]
    Meeting.objects.bulk_create(
        Meeting(
            organisation=organisation,
            match=matches[(number + 7 * slot) % STARTUPS],
            startup=matches[(number + 7 * slot) % STARTUPS].startup,
            manager=managers[number],
            day=day,
            slot=slots[slot],
            room=room,
            seat=number + 1,
            starts_at=slots[slot].starts_at,
            ends_at=slots[slot].ends_at,
            place="Medborgarhuset, Stora salen",
            booked_by=chief,
        )
        for slot, number in sorted(pairs, key=lambda pair: (pair[0] * 11 + pair[1] * 5) % 24)[:MEETINGS]
    )
    return day, managers[0]


def _manager(organisation: Organisation, number: int) -> User:
    person = User.objects.create(email=f"m{number}@bank.example", name=f"Linjechef {number}", password="!")
    roles = [Role.LINE_MANAGER, Role.STAFF]
    Membership.objects.create(user=person, organisation=organisation, roles=roles)
    return person


def _match(challenge: Challenge, chief: User, number: int) -> Match:
    startup = Startup.objects.create(name=f"Företaget {number}")
    match = Match.objects.create(
        organisation=challenge.organisation, challenge=challenge, startup=startup, state=MatchState.ANSWERED
    )
    contact = Contact.objects.create(
        startup=startup, organisation=challenge.organisation, name=f"Kontakt {number}", email=f"k{number}@bank.example"
    )
    ends = timezone.now() + timedelta(days=30)
    StartupInvitation.objects.create(match=match, contact=contact, invited_by=chief, expires_at=ends)
    return match
