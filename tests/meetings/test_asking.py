"""Both sides are asked before a day whom they want to meet and when they cannot; only the chief reads it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from history.actions import StaleState
from meetings.actions.days import cancel_day, open_day
from meetings.actions.wishes import ask_for_wishes, mark, remind, remind_when_due
from meetings.availability import bookable_matches, free_slots, open_slots
from meetings.models import DayAnswer, MatchmakingDay, Wish
from meetings.states import DayState
from meetings.wishing import DayWishes
from post.models import Letter
from startups.models import Match, StartupInvitation
from startups.states import MatchState
from tests import factories
from tests.meetings.test_planning_days import a_plan

TODAY = timezone.localdate()


@pytest.fixture
def wishing(match: Match, manager: User) -> MatchmakingDay:
    """Asked about, with the manager and the startup that has answered her challenge; silence so far."""
    return factories.a_day_with_wishes(match.organisation, managers=(manager,), startups=(match.startup,))


def of(day: MatchmakingDay, page: str, *args: Any) -> str:
    return reverse(f"meetings:{page}", args=[day.pk, *args])


def readers() -> list[str]:
    return sorted(Letter.objects.values_list("to", flat=True))


# --- asking ---------------------------------------------------------------------------------------------------------
def test_both_sides_are_asked_by_one_letter_each(match, manager, chief):
    day = factories.a_day(match.organisation, managers=(manager,), startups=(match.startup,), state=DayState.PLANNED)
    ask_for_wishes(day, wishes_by=TODAY, by=chief)
    assert readers() == sorted([manager.email, match.invitations.get().contact.email])
    assert (day.state, day.answers.count()) == (DayState.WISHING, 2)
    assert [entry.sentence for entry in day.history] == ["Bad linjechefer och startuper om önskemål"]


def test_a_startup_without_a_contact_is_asked_once_it_has_one(match, manager, chief, as_):
    other = factories.a_match(match.challenge, state=MatchState.ANSWERED)
    day = factories.a_day(
        match.organisation, managers=(manager,), startups=(match.startup, other.startup), state=DayState.PLANNED
    )
    ask_for_wishes(day, wishes_by=TODAY, by=chief)
    assert not day.answers.filter(startup=other.startup).exists()
    assert other.startup.name in as_(chief).get(of(day, "day_replies")).content.decode()
    factories.an_invitation(other, chief)
    Letter.objects.all().delete()
    remind(day, by=chief)
    assert day.answers.filter(startup=other.startup).exists()
    assert len(readers()) == 3


def test_the_last_day_lies_before_the_day_itself(match, manager, chief, as_):
    day = factories.a_day(match.organisation, managers=(manager,), startups=(match.startup,), state=DayState.PLANNED)
    response = as_(chief).post(of(day, "day_ask"), {"wishes_by": day.date.isoformat()})
    assert response.status_code == 422
    assert as_(chief).post(of(day, "day_ask"), {"wishes_by": TODAY.isoformat()}).status_code == 302


def test_managers_see_the_day_once_they_are_asked(wishing, manager, staff, as_):
    assert "Säg vem du vill träffa" in as_(manager).get(wishing.get_absolute_url()).content.decode()
    assert "Säg vem du vill träffa" not in as_(staff).get(wishing.get_absolute_url()).content.decode()


# --- changing what was asked about -------------------------------------------------------------------------------------
def change(wishing: MatchmakingDay, client: Any, manager: User, match: Match, **changes: Any) -> None:
    plan = {"name": wishing.name, "place": wishing.place, "date": wishing.date.isoformat(), "ends_at": "10:15"}
    last = {"wishes_by": str(wishing.wishes_by)}
    body = a_plan(manager, match, **plan, **last, lunch_from="", lunch_to="", is_right="on") | changes
    assert client.post(of(wishing, "day_change"), body).status_code == changes.pop("answer", 302)


def test_those_who_were_asked_hear_of_other_times(wishing, manager, match, chief, as_):
    change(wishing, as_(chief), manager, match, ends_at="11:00")
    assert readers() == sorted([manager.email, match.invitations.get().contact.email])
    assert all(subject.startswith("Ändrad matchdag") for subject in Letter.objects.values_list("subject", flat=True))


def test_nobody_hears_of_a_new_name_or_of_more_rooms(wishing, manager, match, chief, as_):
    rooms = {"rum-TOTAL_FORMS": "1", "rum-0-name": "Salen", "rum-0-capacity": "2"}
    change(wishing, as_(chief), manager, match, name="Vårens dag", **rooms)
    assert readers() == []


def test_times_that_do_not_suit_stay_when_the_day_is_divided_anew_and_go_with_another_date(
    wishing, manager, match, chief, as_
):
    as_(manager).post(of(wishing, "times"), {"away": [wishing.slots.first().pk]})
    change(wishing, as_(chief), manager, match, slot_minutes="10")
    form = as_(manager).get(of(wishing, "times")).context["form"]
    assert form["away"].value() == [slot.pk for slot in wishing.slots.all()[:2]]
    change(wishing, as_(chief), manager, match, date=(wishing.date + timedelta(days=1)).isoformat())
    assert as_(manager).get(of(wishing, "times")).context["form"]["away"].value() == []


def test_those_who_were_asked_hear_of_another_last_day(wishing, manager, match, chief, as_):
    change(wishing, as_(chief), manager, match, wishes_by=str(wishing.date - timedelta(days=1)))
    wishing.refresh_from_db()
    assert wishing.wishes_by == wishing.date - timedelta(days=1)
    assert len(readers()) == 2


@pytest.mark.parametrize("last_day", [0, -1])
def test_wishes_end_before_the_day_and_not_in_the_past(last_day, wishing, manager, match, chief, as_):
    last = wishing.date if last_day == 0 else TODAY - timedelta(days=1)
    change(wishing, as_(chief), manager, match, wishes_by=str(last), answer=422)
    assert readers() == []


def test_a_change_after_the_last_day_asks_for_nothing_any_more(wishing, manager, match, chief, as_):
    MatchmakingDay.objects.update(wishes_by=TODAY - timedelta(days=1))
    wishing.refresh_from_db()
    change(wishing, as_(chief), manager, match, ends_at="11:00")
    assert all("Tiden för önskemål är slut." in text for text in Letter.objects.values_list("text", flat=True))


def test_whoever_is_taken_out_leaves_no_wishes_behind(wishing, manager, match, chief, as_):
    as_(manager).post(of(wishing, "wish_set", match.pk, "must"))
    another = factories.a_person(match.organisation, factories.STAFF, factories.MANAGER)
    change(wishing, as_(chief), another, match)
    assert not Wish.objects.exists()
    assert [answer.manager for answer in wishing.answers.exclude(manager=None)] == [another]
    assert readers() == sorted([another.email, manager.email])
    assert Letter.objects.get(to=manager.email).subject.startswith("Du är inte längre med på")


def test_a_day_that_is_called_off_is_known_to_all_who_were_asked(wishing, manager, match, chief):
    cancel_day(wishing, reason="Snö", by=chief)
    assert readers() == sorted([manager.email, match.invitations.get().contact.email])


def test_a_startup_that_is_taken_out_hears_it_without_a_link(wishing, manager, match, chief, as_):
    contact = match.invitations.get().contact
    change(wishing, as_(chief), manager, match, startups=[])
    letter = Letter.objects.get(to=contact.email)
    assert letter.subject.startswith("Ni är inte längre med på")
    assert "/startup/" not in letter.text


def test_a_reminder_goes_to_whoever_can_come_in(wishing, match, chief):
    StartupInvitation.objects.update(revoked_at=timezone.now())
    remind(wishing, by=chief)
    assert readers() == [wishing.managers.get().email]


# --- marking ----------------------------------------------------------------------------------------------------------
def test_a_press_keeps_the_wish_and_leads_on_to_the_next_startup(wishing, manager, match, as_):
    other = factories.a_match(match.challenge, state=MatchState.ANSWERED)
    wishing.startups.add(other.startup)
    response = as_(manager).post(of(wishing, "wish_set", match.pk, "must"))
    assert response["Location"] == of(wishing, "wish", other.pk)
    assert Wish.objects.get().level == "must"
    response = as_(manager).post(of(wishing, "wish_set", other.pk, "no"))
    assert response["Location"] == of(wishing, "wishes")


def test_a_press_is_undone_by_one_more(wishing, manager, match, as_):
    client = as_(manager)
    client.post(of(wishing, "wish_set", match.pk, "must"))
    page = client.post(of(wishing, "wish_set", match.pk, "no"), follow=True).content.decode()
    assert f'action="{of(wishing, "wish_set", match.pk, "must")}"' in page
    client.post(of(wishing, "wish_set", match.pk, "must"))
    assert Wish.objects.get().level == "must"
    client.post(of(wishing, "wish_set", match.pk, "default"))
    assert not Wish.objects.exists()


def test_the_answer_stands_before_the_manager_in_three_lines(wishing, manager, match, as_):
    factories.a_proposal(match.invitations.get(), price=950_000)
    page = as_(manager).get(of(wishing, "wish", match.pk)).content.decode()
    assert "Vi läser in talet och fyller i alla tre systemen." in page
    assert "Tolv medarbetare i sex veckor." in page
    assert "över ramen" in page


def test_a_match_that_is_not_of_the_day_is_not_found(wishing, manager, match, as_):
    elsewhere = factories.a_match(match.challenge, state=MatchState.ANSWERED)
    assert as_(manager).post(of(wishing, "wish_set", elsewhere.pk, "must")).status_code == 404
    assert as_(manager).post(of(wishing, "wish_set", match.pk, "maybe")).status_code == 404


def test_nothing_can_be_said_after_the_last_day_or_once_the_day_is_open(wishing, manager, match, chief):
    answer = DayAnswer.objects.get(manager=manager)
    wished: dict[str, Any] = {"manager": manager, "match": match, "level": "must"}
    MatchmakingDay.objects.update(wishes_by=TODAY - timedelta(days=1))
    with pytest.raises(StaleState):
        mark(answer, **wished)
    MatchmakingDay.objects.update(wishes_by=TODAY)
    open_day(MatchmakingDay.objects.get(), by=chief)
    with pytest.raises(StaleState):
        mark(answer, **wished)


def test_a_chief_reads_what_managers_wish_and_nobody_else_does(wishing, manager, match, chief, as_):
    as_(manager).post(of(wishing, "wish_set", match.pk, "must"))
    assert "Måste:" in as_(chief).get(of(wishing, "day_replies")).content.decode()
    another = factories.a_person(match.organisation, factories.STAFF, factories.MANAGER)
    wishing.managers.add(another)
    assert as_(another).get(of(wishing, "day_replies")).status_code == 403
    assert "Måste" not in as_(another).get(wishing.get_absolute_url()).content.decode()


def test_what_the_planner_gets_is_what_was_said(wishing, manager, match):
    answer = DayAnswer.objects.get(manager=manager)
    mark(answer, manager=manager, match=match, level="must")
    numbers = DayWishes(wishing).numbers
    assert (numbers.manager_scores, numbers.startup_scores) == ([[6]], [[1]])
    assert (numbers.managers, numbers.startups, numbers.slots) == ([manager.pk], [match.startup_id], 3)


def test_a_meeting_elsewhere_that_day_takes_the_time(wishing, manager, match):
    factories.a_meeting(factories.a_match(match.challenge), manager, starts_at=wishing.slots.first().starts_at)
    assert DayWishes(wishing).numbers.manager_free == [[0, 1, 1]]


def test_the_numbers_of_many_are_read_in_as_many_questions_as_of_few(
    wishing, manager, match, django_assert_max_num_queries
):
    for _number in range(8):
        wishing.startups.add(factories.a_match(match.challenge, state=MatchState.ANSWERED).startup)
    with django_assert_max_num_queries(9):
        assert len(DayWishes(wishing).numbers.wanted) == 9


# --- reminding --------------------------------------------------------------------------------------------------------
def test_only_those_who_have_said_nothing_are_reminded_and_only_once(wishing, manager, match, chief, as_):
    as_(manager).post(of(wishing, "wishes"))
    remind(wishing, by=chief)
    assert readers() == [match.invitations.get().contact.email]
    assert Letter.objects.get().subject.startswith("Påminnelse")
    with pytest.raises(StaleState):
        remind(wishing, by=chief)


@pytest.mark.parametrize(("last_day_in", "asked_ago", "hour", "letters"), [
    (1, 3, 10, 2),
    (5, 3, 10, 0),
    (1, 0, 10, 0),
    (1, 3, 3, 0),
])  # fmt: skip
def test_the_worker_reminds_two_days_before_in_office_hours(
    last_day_in, asked_ago, hour, letters, wishing, monkeypatch
):
    now = timezone.localtime().replace(hour=hour)
    MatchmakingDay.objects.update(wishes_by=now.date() + timedelta(days=last_day_in))
    DayAnswer.objects.update(asked_at=now - timedelta(days=asked_ago))
    monkeypatch.setattr(timezone, "now", lambda: now)
    for _time in range(2):
        remind_when_due()
    assert Letter.objects.count() == letters


# --- the start page ---------------------------------------------------------------------------------------------------
ASKS = "Säg vem du vill träffa"


def test_a_manager_s_start_page_asks_until_she_has_answered(wishing, manager, as_):
    assert of(wishing, "wishes") in as_(manager).get("/").content.decode()
    as_(manager).post(of(wishing, "wishes"))
    assert ASKS not in as_(manager).get("/").content.decode()


def test_a_manager_s_start_page_asks_no_more_when_it_is_too_late(wishing, manager, as_):
    MatchmakingDay.objects.update(wishes_by=TODAY - timedelta(days=1))
    assert ASKS not in as_(manager).get("/").content.decode()


def test_the_chief_s_start_page_says_when_all_have_answered_or_the_last_day_has_passed(wishing, chief, as_):
    words = f"Önskemålen inför {wishing.name} är inne"
    assert words not in as_(chief).get("/").content.decode()
    MatchmakingDay.objects.update(wishes_by=TODAY - timedelta(days=1))
    assert words in as_(chief).get("/").content.decode()
    MatchmakingDay.objects.update(wishes_by=TODAY)
    DayAnswer.objects.update(answered_at=timezone.now())
    assert words in as_(chief).get("/").content.decode()


# --- booking by hand afterwards -----------------------------------------------------------------------------------------
def test_who_has_said_that_a_time_does_not_suit_is_not_booked_then(wishing, manager, match, chief, as_):
    first, second, third = wishing.slots.all()
    as_(manager).post(of(wishing, "times"), {"away": [first.pk]})
    wishing.away.create(startup=match.startup, starts_at=second.starts_at, ends_at=second.ends_at)
    open_day(wishing, by=chief)
    assert free_slots(wishing, manager, match.startup) == [third]
    assert open_slots(wishing, manager) == [second, third]
    assert bookable_matches(wishing, slot=second) == []
    cells = as_(chief).get(wishing.get_absolute_url()).context["rows"][0].cells
    assert [cell.kind for cell in cells] == ["busy", "free", "free"]
