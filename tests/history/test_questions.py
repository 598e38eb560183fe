"""Questions that are put together once for a person and a day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership, Role, User
from history.questions import Now, composed, objects_of, one_of
from needs.models import Need
from tests import factories

pytestmark = pytest.mark.django_db


def handed_in_before_now(user: User) -> QuerySet[Need]:
    return Need.objects.filter(submitter=user, submitted_at__lt=Now())


def none_at_all(_user: User) -> QuerySet[Need]:
    return Need.objects.none()


def answered(user: User) -> list[Any]:
    question = composed(handed_in_before_now, user)
    assert question is not None
    with connection.cursor() as cursor:
        cursor.execute(question.sql, question.values)
        return cursor.fetchall()


def test_the_clock_is_read_when_the_question_is_asked(staff: User) -> None:
    with time_machine.travel(timezone.localtime().replace(hour=10), tick=False):
        factories.a_need(staff, submitted_at=timezone.now() + timedelta(hours=1))
        assert len(answered(staff)) == 0
        assert Need.objects.filter(submitted_at__lt=Now(timedelta(hours=2))).count() == 1
    with time_machine.travel(timezone.localtime().replace(hour=12), tick=False):
        assert len(answered(staff)) == 1


def test_it_is_put_together_anew_for_a_new_role_another_unit_and_the_next_day(staff: User) -> None:
    place = Membership.objects.filter(user=staff)
    questions = [composed(handed_in_before_now, staff)]

    def again() -> None:
        del staff.memberships
        questions.append(composed(handed_in_before_now, staff))

    again()
    assert questions[0] is questions[1]
    place.update(roles=[Role.STAFF, Role.LEADERSHIP])
    again()
    place.update(unit=factories.a_unit(place.get().organisation, "Vård Söder"))
    again()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        again()
    assert len(set(map(id, questions))) == 4


def test_the_same_question_of_two_people_is_one_text(staff: User, manager: User) -> None:
    one, other = composed(handed_in_before_now, staff), composed(handed_in_before_now, manager)
    assert one is not None
    assert other is not None
    assert one.sql is other.sql
    assert one.values != other.values


def test_what_can_find_nothing_is_not_asked(staff: User) -> None:
    assert composed(none_at_all, staff) is None


def whole_needs(user: User) -> QuerySet[Need]:
    return Need.objects.visible_to(user).select_related("submitter").prefetch_related("drivers").defer("search")


def needs_of(submitter: Any, *states: Any) -> QuerySet[Need]:
    return Need.objects.filter(submitter=submitter, state__in=states).select_related("unit").order_by("pk")


def test_an_object_comes_with_all_that_was_asked_for(staff: User, django_assert_num_queries: Any) -> None:
    needs = [factories.a_need(staff, title=title) for title in ("Halt golv", "Tung lyft")]
    for need in needs:
        with django_assert_num_queries(2):
            found = one_of(whole_needs, staff, need.pk)
            assert (found, found.title, found.submitter, list(found.drivers.all())) == (need, need.title, staff, [])
        assert found.get_deferred_fields() == {"search"}


def test_each_person_gets_what_that_person_may_see(staff: User, manager: User) -> None:
    draft = factories.a_need(staff, state="draft")
    assert one_of(whole_needs, staff, draft.pk) == draft
    with pytest.raises(Http404):
        one_of(whole_needs, manager, draft.pk)
    assert one_of(whole_needs, staff, draft.pk) == draft


def test_somebody_without_a_place_gets_nothing(staff: User) -> None:
    need = factories.a_need(staff)
    Membership.objects.filter(user=staff).delete()
    del staff.memberships
    with pytest.raises(Http404):
        one_of(whole_needs, staff, need.pk)


def test_what_is_given_decides_each_time_anew(staff: User, manager: User) -> None:
    mine, theirs = factories.a_need(staff), factories.a_need(manager)
    assert objects_of(needs_of, given=[staff.pk, "submitted"]) == [mine]
    assert objects_of(needs_of, given=[manager.pk, "submitted"]) == [theirs]
    assert objects_of(needs_of, given=[manager.pk, "draft", "submitted"]) == [theirs]
    assert objects_of(needs_of, given=[manager.pk]) == []


def test_two_threads_ask_at_once_and_each_gets_its_own(staff: User) -> None:
    needs = [factories.a_need(staff) for _ in range(4)]
    objects_of(needs_of, given=[staff.pk, "submitted"])
    with ThreadPoolExecutor(4) as threads:
        found = threads.map(lambda _turn: sql_of_its_own_connection(), range(8))
    assert set(found) == {True}
    assert objects_of(needs_of, given=[staff.pk, "submitted"]) == needs


def sql_of_its_own_connection() -> bool:
    """Another thread sees nothing of the test's transaction, but asks by a connection of its own."""
    try:
        return objects_of(needs_of, given=[0, "submitted"]) == []
    finally:
        connection.close()


@pytest.mark.parametrize("pk", [2**31, 2**63, 10**40])
def test_a_number_that_no_object_can_have_finds_nothing(staff: User, pk: int) -> None:
    with pytest.raises(Http404):
        one_of(whole_needs, staff, pk)
