"""Somebody cannot come on a published day, or a room is lost: the fewest changes, done at once, told in one letter each."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from history.actions import StaleState
from meetings.absences import Absence, proposal_of
from meetings.actions.agendas import gather
from meetings.actions.meetings import cancel_meeting, place_at
from meetings.actions.repairs import checked_together, repair_day
from meetings.availability import free_slots
from meetings.models import Away, MatchmakingDay, Meeting, Room
from meetings.slots import Span
from meetings.states import MeetingState
from meetings.wishing import DayWishes
from post.models import Letter
from startups.states import MatchState
from tests import factories
from tests.meetings.conftest import an_hour_later, the_worker_writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(organisation):
    return factories.a_person(organisation, factories.STAFF, factories.MANAGER, name="Karin Kvist")


@pytest.fixture
def lina(organisation):
    return factories.a_person(organisation, factories.STAFF, factories.MANAGER, name="Lina Linjechef")


@pytest.fixture
def matches(karin, lina, chief):
    """One startup for each manager's challenge, with a contact, and a second one for Karin's."""
    found = []
    for owner in (karin, lina, karin):
        match = factories.a_match(factories.a_challenge(owner), state=MatchState.ANSWERED)
        factories.a_proposal(factories.an_invitation(match, chief))
        found.append(match)
    return found


@pytest.fixture
def day(organisation, karin, lina, matches):
    return factories.a_day(organisation, managers=(karin, lina), startups=tuple(m.startup for m in matches))


@pytest.fixture
def meetings(day, karin, lina, matches):
    """09:00 Karin with her first startup, Lina with hers; 09:25 Karin with her second."""
    found = [
        meet(day, match, who, time) for match, who, time in zip(matches, (karin, lina, karin), (0, 0, 1), strict=True)
    ]
    everybody_knows(day, found)
    return found


def everybody_knows(day, meetings):
    gather(day, meetings, by=None)
    an_hour_later()
    Letter.objects.all().delete()


def meet(day, match, manager, time, **fields) -> Meeting:
    slot = day.slots.all()[time]
    return factories.a_meeting(match, manager, starts_at=slot.starts_at, day=day, slot=slot, **fields)


def away(day, who, first=0, last=-1) -> Absence:
    slots = list(day.slots.all())
    return Absence(who, Span(slots[first].starts_at, slots[last].ends_at))


def repaired(day, absence, chief, **how):
    proposal = proposal_of(MatchmakingDay.objects.get(pk=day.pk), absence, **how)
    return repair_day(day, absence, seen=proposal.mark, by=chief, **how)


def standing(*meetings):
    """State and time in the day of each."""
    for one in meetings:
        one.refresh_from_db()
    return [(one.state, f"{timezone.localtime(one.starts_at):%H:%M}", one.sequence) for one in meetings]


def events(letter):
    """The block of the day, and each meeting of the file beside it."""
    (block,) = Calendar.from_ical(letter.calendar).walk("VEVENT")
    each = Calendar.from_ical(letter.calendar_file).walk("VEVENT")
    found = {str(one["UID"]): (str(one["STATUS"]), one["SEQUENCE"]) for one in each}
    return (letter.calendar_method, block["SEQUENCE"]), found


def uid(meeting):
    return f"{meeting.uid}@ignite"


def test_a_manager_who_cannot_come_at_all_loses_her_meetings_and_nobody_else_does(day, meetings, karin, chief):
    repaired(day, away(day, karin), chief)
    gone = MeetingState.CANCELLED
    assert standing(*meetings) == [(gone, "09:00", 1), ("booked", "09:00", 0), (gone, "09:25", 1)]
    assert meetings[0].history[0].reason == "Karin Kvist har förhinder 09:00–10:10."


def test_only_those_touched_are_told_each_in_one_letter(day, meetings, karin, lina, matches, chief):
    repaired(day, away(day, karin), chief)
    an_hour_later()
    contacts = [match.invitations.get().contact.email for match in matches]
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted([karin.email, contacts[0], contacts[2]])
    letter = Letter.objects.get(to=karin.email)
    gone = {uid(meetings[0]): ("CANCELLED", 1), uid(meetings[2]): ("CANCELLED", 1)}
    assert events(letter) == (("CANCEL", 1), gone)
    assert letter.text.count("Karin Kvist har förhinder 09:00–10:10.") == 2


def test_whoever_is_away_for_a_while_meets_later_and_the_calendars_follow(day, meetings, karin, lina, matches, chief):
    proposal = repaired(day, away(day, karin, 0, 0), chief)
    assert standing(*meetings) == [("booked", "09:50", 1), ("booked", "09:00", 0), ("booked", "09:25", 0)]
    assert (len(proposal.moves), proposal.cancelled, proposal.untouched) == (1, [], 2)
    an_hour_later()
    letter = Letter.objects.get(to=karin.email)
    stand = {uid(meetings[2]): ("CONFIRMED", 0), uid(meetings[0]): ("CONFIRMED", 1)}
    assert events(letter) == (("REQUEST", 1), stand)
    assert "09:00 blir 09:50" in letter.text
    assert not Letter.objects.filter(to=lina.email).exists()


def test_on_the_day_itself_those_touched_hear_it_at_once(day, meetings, karin, chief):
    MatchmakingDay.objects.filter(pk=day.pk).update(date=timezone.localdate())
    repaired(day, away(day, karin), chief)
    the_worker_writes()
    assert Letter.objects.filter(to=karin.email).count() == 1


def test_each_reads_why_in_their_own_language(day, meetings, karin, matches, chief):
    contact = matches[0].invitations.get().contact
    type(contact).objects.filter(pk=contact.pk).update(language="en")
    repaired(day, away(day, karin), chief)
    an_hour_later()
    assert "Karin Kvist cannot come 09:00–10:10." in Letter.objects.get(to=contact.email).text


def test_a_startup_that_is_late_is_met_when_it_is_there(day, meetings, matches, chief):
    repaired(day, away(day, matches[0].startup, 0, 1), chief)
    assert standing(meetings[0]) == [("booked", "09:50", 1)]


def test_what_has_begun_is_left_as_it_is(organisation, karin, matches, chief):
    day = factories.a_day(organisation, managers=(karin,), startups=(matches[0].startup,), days_ahead=0)
    now = timezone.now()
    for slot, minutes in zip(day.slots.all(), (-10, 15, 40), strict=True):
        start = now + timedelta(minutes=minutes)
        type(slot).objects.filter(pk=slot.pk).update(starts_at=start, ends_at=start + timedelta(minutes=20))
    begun, ahead = meet(day, matches[0], karin, 0), meet(day, matches[2], karin, 1)
    repaired(day, away(day, karin), chief)
    assert [one.state for one in Meeting.objects.order_by("pk") if one in (begun, ahead)] == ["booked", "cancelled"]


def test_when_a_room_is_lost_the_meeting_is_held_in_another_at_its_time(day, meetings, chief):
    lost, other = (Room.objects.create(day=day, name=name, capacity=2) for name in ("Blå rummet", "Gula rummet"))
    for number, one in enumerate(meetings[:2]):
        where = {"room": (lost, other)[number], "place": day.place}
        Meeting.objects.filter(pk=one.pk).update(seat=1, **where)
    repaired(day, away(day, lost), chief)
    assert standing(*meetings[:2]) == [("booked", "09:00", 1), ("booked", "09:00", 0)]
    assert (meetings[0].room, meetings[0].seat) == (other, 2)
    assert meetings[0].history[0].sentence == "Bytte plats för mötet till Medborgarhuset, sal 3, Gula rummet"
    an_hour_later()
    readers = set(Letter.objects.filter(text__contains="Ny plats:").values_list("to", flat=True))
    assert readers == {meetings[0].manager.email, meetings[0].contact.email}


def test_when_the_last_room_is_lost_for_a_while_the_meetings_take_turns_later(day, meetings, chief):
    room = Room.objects.create(day=day, name="Bordet", capacity=1)
    Meeting.objects.filter(pk=meetings[1].pk).update(state="cancelled")
    Meeting.objects.filter(day=day).exclude(state="cancelled").update(room=room, seat=1)
    repaired(day, away(day, room, 0, 0), chief)
    assert standing(meetings[0], meetings[2]) == [("booked", "09:50", 1), ("booked", "09:25", 0)]


def test_the_chief_may_cancel_without_moving_anything(day, meetings, karin, chief):
    repaired(day, away(day, karin, 0, 0), chief, only_cancel=True)
    assert standing(*meetings)[0] == ("cancelled", "09:00", 1)


def test_the_absence_is_known_to_booking_by_hand_and_to_later_plans(day, meetings, karin, matches, chief):
    absence = away(day, karin, 2, 2)
    repaired(day, absence, chief)
    repaired(day, absence, chief)
    assert [(one.who, one.span) for one in Away.objects.all()] == [(karin, absence.span)]
    assert free_slots(day, karin, matches[1].startup) == []
    assert DayWishes(day).numbers.manager_free[0] == [1, 1, 0]


def test_whoever_comes_after_all_can_be_booked_again(as_, day, meetings, karin, chief):
    repaired(day, away(day, karin, 2, 2), chief)
    page = as_(chief).get(day.get_absolute_url()).content.decode()
    known = Away.objects.get()
    end = reverse("meetings:absence_end", args=[day.pk, known.pk])
    assert f'action="{end}"' in page
    assert as_(chief).post(end)["Location"] == day.get_absolute_url()
    assert not Away.objects.exists()
    assert day.history[0].sentence == "Tog bort förhindret för Karin Kvist"


def test_ending_an_absence_leads_to_what_was_cancelled_for_it(as_, day, meetings, karin, chief):
    repaired(day, away(day, karin), chief)
    answer = as_(chief).post(reverse("meetings:absence_end", args=[day.pk, Away.objects.get().pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("meetings:free_times", args=[day.pk])
    assert "Mötena som avbokades är inte tillbaka" in answer.content.decode()


def test_meetings_change_places_in_one_deed_and_nobody_may_be_in_two_at_its_end(day, meetings, chief):
    one, other = meetings[0], meetings[2]
    first, second, _third = day.slots.all()
    with transaction.atomic(), checked_together():
        place_at(one, span=second.span, slot=second, where={"place": "Här"}, by=chief)
        place_at(other, span=first.span, slot=first, where={"place": "Här"}, by=chief)
    assert standing(one, other) == [("booked", "09:25", 1), ("booked", "09:00", 1)]
    with pytest.raises(IntegrityError, match="a_manager_is_in_one_meeting"), transaction.atomic(), checked_together():
        place_at(other, span=second.span, slot=second, where={"place": "Här"}, by=chief)


# --- the pages ------------------------------------------------------------------------------------------------------
def said(day, who, first=0, last=-1):
    slots = list(day.slots.all())
    return {"who": who, "first": slots[first].pk, "last": slots[last].pk}


def test_two_presses_and_the_day_is_repaired(as_, day, meetings, karin, chief):
    client, page = as_(chief), reverse("meetings:absence", args=[day.pk])
    shown = client.get(page, said(day, f"manager-{karin.pk}", 0, 0))
    words = " ".join(shown.content.decode().split())
    assert "09:00 → 09:50" in words
    assert "2 andra möten ligger kvar som de är." in words
    assert karin.name in words
    assert standing(*meetings)[0] == ("booked", "09:00", 0)
    assert not Letter.objects.exists()
    mark = shown.context["proposal"].mark
    client.post(page, {**said(day, f"manager-{karin.pk}", 0, 0), "seen": mark})
    assert standing(*meetings)[0] == ("booked", "09:50", 1)


def test_the_proposal_says_which_wishes_are_lost(as_, day, meetings, karin, chief):
    page = as_(chief).get(reverse("meetings:absence", args=[day.pk]), said(day, f"manager-{karin.pk}"))
    assert "Linjechefen: vill gärna. Startupen: vill gärna." in " ".join(page.content.decode().split())


def test_whoever_confirms_what_is_no_longer_so_gets_a_new_proposal_and_nothing_is_done(
    as_, day, meetings, karin, chief
):
    client, page = as_(chief), reverse("meetings:absence", args=[day.pk])
    body = said(day, f"manager-{karin.pk}")
    mark = client.get(page, body).context["proposal"].mark
    cancel_meeting(meetings[2], reason="Snö", seen=0, by=karin)
    again = client.post(page, {**body, "seen": mark}, follow=True)
    assert "Här är ett nytt förslag." in again.content.decode()
    assert standing(meetings[0]) == [("booked", "09:00", 0)]
    assert not Away.objects.exists()
    assert again.context["proposal"].cancelled == [meetings[0]]


def test_a_second_press_finds_nothing_left_to_do(as_, day, meetings, karin, chief):
    client, page = as_(chief), reverse("meetings:absence", args=[day.pk])
    body = said(day, f"manager-{karin.pk}")
    body["seen"] = client.get(page, body).context["proposal"].mark
    client.post(page, body)
    an_hour_later()
    assert "Ingen har möte då." in client.post(page, body, follow=True).content.decode()
    an_hour_later()
    assert Letter.objects.filter(to=karin.email).count() == 1


def test_who_was_booked_elsewhere_meanwhile_stops_the_repair(day, meetings, karin, matches, chief):
    absence = away(day, karin, 0, 0)
    seen = proposal_of(day, absence).mark
    factories.a_meeting(factories.a_match(matches[0].challenge), karin, starts_at=day.slots.all()[2].starts_at)
    with pytest.raises(StaleState):
        repair_day(day, absence, seen=seen, by=chief)
    assert standing(meetings[0]) == [("booked", "09:00", 0)]


def test_times_in_the_wrong_order_are_asked_about(as_, day, karin, chief):
    page = as_(chief).get(reverse("meetings:absence", args=[day.pk]), said(day, f"manager-{karin.pk}", 2, 0))
    assert page.context["form"].errors["last"] == ["Välj en tid efter den första"]


@pytest.mark.parametrize("state", ["planned", "wishing", "finished", "cancelled"])
def test_only_an_open_day_is_repaired(as_, day, chief, state):
    MatchmakingDay.objects.filter(pk=day.pk).update(state=state, wishes_by=timezone.localdate())
    answer = as_(chief).get(reverse("meetings:absence", args=[day.pk]))
    assert answer.status_code == 302
