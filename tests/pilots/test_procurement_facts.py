"""The facts that the procurement act asks for: who was asked and who answered, the limits of the day, the other pilots."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import ProcurementLimit, User
from pilots.models import Pilot
from pilots.models.pilots import procurement_context_of
from pilots.procurement import ProcurementContext, must_document
from pilots.states import PilotState
from startups.models import Match, Startup
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)


def both_ways(match: Match, owner: User) -> ProcurementContext:
    """The facts before the charter is written, which are the same once there is one."""
    before = procurement_context_of(match, on=DAY)
    pilot = factories.a_pilot(match, owner, owner, PilotState.CHARTER, starts_on=DAY, ends_on=DAY + timedelta(days=60))
    after = Pilot.objects.get(pk=pilot.pk).purchase.around
    assert before == after
    return after


@pytest.mark.parametrize(
    ("state", "proposal", "counted"),
    [
        (MatchState.SUGGESTED, None, (0, 0)),
        (MatchState.SHORTLISTED, None, (0, 0)),
        (MatchState.SET_ASIDE, None, (0, 0)),
        (MatchState.INVITED, None, (1, 0)),
        (MatchState.INVITED, "draft", (1, 0)),
        (MatchState.ANSWERED, "handed in", (1, 1)),
        (MatchState.MET, "handed in", (1, 1)),
        (MatchState.IN_PILOT, "handed in", (1, 1)),
        (MatchState.THANKED, "handed in", (1, 1)),
        (MatchState.MET, None, (1, 0)),
        (MatchState.DECLINED, None, (1, 0)),  # "no, thank you" is no offer
        (MatchState.DECLINED, "handed in", (1, 1)),  # it was given, and stays on record
    ],
)
def test_who_was_asked_and_who_answered(
    match: Match, manager: User, chief: User, state: str, proposal: str | None, counted: tuple[int, int]
) -> None:
    other = factories.a_match(match.challenge, state=state)
    if proposal:
        draft = {"handed_in_at": None} if proposal == "draft" else {}
        factories.a_proposal(factories.an_invitation(other, chief), **draft)
    others = Match.objects.exclude(pk=match.pk)
    assert (others.asked().count(), others.answered().count()) == counted
    facts = both_ways(match, manager)
    assert (facts.asked - 1, facts.answered - 1) == counted


def test_another_challenge_is_another_question(match: Match, manager: User, chief: User) -> None:
    elsewhere = factories.a_match(factories.a_challenge(manager), match.startup, state=MatchState.ANSWERED)
    factories.a_proposal(factories.an_invitation(elsewhere, chief))
    facts = both_ways(match, manager)
    assert (facts.asked, facts.answered) == (1, 1)


@pytest.mark.parametrize(("days", "limit"), [(-1, 800_000), (0, 800_000), (1, 700_000)])
def test_the_limit_is_the_latest_that_holds_on_the_first_day(
    match: Match, manager: User, days: int, limit: int
) -> None:
    ProcurementLimit.objects.create(
        organisation=match.organisation, kind="direct_award", amount=800_000, valid_from=DAY + timedelta(days=days)
    )
    facts = both_ways(match, manager)
    assert (facts.direct_award_limit, facts.documentation_limit) == (limit, 100_000)


def test_another_organisations_limit_does_not_hold_here(match: Match, manager: User) -> None:
    ProcurementLimit.objects.all().delete()
    factories.an_organisation("Södra")
    facts = both_ways(match, manager)
    assert (facts.direct_award_limit, facts.documentation_limit) == (None, None)


def another_pilot(match: Match, owner: User, first: date, *, startup: Startup | None = None, **fields: Any) -> Pilot:
    """A pilot of another challenge with the same startup, by default for 40 000 kr."""
    other = factories.a_match(factories.a_challenge(owner), startup or match.startup, state=MatchState.IN_PILOT)
    fields = {"budget": 40_000, "ends_on": first + timedelta(days=30), **fields}
    return factories.a_pilot(other, owner, owner, starts_on=first, **fields)


@pytest.mark.parametrize(
    ("days_before", "counts"), [(-365, False), (-364, True), (-1, True), (0, True), (364, True), (365, False)]
)
def test_the_startups_other_pilots_of_twelve_months_are_added(
    match: Match, manager: User, days_before: int, counts: bool
) -> None:
    another_pilot(match, manager, DAY - timedelta(days=days_before))
    strangers = factories.a_match(factories.a_challenge(manager), state=MatchState.IN_PILOT)
    factories.a_pilot(strangers, manager, manager, starts_on=DAY, ends_on=DAY + timedelta(days=30))
    facts = both_ways(match, manager)
    assert (facts.others, facts.other_count) == ((40_000, 1) if counts else (0, 0))


def test_a_running_pilot_and_a_planned_one_of_the_same_startup_know_each_other(match: Match, manager: User) -> None:
    runs = another_pilot(match, manager, DAY - timedelta(days=90))
    planned = another_pilot(match, manager, DAY, state=PilotState.CHARTER, budget=70_000)
    assert [runs.purchase.total, planned.purchase.total] == [110_000, 110_000]
    assert must_document(runs.purchase)
    assert must_document(planned.purchase)


def test_another_pilot_is_worth_what_is_booked_for_it_when_that_is_more(match: Match, manager: User) -> None:
    other = another_pilot(match, manager, DAY)
    factories.a_cost(other, manager, amount=3_000_000)
    assert both_ways(match, manager).others == 3_000_000


def test_another_organisations_purchases_are_another_authoritys(match: Match, manager: User) -> None:
    other = another_pilot(match, manager, DAY)
    Pilot.objects.filter(pk=other.pk).update(organisation=factories.an_organisation("Södra"))
    assert both_ways(match, manager).other_count == 0


def test_before_the_charter_it_is_one_question(match: Match, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        procurement_context_of(match, on=DAY)
