"""Planning a matchmaking day, changing it, opening it, calling it off."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from history.actions import StaleState
from meetings.actions.days import cancel_day, finish_day, open_day
from meetings.actions.meetings import book_meeting
from meetings.models import MatchmakingDay, Meeting
from meetings.states import DayState, MeetingState
from post.models import Letter
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import an_hour_later, the_worker_writes


def a_plan(manager, match, **changes):
    coming = factories.a_weekday(14)
    return {
        "name": "Höstens matchdag",
        "date": coming.isoformat(),
        "place": "Medborgarhuset, sal 3",
        "starts_at": "09:00",
        "ends_at": "14:00",
        "lunch_from": "12:00",
        "lunch_to": "13:00",
        "slot_minutes": "20",
        "pause_minutes": "5",
        "rum-TOTAL_FORMS": "0",
        "rum-INITIAL_FORMS": "0",
        "managers": [manager.pk],
        "startups": [match.startup_id],
        **changes,
    }


def errors_of(response) -> dict[str, list[str]]:
    assert response.status_code == 422
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


@pytest.fixture
def planned(match, manager, chief, as_):
    as_(chief).post(reverse("meetings:day_new"), a_plan(manager, match))
    return MatchmakingDay.objects.get()


def test_a_planned_day_is_divided_into_slots_around_lunch(planned, manager, match):
    clocks = [f"{timezone.localtime(s.starts_at):%H:%M}" for s in planned.slots.all()]
    assert clocks == ["09:00", "09:25", "09:50", "10:15", "10:40", "11:05", "11:30", "13:00", "13:25"]
    assert planned.state == DayState.PLANNED
    assert list(planned.managers.all()) == [manager]
    assert list(planned.startups.all()) == [match.startup]
    assert [e.sentence for e in planned.history] == ["Planerade matchdagen"]
    assert Letter.objects.count() == 0


def test_changing_a_planned_day_makes_its_slots_anew(planned, manager, match, chief, as_):
    plan = a_plan(manager, match, ends_at="10:00", lunch_from="", lunch_to="", pause_minutes="0")
    response = as_(chief).post(reverse("meetings:day_change", args=[planned.pk]), plan)
    assert response.status_code == 302
    assert [str(s) for s in planned.slots.all()] == ["09:00–09:20", "09:20–09:40", "09:40–10:00"]


def test_a_day_can_be_planned_before_anybody_is_chosen_but_not_opened(manager, match, chief, as_):
    as_(chief).post(reverse("meetings:day_new"), a_plan(manager, match, managers=[], startups=[]))
    day = MatchmakingDay.objects.get()
    response = as_(chief).post(reverse("meetings:day_open", args=[day.pk]), follow=True)
    assert "Välj minst en linjechef och en startup" in response.content.decode()
    day.refresh_from_db()
    assert day.state == DayState.PLANNED


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"name": ""}, "name", "Skriv ett namn på dagen"),
        ({"place": ""}, "place", "Skriv en plats eller en länk"),
        ({"date": "i morgon"}, "date", "Skriv datumet som 2026-11-18"),
        ({"date": "2020-01-02"}, "date", "Välj en dag som inte har varit"),
        ({"ends_at": "08:00"}, "ends_at", "Välj en tid efter att första mötet börjar"),
        ({"ends_at": "09:10"}, "ends_at", "Dagen är för kort för ett möte. Välj en senare tid"),
        ({"lunch_to": ""}, "lunch_to", "Välj när lunchen slutar"),
        ({"lunch_from": ""}, "lunch_from", "Välj när lunchen börjar"),
        ({"lunch_to": "11:00"}, "lunch_to", "Välj en tid efter att lunchen börjar"),
        ({"slot_minutes": "tjugo"}, "slot_minutes", "Skriv minuterna som ett heltal"),
        (
            {"slot_minutes": "5", "pause_minutes": "0", "starts_at": "06:00", "ends_at": "20:00"},
            "slot_minutes",
            "Dagen får högst ha 60 tider. Gör mötena längre",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(changes, field, message, manager, match, chief, as_):
    response = as_(chief).post(reverse("meetings:day_new"), a_plan(manager, match, **changes))
    assert errors_of(response)[field] == [message]
    assert not MatchmakingDay.objects.exists()
    assert "Fel:" in response.content.decode()


def test_only_line_managers_and_startups_that_were_asked_can_be_chosen(manager, match, staff, chief, as_):
    unasked = factories.a_match(match.challenge, state=MatchState.SHORTLISTED)
    form = as_(chief).get(reverse("meetings:day_new")).context["form"]
    assert list(form.fields["managers"].queryset) == [manager]
    assert list(form.fields["startups"].queryset) == [match.startup]
    response = as_(chief).post(
        reverse("meetings:day_new"), a_plan(manager, match, managers=[staff.pk], startups=[unasked.startup_id])
    )
    assert set(errors_of(response)) == {"managers", "startups"}


def test_opening_a_day_writes_one_letter_to_each_manager(planned, manager, chief):
    colleague = factories.a_person(planned.organisation, factories.MANAGER)
    planned.managers.add(colleague)
    open_day(planned, by=chief)
    assert sorted(letter.to for letter in Letter.objects.all()) == sorted([manager.email, colleague.email])
    assert planned.get_absolute_url() in Letter.objects.first().text


def test_a_day_is_opened_once(planned, chief):
    stale = MatchmakingDay.objects.get(pk=planned.pk)
    open_day(planned, by=chief)
    with pytest.raises(StaleState):
        open_day(stale, by=chief)
    assert Letter.objects.count() == 1


def test_of_an_open_day_only_those_who_take_part_can_be_changed(day, match, manager, chief, as_):
    colleague = factories.a_person(day.organisation, factories.MANAGER)
    before = list(day.slots.values_list("starts_at", flat=True))
    plan = a_plan(manager, match, managers=[manager.pk, colleague.pk], starts_at="12:00")
    as_(chief).post(reverse("meetings:day_change", args=[day.pk]), plan)
    day.refresh_from_db()
    assert (day.starts_at, list(day.slots.values_list("starts_at", flat=True))) == (time(9), before)
    assert set(day.managers.all()) == {manager, colleague}
    assert [letter.to for letter in Letter.objects.all()] == [colleague.email]


def test_nobody_with_a_booked_meeting_is_taken_out_of_a_day(day, match, manager, chief, as_):
    factories.a_meeting(match, manager, starts_at=day.slots.first().starts_at, day=day, slot=day.slots.first())
    response = as_(chief).post(
        reverse("meetings:day_change", args=[day.pk]), a_plan(manager, match, managers=[], startups=[])
    )
    errors = errors_of(response)
    assert errors["managers"] == ["Lina Linjechef har bokade möten. Avboka dem först"]
    assert errors["startups"] == [f"{match.startup.name} har bokade möten. Avboka dem först"]


def test_calling_a_day_off_cancels_its_meetings_and_everybody_hears_why(day, match, manager, chief):
    idle = factories.a_person(day.organisation, factories.MANAGER)
    day.managers.add(idle)
    slot = day.slots.first()
    meeting = book_meeting(
        match=match, manager=manager, span=slot.span, place=day.place, by=manager, day=day, slot=slot
    )
    an_hour_later()
    Letter.objects.all().delete()
    assert cancel_day(day, reason="Lokalen har brunnit", by=chief) == 1
    the_worker_writes()
    assert Meeting.objects.get().state == MeetingState.CANCELLED
    assert {letter.to: letter.calendar_method for letter in Letter.objects.all()} == {
        manager.email: "CANCEL",
        meeting.contact.email: "CANCEL",
        idle.email: "",
    }
    assert all("Lokalen har brunnit" in letter.text for letter in Letter.objects.all())


def test_what_has_been_held_stays_when_a_day_is_called_off(day, match, manager, chief):
    past = timezone.now() - timedelta(hours=2)
    factories.a_meeting(match, manager, starts_at=past, day=day)
    assert cancel_day(day, reason="Strömavbrott", by=chief) == 0
    assert Meeting.objects.get().state == MeetingState.BOOKED


def test_a_day_that_only_the_planners_know_is_called_off_without_letters(planned, chief):
    cancel_day(planned, reason="För få svar", by=chief)
    assert Letter.objects.count() == 0


def test_a_day_can_be_finished_when_it_has_come(day, chief, as_):
    as_(chief).post(reverse("meetings:day_finish", args=[day.pk]))
    day.refresh_from_db()
    assert day.state == DayState.OPEN
    MatchmakingDay.objects.update(date=timezone.localdate())
    as_(chief).post(reverse("meetings:day_finish", args=[day.pk]))
    day.refresh_from_db()
    assert day.state == DayState.FINISHED
    with pytest.raises(StaleState):
        finish_day(day, by=chief)


def test_a_day_on_which_clocks_change_has_slots_of_full_length(manager, match, chief, as_):
    year = timezone.localdate().year + 1
    last_sunday = max(date(year, 3, d) for d in range(25, 32) if date(year, 3, d).weekday() == 6)
    plan = a_plan(manager, match, date=last_sunday.isoformat(), lunch_from="", lunch_to="", is_right="on")
    as_(chief).post(reverse("meetings:day_new"), plan)
    lengths = {s.ends_at - s.starts_at for s in MatchmakingDay.objects.get().slots.all()}
    assert lengths == {timedelta(minutes=20)}
