"""The items in the head of every page."""

import pytest
from django.urls import reverse

from tests import factories


def labels(page):
    return [item.label for item in page.context["shell"].nav]


def test_a_member_of_a_management_group_finds_the_reports(organisation, manager, as_):
    factories.a_group(organisation, manager)
    assert "Rapporter" in labels(as_(manager).get(reverse("start")))


def test_others_do_not_find_the_reports(organisation, manager, staff, as_):
    factories.a_group(organisation, staff)
    assert "Rapporter" not in labels(as_(manager).get(reverse("start")))


def test_a_group_elsewhere_opens_nothing_here(organisation, manager, as_):
    factories.a_group(factories.an_organisation("Södra förvaltningen"), manager)
    assert "Rapporter" not in labels(as_(manager).get(reverse("start")))


@pytest.mark.parametrize(
    ("page", "item"),
    [
        ("start", "Översikt"),
        ("needs:need_new", "Behov"),
        ("reports:reports", "Rapporter"),
        ("reports:groups", "Rapporter"),
        ("reports:group_new", "Rapporter"),
    ],
)
def test_the_item_one_came_in_by_is_marked(chief, as_, page, item):
    nav = as_(chief).get(reverse(page)).context["shell"].nav
    assert [d.label for d in nav if d.active] == [item]
