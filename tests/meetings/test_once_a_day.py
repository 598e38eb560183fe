"""The same two do not meet twice in one day, however the second meeting would come about."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.meetings import Clash, book_meeting, move_meeting
from meetings.availability import free_offered_times, free_slots, next_free_times
from meetings.models import Meeting
from meetings.slots import Span
from meetings.states import MeetingState
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import in_days

WORDS = "har redan ett möte den dagen"


def book(match, manager, span: Span) -> Meeting:
    return book_meeting(match=match, manager=manager, span=span, place="Rum 4", by=manager)


def test_the_form_says_so_kindly_and_offers_another_day(as_, match, manager):
    book(match, manager, in_days(3))
    day = timezone.localdate(in_days(3).starts_at).isoformat()
    page = reverse("meetings:book", args=[match.pk])
    answer = as_(manager).post(page, {"date": day, "clock": "15:00", "place": "Rum 5"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert f"{manager.name} och {match.startup.name} {WORDS}. Lediga tider för båda:" in text
    assert "Rum 5" in text
    assert Meeting.objects.count() == 1


def test_another_challenge_with_the_same_startup_makes_no_difference(match, manager):
    other = factories.a_match(factories.a_challenge(manager), startup=match.startup, state=MatchState.INVITED)
    book(match, manager, in_days(3))
    with pytest.raises(Clash, match=WORDS):
        book(other, manager, in_days(3, 16))


@pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.MISSED])
def test_what_did_not_take_place_can_be_booked_again_the_same_day(match, manager, state):
    factories.a_meeting(match, manager, starts_at=in_days(3).starts_at, state=state)
    book(match, manager, in_days(3, 16))
    assert Meeting.objects.count() == 2


def test_a_meeting_is_not_moved_to_a_day_on_which_the_two_meet(match, manager):
    book(match, manager, in_days(3))
    later = book(match, manager, in_days(5))
    with pytest.raises(Clash, match=WORDS):
        move_meeting(later, span=in_days(3, 16), place="Rum 4", seen=0, by=manager)


def test_a_meeting_moves_within_its_own_day(match, manager):
    meeting = book(match, manager, in_days(3))
    move_meeting(meeting, span=in_days(3, 16), place="Rum 4", seen=0, by=manager)
    assert meeting.span == in_days(3, 16)


def test_no_time_is_offered_on_a_day_on_which_the_two_meet(match, manager, organisation):
    day = factories.a_day(organisation, managers=(manager,), startups=(match.startup,))
    factories.an_offered_time(match, day.date, 13, 15)
    assert len(free_slots(day, manager, match.startup)) == 3
    assert free_offered_times(match, manager)

    meeting = book(match, manager, Span(factories.at(day.date, 16), factories.at(day.date, 16, 20)))
    assert free_slots(day, manager, match.startup) == []
    assert free_offered_times(match, manager) == []
    span = Span(factories.at(day.date, 8), factories.at(day.date, 8, 20))
    assert day.date not in {timezone.localdate(time.starts_at) for time in next_free_times(match, manager, span)}
    # The meeting that is about to be moved stands in nobody's way.
    assert len(free_slots(day, manager, match.startup, but=meeting)) == 3


def test_a_matchmaking_day_offers_nobody_whom_the_manager_meets_already(as_, match, manager, organisation):
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    day = factories.a_day(organisation, managers=(manager,), startups=(match.startup, other.startup))
    first, second, _third = day.slots.all()
    factories.a_meeting(match, manager, starts_at=first.starts_at, day=day, slot=first)
    page = reverse("meetings:day_book", args=[day.pk])
    client = as_(manager)

    form = client.get(page).context["form"]
    assert [found.pk for found in form.fields["match"].queryset] == [other.pk]
    answer = client.post(page, {"slot": second.pk, "match": match.pk})
    assert answer.status_code == 422
    assert f"{WORDS}." in answer.content.decode()
    assert client.post(page, {"slot": second.pk, "match": other.pk}).status_code == 302


def test_the_evening_and_the_morning_after_are_two_days(match, manager):
    tonight = factories.at(timezone.localdate() + timedelta(days=3), 23, 30)
    book(match, manager, Span(tonight, tonight + timedelta(minutes=20)))
    book(match, manager, Span(tonight + timedelta(minutes=40), tonight + timedelta(minutes=60)))
    assert Meeting.objects.count() == 2
