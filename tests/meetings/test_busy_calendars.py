"""A person's own calendar says when they are busy: the address stays secret, and plans and suggestions keep away."""

import logging
from datetime import UTC, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from entry.kept import _is_typed
from history.tasks import sweep
from meetings.actions.busy import PATIENCE, read_calendar, refresh_for
from meetings.actions.plans import make_plan, want_plan
from meetings.availability import away_times, free_offered_times, next_free_times
from meetings.models import BusyCalendar, BusyTime
from meetings.slots import Span
from meetings.states import DayState, Side
from meetings.wishing import DayWishes
from tests import factories
from tests.meetings.test_busy import a_calendar, an_event
from tests.meetings.test_fetching import certificate as certificate
from tests.meetings.test_fetching import server as server

SECRET = "/hemlig-9f2c/upptaget.ics"


@pytest.fixture
def internal(settings, server):
    settings.CALENDAR_INTERNAL_HOSTS = [server.host]
    return server


def busy(server, *spans: Span) -> None:
    """What stands at the secret address from now on."""
    events = [
        an_event(
            f"DTSTART:{s.starts_at:%Y%m%dT%H%M%SZ}",
            f"DTEND:{s.ends_at:%Y%m%dT%H%M%SZ}",
            "SUMMARY:Läkarbesök",
            uid=f"u{n}",
        )
        for n, s in enumerate(_in_utc(spans))
    ]
    server.pages[SECRET] = (200, {}, a_calendar(*events))


def _in_utc(spans):
    return [Span(s.starts_at.astimezone(UTC), s.ends_at.astimezone(UTC)) for s in spans]


def hours(days: int, first: int, last: int) -> Span:
    day = factories.a_weekday(days)
    return Span(factories.at(day, first), factories.at(day, last))


def given(client: Client, server, url: str) -> BusyCalendar:
    assert client.post(url, {"secret_address": server.address(SECRET)}).status_code == 302
    calendar = BusyCalendar.objects.get()
    read_calendar(calendar.pk)
    calendar.refresh_from_db()
    return calendar


def test_a_manager_gives_her_calendar_and_sees_when_it_says_that_she_is_busy(internal, manager, as_, caplog):
    busy(internal, hours(7, 9, 12))
    url = reverse("meetings:my_busy")
    with caplog.at_level(logging.DEBUG):
        calendar = given(as_(manager), internal, url)
    assert (calendar.trouble, calendar.read_at is not None) == ("", True)
    page = " ".join(as_(manager).get(url).content.decode().split())
    assert "09:00–12:00: upptagen" in page
    # The times and nothing else: neither what fills them nor the address is anywhere to be read.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_::text FROM meetings_busycalendar row_ UNION ALL SELECT row_::text FROM meetings_busytime row_"
        )
        stored = str(cursor.fetchall())
    logged = caplog.text + "".join(str(entry.__dict__) for entry in manager.memberships[0].history)
    for place in (page, stored, logged):
        assert "hemlig-9f2c" not in place
        assert "Läkarbesök" not in place
    assert calendar.address == internal.address(SECRET)
    assert not _is_typed("secret_address")


def test_what_was_read_is_gone_with_the_calendar(internal, manager, as_):
    busy(internal, hours(7, 9, 12))
    given(as_(manager), internal, reverse("meetings:my_busy"))
    as_(manager).post(reverse("meetings:my_busy_end"))
    assert not BusyCalendar.objects.exists()
    assert not BusyTime.objects.exists()


def test_meetings_are_not_suggested_when_one_of_the_two_is_busy(internal, match, manager, as_):
    day = factories.a_weekday(7)
    factories.an_offered_time(match, day, 9, 10)
    busy(internal, Span(factories.at(day, 9), factories.at(day, 9, 30)))
    given(as_(manager), internal, reverse("meetings:my_busy"))
    assert [span.starts_at for span in free_offered_times(match, manager)] == [factories.at(day, 9, 40)]
    taken = Span(factories.at(day, 8), factories.at(day, 8, 20))
    assert all(span.starts_at >= factories.at(day, 9, 30) for span in next_free_times(match, manager, taken))


def test_a_startup_s_contact_gives_a_calendar_to_those_who_invited_and_nobody_else(internal, match, manager, day):
    first, _second = list(day.slots.all())[:2]
    busy(internal, first.span)
    invitation = match.invitations.get()
    calendar = given(Client(), internal, reverse("meetings:portal_busy", args=[invitation.token]))
    assert away_times(day) == {(Side.STARTUP, match.startup_id): [first.span]}
    assert match.history[0].verb == "match.calendar_given"
    elsewhere = factories.a_person(factories.an_organisation("Södra"), factories.MANAGER)
    other = factories.a_day(elsewhere.memberships[0].organisation, managers=(elsewhere,), startups=(match.startup,))
    assert away_times(other) == {}
    # Whoever is no longer let in is no longer asked.
    type(invitation).objects.update(revoked_at=timezone.now())
    assert away_times(type(day).objects.get(pk=day.pk)) == {}
    assert calendar.times.count() == 1


def test_a_plan_reads_the_calendars_anew_and_keeps_away_from_busy_times(internal, match, manager, chief, as_):
    day = factories.a_day(match.organisation, managers=(manager,), startups=(match.startup,), state=DayState.PLANNED)
    slots = list(day.slots.all())
    busy(internal)
    calendar = given(as_(manager), internal, reverse("meetings:my_busy"))
    busy(internal, Span(slots[0].starts_at, slots[1].ends_at))
    BusyCalendar.objects.update(read_at=timezone.now() - timedelta(hours=1))
    want_plan(day, by=chief)
    make_plan(day.pk)
    assert [one.slot for one in day.planned.all()] == [slots[2]]
    assert calendar.times.count() == 1
    asked = len(internal.asked)
    refresh_for(day)  # read a moment ago
    assert len(internal.asked) == asked
    assert PATIENCE < 60


def test_a_meeting_of_ours_in_the_calendar_is_not_counted_twice(internal, match, manager, day, as_):
    meeting = factories.a_meeting(match, manager, starts_at=day.slots.all()[0].starts_at)
    busy(internal, meeting.span)
    given(as_(manager), internal, reverse("meetings:my_busy"))
    assert BusyTime.objects.count() == 1
    assert away_times(day) == {}
    assert DayWishes(day).away[Side.MANAGER, manager.pk] == [meeting.span]  # as the meeting that it is


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ((404, {}, b""), "Servern lämnade inte ut kalendern."),
        ((200, {}, b"<html>Logga in</html>"), "Där finns ingen kalender."),
        ((200, {}, b"x" * 2_000_001), "Kalendern är för stor."),
    ],
)
def test_what_goes_wrong_is_told_in_plain_words_and_what_was_read_before_stays(internal, manager, as_, page, words):
    busy(internal, hours(7, 9, 12))
    calendar = given(as_(manager), internal, reverse("meetings:my_busy"))
    internal.pages[SECRET] = page
    BusyCalendar.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    sweep()
    calendar.refresh_from_db()
    shown = as_(manager).get(reverse("meetings:my_busy")).content.decode()
    assert words in shown
    assert "upptagen" in shown
    assert (calendar.attempts, calendar.due_at > timezone.now() + timedelta(hours=3)) == (0, True)


@pytest.mark.parametrize(
    "address", ["http://kalender.exempel.se/k.ics", "https://namn:ord@kalender.exempel.se/", "hej"]
)
def test_an_address_that_is_no_plain_https_address_is_refused_at_once(manager, as_, address):
    answer = as_(manager).post(reverse("meetings:my_busy"), {"secret_address": address})
    assert "Adressen är inte en vanlig webbadress" in answer.content.decode()
    assert not BusyCalendar.objects.exists()


def test_a_calendar_inside_the_house_is_told_apart_and_never_asked(server, manager, as_):
    calendar = given(as_(manager), server, reverse("meetings:my_busy"))
    assert calendar.trouble == "internal"
    assert server.asked == []
