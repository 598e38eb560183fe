"""Rooms and halves of a day: what is planned, and that no room holds more meetings at once than it can."""

from datetime import date, time
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from meetings.actions.meetings import Clash, book_meeting, move_meeting
from meetings.models import MatchmakingDay, Meeting, Room
from meetings.rooms import at_once, first_free
from meetings.slots import slots_in
from startups.models import Match
from startups.states import MatchState
from tests import factories
from tests.meetings.test_planning_days import a_plan, errors_of

ROOMS = {"rum-TOTAL_FORMS": "2", "rum-INITIAL_FORMS": "0", "rum-0-name": "Salen", "rum-0-capacity": "6"}
SATURDAY = "2031-03-29"


def book(day: MatchmakingDay, match: Match, manager: User, number: int) -> Meeting:
    slot = day.slots.all()[number]
    return book_meeting(match=match, manager=manager, span=slot.span, place="", by=manager, day=day, slot=slot)


@pytest.fixture
def other(organisation) -> tuple[User, Match]:
    """Another manager with a challenge and a startup of her own."""
    manager = factories.a_person(organisation, factories.STAFF, factories.MANAGER)
    match = factories.a_match(factories.a_challenge(manager, factories.a_need(manager)), state=MatchState.ANSWERED)
    return manager, match


@pytest.fixture
def small(day: MatchmakingDay, other: tuple[User, Match]) -> MatchmakingDay:
    """The day with both managers, and one table at which one meeting is held at a time."""
    Room.objects.create(day=day, name="Bord 1", capacity=1)
    day.managers.add(other[0])
    day.startups.add(other[1].startup)
    return day


def test_a_morning_and_an_afternoon_are_divided_each_from_its_own_beginning():
    spans = slots_in(date(2026, 5, 4), [(time(9), time(10)), (time(13, 10), time(14))], minutes=20, pause=5)
    assert [f"{timezone.localtime(span.starts_at):%H:%M}" for span in spans] == ["09:00", "09:25", "13:10", "13:35"]


def test_a_half_day_keeps_its_hours_when_the_clocks_are_changed():
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    for day in (spring, autumn):
        spans = slots_in(day, [(time(9), time(9, 20)), (time(13), time(13, 20))], minutes=20)
        assert [f"{timezone.localtime(span.starts_at):%H:%M}" for span in spans] == ["09:00", "13:00"]


def test_a_day_is_planned_with_an_afternoon_and_rooms(manager, match, chief, as_):
    halves = {"ends_at": "10:00", "afternoon_from": "13:00", "afternoon_to": "14:00", "lunch_from": "", "lunch_to": ""}
    as_(chief).post(reverse("meetings:day_new"), a_plan(manager, match, **halves, **ROOMS))
    day = MatchmakingDay.objects.get()
    assert [str(slot) for slot in day.slots.all()] == ["09:00–09:20", "09:25–09:45", "13:00–13:20", "13:25–13:45"]
    assert [str(room) for room in day.rooms.all()] == ["Salen (6)"]
    assert day.hours_in_words == "09:00–10:00, 13:00–14:00"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"afternoon_from": "15:00"}, "afternoon_to", "Välj när eftermiddagen slutar"),
        ({"afternoon_to": "15:00"}, "afternoon_from", "Välj när eftermiddagen börjar"),
        ({"afternoon_from": "13:00", "afternoon_to": "15:00"}, "afternoon_from", "Välj en tid efter att förmiddagen slutar"),
        ({"place": "", "video_link": "http://video.example"}, "video_link", "Skriv en länk som börjar med https://"),
        ({"date": SATURDAY}, "date", "Ett möte skulle bli lördag 29 mars kl. 09:00. Ändra dagen, eller kryssa i att det stämmer"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_halves_and_places_is_said_at_its_field(changes, field, message, manager, match, chief, as_):
    response = as_(chief).post(reverse("meetings:day_new"), a_plan(manager, match, **changes))
    assert errors_of(response)[field] == [message]


def test_a_day_at_the_weekend_is_planned_once_it_is_said_to_be_right(manager, match, chief, as_):
    as_(chief).post(reverse("meetings:day_new"), a_plan(manager, match, date=SATURDAY, is_right="on"))
    day = MatchmakingDay.objects.get()
    assert day.date == date(2031, 3, 29)
    renamed = a_plan(manager, match, date=SATURDAY, name="Lördagen")
    assert as_(chief).post(reverse("meetings:day_change", args=[day.pk]), renamed).status_code == 302


def test_two_rooms_that_are_called_the_same_are_refused(manager, match, chief, as_):
    rooms = {**ROOMS, "rum-1-name": "salen"}
    response = as_(chief).post(reverse("meetings:day_new"), a_plan(manager, match, **rooms))
    assert response.status_code == 422
    assert "Två rum heter likadant" in response.content.decode()


def test_all_who_have_answered_come_along_in_one_press(manager, match, other, chief, as_):
    factories.a_proposal(match.invitations.get())
    silent = factories.a_match(match.challenge, state=MatchState.INVITED)
    plan = a_plan(manager, match, managers=[], startups=[], challenges=[match.challenge_id])
    as_(chief).post(reverse("meetings:day_new"), plan)
    day = MatchmakingDay.objects.get()
    assert (list(day.managers.all()), list(day.startups.all())) == ([manager], [match.startup])
    assert silent.startup not in day.startups.all()


def test_a_new_day_begins_as_a_copy_of_a_former_one(small, chief, as_):
    page = as_(chief).get(reverse("meetings:day_new"), {"copy": small.pk})
    form, rooms = page.context["form"], page.context["rooms"]
    assert form["name"].value() == small.name
    assert form["date"].value() is None
    assert set(form["managers"].value()) == {m.pk for m in small.managers.all()}
    assert rooms.initial == [{"name": "Bord 1", "capacity": 1}]


def test_a_meeting_gets_the_first_room_with_a_place_left_and_says_so(small, match, manager):
    meeting = book(small, match, manager, 0)
    assert (meeting.room.name, meeting.seat) == ("Bord 1", 1)
    assert meeting.place == "Medborgarhuset, sal 3, Bord 1"


def test_when_all_rooms_are_taken_the_next_times_are_offered(small, match, manager, other, chief, as_):
    book(small, match, manager, 0)
    there, theirs = other
    with pytest.raises(Clash, match="Alla rum är upptagna då"):
        book(small, theirs, there, 0)
    slot = small.slots.all()[0]
    asked: dict[str, Any] = {"manager": there.pk, "slot": slot.pk, "match": theirs.pk}
    response = as_(chief).post(reverse("meetings:day_book", args=[small.pk]), asked)
    assert response.status_code == 422
    assert slot not in response.context["form"].fields["slot"].queryset
    assert "Inget rum är ledigt 09:00–09:20." in as_(chief).get(small.get_absolute_url()).content.decode()


def test_a_cancelled_meeting_leaves_its_place_to_another(small, match, manager, other):
    Meeting.objects.filter(pk=book(small, match, manager, 0).pk).update(state="cancelled")
    assert book(small, other[1], other[0], 0).seat == 1


def test_a_moved_meeting_takes_its_place_in_the_room_along(small, match, manager, other):
    meeting = book(small, match, manager, 0)
    slot = small.slots.all()[1]
    move_meeting(meeting, span=slot.span, place=meeting.place, seen=0, slot=slot, by=manager)
    assert (meeting.room.name, meeting.seat, meeting.place) == ("Bord 1", 1, "Medborgarhuset, sal 3, Bord 1")
    assert book(small, other[1], other[0], 0).room == meeting.room


def test_each_video_meeting_gets_a_code_of_its_own(day, match, manager):
    MatchmakingDay.objects.filter(pk=day.pk).update(place="", video_link="https://video.example/{kod}")
    day.refresh_from_db()
    meeting = book(day, match, manager, 0)
    assert meeting.place == f"https://video.example/{meeting.uid.hex[:12]}"


def test_places_are_counted_in_the_order_of_the_rooms():
    rooms = [(1, 1), (2, 2)]
    assert [first_free(rooms, taken) for taken in ([], [(1, 1)], [(1, 1), (2, 1)])] == [(1, 1), (2, 1), (2, 2)]
    assert first_free(rooms, [(1, 1), (2, 1), (2, 2)]) is None
    assert first_free([(1, 1), (3, None)], [(1, 1)]) == (3, None)


def test_one_room_without_an_end_is_no_limit():
    assert [at_once(capacities) for capacities in ([], [1, 2], [1, None])] == [None, 3, None]


def test_a_lost_room_takes_no_meeting_while_it_is_lost_and_the_grid_says_so(small, match, manager, chief, as_):
    first, second, _third = small.slots.all()
    small.away.create(room=small.rooms.get(), starts_at=first.starts_at, ends_at=first.ends_at)
    with pytest.raises(Clash, match="Alla rum är upptagna"):
        book(small, match, manager, 0)
    page = as_(chief).get(small.get_absolute_url()).content.decode()
    assert "Inget rum är ledigt 09:00–09:20." in page
    assert book(small, match, manager, 1).slot == second


def test_times_without_a_room_that_follow_each_other_are_said_as_one(small, chief, as_):
    first, second, _third = small.slots.all()
    small.away.create(room=small.rooms.get(), starts_at=first.starts_at, ends_at=second.ends_at)
    page = as_(chief).get(small.get_absolute_url()).content.decode()
    assert page.count("Inget rum är ledigt") == 1
    assert "Inget rum är ledigt 09:00–09:45." in page


def test_what_is_held_in_a_lost_room_takes_no_place_in_the_others(small, match, manager, other):
    book(small, match, manager, 0)
    first, lost = small.slots.all()[0], small.rooms.get()
    Room.objects.create(day=small, name="Bord 2", capacity=1)
    small.away.create(room=lost, starts_at=first.starts_at, ends_at=first.ends_at)
    assert book(small, other[1], other[0], 0).room.name == "Bord 2"
