"""The largest day: forty managers, sixty startups, twenty-four times."""

import pytest

from bench.big_day import MANAGERS, MEETINGS, SLOTS, build_big_day
from meetings.actions.plans import publish_plan
from meetings.models import Meeting

pytestmark = pytest.mark.django_db


def test_the_grid_of_a_large_day_asks_no_more_than_twelve_questions(as_, django_assert_max_num_queries):
    chief, day = build_big_day()
    client, page = as_(chief), f"/moten/matchdagar/{day.pk}/plan/"
    client.get(page)
    with django_assert_max_num_queries(12):
        text = client.get(page).content.decode()
    assert (text.count("<td "), text.count('draggable="true"')) == (MANAGERS * SLOTS, day.planned.count())


def test_a_large_day_is_published_in_as_many_questions_as_a_small_one(django_assert_max_num_queries):
    chief, day = build_big_day()
    count = day.planned.count()
    assert count == MEETINGS
    with django_assert_max_num_queries(40):
        publish_plan(day, by=chief)
    assert Meeting.objects.filter(day=day).count() == count


def test_the_published_day_asks_no_more_questions_the_more_meetings_it_has(as_, django_assert_max_num_queries):
    chief, day = build_big_day()
    publish_plan(day, by=chief)
    client = as_(chief)
    client.get(day.get_absolute_url())
    with django_assert_max_num_queries(12):
        text = client.get(day.get_absolute_url()).content.decode()
    assert (text.count("<td "), text.count('class="taken"')) == (MANAGERS * SLOTS, MEETINGS)
