"""The afternoon's reminder of telling how the meetings went: once, to each who has not, and never twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from meetings.actions.reminders import remind
from meetings.models import Meeting, StartupOutcome
from post.models import Letter
from startups.states import MatchState
from tests import factories

TODAY = timezone.localdate()


def at(hour, minute=0):
    return factories.at(TODAY, hour, minute)


@pytest.fixture
def meeting(match, manager):
    return factories.a_meeting(match, manager, starts_at=at(13))


@pytest.fixture
def contact(match):
    return match.invitations.get().contact


def readers():
    return sorted(Letter.objects.values_list("to", flat=True))


def test_both_are_reminded_in_the_afternoon_with_a_way_to_the_form(meeting, manager, contact):
    remind(at(16))
    assert readers() == sorted([manager.email, contact.email])
    ours, theirs = Letter.objects.get(to=manager.email), Letter.objects.get(to=contact.email)
    assert f"/moten/{meeting.pk}/utfall/" in ours.text
    assert f"/svara/{meeting.match.invitations.get().token}/moten/{meeting.pk}/" in theirs.text
    assert ours.subject == f"Hur gick mötet med {meeting.startup.name}?"


@pytest.mark.parametrize("hour", [8, 13, 14, 19, 23])
def test_nobody_is_reminded_at_another_time(meeting, hour):
    remind(at(hour))
    assert readers() == []


def test_nobody_is_reminded_twice(meeting):
    for minute in range(0, 60, 5):
        remind(at(16, minute))
    assert len(readers()) == 2


def test_nobody_is_reminded_the_day_after(meeting):
    remind(at(16) + timedelta(days=1))
    assert readers() == []


def test_a_manager_who_has_told_is_left_in_peace(meeting, contact):
    Meeting.objects.update(state="held")
    remind(at(16))
    assert readers() == [contact.email]


def test_a_startup_that_has_told_is_left_in_peace(meeting, manager, contact):
    StartupOutcome.objects.create(meeting=meeting, next_step="no", contact=contact)
    remind(at(16))
    assert readers() == [manager.email]


def test_a_whole_day_is_one_letter_to_each_when_the_last_meeting_is_over(match, manager, contact):
    for hour in (9, 11, 16):
        factories.a_meeting(match, manager, starts_at=at(hour))
    remind(at(16, 10))
    assert readers() == []
    remind(at(16, 49))
    assert readers() == []
    remind(at(16, 50))
    assert readers() == sorted([manager.email, contact.email])
    assert Letter.objects.get(to=manager.email).subject == "Hur gick dagens 3 möten?"
    assert Letter.objects.get(to=contact.email).text.count("/moten/") == 3


def test_a_meeting_after_the_reminder_does_not_bring_a_second_one(meeting, match, manager):
    remind(at(15))
    factories.a_meeting(match, manager, starts_at=at(16))
    remind(at(17))
    assert len(readers()) == 2


def test_a_cancelled_meeting_reminds_nobody(match, manager):
    factories.a_meeting(match, manager, starts_at=at(13), state="cancelled")
    remind(at(16))
    assert readers() == []


def test_a_startup_that_has_been_thanked_is_not_asked(meeting, match, manager):
    type(match).objects.update(state=MatchState.THANKED)
    remind(at(16))
    assert readers() == [manager.email]


def test_a_startup_without_an_open_link_is_not_written_to(meeting, match, manager):
    match.invitations.update(revoked_at=timezone.now())
    remind(at(16))
    assert readers() == [manager.email]


def test_a_manager_who_has_left_is_not_written_to(meeting, manager, contact):
    manager.membership_set.all().delete()
    remind(at(16))
    assert readers() == [contact.email]


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_at_the_same_moment_one_writes(meeting):
    together = Barrier(6)

    def worker(_number):
        together.wait()
        try:
            remind(at(16))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(worker, range(6)))
    assert len(readers()) == 2
