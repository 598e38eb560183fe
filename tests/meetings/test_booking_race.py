"""Many clients book the same minutes at once, in processes of their own: exactly one wins."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections

from accounts.models import User
from history.models import Entry
from meetings.actions.meetings import Clash, book_meeting
from meetings.models import Meeting
from meetings.slots import Span
from post.models import Letter
from startups.models import Match
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import in_days

PROCESSES, THREADS, ROUNDS = 4, 5, 10  # 200 attempts, twenty at a time

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]
Attempt = tuple[int, int, int]


def attempt(task: Attempt) -> str:
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
    finally:
        connection.close()
    return "booked"


def client_process(tasks: list[Attempt], start, answers) -> None:
    """A process with several clients, each with its own connection to the database."""
    connections.close_all()
    together = Barrier(THREADS)

    def client(share: list[Attempt]) -> list[str]:
        together.wait()
        return [attempt(task) for task in share]

    start.wait()
    with ThreadPoolExecutor(THREADS) as pool:
        shares = [tasks[n::THREADS] for n in range(THREADS)]
        answers.put([answer for share in pool.map(client, shares) for answer in share])


def all_at_once(tasks: list[Attempt]) -> list[str]:
    connections.close_all()
    context = multiprocessing.get_context("fork")
    start, answers = context.Barrier(PROCESSES), context.Queue()
    clients = [
        context.Process(target=client_process, args=(tasks[n::PROCESSES], start, answers)) for n in range(PROCESSES)
    ]
    for process in clients:
        process.start()
    found = [answer for _process in clients for answer in answers.get(timeout=60)]
    for process in clients:
        process.join(timeout=60)
    assert [process.exitcode for process in clients] == [0] * PROCESSES
    return found


def test_of_two_hundred_who_want_the_same_startup_at_once_exactly_one_gets_it(match, organisation):
    managers = [factories.a_person(organisation, factories.MANAGER) for _ in range(PROCESSES * THREADS)]
    answers = all_at_once([(match.pk, m.pk, 0) for m in managers for _ in range(ROUNDS)])
    # The winner's own repeated attempts are answered with the meeting there is.
    assert answers.count("booked") == ROUNDS
    assert answers.count("startup") == PROCESSES * THREADS * ROUNDS - ROUNDS
    assert Meeting.objects.count() == 1
    assert Letter.objects.count() == 2
    assert Entry.objects.filter(verb="meeting.booked").count() == 1


def test_a_manager_is_given_to_exactly_one_of_the_startups_that_overlap(match, manager):
    matches = [factories.a_match(match.challenge, state=MatchState.INVITED) for _ in range(PROCESSES * THREADS)]
    answers = all_at_once([(m.pk, manager.pk, n % 20) for n, m in enumerate(matches)])
    assert sorted(answers) == ["booked"] + ["manager"] * (len(matches) - 1)
    assert Meeting.objects.count() == 1


def test_bookings_crosswise_never_end_in_a_deadlock(match, organisation):
    managers = [factories.a_person(organisation, factories.MANAGER) for _ in range(5)]
    matches = [match, *(factories.a_match(match.challenge, state=MatchState.INVITED) for _ in range(4))]
    tasks = [(m.pk, who.pk, 0) for m in matches for who in managers for _ in range(4)]
    answers = all_at_once(tasks)
    assert set(answers) <= {"booked", "manager", "startup"}
    held = Meeting.objects.values_list("manager", "startup")
    assert len({m for m, _s in held}) == len({s for _m, s in held}) == len(held)


def test_the_same_two_who_are_booked_for_many_times_of_a_day_at_once_meet_once(match, manager):
    answers = all_at_once([(match.pk, manager.pk, n * 20) for n in range(PROCESSES * THREADS)])
    assert sorted(answers) == ["booked"] + ["both"] * (PROCESSES * THREADS - 1)
    assert Meeting.objects.count() == 1
    assert Letter.objects.count() == 2
