"""Many clients want the same minutes at once, in processes of their own: exactly one gets them."""

import multiprocessing
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from accounts.models import User
from history.models import Entry
from meetings.actions.meetings import Clash, book_meeting
from meetings.models import MatchmakingDay, Meeting
from meetings.slots import Span
from post.models import Letter
from startups.models import Match
from startups.states import MatchState
from tests import factories
from tests.conftest import a_session_of
from tests.meetings.conftest import in_days

PROCESSES, THREADS = 4, 5
AT_ONCE, MANY = PROCESSES * THREADS, 200

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]
Attempt = Callable[[Any], Any]


def client_process(attempt: Attempt, tasks: list[Any], start, answers) -> None:
    """A process with several clients, each with its own connection to the database."""
    connections.close_all()
    together = Barrier(THREADS)

    def client(share: list[Any]) -> list[Any]:
        together.wait()
        try:
            return [attempt(task) for task in share]
        finally:
            connection.close()

    start.wait()
    with ThreadPoolExecutor(THREADS) as pool:
        shares = [tasks[n::THREADS] for n in range(THREADS)]
        answers.put([answer for share in pool.map(client, shares) for answer in share])


def all_at_once(attempt: Attempt, tasks: list[Any]) -> list[Any]:
    """What each attempt came to. The processes begin together, and in each the clients."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    start, answers = context.Barrier(PROCESSES), context.Queue()
    clients = [
        context.Process(target=client_process, args=(attempt, tasks[n::PROCESSES], start, answers))
        for n in range(PROCESSES)
    ]
    for process in clients:
        process.start()
    found = [answer for _process in clients for answer in answers.get(timeout=60)]
    for process in clients:
        process.join(timeout=60)
    assert [process.exitcode for process in clients] == [0] * PROCESSES
    return found


# --- by the pages ---------------------------------------------------------------------------------------------------
Press = tuple[str, str, dict[str, Any]]  # whose session, the address, the form
ON_THE_DAY = "Lediga tider för er båda: 09:25–09:45, 09:50–10:10"


class Browsers:
    """Sends forms as test clients do, but keeps nothing of the pages, so that many threads can share it."""

    def __init__(self) -> None:
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.handler.load_middleware()

    def __call__(self, press: Press) -> tuple[int, str]:
        """The status of the answer, and the page."""
        session, address, form = press
        factory = RequestFactory()
        factory.cookies[settings.SESSION_COOKIE_NAME] = session
        answer = self.handler(factory.post(address, form).environ)
        return answer.status_code, answer.content.decode()


def managers_of(match: Match, count: int) -> list[User]:
    return [factories.a_person(match.organisation, factories.MANAGER) for _ in range(count)]


def on_a_day(match: Match, managers: list[User]) -> tuple[MatchmakingDay, list[dict[str, Any]]]:
    """A day, and its form for each client: another startup, always at nine. Each has it in many windows."""
    matches = [factories.a_match(match.challenge, state=MatchState.INVITED) for _ in range(AT_ONCE)]
    startups = tuple(one.startup for one in matches)
    day = factories.a_day(match.organisation, managers=tuple(managers), startups=startups)
    return day, [{"slot": day.slots.first().pk, "match": one.pk} for one in matches] * (MANY // AT_ONCE)


def for_a_startup(match: Match, manager: User) -> tuple[list[Press], str]:
    """Two hundred managers book single meetings with the same startup."""
    form = {"date": factories.a_weekday(3).isoformat(), "clock": "13:00", "place": "Rum 4"}
    address = reverse("meetings:book", args=[match.pk])
    presses = [(a_session_of(who), address, form) for who in managers_of(match, MANY)]
    return presses, f"{match.startup.name} har redan ett möte då. Lediga tider för båda: "


def for_a_manager(match: Match, manager: User) -> tuple[list[Press], str]:
    """The grid of a day is open in two hundred windows, and other startups are chosen for the same time."""
    day, forms = on_a_day(match, [manager])
    session, address = a_session_of(manager), reverse("meetings:day_book", args=[day.pk])
    return [(session, address, form) for form in forms], ON_THE_DAY


def for_a_room(match: Match, manager: User) -> tuple[list[Press], str]:
    """Twenty managers, each with another startup, press for the only table until all two hundred have been answered."""
    managers = managers_of(match, AT_ONCE)
    day, forms = on_a_day(match, managers)
    day.rooms.create(name="Blå rummet", capacity=1)
    address = reverse("meetings:day_book", args=[day.pk])
    sessions = [a_session_of(who) for who in managers] * (MANY // AT_ONCE)
    return [(session, address, form) for session, form in zip(sessions, forms, strict=True)], ON_THE_DAY


@pytest.mark.parametrize("wanted", [for_a_startup, for_a_manager, for_a_room])
def test_of_two_hundred_who_want_the_same_minutes_one_gets_them_and_all_others_the_next_free_ones(
    wanted, match, manager
):
    presses, offered = wanted(match, manager)
    answers = all_at_once(Browsers(), presses)
    assert Counter(status for status, _page in answers) == {302: 1, 422: MANY - 1}
    # Whoever got them presses again in the other windows, and has no more to be offered that day.
    assert sum(offered in page for _status, page in answers) == MANY - presses.count(presses[0])
    assert Meeting.objects.count() == 1
    assert Entry.objects.filter(verb="meeting.booked").count() == 1


# --- by the deed ----------------------------------------------------------------------------------------------------
def attempt(task: tuple[int, int, int]) -> str:
    """One client's booking: "booked", or which of the two was taken."""
    match_id, manager_id, minutes = task
    span = in_days(3)
    shifted = Span(span.starts_at + timedelta(minutes=minutes), span.ends_at + timedelta(minutes=minutes))
    try:
        match = Match.objects.select_related("startup", "organisation", "challenge").get(pk=match_id)
        manager = User.objects.get(pk=manager_id)
        book_meeting(match=match, manager=manager, span=shifted, place="Rum 4", by=manager)
    except Clash as clash:
        return clash.party
    return "booked"


def test_bookings_crosswise_never_end_in_a_deadlock(match, organisation):
    managers = [factories.a_person(organisation, factories.MANAGER) for _ in range(5)]
    matches = [match, *(factories.a_match(match.challenge, state=MatchState.INVITED) for _ in range(4))]
    tasks = [(m.pk, who.pk, 0) for m in matches for who in managers for _ in range(4)]
    answers = all_at_once(attempt, tasks)
    assert set(answers) <= {"booked", "manager", "startup"}
    held = Meeting.objects.values_list("manager", "startup")
    assert len({m for m, _s in held}) == len({s for _m, s in held}) == len(held)


def test_the_same_two_who_are_booked_for_many_times_of_a_day_at_once_meet_once(match, manager):
    answers = all_at_once(attempt, [(match.pk, manager.pk, n * 20) for n in range(AT_ONCE)])
    assert sorted(answers) == ["booked"] + ["both"] * (AT_ONCE - 1)
    assert Meeting.objects.count() == 1
    assert Letter.objects.count() == 2
