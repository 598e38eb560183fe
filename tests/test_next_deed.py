"""What has come to its end leads on: a decided round, a startup passed on, an ended pilot."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from meetings.models import Outcome
from needs.states import NeedState, RoundState
from startups.states import MatchState
from tests import factories


def test_a_decided_round_leads_to_the_challenge_of_its_next_need(as_, chief, team_member):
    need = factories.a_need(chief)
    round_ = factories.a_round(chief, need, team=(team_member,), state=RoundState.FINISHED)
    type(need).objects.filter(pk=need.pk).update(state=NeedState.PRIORITISED, answer="Vi tar det vidare.")
    write = f"{reverse('needs:challenge_new')}?need={need.pk}"

    assert write in as_(chief).get(round_.get_absolute_url()).content.decode()
    assert as_(chief).get(write).context["form"].initial["title"] == need.title
    assert write not in as_(team_member).get(round_.get_absolute_url()).content.decode()

    type(need).objects.filter(pk=need.pk).update(state=NeedState.IN_CHALLENGE)
    text = as_(chief).get(round_.get_absolute_url()).content.decode()
    assert write not in text
    assert "Till utmaningarna" in text


def test_a_startup_that_suits_another_unit_is_booked_for_its_manager(as_, chief, manager, organisation):
    unit = factories.a_unit(organisation, "Förskolan")
    colleague = factories.a_person(organisation, factories.MANAGER)
    colleague.membership_set.update(unit=unit)
    match = factories.a_match(factories.a_challenge(manager), state=MatchState.MET)
    meeting = factories.a_meeting(match, manager, starts_at=timezone.now() - timedelta(days=1), state="held")
    Outcome.objects.create(meeting=meeting, next_step="refer", refer_to=unit, left_by=manager)
    book = f"{reverse('meetings:book', args=[match.pk])}?manager={colleague.pk}"

    text = as_(chief).get(meeting.get_absolute_url()).content.decode()
    assert "Boka möte för Förskolan" in text
    assert book in text
    assert as_(chief).get(book).context["manager"] == colleague

    factories.a_meeting(match, colleague)
    assert book not in as_(chief).get(meeting.get_absolute_url()).content.decode()


def test_an_ended_pilot_leads_to_the_thanks(as_, chief, manager, staff):
    match = factories.a_match(factories.a_challenge(manager), state=MatchState.IN_PILOT)
    pilot = factories.a_pilot(match, manager, staff, state="ended", decided_at=timezone.now())
    thank = reverse("startups:match_thank", args=[match.pk])

    assert thank in as_(chief).get(pilot.get_absolute_url()).content.decode()
    assert thank not in as_(manager).get(pilot.get_absolute_url()).content.decode()

    type(match).objects.update(state=MatchState.THANKED)
    text = as_(chief).get(pilot.get_absolute_url()).content.decode()
    assert thank not in text
    assert "Skriv en lärdom till" in text
