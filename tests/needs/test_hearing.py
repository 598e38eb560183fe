"""Who hears what becomes of a need: who handed it in, who owns it, who has it too; each once, and why."""

import pytest

from needs.actions.needs import answer_need, support_need
from needs.actions.rounds import release_answers
from needs.states import CandidateDecision, NeedState, RoundState
from pilots.actions import decide
from post.models import Letter
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db
PARKED = {"to": NeedState.PARKED, "reason": "Vi väntar."}


def why(reason: str) -> str:
    return f"Du får det här brevet för att {reason}."


def told() -> dict[str, str]:
    """Address → why that person says to be written to."""
    return {letter.to: next(x for x in letter.text.splitlines() if "för att" in x) for letter in Letter.objects.all()}


def test_supporters_and_owner_hear_the_answer_too_and_why(staff, manager, team_member, chief):
    need = factories.a_need(staff, owner=manager)
    support_need(need, line="Vi med", unit=None, by=team_member)

    answer_need(need, **PARKED, by=chief)

    assert told() == {
        staff.email: why("du har lämnat in behovet"),
        manager.email: why("du är behovsägare"),
        team_member.email: why("du har samma behov"),
    }


def test_whoever_has_several_parts_in_a_need_gets_one_letter(manager, chief):
    need = factories.a_need(manager, owner=manager, on_behalf_email=manager.email)

    answer_need(need, **PARKED, by=chief)

    assert told() == {manager.email: why("du har lämnat in behovet")}


def test_whoever_answers_is_not_written_to(staff, chief):
    need = factories.a_need(chief, owner=staff)

    answer_need(need, **PARKED, by=chief)

    assert list(told()) == [staff.email]


def test_somebody_who_has_left_is_not_written_to(organisation, chief, manager):
    left = factories.a_person(organisation, factories.STAFF)
    need = factories.a_need(left)
    support_need(need, line="", unit=None, by=manager)
    left.membership_set.all().delete()

    answer_need(need, **PARKED, by=chief)

    assert list(told()) == [manager.email]


def test_somebody_without_an_account_is_greeted_by_name_and_sent_nowhere(staff, chief):
    need = factories.a_need(staff, on_behalf_of="Natt Nilsson", on_behalf_email="Natt@exempel.example")

    answer_need(need, **PARKED, by=chief)

    letter = Letter.objects.get(to="natt@exempel.example")
    assert "Hej Natt Nilsson," in letter.text
    assert "Vi väntar." in letter.text
    assert why("behovet är inlämnat åt dig") in letter.text
    assert need.get_absolute_url() not in letter.text


def test_a_colleague_it_was_handed_in_for_is_written_to_in_their_own_name(organisation, staff, chief):
    colleague = factories.a_person(organisation, factories.STAFF, name="Åke Ås", language="en")
    need = factories.a_need(staff, on_behalf_of="Åke", on_behalf_email=colleague.email.upper())

    answer_need(need, **PARKED, by=chief)

    letter = Letter.objects.get(to=colleague.email)
    assert "Åke Ås" in letter.text
    assert need.get_absolute_url() in letter.text
    assert "the need was submitted on your behalf" in letter.text


def test_the_answers_of_a_round_reach_supporters_and_owners(staff, manager, team_member, chief):
    need = factories.a_need(staff, owner=manager)
    support_need(need, line="", unit=None, by=team_member)
    round_ = factories.a_round(chief, need, state=RoundState.DECIDING)
    decided = {"decision": CandidateDecision.FORWARD, "reason": "Många har det.", "decided_by": chief}
    round_.candidates.update(**decided, decided_at=need.submitted_at)

    release_answers(round_, by=chief)

    assert set(told()) == {staff.email, manager.email, team_member.email}


def test_a_pilots_decision_is_heard_by_all_who_hear_of_its_needs(organisation, staff, manager, chief, leader):
    owner, supporter = (factories.a_person(organisation, factories.STAFF) for _ in range(2))
    need = factories.a_need(staff)
    challenge = factories.a_challenge(owner, need)
    support_need(need, line="", unit=None, by=supporter)
    pilot = factories.a_pilot(factories.a_match(challenge, state=MatchState.IN_PILOT), manager, leader)

    decide(pilot, kind="end", reason="Vi vet nog.", lessons=[{"title": "Börja smått", "saw": "Två räckte."}], by=leader)

    assert told() == {
        manager.email: why("du är pilotägare"),
        chief.email: why("du är utvecklingschef"),
        staff.email: why("du har lämnat in behovet"),
        owner.email: why("du är behovsägare"),
        supporter.email: why("du har samma behov"),
    }
