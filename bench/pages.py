"""Every list at its largest, and every type of page on the demo's data, against the practical floor."""

from collections.abc import Callable
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Model
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, Role, Unit, User
from bench.database import OwnDatabase, url_of
from bench.dataset import build
from bench.machine import fetch, in_turns, serving
from bench.pipeline import build_pipeline
from meetings.models import MatchmakingDay, Meeting
from meetings.states import DayState, MeetingState
from needs.models import Challenge, Need, PrioritisationRound
from needs.states import ChallengeState, NeedState, RoundState
from pilots.models import Lesson, Obstacle, Pilot
from pilots.states import PilotState
from reports.models import ManagementGroup, Report
from reports.states import ReportState
from startups.models import Match, Startup, StartupInvitation
from startups.states import MatchState

LIST_TARGET, SEARCH_TARGET, PAGE_TARGET, QUERY_TARGET = 3.0, 5.0, 5.0, 12
LISTS = {
    "needs": "needs:needs",
    "challenges": "needs:challenges",
    "startups": "startups:startups",
    "meetings": "meetings:meetings",
    "pilots": "pilots:pilots",
    "obstacles": "pilots:obstacles",
    "lessons": "pilots:lessons",
    "reports": "reports:reports",
}
# Somebody (an e-mail address, "" for a guest) and the address that person opens.
Page = tuple[str, str]
Row = dict[str, Any]


def measure_lists(needs: int) -> list[Row]:
    """The first page of each list and a search in it, with 10 000 startups, pilots and lessons and 20 000 meetings."""
    with OwnDatabase(needs):
        chief = build(needs)
        build_pipeline(chief)
        pages: dict[str, Page] = {}
        for name, url_name in LISTS.items():
            url = reverse(url_name)
            pages[name] = (chief.email, f"{url}?when=all&manager=" if name == "meetings" else url)
            sought = "linjechef" if name == "meetings" else "schema"
            pages[f"{name}, search"] = (
                chief.email,
                f"{pages[name][1]}{'&' if '?' in pages[name][1] else '?'}q={sought}",
            )
        return _against_the_floor(pages, chief, lambda name: SEARCH_TARGET if "search" in name else LIST_TARGET)


def measure_pages() -> list[Row]:
    """Every type of page as the role that works there opens it, on the demo's data."""
    with OwnDatabase(1), override_settings(DEMO=True):
        call_command("demo", stdout=StringIO())
        chief = _somebody(Role.DEVELOPMENT_CHIEF)
        pages = _page_types(chief)
        return _against_the_floor(pages, chief, lambda _name: PAGE_TARGET)


def _somebody(role: str) -> User:
    """Somebody with the role, and few others, in the demo's first organisation."""
    first = Membership.objects.order_by("organisation", "roles__len", "pk")
    return first.filter(roles__contains=[role], organisation=first[0].organisation)[0].user


def _largest(rows: Any, *parts: str) -> Model:
    """The one of `rows` with the most of these parts: the page that has most to show."""
    counted = rows.annotate(**{f"n_{part}": Count(part, distinct=True) for part in parts})
    return counted.order_by(*(f"-n_{part}" for part in parts), "pk")[0]


def _page_types(chief: User) -> dict[str, Page]:
    organisation = chief.memberships[0].organisation
    pages: dict[str, Page] = {}

    def add(name: str, person: User | None, url_name: str, *things: Any) -> None:
        args = [getattr(thing, "pk", thing) for thing in things]
        pages[name] = (person.email if person else "", reverse(url_name, args=args))

    for role in (Role.STAFF, Role.LINE_MANAGER, Role.TEAM_MEMBER, Role.DEVELOPMENT_CHIEF, Role.LEADERSHIP):
        add(f"start page: {role}", _somebody(role), "start")
    for name, url_name in [*LISTS.items(), ("rounds", "needs:rounds"), ("days", "meetings:days")]:
        add(f"list: {name}", chief, url_name)

    need = _largest(Need.objects.of(organisation).filter(state=NeedState.CONCLUDED), "supports", "challenges")
    add("need", chief, "needs:need", need)
    add("need, new", _somebody(Role.STAFF), "needs:need_new")
    add("need, answer", chief, "needs:need_answer", Need.objects.of(organisation).filter(state=NeedState.SUBMITTED)[0])
    rounds = PrioritisationRound.objects.of(organisation)
    deciding = _largest(rounds.filter(state=RoundState.DECIDING), "candidates")
    open_round = _largest(rounds.filter(state=RoundState.OPEN), "candidates")
    add("round", chief, "needs:round", _largest(rounds.filter(state=RoundState.FINISHED), "candidates"))
    add("round, deciding", chief, "needs:round", deciding)
    add("round, new", chief, "needs:round_new")
    add("candidate", chief, "needs:candidate", deciding, deciding.candidates.all()[0])
    assessor, left = next(
        (who, left[0]) for who in open_round.team.all() if (left := open_round.candidates.left_for(who))
    )
    add("assess", assessor, "needs:assess", open_round, left)

    challenge = _largest(Challenge.objects.of(organisation).filter(state=ChallengeState.OPEN), "matches")
    add("challenge", chief, "needs:challenge", challenge)
    add("challenge, new", chief, "needs:challenge_new")
    add("shortlist", chief, "startups:shortlist", challenge)
    add("shortlist, compare", chief, "startups:shortlist_compare", challenge)
    matches = Match.objects.filter(organisation=organisation)
    add("match", chief, "startups:match", _largest(matches.filter(state=MatchState.IN_PILOT), "meetings"))
    add("startup", chief, "startups:startup", _largest(Startup.objects, "matches"))
    add("startup, new", chief, "startups:startup_new")
    invitation = StartupInvitation.objects.filter(revoked_at=None, match__state=MatchState.ANSWERED)[0]
    pages["portal"] = ("", reverse("startups:portal", args=[invitation.token]))

    days = MatchmakingDay.objects.of(organisation)
    add("day, open", chief, "meetings:day", _largest(days.filter(state=DayState.OPEN), "slots"))
    add("day, finished", chief, "meetings:day", _largest(days.filter(state=DayState.FINISHED), "meetings"))
    meeting = Meeting.objects.of(organisation).filter(state=MeetingState.BOOKED).order_by("-starts_at")[0]
    add("meeting", meeting.manager, "meetings:meeting", meeting)
    add("meeting, move", meeting.manager, "meetings:move", meeting)

    pilots = Pilot.objects.of(organisation)
    running = _largest(pilots.filter(state=PilotState.RUNNING), "check_ins", "costs")
    add("pilot, running", running.owner, "pilots:pilot", running)
    add("pilot, decided", chief, "pilots:pilot", _largest(pilots.filter(state=PilotState.SCALED_UP), "check_ins"))
    add("pilot, charter", chief, "pilots:pilot_change", pilots.filter(state=PilotState.CHARTER)[0])
    add("check-in", running.owner, "pilots:check_in", running)
    add("decide", running.decider, "pilots:decide", running)
    add("lesson", chief, "pilots:lesson", Lesson.objects.filter(organisation=organisation)[0])
    add(
        "obstacle",
        chief,
        "pilots:obstacle_resolve",
        Obstacle.objects.filter(organisation=organisation, state="open")[0],
    )

    add(
        "report",
        chief,
        "reports:report",
        _largest(Report.objects.of(organisation).filter(state=ReportState.READY), "pilots"),
    )
    add("report, new", chief, "reports:report_new")
    add("management group", chief, "reports:group", ManagementGroup.objects.of(organisation)[0])

    admin = _somebody(Role.ADMINISTRATOR)
    for page in ("organisation", "drivers", "limits", "units", "people", "letters", "invite"):
        add(f"organisation: {page}", admin, f"accounts:{page}")
    add("organisation: unit", admin, "accounts:unit", Unit.objects.filter(organisation=organisation)[0])
    add("organisation: person", admin, "accounts:person", chief.memberships[0])
    add("accessibility", None, "accessibility")
    add("privacy", None, "privacy")
    add("sign-in", None, "account_login")
    return pages


def _against_the_floor(pages: dict[str, Page], chief: User, target: Callable[[str], float]) -> list[Row]:
    """One row for each page: milliseconds, ratio to the floor, queries, kilobytes."""
    url = url_of(connection.settings_dict["NAME"])
    organisation = chief.memberships[0].organisation_id
    floor_cookie = _cookie(chief.email, "django.contrib.auth.backends.ModelBackend")
    cookies = {email: _cookie(email, settings.AUTHENTICATION_BACKENDS[0]) for email, _path in pages.values()}
    with (
        serving("ignite.settings", DATABASE_URL=url) as product,
        serving("bench.floor_settings", DATABASE_URL=url) as floor,
    ):
        deeds: dict[str, Callable[[], bytes]] = {
            "floor": lambda: fetch(floor, f"/?organisation={organisation}", floor_cookie)
        }
        for name, (email, path) in pages.items():
            deeds[name] = lambda path=path, email=email: fetch(product, path, cookies[email])
        sizes = {name: len(deed()) / 1000 for name, deed in deeds.items()}
        times = in_turns(deeds, rounds=5, each=9)
    queries = {name: _queries(*page) for name, page in pages.items()}
    return [
        {
            "page": name,
            "ms": times[name],
            "ratio": times[name] / times["floor"],
            "target": target(name) if name in pages else None,
            "queries": queries.get(name, 3),
            "kb": sizes[name],
        }
        for name in deeds
    ]


def _signed_in(email: str, backend: str) -> Client:
    client = Client(headers={"Host": "localhost"})
    if email:
        client.force_login(User.objects.get(email=email), backend=backend)
    return client


def _cookie(email: str, backend: str) -> dict[str, str]:
    """The header of somebody who has signed in by a backend; nothing for a guest."""
    cookies = _signed_in(email, backend).cookies
    return {"Cookie": f"sessionid={cookies['sessionid'].value}"} if cookies else {}


def _queries(email: str, path: str) -> int:
    client = _signed_in(email, settings.AUTHENTICATION_BACKENDS[0])
    client.get(path, secure=settings.SECURE_SSL_REDIRECT)  # the first fills what a process remembers
    with CaptureQueriesContext(connection) as seen:
        client.get(path, secure=settings.SECURE_SSL_REDIRECT)
    return len(seen)
