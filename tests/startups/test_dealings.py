"""What an organisation has had to do with a startup over the years, and how many others have."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from meetings.states import MeetingState
from pilots.states import PilotState
from startups.models import Match, Startup
from startups.states import LateAnswer, MatchState
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("startups:startups")


@pytest.fixture
def startup(db: None) -> Startup:
    return factories.a_startup("Talklart")


@pytest.fixture
def words(as_: Any, startup: Startup) -> Callable[[User], str]:
    """What the section on the startup's page says to somebody, in one line."""

    def said(reader: User) -> str:
        page = as_(reader).get(startup.get_absolute_url()).text
        section = page.split('<section aria-labelledby="hos-oss">')[1].split("</section>")[0]
        return " ".join(section.split())

    return said


def asked(by: User, startup: Startup, *, days_ago: int = 0, state: str = MatchState.INVITED, **fields: Any) -> Match:
    match = factories.a_match(factories.a_challenge(by, **fields), startup, state)
    factories.an_invitation(match, by, created_at=timezone.now() - timedelta(days=days_ago))
    return match


def test_it_says_when_the_startup_was_asked_and_how_soon_it_answered(chief: User, startup: Startup, words: Any):
    match = factories.a_match(factories.a_challenge(chief), startup, MatchState.ANSWERED)
    asked_on = factories.at(timezone.localdate().replace(year=2025, month=3, day=3), 12)
    invitation = factories.an_invitation(match, chief, created_at=asked_on)
    factories.a_proposal(invitation, handed_in_at=asked_on + timedelta(days=4))
    assert "Tillfrågad i mars 2025, svarade efter 4 dagar" in words(chief)


@pytest.mark.parametrize(
    ("state", "proposal", "said"),
    [
        (MatchState.ANSWERED, {}, "svarade samma dag"),
        (MatchState.INVITED, None, "har inte svarat än"),
        (MatchState.INVITED, {"handed_in_at": None}, "har inte svarat än"),
        (MatchState.INVITED, {"late": LateAnswer.WAITING}, "svarade för sent"),
        (MatchState.DECLINED, None, "tackade nej"),
        (MatchState.THANKED, None, "svarade inte"),
    ],
)
def test_it_says_what_came_of_asking(
    chief: User, startup: Startup, words: Any, state: str, proposal: dict[str, Any] | None, said: str
):
    match = asked(chief, startup, state=state)
    if proposal is not None:
        factories.a_proposal(match.invitations.get(), **proposal)
    assert said in words(chief)


def test_an_answer_the_same_night_is_a_day_later(chief: User, startup: Startup, words: Any):
    match = factories.a_match(factories.a_challenge(chief), startup, MatchState.ANSWERED)
    late = factories.at(timezone.localdate() - timedelta(days=9), 23, 50)
    factories.a_proposal(
        factories.an_invitation(match, chief, created_at=late), handed_in_at=late + timedelta(minutes=20)
    )
    assert "svarade efter 1 dag" in words(chief)


def test_meetings_and_the_pilot_stand_under_their_challenge(chief: User, manager: User, startup: Startup, words: Any):
    match = asked(chief, startup, state=MatchState.IN_PILOT, title="Nycklar tappas")
    held = factories.a_meeting(match, manager, starts_at=timezone.now() - timedelta(days=3), state=MeetingState.HELD)
    factories.an_outcome(held, "pilot")
    factories.a_meeting(match, manager)
    factories.a_pilot(match, manager, chief, PilotState.RUNNING, title="In utan nyckel")
    said = words(chief)
    for text in ("Nycklar tappas", "Lina Linjechef · Föreslå en pilot", "Lina Linjechef · Bokat", "In utan nyckel"):
        assert text in said
    assert held.get_absolute_url() in said
    assert match.pilot.get_absolute_url() in said


def test_the_newest_stands_first_by_when_it_was_asked(chief: User, startup: Startup, words: Any):
    asked(chief, startup, days_ago=10, title="Den nyare")
    asked(chief, startup, days_ago=400, title="Den äldre")
    said = words(chief)
    assert said.index("Den nyare") < said.index("Den äldre")


def test_what_was_set_aside_says_why_to_those_who_make_shortlists(
    chief: User, staff: User, manager: User, startup: Startup, words: Any
):
    factories.a_match(factories.a_challenge(manager), startup, MatchState.SET_ASIDE, set_aside_reason="För dyrt nu")
    assert "För dyrt nu" in words(chief)
    assert "För dyrt nu" not in words(staff)


def test_of_others_there_is_a_number_and_nothing_else(chief: User, other_chief: User, startup: Startup, words: Any):
    assert "annan förvaltning" not in words(chief)
    for number in range(2):
        asked(other_chief, startup, title=f"Deras utmaning {number}")
    factories.a_match(
        factories.a_challenge(factories.a_person(factories.an_organisation("Västra"), factories.CHIEF)), startup
    )
    said = words(chief)
    assert "Även 1 annan förvaltning har haft kontakt med startupen." in said
    assert "Deras utmaning" not in said
    third = factories.a_person(factories.an_organisation("Östra"), factories.CHIEF)
    asked(third, startup)
    assert "Även 2 andra förvaltningar har haft kontakt" in words(chief)
    assert "Även 1 annan förvaltning har haft kontakt" in words(third)


def test_without_dealings_it_says_so(chief: User, words: Any):
    assert "Startupen har inte prövats för någon utmaning hos er." in words(chief)


def test_the_page_takes_as_many_queries_for_many_dealings_as_for_one(
    as_: Any, chief: User, manager: User, startup: Startup
):
    def deal() -> None:
        match = asked(chief, startup, state=MatchState.IN_PILOT)
        factories.a_proposal(match.invitations.get())
        meeting = factories.a_meeting(match, manager)
        factories.an_outcome(meeting, "pilot")
        factories.a_meeting(match, manager)
        factories.a_pilot(match, manager, chief)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            as_(chief).get(startup.get_absolute_url())
        return len(captured)

    deal()
    queries()
    few = queries()
    for _number in range(14):
        deal()
    assert queries() == few


# --- the list -----------------------------------------------------------------------------------------------------
def names(client: Any, query: str) -> list[str]:
    return [startup.name for startup in client.get(f"{LIST}?{query}").context["page"].rows]


def test_the_list_finds_those_that_the_own_organisation_has_not_asked_for_a_year(
    as_: Any, chief: User, other_chief: User
):
    asked(chief, factories.a_startup("Nyss"), days_ago=30)
    asked(chief, factories.a_startup("Länge sedan"), days_ago=400)
    both = factories.a_startup("Länge sedan och nyss")
    asked(chief, both, days_ago=400)
    asked(chief, both, days_ago=2)
    asked(other_chief, factories.a_startup("Av andra"), days_ago=2)
    factories.a_match(factories.a_challenge(chief), factories.a_startup("Bara i urvalet"))
    assert names(as_(chief), "not_asked=on") == ["Av andra", "Bara i urvalet", "Länge sedan"]
    assert len(names(as_(chief), "")) == 5


def test_the_year_is_counted_to_this_moment(as_: Any, chief: User):
    asked(chief, factories.a_startup("Talklart"))
    with time_machine.travel(timezone.now() + timedelta(days=364)):
        assert names(as_(chief), "not_asked=on") == []
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert names(as_(chief), "not_asked=on") == ["Talklart"]


def test_the_list_finds_those_with_references(as_: Any, chief: User):
    factories.a_startup("Med", references="Kiruna kommun")
    factories.a_startup("Utan")
    assert names(as_(chief), "references=on") == ["Med"]


def test_the_best_rated_come_first_and_the_rows_say_how_they_are_rated(as_: Any, chief: User, other_chief: User):
    for name, value in {"B": 2, "C": 5, "D": 2}.items():
        as_(chief).post(reverse("startups:rating", args=[factories.a_startup(name).pk]), {"value": value})
    as_(other_chief).post(reverse("startups:rating", args=[factories.a_startup("A").pk]), {"value": 5})
    client = as_(chief)
    assert names(client, "sort=rating") == ["C", "B", "D", "A"]
    assert client.get(LIST).text.count("2 av 5") == 2
    assert "av 5" not in b"".join(client.get(f"{LIST}?format=csv").streaming_content).decode()


def test_the_pages_go_on_in_the_order_of_the_rating(as_: Any, chief: User):
    for number in range(30):
        startup = factories.a_startup(f"S{number:02}")
        if number % 3:
            as_(chief).post(reverse("startups:rating", args=[startup.pk]), {"value": number % 3})
    first = as_(chief).get(f"{LIST}?sort=rating").context["page"]
    second = as_(chief).get(LIST + first.next_url).context["page"]
    found = [(startup.own_rating, startup.name) for startup in [*first.rows, *second.rows]]
    assert len({name for _rating, name in found}) == 30
    assert found == sorted(found, key=lambda pair: (-pair[0], pair[1]))


@pytest.mark.parametrize("typed", ["556677-8899", "5566778899", " 556677 8899 ", "165566778899", "556677–8899"])
def test_an_organisation_number_finds_its_startup(as_: Any, chief: User, typed: str):
    factories.a_startup("Talklart", organisation_number="556677-8899")
    factories.a_startup("Annan", organisation_number="556677-8907", summary="Ring 5566778899.")
    assert names(as_(chief), f"q={typed}") == ["Talklart"]
    assert [startup.name for startup in Startup.objects.about(typed)] == ["Talklart"]


def test_a_number_that_nobody_has_finds_nothing_and_says_so(as_: Any, chief: User):
    factories.a_startup("Talklart", organisation_number="556677-8899")
    assert "Inga startuper passar" in as_(chief).get(f"{LIST}?q=999999-9999").text
