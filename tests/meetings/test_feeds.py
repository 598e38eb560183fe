"""The secret address at which a calendar reads somebody's coming meetings."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from ignite.logs import TOKEN, renderer
from meetings.actions.feeds import end_feed, make_feed, make_startup_feed
from meetings.actions.meetings import cancel_meeting, move_meeting
from meetings.calendars import CalendarEvent, feed_of
from meetings.models import FEED_LINK, CalendarFeed
from tests import factories
from tests.meetings.conftest import in_days

MINE, PORTALS = reverse("meetings:my_calendar"), "meetings:portal_calendar"


@pytest.fixture
def feed(manager):
    return make_feed(manager.memberships[0], by=manager)


@pytest.fixture
def invitation(match):
    return match.invitations.get()


def path(feed):
    return reverse("meetings:feed", args=[FEED_LINK.token(feed)])


def text_at(feed, client=None):
    answer = (client or Client()).get(path(feed))
    assert answer.status_code == 200
    return answer.content.decode()


def events(feed):
    return read(text_at(feed)).walk("VEVENT")


def read(text):
    """The calendar as a strict reader sees it (RFC 5545): whole lines of at most 75 octets, nothing in it wrong."""
    assert text.endswith("\r\n")
    lines = text.encode().split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line and len(line) <= 75 for line in lines)
    (calendar,) = Calendar.from_ical(text, multiple=True)
    assert [str(calendar[name]) for name in ("VERSION", "PRODID")] == ["2.0", "-//Ignite Public//Startupmote//SV"]
    assert calendar.subcomponents, "a calendar must hold something"
    for part in calendar.walk():
        assert part.errors == []
        assert all(name in part for name in part.required)
        assert [name for name in part.singletons if isinstance(part.get(name), list)] == []
    uids = [event["UID"] for event in calendar.walk("VEVENT")]
    assert len(set(uids)) == len(uids)
    return calendar


# --- what a calendar reads ------------------------------------------------------------------------------------------
def test_a_manager_reads_her_coming_meetings_and_nobody_elses(feed, match, manager, chief):
    soon = factories.a_meeting(match, manager, starts_at=in_days(3).starts_at)
    later = factories.a_meeting(match, manager, starts_at=in_days(5).starts_at)
    factories.a_meeting(match, manager, starts_at=timezone.now() - timedelta(days=1))
    factories.a_meeting(match, manager, starts_at=in_days(6).starts_at, state="cancelled")
    factories.a_meeting(match, chief, starts_at=in_days(7).starts_at)
    assert [event["UID"] for event in events(feed)] == [f"{meeting.uid}@ignite" for meeting in (soon, later)]
    assert events(feed)[0]["URL"].endswith(soon.get_absolute_url())


def test_a_contact_reads_the_meetings_it_was_invited_to_without_its_link(match, manager, invitation):
    feed = make_startup_feed(invitation)
    meeting = factories.a_meeting(match, manager, starts_at=in_days(3).starts_at)
    other = factories.a_match(match.challenge, state="answered")
    factories.an_invitation(other, manager)
    factories.a_meeting(other, manager, starts_at=in_days(4).starts_at)
    (event,) = events(feed)
    assert event["UID"] == f"{meeting.uid}@ignite"
    assert "/svara/" not in text_at(feed)


def test_an_address_without_meetings_is_still_a_calendar(feed):
    assert read(text_at(feed)).walk("VEVENT") == []


def test_it_asks_nobody_to_answer(feed, match, manager):
    factories.a_meeting(match, manager)
    text = text_at(feed)
    assert not any(word in text for word in ("METHOD", "ATTENDEE", "ORGANIZER"))


def test_a_moved_meeting_keeps_its_identity_and_a_cancelled_one_is_gone(feed, match, manager):
    meeting = factories.a_meeting(match, manager, starts_at=in_days(3).starts_at)
    move_meeting(meeting, span=in_days(4), place="Rum 5", seen=0, by=manager)
    (event,) = events(feed)
    assert (event["UID"], event["SEQUENCE"], event["DTSTART"].dt) == (f"{meeting.uid}@ignite", 1, in_days(4).starts_at)
    cancel_meeting(meeting, reason="Snö", seen=1, by=manager)
    assert events(feed) == []


@pytest.mark.parametrize(("month", "utc"), [(1, 12), (7, 11)])
def test_the_hour_is_right_in_both_halves_of_the_year(feed, match, manager, month, utc):
    year = timezone.localdate().year + 1
    meeting = factories.a_meeting(match, manager, starts_at=factories.at(datetime(year, month, 15).date(), 13))
    (event,) = events(feed)
    assert event["DTSTART"].dt == datetime(year, month, 15, utc, tzinfo=UTC) == meeting.starts_at
    assert f"DTSTART:{year}{month:02}15T{utc}0000Z\r\n" in text_at(feed)


def test_what_people_write_stays_in_its_place(feed, match, manager):
    factories.a_meeting(match, manager, starts_at=in_days(3).starts_at)
    type(match.meetings.get()).objects.update(place="Rum\r\nEND:VEVENT\r\nBEGIN:VTODO; å, " + "Ö" * 80)
    calendar = read(text_at(feed))
    assert len(calendar.walk("VEVENT")) == 1
    assert calendar.walk("VTODO") == []


def test_many_meetings_are_valid_and_ask_no_more_questions_than_one(feed, match, manager):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            text_at(feed)
        return len(queries)

    factories.a_meeting(match, manager)
    one = asked()
    for _number in range(29):
        factories.a_meeting(factories.a_match(match.challenge, state="answered"), manager)
    assert len(events(feed)) == 30
    assert asked() == one


def test_a_name_of_any_kind_makes_a_valid_calendar():
    start = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    event = CalendarEvent("a@ignite", 0, start, start + timedelta(minutes=20), "Å;,\\n", "", "Ö")
    assert read(feed_of([event], name="Möten; med, ”allt” " * 9, written_at=start))


# --- who has the address --------------------------------------------------------------------------------------------
def test_the_address_is_shown_once_with_a_copy_button(as_, manager):
    client = as_(manager)
    shown = client.post(reverse("meetings:my_calendar_new"), follow=True)
    address = CalendarFeed.objects.get().address
    text = shown.content.decode()
    assert text.count(address) == 1
    assert "data-copy=" in text
    assert "no-store" in shown["Cache-Control"]
    assert address not in client.get(MINE).content.decode()


def test_the_contact_gets_its_own_by_its_link(invitation):
    client, token = Client(), invitation.token
    text = client.post(reverse(f"{PORTALS}_new", args=[token]), follow=True).content.decode()
    feed = CalendarFeed.objects.get(contact=invitation.contact)
    assert feed.address in text
    assert feed.address not in client.get(reverse(PORTALS, args=[token])).content.decode()
    client.post(reverse(f"{PORTALS}_end", args=[token]))
    assert client.get(path(feed)).status_code == 404


def test_a_new_address_ends_the_old_one(feed, manager):
    old = path(feed)
    new = make_feed(manager.memberships[0], by=manager)
    assert Client().get(old).status_code == 404
    assert Client().get(path(new)).status_code == 200
    assert CalendarFeed.objects.count() == 1


def test_an_ended_address_is_like_none(feed, manager, as_):
    as_(manager).post(reverse("meetings:my_calendar_end"))
    answer = Client().get(path(feed))
    assert (answer.status_code, answer.content) == (404, b"")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("token", ["1", "1.a", "1.a~b", "x" * 300, "1.å~ö"])
def test_a_wrong_address_is_like_none(feed, token):
    assert Client().get(reverse("meetings:feed", args=[token])).status_code == 404


def test_a_link_signed_for_something_else_is_no_address(feed, invitation):
    assert Client().get(reverse("meetings:feed", args=[invitation.token])).status_code == 404
    assert Client().get(reverse("startups:portal", args=[FEED_LINK.token(feed)])).status_code == 404


def test_the_address_ends_with_the_place_in_the_organisation(feed, manager):
    manager.membership_set.all().delete()
    assert Client().get(path(feed)).status_code == 404


def test_the_address_ends_when_the_account_does(feed, manager):
    type(manager).objects.filter(pk=manager.pk).update(is_active=False)
    assert Client().get(path(feed)).status_code == 404


def test_a_contacts_address_ends_with_its_last_invitation(invitation, match):
    feed = make_startup_feed(invitation)
    assert Client().get(path(feed)).status_code == 200
    match.invitations.update(revoked_at=timezone.now())
    assert Client().get(path(feed)).status_code == 404


def test_nothing_on_the_way_keeps_it(feed):
    answer = Client().get(path(feed))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert answer.cookies == {}


def test_staff_without_meetings_of_their_own_have_no_address(as_, staff):
    assert as_(staff).get(MINE).status_code == 403
    assert MINE not in as_(staff).get(reverse("meetings:meetings")).content.decode()


def test_ending_what_is_ended_is_no_deed(manager):
    membership = manager.memberships[0]
    end_feed(membership, by=manager)
    assert membership.history == []


# --- the log --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("debug", [True, False])
def test_the_log_never_holds_a_whole_address(feed, settings, debug):
    settings.DEBUG = debug
    token = FEED_LINK.token(feed)
    event = {"event": f"Not Found: {path(feed)}", "request": f"<GET '{path(feed)}'>", "exception": f"at {path(feed)}"}
    line = renderer(None, "warning", {**event, "timestamp": "1", "level": "warning", "logger": "django.request"})
    assert token not in line
    assert feed.key not in line
    assert f"/kalender/{feed.pk}.…/moten.ics" in line


def test_every_kind_of_personal_link_is_shortened_in_the_log(feed, invitation):
    for token in (FEED_LINK.token(feed), invitation.token):
        assert TOKEN.sub(r"\1…", f"/a/{token}/") == f"/a/{token.split('.')[0]}.…/"
