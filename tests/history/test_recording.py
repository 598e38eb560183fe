"""The logbook: one entry for each deed, with whose it was; of two who move the same thing one succeeds."""

import pytest

from accounts.models import User
from history.actions import StaleState, move, record, record_all
from history.models import Entry
from needs.models import Need
from needs.states import NeedState
from tests import factories

pytestmark = pytest.mark.django_db
SAID = ("subject_id", "organisation_id", "actor_id", "actor_name", "verb", "from_state", "to_state", "data")


def test_many_told_of_at_once_are_told_of_as_one_is(staff: User) -> None:
    one, other = factories.a_need(staff), factories.a_need(staff)
    record(one, "need.submitted", by=staff, to_state="submitted", line=7)
    record_all([other], "need.submitted", by=staff, to_state="submitted", line=7)

    first, second = Entry.objects.order_by("subject_id").values(*SAID)
    assert second == first | {"subject_id": other.pk}
    assert (first["actor_id"], first["actor_name"]) == (staff.pk, "Mia Medarbetare")
    assert (first["organisation_id"], first["to_state"], first["data"]) == (
        one.organisation_id,
        "submitted",
        {"line": 7},
    )


def test_a_deed_of_the_house_itself_has_nobodys_name(staff: User) -> None:
    record_all([factories.a_need(staff)], "need.submitted", by=None)
    record(factories.a_need(staff), "need.submitted", by=None, by_name="Sam Startupsson")

    assert sorted(Entry.objects.values_list("actor", "actor_name")) == [(None, ""), (None, "Sam Startupsson")]


def test_nothing_to_tell_of_tells_nothing(staff: User) -> None:
    record_all([], "need.submitted", by=staff)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("tell", [record, lambda need, verb, by: record_all([need], verb, by=by)])
def test_a_verb_without_a_sentence_is_refused(tell, staff: User) -> None:
    with pytest.raises(KeyError):
        tell(factories.a_need(staff), "need.eaten", by=staff)


def test_of_two_who_move_the_same_thing_one_succeeds(staff: User, chief: User) -> None:
    need = factories.a_need(staff)
    first, second = Need.objects.get(pk=need.pk), Need.objects.get(pk=need.pk)
    move(first, NeedState.PARKED, by=chief, reason="Inte i år", fields={"answer": "Inte i år"})

    with pytest.raises(StaleState):
        move(second, NeedState.DECLINED, by=chief, fields={"answer": "Nej"})
    assert (second.state, second.answer) == (NeedState.PARKED, "Inte i år")
    assert [(e.from_state, e.to_state, e.reason) for e in need.history] == [("submitted", "parked", "Inte i år")]


def test_no_way_is_taken_that_the_table_does_not_know(staff: User, chief: User) -> None:
    need = factories.a_need(staff)
    with pytest.raises(StaleState):
        move(need, NeedState.CONCLUDED, by=chief)
    assert (need.state, need.history) == (NeedState.SUBMITTED, [])
