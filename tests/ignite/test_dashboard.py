"""The start page: what awaits each role today."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from needs.states import ChallengeState, NeedState, RoundState
from reports.models import Report
from startups.states import MatchState
from tests import factories
from tests.world import a_world

MOST_QUERIES = 12


def waiting(page):
    return [(task.what, task.deed) for task in page.context["tasks"]]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["staff", "manager", "team", "chief", "leader", "admin", "decider", "stranger"])
def test_the_page_asks_few_questions_whoever_looks(as_, role):
    client = as_(a_world().people[role])
    client.get("/")  # what is counted once a minute is counted

    with CaptureQueriesContext(connection) as asked:
        client.get("/")

    assert len(asked) <= MOST_QUERIES, [q["sql"][:120] for q in asked]


def test_the_chief_is_reminded_of_what_is_prepared_but_not_opened(as_, staff, chief, manager):
    round_ = factories.a_round(chief, factories.a_need(staff), state=RoundState.PLANNED)
    challenge = factories.a_challenge(
        manager, factories.a_need(staff, NeedState.PRIORITISED), state=ChallengeState.DRAFT
    )

    assert waiting(as_(chief).get("/")) == [(round_.name, "Öppna prioriteringen"), (challenge.title, "Skriv klart")]


def test_a_need_in_a_prepared_round_no_longer_waits_for_one(as_, staff, chief):
    in_round, alone = factories.a_need(staff), factories.a_need(staff)
    factories.a_round(chief, in_round, state=RoundState.PLANNED)

    assert ("1 behov är inte med i någon prioritering", "Öppna en prioritering") in waiting(as_(chief).get("/"))
    assert "Ta med i en prioritering" in as_(chief).get(alone.get_absolute_url()).content.decode()
    assert "Ta med i en prioritering" not in as_(chief).get(in_round.get_absolute_url()).content.decode()


def test_a_need_is_chosen_already_when_the_chief_comes_from_its_page(as_, staff, chief):
    need, other = factories.a_need(staff), factories.a_need(staff)

    page = as_(chief).get(reverse("needs:round_new"), {"need": need.pk}).content.decode()
    page = " ".join(page.split())  # attributes may stand on lines of their own

    assert page.count("checked") - page.count('name="team"') <= 1
    assert f'value="{need.pk}" id="id_needs_0" checked' in page or f'value="{need.pk}" id="id_needs_1" checked' in page
    assert other.title in page


def test_an_administrator_of_a_new_organisation_is_told_how_to_begin(as_, organisation, administrator):
    organisation.narrative = ""
    organisation.save()
    organisation.units.all().delete()

    assert [deed for _what, deed in waiting(as_(administrator).get("/"))] == [
        "Skriv berättelsen",
        "Lägg till enhet",
        "Bjud in en person",
    ]


@pytest.mark.django_db
def test_a_check_in_is_asked_of_the_pilots_owner_alone(as_):
    w = a_world()
    pilot = factories.a_pilot(factories.a_match(w.challenge, state=MatchState.IN_PILOT), w.manager, w.decider)
    asked = {
        role
        for role in ("staff", "manager", "team", "chief", "leader", "admin", "decider", "other")
        if (f"Hur går det med {pilot.title}?", "Stäm av") in waiting(as_(w.people[role]).get("/"))
    }
    assert asked == {"manager"}


def test_only_the_page_itself_is_marked_as_the_start_page(as_, staff):
    client = as_(staff)
    assert [item.label for item in client.get("/").context["shell"].nav if item.active] == ["Översikt"]
    assert [item for item in client.get(reverse("privacy")).context["shell"].nav if item.active] == []


def test_leave_an_outcome_opens_the_form(as_, manager):
    match = factories.a_match(factories.a_challenge(manager), state=MatchState.ANSWERED)
    meeting = factories.a_meeting(match, manager, starts_at=timezone.now() - timedelta(hours=2))
    task = next(task for task in as_(manager).get("/").context["tasks"] if task.deed == "Lämna utfall")
    assert task.url == reverse("meetings:outcome", args=[meeting.pk])
    assert 'name="next_step"' in as_(manager).get(task.url).content.decode()


def a_ready_report(group, by, **fields):
    today = timezone.localdate()
    fields = {"title": "Höstens rapport", "period_from": today - timedelta(days=90), "period_to": today, **fields}
    ready = {"state": "ready", "file": "r.pdf", "sha256": "0" * 64, "ready_at": timezone.now()}
    return Report.objects.create(organisation=group.organisation, group=group, ordered_by=by, **fields, **ready)


def test_leaderships_start_page_shows_the_decisions_asked_of_it(as_, organisation, leader, chief):
    today, group = timezone.localdate(), factories.a_group(organisation, leader)
    a_ready_report(
        group,
        chief,
        period_to=today - timedelta(days=91),
        period_from=today - timedelta(days=180),
        decisions_asked="Det som frågades förra gången",
    )
    a_ready_report(group, chief, decisions_asked="Det som stod i utgåvan före")
    newest = a_ready_report(
        group, chief, edition=2, decisions_asked="Skala upp röststationen\n\nGe 200 000 kr till 2027\n"
    )
    a_ready_report(factories.a_group(organisation), chief, decisions_asked="En annan grupps sak")

    page = as_(leader).get("/")
    assert [(task.what, task.url) for task in page.context["tasks"]] == [
        ("Skala upp röststationen", newest.get_absolute_url()),
        ("Ge 200 000 kr till 2027", newest.get_absolute_url()),
    ]
    assert "Det här väntar på dig." in page.content.decode()
    assert waiting(as_(chief).get("/")) == []  # who asked for them does not decide


def test_a_leader_in_no_group_sees_what_all_groups_are_asked(as_, organisation, leader, chief):
    for name in ("Ett", "Två"):
        a_ready_report(factories.a_group(organisation), chief, decisions_asked=name)
    assert [what for what, _deed in waiting(as_(leader).get("/"))] == ["Ett", "Två"]


def test_on_a_matchmaking_day_its_live_page_comes_first_in_place_of_each_meeting(as_, chief, manager):
    match = factories.a_match(factories.a_challenge(manager, factories.a_need(manager)), state=MatchState.ANSWERED)
    day = factories.a_day(match.organisation, managers=(manager,), startups=(match.startup,), days_ahead=0)
    soon = {"starts_at": timezone.now() + timedelta(minutes=5)}
    factories.a_meeting(match, manager, day=day, slot=day.slots.all()[0], **soon)

    for person in (manager, chief):
        page = as_(person).get("/")
        assert waiting(page)[0] == (f"I dag: {day.name}", "Se vad som händer nu")
        assert page.context["tasks"][0].url == reverse("meetings:live", args=[day.pk])
        assert f"Möte med {match.startup.name}" not in dict(waiting(page))
        assert page.context["day"] is None


def test_the_chief_is_led_back_to_a_day_that_has_been(as_, chief, organisation):
    day = factories.a_day(organisation, days_ahead=-1)
    assert (f"{day.name} är över", "Avsluta dagen") in waiting(as_(chief).get("/"))
