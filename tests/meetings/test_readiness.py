"""Before a day opens its page says what should be mended, each with the page that mends it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from meetings.models import DayAnswer, MatchmakingDay, Room, Wish
from meetings.readiness import Line, lines_of
from meetings.states import DayState
from meetings.wishing import DayWishes
from startups.models import Match, StartupInvitation
from startups.states import MatchState
from tests import factories


@pytest.fixture
def planned(match: Match, manager: User) -> MatchmakingDay:
    return factories.a_day(match.organisation, managers=(manager,), startups=(match.startup,), state=DayState.PLANNED)


def lines(day: MatchmakingDay) -> list[Line]:
    return lines_of(DayWishes(day))


def words(day: MatchmakingDay) -> list[str]:
    return [line.words for line in lines(day)]


def test_a_day_on_which_everybody_has_somebody_to_meet_is_ready(planned, chief, as_):
    assert lines(planned) == []
    assert "Allt är på plats" in as_(chief).get(planned.get_absolute_url()).content.decode()


def test_a_manager_without_a_startup_for_her_own_challenge_is_named(planned, organisation):
    planned.managers.add(factories.a_person(organisation, factories.MANAGER, name="Lina Ek"))
    assert words(planned) == ["Lina Ek saknar startup för sin egen utmaning."]


def test_startups_without_a_contact_are_counted_and_lead_to_where_they_are_invited(planned, match):
    other = factories.a_match(match.challenge, state=MatchState.ANSWERED)
    planned.startups.add(other.startup)
    StartupInvitation.objects.all().delete()
    (line,) = lines(planned)
    assert line.words.startswith("2 startuper saknar kontakt")
    assert line.url in (match.get_absolute_url(), other.get_absolute_url())


def test_two_who_have_met_before_are_named(planned, match, manager):
    factories.a_meeting(match, manager, state="held")
    assert words(planned) == [f"{match.startup.name} har redan träffat {manager.name}."]


def test_a_startup_that_has_left_is_named(planned, match):
    Match.objects.update(state=MatchState.DECLINED)
    assert f"{match.startup.name} går inte att möta längre." in words(planned)


def test_a_manager_who_wants_more_than_the_day_holds_is_named(planned, match, manager, chief):
    for _number in range(3):
        other = factories.a_match(match.challenge, state=MatchState.ANSWERED)
        factories.an_invitation(other, chief)
        planned.startups.add(other.startup)
    (line,) = lines(planned)
    assert line.words == f"{manager.name} har fler önskade möten än lediga tider."
    assert line.url == reverse("meetings:day_change", args=[planned.pk])


def test_rooms_that_do_not_suffice_are_told_in_numbers(planned, match, organisation, chief):
    Room.objects.create(day=planned, name="Bord", capacity=1)
    for _number in range(3):
        manager = factories.a_person(organisation, factories.MANAGER)
        other = factories.a_match(factories.a_challenge(manager), state=MatchState.ANSWERED)
        factories.an_invitation(other, chief)
        planned.managers.add(manager)
        planned.startups.add(other.startup)
    assert words(planned) == ["Önskemålen är 4 möten, men rummen räcker till 3."]


def test_whom_somebody_does_not_want_needs_no_time(planned, match, manager, chief):
    for _number in range(3):
        other = factories.a_match(match.challenge, state=MatchState.ANSWERED)
        factories.an_invitation(other, chief)
        planned.startups.add(other.startup)
    Wish.objects.create(day=planned, side="manager", manager=manager, match=match, level="no")
    assert lines(planned) == []


def test_only_the_chief_sees_what_is_not_ready(planned, manager, chief, as_):
    MatchmakingDay.objects.update(state=DayState.WISHING, wishes_by=planned.date)
    assert "Innan du öppnar dagen" in as_(chief).get(planned.get_absolute_url()).content.decode()
    assert "Innan du öppnar dagen" not in as_(manager).get(planned.get_absolute_url()).content.decode()


MOST = {"day": 21, "day_replies": 14}


@pytest.mark.parametrize("page", MOST)
def test_the_chief_s_pages_ask_as_little_for_thirty_as_for_one(page, match, manager, chief, as_):
    day = factories.a_day_with_wishes(match.organisation, managers=(manager,), startups=(match.startup,))
    client, address = as_(chief), reverse(f"meetings:{page}", args=[day.pk])
    few = questions(client, address)
    for _number in range(15):
        colleague = factories.a_person(day.organisation, factories.MANAGER)
        other = factories.a_match(factories.a_challenge(colleague), state=MatchState.ANSWERED)
        day.managers.add(colleague)
        day.startups.add(other.startup)
        DayAnswer.objects.create(day=day, manager=colleague)
        DayAnswer.objects.create(day=day, startup=other.startup)
    assert questions(client, address) == few
    assert few <= MOST[page]


def questions(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
