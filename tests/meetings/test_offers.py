"""Single meetings: a manager offers times, the startup chooses one, and may move and cancel it until a set hour."""

from datetime import UTC, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Organisation
from history.actions import StaleState
from meetings.actions.meetings import book_meeting, move_meeting
from meetings.actions.offers import move_as_startup, offer_meeting, take_offer
from meetings.availability import open_offers
from meetings.models import Meeting, MeetingOffer
from meetings.slots import Span
from meetings.states import MeetingState
from post.models import Letter
from startups.actions.portal import decline, offer_times
from startups.models import Match, StartupInvitation
from startups.states import MatchState
from tests import factories


def on(days: int, hour: int = 13) -> Span:
    """Twenty minutes on a weekday."""
    start = factories.at(factories.a_weekday(days), hour)
    return Span(start, start + timedelta(minutes=20))


THREE = [on(7), on(7, 15), on(14)]


@pytest.fixture
def invitation(match: Match) -> StartupInvitation:
    return StartupInvitation.objects.by_token(match.invitations.get().token)


@pytest.fixture
def offers(match, manager) -> list[MeetingOffer]:
    offer_meeting(match=match, manager=manager, spans=THREE, place="https://video.exempel.se/{kod}", by=manager)
    return list(MeetingOffer.objects.all())


@pytest.fixture
def meeting(match, manager) -> Meeting:
    meeting = book_meeting(match=match, manager=manager, span=on(7), place="Rum 4", by=manager)
    Letter.objects.all().delete()
    return Meeting.objects.get(pk=meeting.pk)


def portal(invitation: StartupInvitation) -> str:
    return " ".join(Client().get(reverse("startups:portal", args=[invitation.token])).content.decode().split())


def deed(name: str, invitation: StartupInvitation, thing: int) -> str:
    return reverse(f"meetings:portal_{name}", args=[invitation.token, thing])


def key(span: Span) -> str:
    return span.starts_at.astimezone(UTC).isoformat()


def rows(*times: tuple[str, str], **more: str) -> dict[str, str]:
    data = {"tid-TOTAL_FORMS": "4", "tid-INITIAL_FORMS": "0", "place": "Rum 4", **more}
    for number, (day, clock) in enumerate(times):
        data |= {f"tid-{number}-date": day, f"tid-{number}-clock": clock}
    return data


# --- offered by the manager -----------------------------------------------------------------------------------------
def test_a_manager_offers_times_and_the_startup_gets_one_letter_with_all_of_them(match, manager, as_):
    day = factories.a_weekday(7).isoformat()
    as_(manager).post(reverse("meetings:offer", args=[match.pk]), rows((day, "13:00"), (day, "15:00")))
    assert [offer.span for offer in MeetingOffer.objects.all()] == THREE[:2]
    (letter,) = Letter.objects.all()
    assert letter.to == match.invitations.get().contact.email
    assert "13:00–13:20" in letter.text
    assert "15:00–15:20" in letter.text
    assert match.invitations.get().link in letter.text
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        ("2090-03-26", "02:30", "Den tiden finns inte: klockan ställs fram den natten"),
        ("2090-01-07", "13:00", "Mötet skulle bli lördag 7 januari kl. 13:00."),
        ("2090-01-02", "22:00", "Mötet skulle bli måndag 2 januari kl. 22:00."),
        ("2020-01-02", "13:00", "Välj en tid som inte har varit"),
        ("BUSY", "13:10", "Någon av er har redan ett möte då"),
        ("", "", "Skriv minst en tid"),
    ],
)
def test_a_time_that_is_seldom_right_is_asked_about_and_one_that_cannot_be_is_refused(
    match, manager, as_, day, clock, words
):
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    factories.a_meeting(other, manager, starts_at=on(7).starts_at)
    day = factories.a_weekday(7).isoformat() if day == "BUSY" else day
    answer = as_(manager).post(reverse("meetings:offer", args=[match.pk]), rows((day, clock)))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not MeetingOffer.objects.exists()


def test_an_unusual_hour_is_offered_once_it_is_said_to_be_right(match, manager, as_):
    typed = rows(("2090-01-07", "13:00"), **{"tid-0-is_right": "on"})
    assert as_(manager).post(reverse("meetings:offer", args=[match.pk]), typed).status_code == 302


def test_new_times_take_the_place_of_the_old_and_all_can_be_taken_back(match, manager, offers, invitation, as_):
    offer_meeting(match=match, manager=manager, spans=[on(21)], place="Rum 4", by=manager)
    assert [offer.span for offer in MeetingOffer.objects.all()] == [on(21)]
    Letter.objects.all().delete()
    as_(manager).post(reverse("meetings:offer_end", args=[match.pk, manager.pk]))
    assert not MeetingOffer.objects.exists()
    assert "har tagit tillbaka tiderna" in Letter.objects.get().text
    assert "Välj en tid" not in portal(invitation)


def test_nobody_is_offered_times_without_a_link_to_choose_by(match, manager):
    StartupInvitation.objects.update(revoked_at=timezone.now())
    with pytest.raises(StaleState, match="ingen inbjudan"):
        offer_meeting(match=match, manager=manager, spans=THREE, place="Rum 4", by=manager)


# --- chosen by the startup ------------------------------------------------------------------------------------------
def test_the_startup_books_by_one_press_and_both_get_the_invitation(match, manager, offers, invitation):
    Letter.objects.all().delete()
    assert portal(invitation).count("Boka tiden") == 3
    Client().post(deed("take", invitation, offers[1].pk))
    meeting = Meeting.objects.get()
    assert (meeting.span, meeting.manager, meeting.state) == (THREE[1], manager, MeetingState.BOOKED)
    assert meeting.place == f"https://video.exempel.se/{meeting.uid.hex[:12]}"
    letters = Letter.objects.all()
    assert {letter.to for letter in letters} == {manager.email, invitation.contact.email}
    assert {letter.calendar_method for letter in letters} == {"REQUEST"}
    assert not MeetingOffer.objects.exists()
    assert meeting.history[0].person == invitation.contact.name


def test_who_presses_second_is_told_and_books_nothing(offers, invitation):
    take_offer(invitation, offers[0].pk)
    answer = Client().post(deed("take", invitation, offers[1].pk), follow=True)
    assert "Ni har redan valt en tid." in answer.content.decode()
    assert Meeting.objects.get().span == THREE[0]


def test_a_time_that_the_manager_has_given_to_somebody_else_cannot_be_chosen(match, manager, offers, invitation):
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    book_meeting(match=other, manager=manager, span=THREE[0], place="Rum 4", by=manager)
    assert portal(invitation).count("Boka tiden") == 2
    answer = Client().post(deed("take", invitation, offers[0].pk), follow=True)
    assert f"{manager.name} har redan ett möte då. Välj en annan tid." in answer.content.decode()
    assert not match.meetings.exists()


def test_times_that_have_passed_are_gone_and_the_page_says_what_to_do(match, manager, offers, invitation):
    MeetingOffer.objects.exclude(pk=offers[0].pk).delete()
    MeetingOffer.objects.update(starts_at=timezone.now() - timedelta(hours=2), ends_at=timezone.now())
    assert open_offers(match) == []
    assert "har passerat eller blivit upptagna. Lämna egna tider" in portal(invitation)
    answer = Client().post(deed("take", invitation, offers[0].pk), follow=True)
    assert "Den tiden är inte kvar." in answer.content.decode()


def test_a_startup_that_leaves_has_nothing_to_choose(offers, invitation):
    decline(invitation, reason="Vi hinner inte")
    assert not MeetingOffer.objects.exists()


def test_a_startup_cannot_take_what_another_was_offered(match, manager, chief, offers):
    other = factories.an_invitation(factories.a_match(match.challenge, state=MatchState.INVITED), chief)
    with pytest.raises(StaleState):
        take_offer(StartupInvitation.objects.by_token(other.token), offers[0].pk)
    assert not Meeting.objects.exists()


# --- moved and cancelled by the startup -----------------------------------------------------------------------------
def test_the_startup_moves_the_meeting_and_everybody_and_the_calendars_hear(meeting, manager, invitation, team_member):
    type(meeting.match.challenge).objects.update(owner=team_member)
    factories.an_offered_time(meeting.match, factories.a_weekday(14), 9, 10)
    new = on(14, 9)
    Client().post(deed("move", invitation, meeting.pk), {"time": key(new), "seen": 0})
    meeting.refresh_from_db()
    assert (meeting.span, meeting.sequence, meeting.place) == (new, 1, "Rum 4")
    assert meeting.history[0].person == invitation.contact.name
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert set(letters) == {manager.email, invitation.contact.email, team_member.email}
    assert letters[manager.email].reply_to == invitation.contact.email
    for email in (manager.email, invitation.contact.email):
        event = Calendar.from_ical(letters[email].calendar).walk("VEVENT")[0]
        assert (str(event["UID"]), event["SEQUENCE"]) == (f"{meeting.uid}@ignite", 1)
    assert letters[team_member.email].subject.startswith("Ny tid:")


def test_the_startup_cancels_with_a_word_of_reason(meeting, manager, invitation):
    page = deed("cancel", invitation, meeting.pk)
    assert Client().post(page, {"reason": ""}).status_code == 422
    Client().post(page, {"reason": "Vår tekniker är sjuk", "seen": 0})
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED
    letters = Letter.objects.all()
    assert {(letter.to, letter.calendar_method) for letter in letters} == {
        (manager.email, "CANCEL"),
        (invitation.contact.email, "CANCEL"),
    }
    assert all("Vår tekniker är sjuk" in letter.text for letter in letters)


@pytest.mark.parametrize("hours", [200, None])
def test_after_the_hour_the_page_says_whom_to_write_to(meeting, manager, invitation, hours):
    assert "Det går till" in portal(invitation)
    Organisation.objects.update(self_service_hours=hours)
    assert "Vill ni flytta eller avboka? Skriv till" in portal(invitation)
    for name in ("move", "cancel"):
        answer = Client().post(deed(name, invitation, meeting.pk), {"reason": "Nej"}, follow=True)
        assert f"Hör av er till {manager.name}, {manager.email}." in answer.content.decode()
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == (MeetingState.BOOKED, 0)


def test_a_meeting_of_a_day_is_moved_among_the_times_of_that_day_that_both_have_free(match, manager, day, invitation):
    slots = list(day.slots.all())
    meeting = book_meeting(
        match=match, manager=manager, span=slots[0].span, place="", by=manager, day=day, slot=slots[0]
    )
    other = factories.a_match(match.challenge, state=MatchState.INVITED)
    factories.a_meeting(other, manager, starts_at=slots[1].starts_at)
    page = deed("move", invitation, meeting.pk)
    offered = Client().get(page).context["form"].spans.values()
    assert list(offered) == [slots[2].span]
    Client().post(page, {"time": key(slots[2].span)})
    meeting.refresh_from_db()
    assert (meeting.slot, meeting.day, meeting.span) == (slots[2], day, slots[2].span)


def test_a_meeting_that_the_manager_has_moved_meanwhile_is_not_moved_unseen(meeting, manager, invitation):
    seen = Meeting.objects.get(pk=meeting.pk)
    move_meeting(meeting, span=on(8), place="Rum 4", seen=0, by=manager)
    with pytest.raises(StaleState):
        move_as_startup(invitation, seen, span=on(14), seen=0)


def test_a_link_that_moves_again_and_again_fills_nobodys_mailbox(meeting, invitation):
    for hour in range(8, 14):
        move_as_startup(invitation, meeting, span=on(14, hour), seen=meeting.sequence)
    with pytest.raises(StaleState, match="många brev"):
        move_as_startup(invitation, meeting, span=on(14, 15), seen=meeting.sequence)
    assert Letter.objects.count() == 12


def test_a_single_meeting_gets_a_link_of_its_own_from_the_organisations_template(match, manager, as_):
    Organisation.objects.update(video_link="https://video.exempel.se/{kod}")
    client, page = as_(manager), reverse("meetings:book", args=[match.pk])
    assert client.get(page).context["form"]["place"].value() == "https://video.exempel.se/{kod}"
    day = factories.a_weekday(7).isoformat()
    client.post(page, {"date": day, "clock": "13:00", "place": "https://video.exempel.se/{kod}"})
    meeting = Meeting.objects.get()
    assert meeting.place == f"https://video.exempel.se/{meeting.uid.hex[:12]}"


def test_whoever_would_meet_a_startup_hears_once_when_it_can(match, manager, invitation):
    def told() -> list[str]:
        return list(Letter.objects.exclude(state="withdrawn").values_list("to", flat=True))

    offer_times(invitation, spans=[(THREE[0].starts_at, THREE[0].ends_at)])
    offer_times(invitation, spans=[(time.starts_at, time.ends_at) for time in THREE])
    assert told() == [manager.email]  # the first had not left, and was written anew
    letter = Letter.objects.get(state="waiting")
    assert letter.text.count("13:00–13:20") == 2
    assert reverse("meetings:book", args=[match.pk]) in letter.text
    letter.change(state="sent")
    offer_times(invitation, spans=[(THREE[2].starts_at, THREE[2].ends_at)])
    assert told() == [manager.email]  # the page has the newest; no second letter the same day


def test_nobody_hears_of_a_startups_times_when_the_two_are_to_meet_already(match, manager, invitation):
    factories.a_meeting(match, manager)
    offer_times(invitation, spans=[(THREE[0].starts_at, THREE[0].ends_at)])
    assert not Letter.objects.exists()
