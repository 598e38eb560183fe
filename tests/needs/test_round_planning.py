"""Preparing a prioritisation round, opening it, changing it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from history.actions import StaleState
from needs.actions.rounds import open_round, plan_round
from needs.models import Candidate, PrioritisationRound
from needs.states import NeedState, RoundState
from post.models import Letter
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "/prioritering/ny/"
IN_A_WEEK = timezone.localdate() + timedelta(days=7)


def filled_in(needs=(), team=(), criteria=(("Nytta", 5), ("Brådska", 2)), **changes):
    """What the form sends."""
    rows = {
        "kriterier-TOTAL_FORMS": len(criteria),
        "kriterier-INITIAL_FORMS": 0,
        "kriterier-MIN_NUM_FORMS": 0,
        "kriterier-MAX_NUM_FORMS": 1000,
    }
    for number, (name, weight) in enumerate(criteria):
        rows |= {f"kriterier-{number}-name": name, f"kriterier-{number}-weight": weight}
        rows |= {f"kriterier-{number}-guidance": f"Om {name.lower()}"}
    return {
        "name": "Hösten 2026",
        "closes_on": IN_A_WEEK.isoformat(),
        "needs": [need.pk for need in needs],
        "team": [person.pk for person in team],
        **rows,
        **changes,
    }


def test_the_form_proposes_five_criteria_two_weeks_and_the_whole_team(as_, chief, team_member, staff):
    page = as_(chief).get(NEW)

    rows = page.context["criteria"].forms
    assert [row["name"].value() for row in rows[:5]] == [
        "Nytta",
        "Brådska",
        "Genomförbarhet i en pilot",
        "Spridning",
        "Ägarens beredskap",
    ]
    form = page.context["form"]
    assert form["team"].value() == [team_member.pk]
    assert list(form.fields["team"].queryset) == [team_member, chief]
    assert form["closes_on"].value() == timezone.localdate() + timedelta(days=14)


def test_only_needs_that_wait_can_be_chosen(as_, chief, staff, other_chief):
    waiting = factories.a_need(staff)
    planned = factories.a_need(staff)
    factories.a_need(staff, state=NeedState.PARKED)
    factories.a_need(staff, state=NeedState.DRAFT)
    factories.a_need(other_chief)
    plan_round(
        PrioritisationRound(
            organisation=chief.memberships[0].organisation, name="Annan", closes_on=IN_A_WEEK, created_by=chief
        ),
        needs=[planned],
        team=[],
        criteria=[],
        by=chief,
    )

    assert list(as_(chief).get(NEW).context["form"].fields["needs"].queryset) == [waiting]


def test_opening_puts_the_needs_under_assessment_and_sends_each_member_one_letter(
    as_, chief, staff, team_member, organisation
):
    other = factories.a_person(organisation, factories.TEAM)
    needs = [factories.a_need(staff), factories.a_need(staff)]

    answer = as_(chief).post(NEW, filled_in(needs, [team_member, other]))

    round_ = PrioritisationRound.objects.get()
    assert answer.url == round_.get_absolute_url()
    assert round_.state == RoundState.OPEN
    assert [(c.name, c.weight, c.guidance) for c in round_.criteria.all()] == [
        ("Nytta", 5, "Om nytta"),
        ("Brådska", 2, "Om brådska"),
    ]
    for need in needs:
        need.refresh_from_db()
        assert need.state == NeedState.IN_ROUND
        assert need.history[0].sentence == "Tog med behovet i prioriteringen Hösten 2026"
    letters = Letter.objects.order_by("to")
    assert {letter.to for letter in letters} == {team_member.email, other.email}
    assert letters.count() == 2
    assert letters[0].subject == "Bedöm behoven i Hösten 2026"
    assert "2 behov väntar på din bedömning." in letters[0].text
    assert f"http://localhost:8000{round_.get_absolute_url()}" in letters[0].text


def test_a_draft_is_told_to_nobody_and_leaves_the_needs_waiting(as_, chief, staff, team_member):
    need = factories.a_need(staff)

    as_(chief).post(NEW, filled_in([need], [team_member], draft="1"))

    round_ = PrioritisationRound.objects.get()
    need.refresh_from_db()
    assert (round_.state, need.state, Letter.objects.count()) == (RoundState.PLANNED, NeedState.SUBMITTED, 0)
    assert as_(team_member).get(round_.get_absolute_url()).status_code == 404


def test_a_draft_can_be_changed_and_then_opened(as_, chief, staff, team_member):
    first, second = factories.a_need(staff), factories.a_need(staff)
    as_(chief).post(NEW, filled_in([first], [team_member], draft="1"))
    round_ = PrioritisationRound.objects.get()

    as_(chief).post(
        f"{round_.get_absolute_url()}andra/", filled_in([second], [team_member], criteria=[("Spridning", 4)], draft="1")
    )
    assert [c.need for c in round_.candidates.all()] == [second]
    assert [c.name for c in round_.criteria.all()] == ["Spridning"]

    as_(chief).post(f"{round_.get_absolute_url()}oppna/")
    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN


def test_a_need_stays_in_a_draft_while_others_come_and_go(as_, chief, staff, team_member):
    stays, goes, comes = (factories.a_need(staff) for _ in range(3))
    as_(chief).post(NEW, filled_in([stays, goes], [team_member], draft="1"))
    round_ = PrioritisationRound.objects.get()
    before = round_.candidates.get(need=stays)

    changed = filled_in([stays, comes], [team_member], draft="1") | {"kriterier-INITIAL_FORMS": 2}
    as_(chief).post(f"{round_.get_absolute_url()}andra/", changed)

    assert {candidate.need for candidate in round_.candidates.all()} == {stays, comes}
    assert round_.candidates.get(need=stays) == before


def test_opening_twice_sends_no_second_letter(as_, chief, staff, team_member):
    as_(chief).post(NEW, filled_in([factories.a_need(staff)], [team_member], draft="1"))
    opening = f"{PrioritisationRound.objects.get().get_absolute_url()}oppna/"

    as_(chief).post(opening)
    page = as_(chief).post(opening, follow=True)

    assert "Det är redan gjort" in page.content.decode()
    assert Letter.objects.count() == 1


def test_a_need_answered_meanwhile_is_left_out(chief, staff, team_member):
    gone, waiting = factories.a_need(staff), factories.a_need(staff)
    round_ = factories.a_round(chief, gone, waiting, team=(team_member,), state=RoundState.PLANNED)
    type(gone).objects.filter(pk=gone.pk).update(state=NeedState.PARKED, answer="Inte nu")
    type(gone).objects.filter(pk=waiting.pk).update(state=NeedState.SUBMITTED)

    open_round(round_, by=chief)

    assert [c.need_id for c in round_.candidates.all()] == [waiting.pk]


def test_a_round_without_a_need_left_is_not_opened(chief, staff, team_member):
    need = factories.a_need(staff)
    round_ = factories.a_round(chief, need, team=(team_member,), state=RoundState.PLANNED)
    type(need).objects.filter(pk=need.pk).update(state=NeedState.PARKED, answer="Inte nu")

    with pytest.raises(StaleState):
        open_round(round_, by=chief)
    round_.refresh_from_db()
    assert (round_.state, round_.candidates.count()) == (RoundState.PLANNED, 1)


def test_two_rounds_cannot_take_the_same_need(as_, chief, staff, team_member):
    need = factories.a_need(staff)
    as_(chief).post(NEW, filled_in([need], [team_member], draft="1"))

    page = as_(chief).post(NEW, filled_in([need], [team_member], name="Våren 2027"))

    assert page.status_code == 422
    assert "Ett av behoven är redan med i en annan omgång" in page.content.decode()
    assert "Våren 2027" in page.content.decode()
    assert Candidate.objects.count() == 1


def test_a_need_that_is_taken_while_the_form_is_saved_is_not_taken_twice(chief, staff, organisation):
    need = factories.a_need(staff)

    def plan():
        round_ = PrioritisationRound(organisation=organisation, name="Omgång", closes_on=IN_A_WEEK, created_by=chief)
        plan_round(round_, needs=[need], team=[], criteria=[], by=chief)

    plan()
    with pytest.raises(StaleState) as stale:
        plan()
    assert stale.value.subject == need
    assert PrioritisationRound.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Skriv vad omgången heter"),
        ({"closes_on": ""}, "Välj sista dag"),
        ({"closes_on": "igår"}, "Skriv dagen som år-månad-dag"),
        ({"closes_on": "2020-01-01"}, "Välj en dag som inte har passerat"),
        ({"needs": []}, "Välj minst ett behov"),
        ({"needs": ["abc"]}, "Välj bland behoven i listan"),
        ({"team": []}, "Välj minst en som bedömer"),
        ({"criteria": [("", 3)]}, "Skriv minst ett kriterium"),
        ({"criteria": [("Nytta", 3), ("nytta", 4)]}, "Två kriterier heter likadant"),
        ({"criteria": [("Nytta", 9)]}, "Välj en vikt från 1 till 5"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(as_, chief, staff, team_member, changes, message):
    need = factories.a_need(staff)

    page = as_(chief).post(NEW, filled_in(**({"needs": [need], "team": [team_member]} | _lists(changes))))

    assert page.status_code == 422
    assert message in page.content.decode()
    assert PrioritisationRound.objects.count() == 0


def _lists(changes):
    """`needs` and `team` as what the form sends, for the cases that are not people or needs."""
    wrong = [key for key in ("needs", "team") if key in changes]
    return {
        key: [type("Thing", (), {"pk": value}) for value in changes[key]] if key in wrong else changes[key]
        for key in changes
    }


def test_an_open_round_can_get_a_new_day_and_a_new_member_who_gets_a_letter(
    as_, chief, staff, team_member, organisation
):
    newcomer = factories.a_person(organisation, factories.TEAM, name="Ny Team")
    round_ = factories.a_round(chief, factories.a_need(staff), team=(team_member,))

    as_(chief).post(
        f"{round_.get_absolute_url()}andra/",
        {"name": "Förlängd", "closes_on": IN_A_WEEK.isoformat(), "team": [team_member.pk, newcomer.pk]},
    )

    round_.refresh_from_db()
    assert (round_.name, round_.closes_on) == ("Förlängd", IN_A_WEEK)
    assert list(Letter.objects.values_list("to", flat=True)) == [newcomer.email]
    assert round_.history[0].sentence == "Ändrade prioriteringen"


def test_a_draft_can_be_thrown_away_and_its_needs_chosen_again(as_, chief, staff, team_member):
    need = factories.a_need(staff)
    as_(chief).post(NEW, filled_in([need], [team_member], draft="1"))

    as_(chief).post(f"{PrioritisationRound.objects.get().get_absolute_url()}ta-bort/")

    assert PrioritisationRound.objects.count() == 0
    assert list(as_(chief).get(NEW).context["form"].fields["needs"].queryset) == [need]


def test_only_the_chief_prepares_rounds(as_, staff, manager, team_member, leader, administrator):
    for person in (staff, manager, team_member, leader, administrator):
        assert as_(person).get(NEW).status_code == 403
        assert as_(person).post(NEW, filled_in()).status_code == 403
