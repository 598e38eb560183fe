"""Which moments lie on which days."""

from datetime import date, timedelta

import pytest

from history.days import beginning_of, end_of, on_days
from needs.models import Need
from tests import factories


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 6, 1), 24), (date(2026, 10, 25), 25)])
def test_a_day_is_as_long_as_the_clocks_make_it(day: date, hours: int) -> None:
    # Compared by moment: two times of one zone are otherwise held against each other as the clocks show them.
    assert end_of(day).timestamp() - beginning_of(day).timestamp() == hours * 3600


@pytest.mark.django_db
def test_both_days_are_included_from_midnight_to_midnight() -> None:
    first, last = date(2026, 3, 28), date(2026, 3, 29)
    person = factories.a_person(factories.an_organisation(), factories.STAFF)
    before, begins, ends, after = (
        factories.a_need(person, submitted_at=moment)
        for moment in (
            beginning_of(first) - timedelta(microseconds=1),
            beginning_of(first),
            end_of(last) - timedelta(microseconds=1),
            end_of(last),
        )
    )
    assert set(Need.objects.filter(on_days("submitted_at", first, last))) == {begins, ends}
    assert Need.objects.count_handed_in(then=(first, last), later=(date(2026, 3, 30), date(2026, 3, 30))) == {
        "then": 2,
        "later": 1,
    }
    assert before.submitted_at < begins.submitted_at < ends.submitted_at < after.submitted_at
