"""The plan of a day: made by the worker out of both sides' wishes, put right by the chief, published in one letter each."""

import re
from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone
from icalendar import Calendar

from history.actions import StaleState
from meetings.actions.drafts import take_back
from meetings.actions.plans import make_plan, pin, publish_plan, put_in, stop_planning, take_out, want_plan
from meetings.models import Away, DayPlan, Meeting, PlannedMeeting
from meetings.states import DayState, MeetingState
from post.models import Letter
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import the_worker_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def lina(organisation):
    return factories.a_person(organisation, factories.STAFF, factories.MANAGER, name="Lina Linjechef")


@pytest.fixture
def karin(organisation):
    return factories.a_person(organisation, factories.STAFF, factories.MANAGER, name="Karin Kvist")


@pytest.fixture
def matches(lina, karin, chief):
    """Two startups for each manager's own challenge, all of whom have answered and can be written to."""
    found = []
    for owner in (lina, karin):
        challenge = factories.a_challenge(owner)
        for _ in range(2):
            match = factories.a_match(challenge, state=MatchState.ANSWERED)
            factories.a_proposal(factories.an_invitation(match, chief))
            found.append(match)
    return found


@pytest.fixture
def day(organisation, lina, karin, matches):
    startups = tuple(match.startup for match in matches)
    return factories.a_day(organisation, managers=(lina, karin), startups=startups, state=DayState.PLANNED)


@pytest.fixture
def planned(day, chief):
    want_plan(day, by=chief)
    make_plan(day.pk)
    return day


def pairs(day):
    return set(day.planned.values_list("manager__name", "match"))


def test_the_plan_brings_each_manager_together_with_those_who_answered_her_challenge(planned, lina, karin, matches):
    own = {(match.challenge.owner.name, match.pk) for match in matches}
    assert own <= pairs(planned)
    plan = DayPlan.objects.get(day=planned)
    assert (plan.is_wanted, plan.value, plan.reached) == (False, plan.bound, 100)


def test_nobody_hears_of_a_draft(as_, planned, lina, matches):
    assert not Meeting.objects.exists()
    assert not Letter.objects.exists()
    assert as_(lina).get(f"/moten/matchdagar/{planned.pk}/plan/").status_code == 404


def test_the_chief_sees_who_meets_whom_and_how_good_it_is(as_, chief, planned, matches):
    page = as_(chief).get(f"/moten/matchdagar/{planned.pk}/plan/").content.decode()
    assert "Planen når 100 procent" in page
    for match in matches:
        assert match.startup.name in page


def test_a_wish_that_was_not_met_says_why(as_, chief, planned, lina, matches):
    day = planned
    wished = day.planned.get(match=matches[0])
    day.slots.exclude(pk=wished.slot_id).delete()
    PlannedMeeting.objects.filter(day=day).delete()
    PlannedMeeting.objects.create(
        day=day, slot=wished.slot, manager=lina, startup=matches[0].startup, match=matches[0], is_pinned=True
    )
    page = as_(chief).get(f"/moten/matchdagar/{day.pk}/plan/").content.decode()
    assert "Önskemål som inte blev av" in page
    assert f"{lina.name} har redan möten alla tider som går. {matches[1].startup.name} har tid" in page


def test_what_is_locked_stays_when_the_day_is_planned_again(planned, chief):
    locked = planned.planned.order_by("-slot__starts_at", "pk").first()
    pin(locked, is_pinned=True)
    want_plan(planned, by=chief)
    make_plan(planned.pk)
    assert PlannedMeeting.objects.filter(pk=locked.pk, slot=locked.slot, is_pinned=True).exists()
    assert planned.planned.filter(manager=locked.manager, startup=locked.startup).count() == 1


def test_asking_while_it_is_made_changes_nothing(day, chief):
    want_plan(day, by=chief)
    DayPlan.objects.claim(day.pk)
    want_plan(day, by=chief)
    assert DayPlan.objects.get(pk=day.pk).attempts == 1


def test_who_is_content_gets_the_best_so_far(day, chief):
    want_plan(day, by=chief)
    stop_planning(day)
    make_plan(day.pk)
    assert day.planned.exists()


def drafted(day):
    """The draft as it stands, to the last pin."""
    return set(day.planned.values_list("pk", "slot", "manager", "match", "is_pinned"))


def put_first_free(day):
    """The address that puts a pair in which the draft has left out, where both can."""
    one = day.planned.first()
    one.delete()
    return f"{one.slot_id}/{one.manager_id}/{one.match_id}/", {}


def move_first(day):
    one = day.planned.first()
    taken = day.planned.filter(Q(manager=one.manager) | Q(startup=one.startup)).values("slot")
    return f"{one.pk}/flytta/", {"slot": day.slots.exclude(pk__in=taken).first().pk}


def swap_first(day):
    one = day.planned.first()
    other = day.planned.filter(manager=one.manager).exclude(pk=one.pk).first()
    return f"{one.pk}/flytta/", {"slot": other.slot_id}


STEPS = {
    "moved": move_first,
    "swapped": swap_first,
    "put in": put_first_free,
    "taken out": lambda day: (f"{day.planned.first().pk}/ta-bort/", {}),
    "pinned": lambda day: (f"{day.planned.first().pk}/las/", {}),
}


@pytest.mark.parametrize("step", STEPS)
def test_every_step_in_the_draft_can_be_taken_back(step, as_, planned, chief):
    address, body = STEPS[step](planned)
    before, plan = drafted(planned), f"/moten/matchdagar/{planned.pk}/plan/"
    page = as_(chief).post(plan + address, body, follow=True).content.decode()
    assert drafted(planned) != before
    undo = re.search(rf'action="({plan}tillbaka/\d+/)"', page)
    as_(chief).post(undo[1] if undo else plan + address)
    assert drafted(planned) == before


def test_steps_are_taken_back_one_after_the_other_and_none_out_of_turn(planned, chief):
    begun = drafted(planned)
    take_out(planned.planned.first())
    between = drafted(planned)
    take_out(planned.planned.first())
    first, second = planned.draft_steps.all()
    with pytest.raises(StaleState, match="Ta först tillbaka"):
        take_back(first)
    take_back(second)
    assert drafted(planned) == between
    take_back(first)
    assert drafted(planned) == begun


def test_whoever_takes_part_no_more_does_not_come_back(planned, lina):
    take_out(planned.planned.exclude(manager=lina).first())
    planned.managers.remove(lina)
    take_back(planned.draft_steps.get())
    assert lina.pk not in planned.planned.values_list("manager", flat=True)


def test_planning_again_says_what_has_changed_and_can_be_taken_back(as_, planned, chief):
    one = planned.planned.first()
    Away.objects.create(day=planned, manager=one.manager, starts_at=one.slot.starts_at, ends_at=one.slot.ends_at)
    before = drafted(planned)
    want_plan(planned, by=chief)
    make_plan(planned.pk)
    page = as_(chief).get(f"/moten/matchdagar/{planned.pk}/plan/").content.decode()
    assert "annorlunda än i planen före" in page
    assert f"{one.manager.name}, {one.startup.name}" in page
    step = planned.draft_steps.get()
    assert "Ta tillbaka planen före" in page
    as_(chief).post(f"/moten/matchdagar/{planned.pk}/plan/tillbaka/{step.pk}/")
    assert drafted(planned) == before


def test_the_first_plan_has_none_before_it(planned):
    assert not planned.draft_steps.exists()


def test_a_published_day_keeps_no_steps_of_its_draft(planned, chief):
    take_out(planned.planned.first())
    publish_plan(planned, by=chief)
    assert not planned.draft_steps.exists()


def test_a_wish_that_can_still_be_met_is_met_by_one_press(as_, planned, chief):
    one = planned.planned.first()
    one.delete()
    put = f"/moten/matchdagar/{planned.pk}/plan/{one.slot_id}/{one.manager_id}/{one.match_id}/"
    assert f'action="{put}"' in as_(chief).get(f"/moten/matchdagar/{planned.pk}/plan/").content.decode()


def test_nobody_is_put_in_two_places(as_, planned, chief):
    one, other = planned.planned.order_by("manager", "slot")[:2]
    with pytest.raises(StaleState, match="redan ett möte då"):
        put_in(planned, manager=one.manager, match=other.match, slot=one.slot)


def test_a_meeting_is_moved_to_a_time_when_both_can(as_, day, chief, lina, matches):
    first, _second, last = day.slots.all()
    one = put_in(day, manager=lina, match=matches[0], slot=first)
    as_(chief).post(f"/moten/matchdagar/{day.pk}/plan/{one.pk}/flytta/", {"slot": last.pk})
    one.refresh_from_db()
    assert (one.slot, one.is_pinned) == (last, True)


def test_two_meetings_change_places(as_, day, chief, lina, matches):
    first, second, _last = day.slots.all()
    one, other = (put_in(day, manager=lina, match=m, slot=s) for m, s in zip(matches, (first, second), strict=False))
    page = as_(chief).get(f"/moten/matchdagar/{day.pk}/plan/{one.pk}/flytta/").content.decode()
    assert f"byter tid med mötet mellan {lina.name} och {other.startup.name}" in page
    as_(chief).post(f"/moten/matchdagar/{day.pk}/plan/{one.pk}/flytta/", {"slot": second.pk})
    assert dict(day.planned.values_list("match", "slot")) == {one.match_id: second.pk, other.match_id: first.pk}


def test_a_time_when_one_of_them_cannot_is_not_offered(as_, planned, chief, lina):
    one = planned.planned.filter(manager=lina).first()
    free = [slot for slot in planned.slots.all() if slot != one.slot][-1]
    planned.away.create(manager=lina, starts_at=free.starts_at, ends_at=free.ends_at)
    page = as_(chief).get(f"/moten/matchdagar/{planned.pk}/plan/{one.pk}/flytta/").content.decode()
    assert f'value="{free.pk}"' not in page


def test_publishing_books_everything_and_writes_one_letter_to_each(planned, chief, lina, karin, matches):
    count = planned.planned.count()
    assert publish_plan(planned, by=chief) == count
    the_worker_writes()
    planned.refresh_from_db()
    assert planned.state == DayState.OPEN
    assert Meeting.objects.filter(day=planned, state=MeetingState.BOOKED).count() == count
    assert not planned.planned.exists()
    readers = list(Letter.objects.values_list("to", flat=True))
    assert len(readers) == len(set(readers))
    assert {lina.email, karin.email} <= set(readers)


def test_the_letter_holds_the_agenda_and_one_file_with_all_of_its_meetings(planned, chief, lina):
    publish_plan(planned, by=chief)
    the_worker_writes()
    letter = Letter.objects.get(to=lina.email)
    own = Meeting.objects.filter(manager=lina).select_related("startup")
    for meeting in own:
        assert f"{timezone.localtime(meeting.starts_at):%H:%M}" in letter.text
        assert meeting.startup.name in letter.text
    calendar = Calendar.from_ical(letter.calendar_file)
    assert calendar["METHOD"] == "PUBLISH"
    assert {str(event["UID"]) for event in calendar.walk("VEVENT")} == {f"{meeting.uid}@ignite" for meeting in own}


def test_a_manager_without_a_meeting_learns_that_she_can_book(planned, chief, organisation):
    other = factories.a_person(organisation, factories.STAFF, factories.MANAGER, name="Eva Ensam")
    planned.managers.add(other)
    publish_plan(planned, by=chief)
    assert "Boka dina möten" in Letter.objects.get(to=other.email).subject


def test_whoever_was_booked_elsewhere_meanwhile_stops_the_publication(planned, chief, matches, lina):
    one = planned.planned.filter(manager=lina).first()
    factories.a_meeting(factories.a_match(matches[0].challenge), lina, starts_at=one.slot.starts_at)
    with pytest.raises(StaleState, match="bokats på annat håll"):
        publish_plan(planned, by=chief)
    assert Meeting.objects.filter(day=planned).count() == 0
    assert not Letter.objects.exists()


def test_the_draft_says_that_two_meet_elsewhere_that_day_and_takes_them_out(as_, planned, chief, matches, lina):
    one = planned.planned.filter(manager=lina).first()
    pin(one, is_pinned=True)
    factories.a_meeting(one.match, lina, starts_at=factories.at(planned.date, 16))
    want_plan(planned, by=chief)
    make_plan(planned.pk)
    page = as_(chief).get(f"/moten/matchdagar/{planned.pk}/plan/").content.decode()
    assert f"{lina.name} och {one.startup.name} möts redan på annat håll den dagen." in page
    out = f"/moten/matchdagar/{planned.pk}/plan/{one.pk}/ta-bort/"
    assert f'action="{out}"' in page
    assert "möts redan på annat håll" not in as_(chief).post(out, follow=True).content.decode()
    publish_plan(planned, by=chief)


def test_the_draft_says_who_can_no_longer_come_then_and_leads_to_another_time(as_, planned, chief, lina):
    one = planned.planned.filter(manager=lina).first()
    planned.away.create(startup=one.startup, starts_at=one.slot.starts_at, ends_at=one.slot.ends_at)
    page = as_(chief).get(f"/moten/matchdagar/{planned.pk}/plan/").content.decode()
    assert f"{one.startup.name}, som skulle möta {lina.name} {one.slot.clock}, kan inte då." in page
    hindered = page[page.index("Innan du publicerar") : page.index("Vem möter vem")]
    assert f"/plan/{one.pk}/flytta/" in hindered


def test_a_draft_that_can_be_published_as_it_is_says_nothing(as_, planned, chief):
    assert "Innan du publicerar" not in as_(chief).get(f"/moten/matchdagar/{planned.pk}/plan/").content.decode()


def test_a_startup_that_has_left_stops_the_publication(planned, chief, matches):
    type(matches[0]).objects.filter(pk=matches[0].pk).update(state=MatchState.DECLINED)
    with pytest.raises(StaleState, match="kan inte längre träffas"):
        publish_plan(planned, by=chief)


def test_of_two_who_publish_at_once_the_second_is_told(as_, planned, chief):
    url = f"/moten/matchdagar/{planned.pk}/plan/publicera/"
    client = as_(chief)
    assert client.post(url).status_code == 302
    count = Meeting.objects.count()
    client.post(url)
    assert Meeting.objects.count() == count


def test_rooms_are_filled_and_never_overfilled(planned, chief):
    planned.rooms.create(name="Blå rummet", capacity=1)
    planned.rooms.create(name="Gula rummet", capacity=1)
    want_plan(planned, by=chief)
    make_plan(planned.pk)
    publish_plan(planned, by=chief)
    for slot in planned.slots.all():
        rooms = list(slot.meetings.values_list("room", flat=True))
        assert len(rooms) == len(set(rooms))
        assert None not in rooms


def test_a_manager_stays_in_her_room_as_long_as_there_are_enough(planned, chief, lina, karin):
    for name in ("Blå rummet", "Gula rummet"):
        planned.rooms.create(name=name, capacity=1)
    publish_plan(planned, by=chief)
    for manager in (lina, karin):
        assert Meeting.objects.filter(manager=manager).values("room").distinct().count() == 1


def test_a_plan_that_the_rooms_no_longer_hold_is_not_published(planned, chief):
    planned.rooms.create(name="Blå rummet", capacity=1)
    with pytest.raises(StaleState, match="Rummen räcker inte"):
        publish_plan(planned, by=chief)
    assert not Meeting.objects.exists()


def test_a_plan_that_cannot_be_made_says_so(as_, day, chief):
    want_plan(day, by=chief)
    DayPlan.objects.filter(pk=day.pk).update(attempts=9, due_at=timezone.now() - timedelta(minutes=1))
    make_plan(day.pk)
    assert "Det gick inte att planera dagen" in as_(chief).get(f"/moten/matchdagar/{day.pk}/plan/").content.decode()
