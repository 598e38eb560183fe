"""Questions that are put together once for a person and a day."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Membership, Role, User
from history.questions import Now, composed
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
