"""Turning the pages of a list: everything is met once, in order, whatever stands in the address."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.signing import Signer
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from listing.pages import COUNT_CAP, Page, Sort, in_swedish_order, paginate
from startups.models import Startup

pytestmark = pytest.mark.django_db
NAME = Sort("name", "Namn", ("name", "id"))
NEWEST = Sort("newest", "Nyast", ("-created_at", "-id"))
PLACE = Sort("place", "Ort", ("place", "-name", "id"))
SORTS = [NAME, NEWEST, PLACE]


def fill(count: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    Startup.objects.bulk_create(
        Startup(
            name=f"S{n:04}",
            summary="x",
            place="AB"[n % 2],
            # Pairs share their moment, so that only the id tells them apart.
            created_at=start + timedelta(minutes=n // 2),
        )
        for n in range(count)
    )


def page(address: str = "", size: int = 4, **filters: str) -> Page:
    rows = Startup.objects.filter(**filters)
    return paginate(rows, QueryDict(address.lstrip("?")), SORTS, size=size)


def names(a_page: Page) -> list[str]:
    return [row.name for row in a_page.rows]


@pytest.mark.parametrize("sort", ["name", "newest", "place"])
@pytest.mark.parametrize("total", [0, 1, 4, 5, 11])
def test_every_row_is_met_once_on_the_way_on_and_on_the_way_back(sort: str, total: int):
    fill(total)
    order = next(s for s in SORTS if s.key == sort).fields
    there, pages = [], [page(f"sort={sort}")]
    while pages[-1].next_url:
        pages.append(page(pages[-1].next_url))
    for each in pages:
        there += names(each)
    assert there == list(Startup.objects.order_by(*order).values_list("name", flat=True))

    for expected in reversed(pages[:-1]):
        back = page(pages.pop().previous_url)
        assert names(back) == names(expected)
        assert back.is_first == expected.is_first
        pages[-1] = back


def test_the_first_page_has_no_way_back_and_the_last_none_on():
    fill(8)
    first = page()
    last = page(first.next_url)
    assert (first.previous_url, first.is_first) == ("", True)
    assert (last.next_url, last.is_first) == ("", False)


def test_rows_that_arrive_meanwhile_are_neither_skipped_nor_doubled():
    fill(8)
    first = page()
    Startup.objects.create(name="S0001b", summary="x")
    assert names(page(first.next_url)) == ["S0004", "S0005", "S0006", "S0007"]


def test_when_the_rest_of_the_list_is_gone_the_person_sees_its_beginning():
    fill(6)
    onward = page().next_url
    Startup.objects.filter(name__gte="S0004").delete()
    assert names(page(onward)) == ["S0000", "S0001", "S0002", "S0003"]
    assert page(onward).is_first


def test_the_filter_stays_in_the_address_and_the_cursor_does_not_pile_up():
    fill(20)
    second = page(page("place=A&sort=name", place="A").next_url, place="A")
    assert QueryDict(second.next_url[1:])["place"] == "A"
    assert QueryDict(second.next_url[1:]).getlist("after").__len__() == 1
    assert "before" not in QueryDict(second.next_url[1:])
    assert QueryDict(second.query).dict() == {"place": "A", "sort": "name"}


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "å",
        "%00",
        "W10",
        "WzEsMl0",
        "eyJhIjoxfQ",
        "W" * 5000,
        "WyJTMDAwMyIsNF0:abc",
        "[" * 3000,
        "NaN",
        "..",
        ":",
        "WyJTMDAwMyIsbnVsbF0",
    ],
)
@pytest.mark.parametrize("direction", ["after", "before"])
def test_a_cursor_that_is_not_ours_gives_the_first_page(cursor: str, direction: str):
    fill(6)
    assert names(page(f"{direction}={cursor}")) == ["S0000", "S0001", "S0002", "S0003"]


def test_a_cursor_from_another_order_or_another_list_gives_the_first_page():
    fill(6)
    by_name = QueryDict(page("sort=name").next_url[1:])["after"]
    assert page(f"sort=newest&after={by_name}").is_first
    foreign = Signer(salt="needs.Need.name.name,id").sign_object(["S0003", 4])
    assert page(f"sort=name&after={foreign}").is_first


def test_a_name_that_looks_like_a_moment_is_still_a_name():
    for name in ["2026-01-01T10:00", "2026-01-01T09:00", "2026-01-02", "Vanlig"]:
        Startup.objects.create(name=name, summary="x")
    first = page("sort=name", size=1)
    second = page(first.next_url, size=1)
    third = page(second.next_url, size=1)
    assert [*names(first), *names(second), *names(third)] == ["2026-01-01T09:00", "2026-01-01T10:00", "2026-01-02"]


def test_an_unknown_order_is_the_first_order():
    fill(2)
    assert page("sort=drop table").sort == NAME


def test_the_count_stops_at_the_cap():
    fill(COUNT_CAP + 5)
    capped = page()
    assert (capped.count, capped.capped, capped.shown_count) == (COUNT_CAP + 1, True, COUNT_CAP)


def test_a_page_takes_two_queries_wherever_it_is():
    fill(30)
    address = ""
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            here = page(address)
        assert len(queries) == 2
        address = here.next_url


def test_swedish_names_stand_in_swedish_order():
    for name in ["Öppna", "Zeta", "ängel", "Ånga", "åska", "alfa", "Beta", "Älv"]:
        Startup.objects.create(name=name, summary="x")
    rows = Startup.objects.annotate(placed=in_swedish_order("name")).order_by("placed")
    assert [row.name for row in rows] == ["alfa", "Beta", "Zeta", "Ånga", "åska", "Älv", "ängel", "Öppna"]


def test_pages_turn_by_the_swedish_order():
    for name in ["Öppna", "Zeta", "ängel", "Ånga"]:
        Startup.objects.create(name=name, summary="x")
    sort = Sort("name", "Namn", ("place_in_order", "id"))
    first = paginate(Startup.objects.by_name(), QueryDict(), [sort], size=2)
    second = paginate(Startup.objects.by_name(), QueryDict(first.next_url[1:]), [sort], size=2)
    assert names(first) + names(second) == ["Zeta", "Ånga", "ängel", "Öppna"]
