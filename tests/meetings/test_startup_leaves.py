"""A startup that is no longer with us keeps no coming meetings, and all who are concerned hear it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from meetings.actions.meetings import book_meeting
from meetings.models import Meeting
from meetings.slots import Span
from meetings.states import MeetingState
from post.models import Letter
from startups.actions.portal import decline
from startups.actions.shortlist import revoke, send_new_link, thank
from startups.models import Contact, Match, StartupInvitation
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def match(chief: User, staff: User) -> Match:
    challenge = factories.a_challenge(chief, factories.a_need(staff))
    return factories.a_match(challenge, state=MatchState.ANSWERED)


@pytest.fixture
def invitation(match: Match, chief: User) -> StartupInvitation:
    return factories.an_invitation(match, chief)


def to_somebody_else(match: Match, by: User) -> StartupInvitation:
    contact = Contact.objects.create(
        startup=match.startup, organisation=match.organisation, email="sara@startup.example", name="Sara Säljare"
    )
    return StartupInvitation.objects.create(match=match, contact=contact, invited_by=by)


def booked(match: Match, manager: User, days: int = 3) -> Meeting:
    begins = timezone.now() + timedelta(days=days)
    span = Span(begins, begins + timedelta(minutes=20))
    return book_meeting(match=match, manager=manager, span=span, place="Rådhuset", by=manager)


def stands(meeting: Meeting) -> str:
    meeting.refresh_from_db()
    return meeting.state


def cancellations() -> set[str]:
    """Whom a letter takes the meeting out of the calendar of."""
    return set(Letter.objects.filter(calendar_method="CANCEL").values_list("to", flat=True))


LEAVING = {
    "declines": lambda match, invitation, chief: decline(invitation, reason="Vi hinner inte."),
    "is thanked": lambda match, invitation, chief: thank(match, reason="En annan passade bättre.", by=chief),
    "is uninvited": lambda match, invitation, chief: revoke(invitation, by=chief),
}


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
def test_both_sides_hear_and_the_time_is_free_again(match, invitation, manager, chief, leave):
    meeting = booked(match, manager)
    leave(match, invitation, chief)

    assert stands(meeting) == MeetingState.CANCELLED
    assert cancellations() == {manager.email, invitation.contact.email}
    assert match.startup.name in meeting.history[0].reason
    other = factories.a_match(match.challenge, state=MatchState.ANSWERED)
    factories.an_invitation(other, chief)
    assert book_meeting(match=other, manager=manager, span=meeting.span, place="Rådhuset", by=manager).pk


def test_the_owner_of_the_challenge_hears_of_all_in_one_letter(match, invitation, manager, chief):
    meetings = [booked(match, manager), booked(match, manager, days=4)]
    decline(invitation, reason="Vi hinner inte.")

    letter = Letter.objects.get(to=chief.email, subject__contains="avbokade")
    assert f"{match.startup.name} har tackat nej." in letter.text
    assert letter.text.count(manager.name) == len(meetings)


def test_whoever_ends_it_is_not_written_to_about_the_own_deed(match, invitation, manager, chief):
    booked(match, manager)
    thank(match, reason="En annan passade bättre.", by=chief)
    assert not Letter.objects.filter(to=chief.email, subject__contains="avbokade").exists()


def test_it_stands_in_the_logbook_under_the_name_of_whoever_left(match, invitation, manager):
    meeting = booked(match, manager)
    decline(invitation, reason="Vi hinner inte.")
    assert (meeting.history[0].verb, meeting.history[0].person) == ("meeting.cancelled", invitation.contact.name)


def test_what_has_been_stays(match, invitation, manager, chief):
    meeting = booked(match, manager)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now() - timedelta(minutes=40)
    )
    revoke(invitation, by=chief)
    assert stands(meeting) == MeetingState.BOOKED


def test_a_new_link_or_one_of_two_contacts_changes_nothing(match, invitation, manager, chief):
    meeting = booked(match, manager)
    newer = send_new_link(invitation, by=chief)
    assert stands(meeting) == MeetingState.BOOKED

    second = to_somebody_else(match, chief)
    revoke(newer, by=chief)
    assert stands(meeting) == MeetingState.BOOKED
    revoke(second, by=chief)
    assert stands(meeting) == MeetingState.CANCELLED


def test_a_link_that_ran_out_changes_nothing(match, invitation, manager, chief):
    meeting = booked(match, manager)
    StartupInvitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(days=1))
    second = to_somebody_else(match, chief)
    revoke(second, by=chief)
    assert stands(meeting) == MeetingState.BOOKED


def test_meetings_with_others_stay(match, invitation, manager, chief):
    other = factories.a_match(match.challenge, state=MatchState.ANSWERED)
    factories.an_invitation(other, chief)
    meeting = booked(other, manager)
    decline(invitation, reason="Vi hinner inte.")
    assert stands(meeting) == MeetingState.BOOKED
