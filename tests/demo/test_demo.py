"""The demo: a believable administration, a second one that stays out of sight, and nothing real ever touched."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import Organisation, User
from demo.building import PASSWORD, build
from demo.days import Calendar, is_working_day
from demo.district import districts
from entry.personal_data import find_identity_numbers
from history.models import Entry
from meetings.models import MatchmakingDay, Meeting, StartupOutcome
from meetings.states import DayState, MeetingState
from needs.models import Challenge, Need, PrioritisationRound
from needs.states import ChallengeState, NeedState, RoundState
from pilots.models import Cost, Lesson, Obstacle, Pilot
from pilots.states import ObstacleState, PilotState
from post.models import Letter, LetterState
from reports.models import Report
from reports.states import ReportState
from startups.models import Contact, Match, Startup, StartupInvitation
from startups.states import MatchState

SIGN_INS = [
    "medarbetare@demo.example",
    "chef@demo.example",
    "team@demo.example",
    "utvecklingschef@demo.example",
    "ledning@demo.example",
    "admin@demo.example",
    "utvecklingschef@annan.example",
]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Organisation]:
    """The demo's first administration. Built once for this file; gone when the file is done."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, django_db_blocker.unblock(), transaction.atomic():
        build()
        yield Organisation.objects.get(slug="ekdalen")
        transaction.set_rollback(True)


@pytest.fixture
def allowed(settings: Any) -> None:
    settings.DEMO = True


def told(*options: str) -> str:
    out = StringIO()
    call_command("demo", *options, stdout=out)
    return out.getvalue()


def states(rows: Any) -> set[str]:
    return set(rows.values_list("state", flat=True))


def person(address: str) -> User:
    return User.objects.get(email=address)


# --- What is there --------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_there_is_as_much_as_promised(demo: Organisation) -> None:
    assert Need.objects.of(demo).count() == 43
    assert Startup.objects.count() == 60
    assert Contact.objects.filter(organisation=demo).count() == 60
    assert Pilot.objects.of(demo).exclude(state=PilotState.ABANDONED).count() == 7
    assert Report.objects.of(demo).ready().count() == 2
    assert 12 <= demo.units.count() <= 20
    assert demo.drivers.count() == 5
    assert Lesson.objects.of(demo).count() == 9


@pytest.mark.django_db
def test_every_state_is_there(demo: Organisation) -> None:
    assert states(Need.objects.of(demo)) == set(NeedState.values)
    assert states(PrioritisationRound.objects.of(demo)) == set(RoundState.values)
    assert states(Challenge.objects.of(demo)) == set(ChallengeState.values)
    assert states(Match.objects.filter(organisation=demo)) == set(MatchState.values)
    assert states(Meeting.objects.of(demo)) == set(MeetingState.values)
    assert states(Pilot.objects.of(demo)) == set(PilotState.values)
    assert states(Obstacle.objects.of(demo)) == set(ObstacleState.values)


@pytest.mark.django_db
def test_the_pilots_are_as_in_the_story(demo: Organisation) -> None:
    pilots = Pilot.objects.of(demo)
    assert pilots.filter(state=PilotState.SCALED_UP).count() == 2
    assert pilots.filter(state=PilotState.ENDED).count() == 1
    assert all(40_000 <= pilot.budget <= 100_000 for pilot in pilots)
    assert all(pilot.cost_so_far <= pilot.budget for pilot in pilots)
    assert all(pilot.thresholds.exists() for pilot in pilots)
    assert pilots.filter(decisions__kind="iterate").count() == 1


@pytest.mark.django_db
def test_one_matchmaking_day_is_over_one_is_to_come_with_room_left_and_one_is_asked_about(demo: Organisation) -> None:
    past, coming, later = MatchmakingDay.objects.of(demo).order_by("date")
    assert (past.state, coming.state, later.state) == (DayState.FINISHED, DayState.OPEN, DayState.WISHING)
    assert 0 < later.answers.awaited().count() < later.answers.count()
    assert past.date < timezone.localdate() < coming.date
    booked = coming.meetings.filter(state=MeetingState.BOOKED).count()
    assert 0 < booked < coming.slots.count() * coming.managers.count()
    assert {"pilot", "follow_up", "later", "refer", "no"} <= set(
        past.meetings.values_list("outcome__next_step", flat=True)
    )


@pytest.mark.django_db
def test_of_some_meetings_both_who_met_have_told(demo: Organisation) -> None:
    told = StartupOutcome.objects.filter(meeting__organisation=demo, meeting__outcome__isnull=False)
    assert told.count() >= 2


@pytest.mark.django_db
def test_the_reports_are_real_files(demo: Organisation) -> None:
    for report in Report.objects.of(demo):
        assert report.state == ReportState.READY
        with report.file.open() as file:
            text = "".join(page.extract_text() for page in PdfReader(file).pages)
        assert report.title in text
        assert demo.name in text


@pytest.mark.django_db
def test_the_money_of_each_years_report_is_the_costs_dated_in_it(demo: Organisation) -> None:
    told = {report.period_to: report.contents["figures"] for report in Report.objects.of(demo)}
    in_all = Decimal(0)
    for report in Report.objects.of(demo).order_by("period_to"):
        dated = Cost.objects.filter(pilot__organisation=demo, on__range=(report.period_from, report.period_to))
        spent = sum((cost.amount for cost in dated), Decimal(0))
        in_all += spent
        assert told[report.period_to]["spent"] == spent > 0
    # Pilots of the first year that were over before the second are not told of in it.
    assert spent < told[report.period_to]["spent_in_all"] < in_all


@pytest.mark.django_db
def test_startups_speak_swedish_and_some_english_and_belong_to_nobody(demo: Organisation) -> None:
    assert 5 <= Startup.objects.filter(language="en").count() <= 20
    assert all(startup.website.endswith(".example") for startup in Startup.objects.all())
    assert all(contact.email.endswith(".example") for contact in Contact.objects.all())


@pytest.mark.django_db
def test_no_text_looks_like_it_holds_an_identity_number(demo: Organisation) -> None:
    for need in Need.objects.all():
        assert find_identity_numbers(f"{need.situation} {need.consequence} {need.baseline}") == []


@pytest.mark.django_db
def test_everything_bears_the_themes_drivers_and_startups_that_its_text_names(demo: Organisation) -> None:
    told = districts()[0]
    for text in told.startups:
        themes = Startup.objects.get(name=text.name).themes.values_list("slug", flat=True)
        assert sorted(themes) == sorted(text.themes), text.name
    titles = {driver.key: driver.title for driver in told.organisation.drivers}
    for need in told.needs:
        drivers = Need.objects.of(demo).get(title=need.title).drivers.values_list("title", flat=True)
        assert set(drivers) == {titles[key] for key in need.drivers}, need.key
    for day in told.matchmaking_days:
        startups = MatchmakingDay.objects.of(demo).get(name=day.name).startups.values_list("name", flat=True)
        assert set(startups) == set(day.startups), day.name


# --- Its time -------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_everything_happened_before_now_and_on_working_days(demo: Organisation) -> None:
    moments = list(Entry.objects.values_list("at", flat=True))
    assert max(moments) <= timezone.now()
    assert all(is_working_day(timezone.localdate(moment)) for moment in moments)


@pytest.mark.django_db
def test_every_object_has_a_history_that_ends_in_its_state(demo: Organisation) -> None:
    for model in (Need, PrioritisationRound, Pilot, Report):
        for thing in model.objects.filter(organisation=demo):
            moved = [entry.to_state for entry in thing.history if entry.to_state]
            assert not moved or moved[0] == thing.state, (thing, moved)
            assert thing.history, thing


def test_working_days_skip_weekends_july_and_christmas() -> None:
    calendar = Calendar(date(2026, 8, 3))
    assert calendar.day(-1) == date(2026, 6, 30)
    assert calendar.day(1) == date(2026, 8, 4)
    assert Calendar(date(2027, 1, 7)).day(-1) == date(2026, 12, 21)
    assert Calendar(date(2026, 11, 22)).day(0) == date(2026, 11, 22)


@pytest.mark.parametrize("days", range(0, 365, 7))
def test_working_days_come_in_order_whatever_day_it_is(days: int) -> None:
    calendar = Calendar(date(2026, 1, 1) + timedelta(days=days))
    found = [calendar.day(number) for number in range(-40, 40)]
    assert found == sorted(set(found))


# --- Nothing leaves the installation, and nothing is seen across ----------------------------------------------------------------
@pytest.mark.django_db
def test_no_letter_waits_and_none_holds_a_link(demo: Organisation) -> None:
    letters = Letter.objects.all()
    assert letters.count() > 100
    taken_back = LetterState.WITHDRAWN  # an answer that was undone before it left
    found = set(letters.values_list("state", "text", "calendar"))
    assert found == {(LetterState.SENT, "", ""), (taken_back, "", "")}
    assert connection.run_on_commit == []


@pytest.mark.django_db
def test_the_second_administration_is_invisible_to_the_first(demo: Organisation) -> None:
    ours, theirs = person("utvecklingschef@demo.example"), person("utvecklingschef@annan.example")
    for model in (Need, PrioritisationRound, Challenge, Match, Meeting, Pilot, Lesson, Obstacle):
        seen = model.objects.visible_to(ours)
        assert seen.exists()
        assert set(seen.values_list("organisation", flat=True)) == {demo.pk}
        assert model.objects.visible_to(theirs).exists()
        assert not model.objects.visible_to(theirs).filter(organisation=demo).exists()
    assert not Report.objects.visible_to(theirs).exists()
    other = Organisation.objects.get(slug="vasterskog")
    assert other.colour != Organisation._meta.get_field("colour").default


# --- Signing in -----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("address", SIGN_INS)
def test_each_sign_in_works_and_leads_to_a_start_page(demo: Organisation, address: str, client: Client) -> None:
    answer = client.post(reverse("account_login"), {"login": address, "password": PASSWORD}, follow=True)
    assert answer.status_code == 200
    assert answer.context["user"].email == address


@pytest.mark.django_db
def test_the_sign_ins_are_printed_with_password_and_a_startups_open_portal(demo: Organisation, allowed: None) -> None:
    table = told("--sign-ins")
    for address in SIGN_INS:
        assert address in table
    assert PASSWORD in table
    token = table.strip().splitlines()[-1].rstrip("/").rpartition("/")[2]
    invitation = StartupInvitation.objects.by_token(token)
    assert invitation is not None
    assert invitation.is_open


def test_everybody_has_an_address_that_reaches_nobody() -> None:
    people = [person for district in districts() for person in district.people]
    assert len(people) == 30
    assert all(person.email.endswith(".example") for person in people)


# --- The command ----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_second_time_it_says_that_the_demo_is_there(demo: Organisation, allowed: None) -> None:
    before = Entry.objects.count()
    assert told().startswith("The demo is already here.")
    assert Entry.objects.count() == before
