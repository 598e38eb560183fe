"""The grid of a day, booking in it, and who may see and do what."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import MatchmakingDay, Meeting
from meetings.states import DayState
from startups.states import MatchState
from tests import factories


def url(name, day):
    return reverse(f"meetings:{name}", args=[day.pk])


def booking(day, match, manager, slot=None):
    return {"slot": (slot or day.slots.first()).pk, "match": match.pk, "manager": manager.pk}


AHEAD = ("day_change", "plan", "day_ask", "day_cancel")
OPEN = ("live", "handouts", "day_book", "absence", "free_times", "day_printout", "day_cancel")
AFTER = ("day_results", "day_thanks", "results_printout")


@pytest.mark.parametrize(
    ("name", "state"),
    [
        *((name, DayState.PLANNED) for name in AHEAD),
        *((name, DayState.OPEN) for name in OPEN),
        *((name, DayState.FINISHED) for name in AFTER),
    ],
)
def test_every_page_of_a_day_is_reached_by_meetings_days_and_the_day(name, state, day, chief, as_):
    date = timezone.localdate() - timedelta(days=3) if state == DayState.FINISHED else day.date
    MatchmakingDay.objects.filter(pk=day.pk).update(state=state, date=date)
    crumbs = as_(chief).get(url(name, day)).content.decode().split('class="crumbs"')[1].split("</nav>")[0]
    way = [
        f'href="{page}"' for page in (reverse("meetings:meetings"), reverse("meetings:days"), day.get_absolute_url())
    ]
    assert [crumbs.index(link) for link in way] == sorted(crumbs.index(link) for link in way)
    assert crumbs.count("<li>") >= len(way) + 1


def test_a_manager_sees_her_own_row_first_and_may_book_only_there(day, manager, as_):
    day.managers.add(factories.a_person(day.organisation, factories.MANAGER, name="Anna Andersson"))
    rows = as_(manager).get(url("day", day)).context["rows"]
    assert [row.manager.name for row in rows] == ["Lina Linjechef", "Anna Andersson"]
    assert [[cell.kind for cell in row.cells] for row in rows] == [["free"] * 3, ["closed"] * 3]


def test_the_chief_may_book_in_every_row(day, chief, as_):
    day.managers.add(factories.a_person(day.organisation, factories.MANAGER))
    rows = as_(chief).get(url("day", day)).context["rows"]
    assert {cell.kind for row in rows for cell in row.cells} == {"free"}


def test_the_grid_shows_who_meets_whom_and_who_is_busy_elsewhere(day, match, manager, as_):
    first, second, _third = day.slots.all()
    factories.a_meeting(match, manager, starts_at=first.starts_at, day=day, slot=first)
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    factories.a_meeting(other, manager, starts_at=second.starts_at)
    page = as_(manager).get(url("day", day))
    (row,) = page.context["rows"]
    assert [cell.kind for cell in row.cells] == ["meeting", "busy", "free"]
    assert match.startup.name in page.content.decode()


def test_a_manager_books_from_the_grid(day, match, manager, as_):
    client = as_(manager)
    page = client.get(url("day_book", day) + f"?slot={day.slots.first().pk}")
    assert page.context["form"].initial["slot"] == day.slots.first()
    response = client.post(url("day_book", day), booking(day, match, manager))
    meeting = Meeting.objects.get()
    assert (meeting.manager, meeting.match, meeting.slot, meeting.day, meeting.place) == (
        manager,
        match,
        day.slots.first(),
        day,
        day.place,
    )
    assert response.url == meeting.get_absolute_url()


def test_after_booking_one_can_go_straight_back_to_the_grid(day, match, manager, as_):
    response = as_(manager).post(url("day_book", day), {**booking(day, match, manager), "grid": "1"})
    assert response.url == day.get_absolute_url()


def test_a_manager_cannot_book_for_a_colleague(day, match, manager, as_):
    colleague = factories.a_person(day.organisation, factories.MANAGER)
    day.managers.add(colleague)
    as_(manager).post(url("day_book", day), booking(day, match, colleague))
    assert Meeting.objects.get().manager == manager


def test_the_chief_books_for_a_manager(day, match, manager, chief, as_):
    as_(chief).post(url("day_book", day), booking(day, match, manager))
    meeting = Meeting.objects.get()
    assert (meeting.manager, meeting.booked_by) == (manager, chief)


def test_own_challenges_come_first_among_the_startups(day, match, manager, organisation, as_):
    colleague = factories.a_person(organisation, factories.MANAGER)
    other = factories.a_match(factories.a_challenge(colleague), startup=match.startup, state=MatchState.INVITED)
    choices = as_(manager).get(url("day_book", day)).context["form"].fields["match"].choices
    assert [(str(group), [pk for pk, _label in options]) for group, options in choices[1:]] == [
        ("Egna utmaningar", [match.pk]),
        ("Andra utmaningar", [other.pk]),
    ]


def test_a_startup_that_is_taken_is_refused_with_the_next_free_times(day, match, manager, as_):
    colleague = factories.a_person(day.organisation, factories.MANAGER)
    first = day.slots.first()
    factories.a_meeting(match, colleague, starts_at=first.starts_at, day=day, slot=first)
    response = as_(manager).post(url("day_book", day), booking(day, match, manager))
    assert response.status_code == 422
    assert response.context["form"].errors["slot"] == [
        f"{match.startup.name} har redan ett möte då. Lediga tider för er båda: 09:25–09:45, 09:50–10:10"
    ]
    assert Meeting.objects.count() == 1


def test_a_startup_that_is_taken_is_not_offered_for_that_cell(day, match, manager, as_):
    colleague = factories.a_person(day.organisation, factories.MANAGER)
    first = day.slots.first()
    factories.a_meeting(match, colleague, starts_at=first.starts_at, day=day, slot=first)
    form = as_(manager).get(url("day_book", day) + f"?slot={first.pk}").context["form"]
    assert [choice[0] for choice in form.fields["match"].choices] == [""]


def test_a_slot_that_was_taken_in_another_tab_says_so_with_the_next_free_times(day, match, manager, as_):
    first = day.slots.first()
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    factories.a_meeting(other, manager, starts_at=first.starts_at, day=day, slot=first)
    response = as_(manager).post(url("day_book", day), booking(day, match, manager))
    assert response.context["form"].errors["slot"] == [
        "Tiden är inte ledig längre. Lediga tider för er båda: 09:25–09:45, 09:50–10:10"
    ]


def test_nothing_chosen_is_said_in_plain_words(day, chief, as_):
    errors = as_(chief).post(url("day_book", day), {"match": ""}).context["form"].errors
    assert {name: list(text) for name, text in errors.items()} == {
        "manager": ["Välj en linjechef"],
        "slot": ["Välj en tid"],
        "match": ["Välj en startup"],
    }


@pytest.mark.parametrize(
    ("role", "planned", "opened"),
    [
        ("staff", 404, 200),
        ("manager", 404, 200),
        ("team_member", 200, 200),
        ("chief", 200, 200),
        ("leader", 404, 200),
        ("administrator", 404, 200),
        ("other_chief", 404, 404),
    ],
)
def test_a_day_is_the_planners_own_until_it_is_opened(role, planned, opened, day, as_, request):
    client = as_(request.getfixturevalue(role))
    assert client.get(url("day", day)).status_code == opened
    MatchmakingDay.objects.update(state=DayState.PLANNED)
    assert client.get(url("day", day)).status_code == planned


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        ("staff", 403),
        ("manager", 403),
        ("team_member", 403),
        ("chief", 200),
        ("leader", 403),
        ("administrator", 403),
        ("other_chief", 404),
    ],
)
def test_only_the_chief_changes_a_day(role, answer, day, as_, request):
    client = as_(request.getfixturevalue(role))
    assert client.get(url("day_change", day)).status_code == answer
    assert client.get(url("day_cancel", day)).status_code == answer
    assert client.post(url("day_open", day)).status_code == (302 if answer == 200 else answer)


@pytest.mark.parametrize(
    ("role", "answer"), [("staff", 403), ("manager", 200), ("team_member", 403), ("chief", 200), ("leader", 403)]
)
def test_the_days_managers_and_the_chief_book(role, answer, day, as_, request):
    assert as_(request.getfixturevalue(role)).get(url("day_book", day)).status_code == answer


def test_a_manager_who_is_not_on_the_day_does_not_book_there(day, organisation, as_):
    colleague = factories.a_person(organisation, factories.MANAGER)
    assert as_(colleague).get(url("day_book", day)).status_code == 403


def _queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_grid_asks_as_little_for_thirty_meetings_as_for_one(day, match, manager, chief, as_):
    client, first = as_(chief), day.slots.first()
    factories.a_meeting(match, manager, starts_at=first.starts_at, day=day, slot=first)
    few = _queries(client, url("day", day))
    for _number in range(30):
        colleague = factories.a_person(day.organisation, factories.MANAGER)
        other = factories.a_match(match.challenge, state=MatchState.INVITED)
        day.managers.add(colleague)
        day.startups.add(other.startup)
        factories.a_meeting(other, colleague, starts_at=first.starts_at, day=day, slot=first)
    assert (_queries(client, url("day", day)), few <= 12) == (few, True)


def test_the_list_of_days_asks_as_little_for_thirty_as_for_one(day, chief, as_):
    client = as_(chief)
    few = _queries(client, reverse("meetings:days"))
    for number in range(29):
        factories.a_day(day.organisation, days_ahead=number)
    assert (_queries(client, reverse("meetings:days")), few <= 6) == (few, True)


def test_days_are_found_by_name_and_by_when(day, chief, as_):
    client = as_(chief)
    past = factories.a_day(day.organisation, days_ahead=-20, state=DayState.FINISHED)
    MatchmakingDay.objects.filter(pk=past.pk).update(name="Vårens matchdag")
    page = client.get(reverse("meetings:days"), {"q": "vårens"})
    assert [row.pk for row in page.context["page"].rows] == [past.pk]
    page = client.get(reverse("meetings:days"), {"when": "coming"})
    assert [row.pk for row in page.context["page"].rows] == [day.pk]
    page = client.get(reverse("meetings:days"), {"when": "past"})
    assert [row.pk for row in page.context["page"].rows] == [past.pk]


def test_what_is_shown_can_be_carried_away(day, chief, as_):
    answer = as_(chief).get(reverse("meetings:days"), {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == ["Namn;Datum;Plats;Läge;Möten", f"{day.name};{day.date};Medborgarhuset, sal 3;Öppen för bokning;0"]


def test_the_rows_alone_are_answered_to_htmx(day, chief, as_):
    answer = as_(chief).get(reverse("meetings:days"), headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert day.name in answer.content.decode()


def test_a_missed_meeting_stays_in_the_grid_in_words(day, match, manager, as_):
    first, second, _third = day.slots.all()
    factories.a_meeting(match, manager, starts_at=first.starts_at, day=day, slot=first, state="missed")
    factories.a_meeting(match, manager, starts_at=second.starts_at, day=day, slot=second)
    page = as_(manager).get(url("day", day))
    (row,) = page.context["rows"]
    assert [cell.kind for cell in row.cells] == ["missed", "meeting", "free"]
    assert (page.context["meeting_count"], page.context["missed_count"]) == (2, 1)
    assert "Blev inte av" in page.content.decode()


def test_a_cancelled_meeting_leaves_its_time_free(day, match, manager, as_):
    first = day.slots.first()
    factories.a_meeting(match, manager, starts_at=first.starts_at, day=day, slot=first, state="cancelled")
    page = as_(manager).get(url("day", day))
    assert [cell.kind for row in page.context["rows"] for cell in row.cells] == ["free"] * 3
    assert page.context["meeting_count"] == 0
