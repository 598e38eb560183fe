"""The day as it goes: on phones, on the wall, behind badges; and saying that one is five minutes late."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from history.actions import StaleState
from meetings.actions.delays import MOST_LETTERS, be_late, be_late_as_startup, be_on_time
from meetings.actions.feeds import end_wall, make_day_feed, make_wall
from meetings.actions.meetings import cancel_meeting
from meetings.live import encounters_on, live, minutes_left
from meetings.models import BADGE_LINK, GUEST_LINK, Delay, MatchmakingDay, Meeting, Room
from meetings.rooms import table
from post.models import Letter
from tests import factories

pytestmark = pytest.mark.django_db
NINE_PAST_NINE = timezone.make_aware(datetime(2026, 11, 24, 9, 9))
POLLED = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _nine_past_nine() -> Iterator[None]:
    with time_machine.travel(NINE_PAST_NINE, tick=False):
        yield


@pytest.fixture
def under_way(manager, chief) -> SimpleNamespace:
    """A day with meetings at 09:00, 09:25 and 09:50: Lina meets Kaffekedjan and then Lyssna, Ulla meets Lyssna first."""
    challenge = factories.a_challenge(manager, factories.a_need(manager))
    coffee, listen = (
        factories.a_match(challenge, factories.a_startup(name), state="answered") for name in ("Kaffekedjan", "Lyssna")
    )
    contacts = [factories.an_invitation(match, chief).contact for match in (coffee, listen)]
    startups = (coffee.startup, listen.startup)
    day = factories.a_day(challenge.organisation, managers=(manager, chief), startups=startups, days_ahead=0)
    room = Room.objects.create(day=day, name="Stora salen", capacity=8)

    def meet(match, who, slot, seat):
        slot = day.slots.all()[slot]
        fields = {"day": day, "slot": slot, "room": room, "seat": seat}
        return factories.a_meeting(match, who, starts_at=slot.starts_at, **fields)

    meetings = [meet(coffee, manager, 0, 1), meet(listen, chief, 0, 2), meet(listen, manager, 1, 3)]
    return SimpleNamespace(day=day, meetings=meetings, coffee=contacts[0], listen=contacts[1], matches=(coffee, listen))


def page_of(day: MatchmakingDay) -> str:
    return reverse("meetings:live", args=[day.pk])


def text_at(client: Client, url: str, **more) -> str:
    return " ".join(client.get(url, **more).content.decode().split())


def guest_url(name: str, contact, *args) -> str:
    return reverse(f"meetings:{name}", args=[GUEST_LINK.token(contact), *args])


# --- what the page shows --------------------------------------------------------------------------------------------
def test_a_manager_sees_her_own_meeting_first_then_everybodys_now_and_next(as_, manager, under_way):
    page = text_at(as_(manager), page_of(under_way.day))
    places = [page.index(words) for words in ("Ditt möte nu", "Ditt nästa möte", "Alla möten nu", "Härnäst")]
    assert places == sorted(places)
    assert "Stora salen, bord 1" in page[places[0] : places[1]]
    assert "Stora salen, bord 3" in page[places[1] : places[2]]
    assert "11 min kvar" in page
    assert "börjar om 16 min" in page


def test_whoever_meets_nobody_sees_the_day_alone(as_, staff, under_way):
    page = text_at(as_(staff), page_of(under_way.day))
    assert "Ditt" not in page
    assert "Kaffekedjan" in page


@pytest.mark.parametrize(("minute", "now", "ahead"), [(0, 2, 1), (19, 2, 1), (20, 0, 1), (25, 1, 0), (45, 0, 0)])
def test_now_and_next_change_with_the_slots(under_way, minute, now, ahead):
    moment = NINE_PAST_NINE.replace(minute=minute)
    shown = live(under_way.day, encounters_on(under_way.day), now=moment)
    assert [sum(len(group.encounters) for group in groups) for groups in (shown.now, shown.next)] == [now, ahead]


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (1, 1), (60, 1), (61, 2), (-5, 0)])
def test_a_minute_that_has_begun_is_still_left(seconds, minutes):
    assert minutes_left(NINE_PAST_NINE + timedelta(seconds=seconds), NINE_PAST_NINE) == minutes


def test_a_table_has_a_number_where_the_room_holds_several():
    assert [table("Salen", 8, 3), table("Salen", 1, 1), table("Salen", None, None)] == ["Salen, bord 3"] + ["Salen"] * 2


def test_an_open_phone_is_answered_with_nothing_until_something_has_changed(as_, manager, chief, under_way):
    client, url = as_(manager), page_of(under_way.day)
    seen = client.get(url).context["live"].version
    asked = {"headers": POLLED}
    assert client.get(f"{url}?seen={seen}", **asked).status_code == 204
    cancel_meeting(under_way.meetings[2], reason="Sjuk", seen=0, by=chief)
    changed = client.get(f"{url}?seen={seen}", **asked)
    assert changed.status_code == 200
    assert "<html" not in changed.content.decode()
    assert "Du har inga fler möten" not in changed.content.decode()  # she is still in her first
    assert "Ditt nästa möte" not in changed.content.decode()


def test_many_meetings_take_as_many_questions_as_one(as_, manager, under_way):
    client = as_(manager)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(under_way.day))
        return len(queries)

    few = asked()
    for number in range(20):
        match = factories.a_match(under_way.matches[0].challenge, state="answered")
        someone = factories.a_person(under_way.day.organisation, factories.MANAGER)
        slot = under_way.day.slots.all()[number % 3]
        factories.a_meeting(match, someone, starts_at=slot.starts_at, day=under_way.day, slot=slot)
    assert asked() == few <= 12


def test_before_it_is_opened_there_is_nothing_to_follow(as_, chief, organisation):
    day = factories.a_day(organisation, state="planned")
    assert as_(chief).get(page_of(day))["Location"] == day.get_absolute_url()


def test_another_organisation_finds_nothing(as_, other_chief, under_way):
    assert as_(other_chief).get(page_of(under_way.day)).status_code == 404


# --- five minutes late ----------------------------------------------------------------------------------------------
def test_a_manager_says_with_one_press_that_she_is_late_and_the_startup_hears_it_at_once(as_, manager, under_way):
    client = as_(manager)
    answer = client.post(reverse("meetings:late", args=[under_way.meetings[2].pk]), follow=True)
    assert "Lyssna får veta att du är fem minuter sen." in answer.content.decode()
    (letter,) = Letter.objects.all()
    assert letter.to == under_way.listen.email
    assert letter.subject == "Lina Linjechef är fem minuter sen till mötet 09:25"
    assert letter.due_at <= timezone.now()
    assert "Lina Linjechef är 5 min sen" in text_at(
        Client(), guest_url("guest_live", under_way.listen, under_way.day.pk)
    )
    assert Meeting.objects.get(pk=under_way.meetings[2].pk).history[0].verb == "meeting.late"


def test_the_chief_sees_who_is_late_and_others_do_not_get_the_list(as_, manager, chief, under_way):
    be_late(under_way.meetings[2], by=manager)
    assert "Sena just nu" in text_at(as_(chief), page_of(under_way.day))
    assert "Sena just nu" not in text_at(as_(manager), page_of(under_way.day))


def test_a_startup_says_so_on_its_own_page_and_the_manager_hears_it(under_way, manager, as_):
    meeting = under_way.meetings[2]
    url = guest_url("guest_late", under_way.listen, under_way.day.pk, meeting.pk)
    assert Client().post(url).status_code == 302
    (letter,) = Letter.objects.all()
    assert (letter.to, letter.subject) == (manager.email, "Lyssna är fem minuter sen till mötet 09:25")
    assert "Lyssna är 5 min sen" in text_at(as_(manager), page_of(under_way.day))


def test_it_can_be_taken_back_and_said_again_without_a_second_letter(as_, manager, under_way):
    meeting = under_way.meetings[2]
    client = as_(manager)
    for name in ("late", "late", "on_time", "late", "on_time"):
        client.post(reverse(f"meetings:{name}", args=[meeting.pk]))
    assert not Delay.objects.standing().exists()
    assert Letter.objects.count() == 1
    assert [entry.verb for entry in meeting.history] == ["meeting.on_time", "meeting.late"] * 2
    assert "är 5 min sen" not in text_at(client, page_of(under_way.day))


def test_nobody_reads_more_than_a_few_letters_about_others_being_late(manager, under_way):
    for number in range(MOST_LETTERS + 2):
        match = factories.a_match(under_way.matches[0].challenge, state="answered")
        contact = factories.an_invitation(match, manager).contact
        start = NINE_PAST_NINE + timedelta(minutes=60 + 20 * number)
        be_late_as_startup(factories.a_meeting(match, manager, starts_at=start, day=under_way.day), contact=contact)
    assert Letter.objects.filter(to=manager.email).count() == MOST_LETTERS
    assert Delay.objects.standing().count() == MOST_LETTERS + 2


@pytest.mark.parametrize("when", ["a while ago", "another day", "cancelled"])
def test_being_late_is_no_news_for(manager, under_way, when):
    meeting = under_way.meetings[0 if when == "a while ago" else 2]
    if when == "another day":
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_at=meeting.starts_at + timedelta(days=1), ends_at=meeting.ends_at + timedelta(days=1)
        )
    elif when == "cancelled":
        cancel_meeting(meeting, reason="Snö", seen=0, by=manager)
    with pytest.raises(StaleState):
        be_late(meeting, by=manager)
    assert not Delay.objects.exists()


def test_nobody_says_it_for_somebody_else(as_, chief, staff, under_way):
    lina = reverse("meetings:late", args=[under_way.meetings[2].pk])
    assert [as_(who).post(lina).status_code for who in (chief, staff)] == [403, 403]
    others = guest_url("guest_late", under_way.coffee, under_way.day.pk, under_way.meetings[2].pk)
    assert Client().post(others).status_code == 404
    assert not Delay.objects.exists()


def test_taking_back_what_was_never_said_is_no_deed(manager, under_way):
    be_on_time(under_way.meetings[2], by=manager)
    assert under_way.meetings[2].history == []


# --- the startup's own page -----------------------------------------------------------------------------------------
def test_a_startup_sees_its_own_meetings_and_nobody_elses(under_way):
    page = text_at(Client(), guest_url("guest_live", under_way.coffee, under_way.day.pk))
    assert "Lina Linjechef" in page
    assert "Lyssna" not in page
    assert "Se vad som händer nu" in text_at(Client(), guest_url("guest", under_way.coffee))


def test_the_startup_page_has_nothing_of_a_day_without_it(under_way, organisation):
    other = factories.a_day(organisation, days_ahead=0)
    assert Client().get(guest_url("guest_live", under_way.coffee, other.pk)).status_code == 302


# --- the wall -------------------------------------------------------------------------------------------------------
def test_the_wall_shows_companies_tables_and_times_and_no_person(under_way, chief, manager, client):
    be_late(under_way.meetings[2], by=manager)
    answer = client.get(reverse("meetings:wall", args=[make_wall(under_way.day, by=chief).address.split("/")[-2]]))
    page = " ".join(answer.content.decode().split())
    for shown in ("Kaffekedjan", "Lyssna", "Stora salen, bord 1", "09:00–09:20", "ca 09:30"):
        assert shown in page
    for person in (manager.name, chief.name, under_way.coffee.name, under_way.coffee.email):
        assert person not in page
    assert "<a " not in page.replace('<a class="ds-skip-link" href="#innehall">', "")
    assert "<form" not in page


def test_the_wall_is_for_no_search_engine_and_tells_no_other_page_its_address(under_way, chief, client):
    answer = client.get(reverse("meetings:wall", args=[make_wall(under_way.day, by=chief).address.split("/")[-2]]))
    names = ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")
    assert [answer[name] for name in names] == ["noindex, nofollow", "no-referrer", "no-store"]
    assert answer.cookies == {}


def test_a_screen_whose_address_has_been_closed_or_changed_goes_dark(under_way, chief, client):
    old = reverse("meetings:wall", args=[make_wall(under_way.day, by=chief).address.split("/")[-2]])
    new = reverse("meetings:wall", args=[make_wall(under_way.day, by=chief).address.split("/")[-2]])
    assert [client.get(url).status_code for url in (old, new)] == [404, 200]
    end_wall(under_way.day, by=chief)
    assert client.get(new).status_code == 404
    assert client.get(new, headers=POLLED)["HX-Refresh"] == "true"


def test_the_wall_without_scripts_reads_itself_anew(under_way, chief, client):
    page = text_at(client, reverse("meetings:wall", args=[make_wall(under_way.day, by=chief).address.split("/")[-2]]))
    assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in page


def test_only_who_plans_the_day_hands_out_its_addresses(as_, chief, manager, under_way):
    client = as_(chief)
    shown = client.post(reverse("meetings:wall_new", args=[under_way.day.pk]), follow=True).content.decode()
    address = under_way.day.wall.address
    assert shown.count(address) == 1
    assert address not in client.get(reverse("meetings:handouts", args=[under_way.day.pk])).content.decode()
    assert as_(manager).post(reverse("meetings:wall_new", args=[under_way.day.pk])).status_code == 403


# --- the badge ------------------------------------------------------------------------------------------------------
def test_a_badge_shows_no_more_than_the_wall_and_opens_no_deed(under_way, manager, client):
    url = reverse("meetings:badge", args=[BADGE_LINK.token(under_way.listen), under_way.day.pk])
    page = text_at(client, url)
    assert "Stora salen, bord 2" in page
    for secret in (manager.name, under_way.listen.name, "Kaffekedjan", GUEST_LINK.token(under_way.listen), "<form"):
        assert secret not in page
    assert client.get(reverse("meetings:guest", args=[BADGE_LINK.token(under_way.listen)])).status_code == 404


def test_a_badge_ends_with_the_contacts_last_invitation_and_is_of_no_other_organisations_day(under_way, client):
    elsewhere = factories.a_day(factories.an_organisation("Södra"), days_ahead=0)
    token = BADGE_LINK.token(under_way.listen)
    assert client.get(reverse("meetings:badge", args=[token, elsewhere.pk])).status_code == 404
    under_way.matches[1].invitations.update(revoked_at=timezone.now())
    assert client.get(reverse("meetings:badge", args=[token, under_way.day.pk])).status_code == 404


# --- the calendar of the day ----------------------------------------------------------------------------------------
def test_the_calendar_of_a_day_holds_all_its_meetings_but_those_called_off(under_way, chief, client):
    feed = make_day_feed(under_way.day, by=chief)
    cancel_meeting(under_way.meetings[2], reason="Snö", seen=0, by=chief)
    text = client.get(reverse("meetings:feed", args=[feed.address.split("/")[-2]])).content.decode()
    assert text.count("BEGIN:VEVENT") == 2
    assert f"X-WR-CALNAME:{under_way.day.name}" in text
    assert text.count("/moten/") == 2


def test_the_calendar_of_a_day_that_was_called_off_or_whose_address_was_closed_is_like_none(under_way, chief, client):
    feed = make_day_feed(under_way.day, by=chief)
    url = reverse("meetings:feed", args=[feed.address.split("/")[-2]])
    MatchmakingDay.objects.filter(pk=under_way.day.pk).update(state="cancelled")
    assert client.get(url).status_code == 404
    MatchmakingDay.objects.filter(pk=under_way.day.pk).update(state="open")
    assert client.get(url).status_code == 200
    client.force_login(chief)
    client.post(reverse("meetings:day_feed_end", args=[under_way.day.pk]))
    assert Client().get(url).status_code == 404


def test_before_the_day_nobody_is_late_and_nothing_is_said_to_go_on(as_, manager, under_way):
    with time_machine.travel(NINE_PAST_NINE - timedelta(days=3), tick=False):
        page = text_at(as_(manager), page_of(under_way.day))
        assert "Jag är fem minuter sen" not in page
        assert "Alla möten nu" not in page
        assert "Ditt första möte" in page


def test_a_meeting_that_is_over_leads_to_its_outcome(as_, manager, under_way):
    with time_machine.travel(NINE_PAST_NINE + timedelta(minutes=20), tick=False):
        page = text_at(as_(manager), page_of(under_way.day))
    assert reverse("meetings:outcome", args=[under_way.meetings[0].pk]) in page
