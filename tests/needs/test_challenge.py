"""A challenge: written from prioritised needs, opened for answers, closed and opened again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entry.amounts import number
from history.actions import StaleState
from needs.actions.challenges import write_challenge
from needs.models import Challenge
from needs.states import ChallengeState, NeedState
from post.models import Letter
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "/utmaningar/ny/"
TODAY = timezone.localdate()


@pytest.fixture
def need(staff):
    return factories.a_need(
        staff,
        state=NeedState.PRIORITISED,
        title="Nycklar försvinner",
        situation="Nycklar tappas.",
        consequence="Besök uteblir.",
        desired_effect="Alla kommer in.",
        baseline="14 nycklar i månaden",
    )


def brief(needs, owner, **changes):
    """What the form sends."""
    return {
        "needs": [need.pk for need in needs],
        "title": "In utan nyckel",
        "problem": "Nycklar tappas och besök uteblir.",
        "for_whom": "Hemtjänsten",
        "baseline": "14 nycklar i månaden",
        "desired_effect": "Alla kommer in.",
        "contribution": "Tolv medarbetare",
        "budget_max": "80000",
        "answers_by": (TODAY + timedelta(days=21)).isoformat(),
        "theme": "",
        "owner": owner.pk,
        "route_to_adoption": "Avdelningschefen beslutar i mars.",
        **changes,
    }


def test_the_brief_begins_with_what_the_needs_say(as_, chief, manager, staff, need):
    theme = factories.a_theme()
    other = factories.a_need(
        staff,
        state=NeedState.PRIORITISED,
        situation="Reservnyckel saknas.",
        consequence="Besök uteblir.",
        theme=theme,
        owner=manager,
    )

    form = as_(chief).get(NEW, {"need": [need.pk, other.pk]}).context["form"]

    assert sorted(form["needs"].value()) == [need.pk, other.pk]
    assert form["title"].value() == "Nycklar försvinner"
    assert form["problem"].value() == "Nycklar tappas.\n\nBesök uteblir.\n\nReservnyckel saknas."
    assert form["baseline"].value() == "14 nycklar i månaden"
    assert form["budget_max"].value() == number(chief.memberships[0].organisation.pilot_budget_max)
    assert (form["theme"].value(), form["owner"].value()) == (theme.pk, manager.pk)


@pytest.mark.parametrize("nonsense", ["abc", "-1", "0", "99999999999999999999", "²"])
def test_a_nonsense_need_in_the_address_is_passed_over(as_, chief, need, nonsense):
    page = as_(chief).get(NEW, {"need": nonsense})

    assert page.status_code == 200
    assert page.context["form"]["needs"].value() == []


def test_only_prioritised_needs_of_the_house_can_be_chosen(as_, chief, staff, other_chief, need):
    factories.a_need(staff)
    foreign = factories.a_need(other_chief, state=NeedState.PRIORITISED)

    page = as_(chief).get(NEW, {"need": foreign.pk})

    assert list(page.context["form"].fields["needs"].queryset) == [need]
    assert foreign.title not in page.content.decode()


def test_a_draft_takes_its_needs_and_gives_them_its_owner(as_, chief, manager, staff, need):
    other = factories.a_need(staff, state=NeedState.PRIORITISED, owner=chief)

    as_(chief).post(NEW, brief([need, other], manager, draft="1"))

    challenge = Challenge.objects.get()
    assert challenge.state == ChallengeState.DRAFT
    need.refresh_from_db()
    other.refresh_from_db()
    assert (need.state, need.owner, other.owner) == (NeedState.IN_CHALLENGE, manager, chief)
    assert set(challenge.thread_needs()) == {need.pk, other.pk}
    assert challenge.history[0].sentence == "Började skriva utmaningen"


def test_opening_tells_the_owner(as_, chief, manager, need):
    as_(chief).post(NEW, brief([need], manager, publish="1"))

    challenge = Challenge.objects.get()
    assert challenge.state == ChallengeState.OPEN
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (manager.email, "Du är behovsägare för In utan nyckel")
    assert challenge.get_absolute_url() in letter.text


def test_opening_twice_tells_once(as_, chief, manager, need):
    as_(chief).post(NEW, brief([need], manager, draft="1"))
    opening = f"{Challenge.objects.get().get_absolute_url()}oppna/"

    as_(chief).post(opening)
    page = as_(chief).post(opening, follow=True)

    assert "Det är redan gjort" in page.content.decode()
    assert [("öppen" in letter.text) for letter in Letter.objects.order_by("pk")] == [False, True]


def test_a_draft_whose_day_has_passed_is_not_opened(as_, chief, manager):
    challenge = factories.a_challenge(manager, state=ChallengeState.DRAFT, answers_by=TODAY - timedelta(days=1))

    page = as_(chief).post(f"{challenge.get_absolute_url()}oppna/", follow=True)

    assert "Sista dagen att svara har passerat. Ändra den först." in page.content.decode()
    challenge.refresh_from_db()
    assert challenge.state == ChallengeState.DRAFT


def test_two_chiefs_cannot_make_two_challenges_of_one_need(as_, chief, manager, organisation, need):
    as_(chief).post(NEW, brief([need], manager, draft="1"))

    page = as_(chief).post(NEW, brief([need], manager, title="En gång till"))

    assert page.status_code == 422
    assert "redan med i en annan utmaning" in page.content.decode()
    assert "En gång till" in page.content.decode()
    assert Challenge.objects.count() == 1
    second = Challenge(organisation=organisation, title="x", problem="y", answers_by=TODAY, owner=manager)
    with pytest.raises(StaleState):
        write_challenge(second, needs=[need], by=chief)
    assert Challenge.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Skriv en rubrik"),
        ({"problem": ""}, "Beskriv behovet"),
        ({"budget_max": ""}, "Skriv vad en pilot får kosta"),
        ({"budget_max": "mycket"}, "Skriv beloppet med siffror"),
        ({"budget_max": "65 000,50"}, "Skriv beloppet i hela kronor"),
        ({"budget_max": "-5"}, "Skriv beloppet utan minus"),
        ({"budget_max": "99999999999"}, "Skriv ett belopp på högst 50 000 000 kr"),
        ({"answers_by": ""}, "Välj sista dag att svara"),
        ({"answers_by": "snart"}, "Skriv dagen som år-månad-dag"),
        ({"answers_by": "2020-01-01"}, "Välj en dag som inte har passerat"),
        ({"owner": ""}, "Välj en behovsägare"),
        ({"needs": []}, "Välj minst ett behov"),
        ({"needs": ["abc"]}, "Välj bland behoven i listan"),
        ({"problem": "Ring 811228-9874"}, "Det här ser ut som ett personnummer"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(as_, chief, manager, need, changes, message):
    page = as_(chief).post(NEW, brief([need], manager, route_to_adoption="Står kvar") | changes)

    assert page.status_code == 422
    assert message in page.content.decode()
    assert "Står kvar" in page.content.decode()
    assert Challenge.objects.count() == 0


def test_a_need_left_out_is_prioritised_again(as_, chief, manager, staff, need):
    other = factories.a_need(staff, state=NeedState.PRIORITISED)
    as_(chief).post(NEW, brief([need, other], manager, draft="1"))
    challenge = Challenge.objects.get()

    as_(chief).post(f"{challenge.get_absolute_url()}andra/", brief([other], manager, title="Ny rubrik"))

    challenge.refresh_from_db()
    need.refresh_from_db()
    assert (challenge.title, challenge.thread_needs()) == ("Ny rubrik", [other.pk])
    assert need.state == NeedState.PRIORITISED
    assert need.history[0].verb == "need.left_challenge"


def test_a_need_that_is_tried_in_a_pilot_cannot_be_left_out(as_, chief, manager, staff, need):
    other = factories.a_need(staff, state=NeedState.PRIORITISED)
    challenge = factories.a_challenge(manager, need, other)
    type(need).objects.filter(pk=need.pk).update(state=NeedState.IN_PILOT)

    page = as_(chief).post(f"{challenge.get_absolute_url()}andra/", brief([other], manager))

    assert page.status_code == 422
    assert "som redan prövas i en pilot" in page.content.decode()
    assert set(challenge.thread_needs()) == {need.pk, other.pk}


def test_a_change_of_an_open_brief_is_recorded(as_, chief, manager, need):
    challenge = factories.a_challenge(manager, need)

    as_(chief).post(f"{challenge.get_absolute_url()}andra/", brief([need], manager))

    challenge.refresh_from_db()
    assert challenge.state == ChallengeState.OPEN
    assert challenge.history[0].sentence == "Ändrade utmaningen"


def test_the_owner_may_write_and_not_open(as_, manager, need):
    challenge = factories.a_challenge(manager, need, state=ChallengeState.DRAFT)
    change = f"{challenge.get_absolute_url()}andra/"

    assert "Öppna utmaningen" not in as_(manager).get(change).content.decode()
    assert as_(manager).post(change, brief([need], manager, title="Mina ord")).status_code == 302
    assert as_(manager).post(change, brief([need], manager, publish="1")).status_code == 403
    challenge.refresh_from_db()
    assert (challenge.title, challenge.state) == ("Mina ord", ChallengeState.DRAFT)


def test_close_and_open_again_until_a_new_day(as_, chief, manager, need):
    challenge = factories.a_challenge(manager, need)
    as_(chief).post(f"{challenge.get_absolute_url()}stang/")
    challenge.refresh_from_db()
    assert not challenge.takes_answers

    again = f"{challenge.get_absolute_url()}oppna-igen/"
    assert as_(chief).post(again, {"answers_by": "2020-01-01"}).status_code == 422
    as_(chief).post(again, {"answers_by": (TODAY + timedelta(days=5)).isoformat()})
    challenge.refresh_from_db()
    assert challenge.takes_answers
    assert challenge.answers_by == TODAY + timedelta(days=5)
    assert [entry.verb for entry in challenge.history] == ["challenge.reopened", "challenge.closed"]


def test_a_closed_challenge_is_not_changed(as_, chief, manager, need):
    challenge = factories.a_challenge(manager, need, state=ChallengeState.CLOSED)

    answer = as_(chief).get(f"{challenge.get_absolute_url()}andra/")

    assert answer.url == challenge.get_absolute_url()


def test_a_draft_can_be_thrown_away_and_its_needs_wait_again(as_, chief, manager, need):
    as_(chief).post(NEW, brief([need], manager, draft="1"))

    as_(chief).post(f"{Challenge.objects.get().get_absolute_url()}ta-bort/")

    need.refresh_from_db()
    assert (Challenge.objects.count(), need.state) == (0, NeedState.PRIORITISED)


def test_everybody_on_the_staff_reads_and_only_those_who_may_act(
    as_, chief, team_member, manager, staff, leader, administrator, other_chief, organisation, need
):
    challenge = factories.a_challenge(manager, need)
    address = challenge.get_absolute_url()
    scouting = f'href="/utmaningar/{challenge.pk}/urval/"'

    for person in (chief, team_member):
        assert scouting in as_(person).get(address).content.decode()
    for person in (staff, leader, administrator):
        page = as_(person).get(address).content.decode()
        assert challenge.problem in page
        assert scouting not in page
        assert "Ändra</a>" not in page
    assert as_(other_chief).get(address).status_code == 404
    another_manager = factories.a_person(organisation, factories.MANAGER)
    for person in (team_member, another_manager, staff, leader, administrator):
        assert as_(person).get(f"{address}andra/").status_code == 403
        assert as_(person).post(f"{address}stang/").status_code == 403
        assert as_(person).get(NEW).status_code == 403


def test_text_is_never_markup(as_, chief, manager, need):
    challenge = factories.a_challenge(manager, need, problem="<script>alert(1)</script>")

    assert "<script>alert" not in as_(chief).get(challenge.get_absolute_url()).content.decode()


def test_the_page_costs_at_most_twelve_queries(as_, chief, manager, staff):
    challenge = factories.a_challenge(manager, *(factories.a_need(staff) for _ in range(5)))
    client = as_(chief)
    client.get(challenge.get_absolute_url())
    with CaptureQueriesContext(connection) as seen:
        client.get(challenge.get_absolute_url())
    assert len(seen) <= 12
