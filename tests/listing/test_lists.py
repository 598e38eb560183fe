"""What a list is by its declaration: columns, filter, empty state, and the three answers that are made of it."""

import csv
import io
from types import SimpleNamespace

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Membership
from listing.filters import Chip, Choice, ListFilter
from listing.lists import Column, Deed, EmptyState
from needs.models import Need
from needs.states import NeedState
from tests import factories, lists

LISTS = sorted(lists.declared(), key=lambda listed: listed.template)


class Outcomeless:
    title = "Möte"

    @property
    def outcome(self):
        raise ObjectDoesNotExist

    def get_state_display(self):
        return "Bokat"


class StateFilter(ListFilter):
    state = Choice("Läge", "Alla lägen", [("open", "Öppen"), ("shut", "Stängd")])
    kind = Choice("Slag", "Alla slag", lookup="state")
    mine = Chip("Mina", "submitter")
    odd = Chip("Udda")

    def prepare(self, fields):
        fields["kind"].offer(lambda: NeedState.choices)


def filter_for(query: str) -> StateFilter:
    return StateFilter(QueryDict(query), organisation=None)


# --- columns --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("column", "value"),
    [
        (Column("title", "Rubrik"), "Möte"),
        (Column("state", "Läge", "get_state_display"), "Bokat"),
        (Column("length", "Längd", lambda row: len(row.title)), 4),
        (Column("surprise", "Överraskning", "outcome.surprise"), ""),
    ],
)
def test_a_column_knows_its_value_by_name_path_method_or_function(column, value):
    assert column.value_of(Outcomeless()) == value


def test_a_misspelt_attribute_is_not_taken_for_an_empty_one():
    with pytest.raises(AttributeError):
        Column("titel", "Rubrik").value_of(Outcomeless())


def test_a_cell_carries_the_title_that_the_table_shows_and_its_class():
    assert Column("title", "Rubrik").attributes == 'data-label="Rubrik"'
    wide = Column("title", "Rubrik", heading='"Behov"', css="number")
    assert wide.attributes == 'data-label="&quot;Behov&quot;" class="number"'


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.template)
def test_a_declared_list_agrees_with_itself(listed):
    keys = [column.key for column in listed.columns]
    assert len(set(keys)) == len(keys)
    assert [column.key for column in listed.headings] == list(listed.table)
    assert [sort.fields[-1].lstrip("-") for sort in listed.sorts] == ["id"] * len(listed.sorts)


# --- filter ---------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "state=ajar", "kind=none", "q=%00", "mine=", "what=ever"])
def test_what_makes_no_sense_narrows_nothing(staff, query):
    need = factories.a_need(staff)

    assert list(filter_for(query).narrow(Need.objects.all(), user=staff)) == [need]
    assert not filter_for(query).is_narrowing


@pytest.mark.django_db
def test_a_choice_narrows_by_its_lookup_and_a_chip_to_the_reader(staff, manager):
    parked = factories.a_need(staff, NeedState.PARKED)
    handed_in = factories.a_need(manager)
    needs = Need.objects.order_by("pk")

    assert list(filter_for("kind=parked").narrow(needs, user=staff)) == [parked]
    assert list(filter_for("mine=on").narrow(needs, user=manager)) == [handed_in]
    assert list(filter_for("odd=on").narrow(needs, user=manager)) == [parked, handed_in]
    assert filter_for("odd=on").is_narrowing


def test_a_filter_draws_selects_and_chips_apart():
    shown = filter_for("")

    assert [field.name for field in shown.controls] == ["q", "state", "kind"]
    assert [field.name for field in shown.chips] == ["mine", "odd"]
    assert [key for key, _ in shown.fields["kind"].choices][:2] == ["", NeedState.DRAFT]


# --- the empty state ------------------------------------------------------------------------------------------------
def test_who_may_not_begin_is_told_something_else():
    deed = Deed("Skriv", "needs:need_new", lambda user, membership: user == membership)
    empty = EmptyState("Inget än", "Skriv det första.", deed, otherwise="Vänta.")

    assert empty.told_to("Ada", "Ada") == empty
    assert empty.told_to("Ada", "Bo") == EmptyState("Inget än", "Vänta.", None, "Vänta.")


def test_a_deed_that_names_nobody_is_for_all():
    assert Deed("Visa", "needs:needs").is_for(SimpleNamespace(), Membership())


# --- the answers ----------------------------------------------------------------------------------------------------
@pytest.fixture
def pages(client, chief, administrator):
    """`pages(address)`: the page of a list as somebody who may see it."""

    def get(address, query=None, **headers):
        client.force_login(administrator if address.startswith("/organisation/") else chief)
        return client.get(address, query, headers=headers)

    return get


@pytest.mark.django_db
@pytest.mark.parametrize("address", lists.ADDRESSES)
def test_a_list_answers_with_the_page_or_with_its_rows_alone(pages, address):
    whole, rows = pages(address), pages(address, hx_request="true")
    boosted = pages(address, hx_request="true", hx_boosted="true")
    restored = pages(address, hx_request="true", hx_history_restore_request="true")

    for page in (whole, boosted, restored):
        assert page.content.startswith(b"<!DOCTYPE html>")
        assert b'id="filter"' in page.content
    assert rows.content.strip().startswith(b'<div class="list-head">')
    assert b'id="filter"' not in rows.content
    assert all("HX-Request" in page["Vary"] for page in (whole, rows, boosted, restored))


@pytest.mark.django_db
@pytest.mark.parametrize("address", lists.ADDRESSES)
def test_the_file_of_a_list_holds_its_columns(pages, address):
    listed = pages(address).context["list"]
    file = pages(address, {"format": "csv"})

    name = f"{listed.export_name}-{timezone.localdate()}.csv"
    titles = [str(column.label) for column in listed.columns if column.exported]
    content = b"".join(file.streaming_content).decode("utf-8-sig")
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    assert next(csv.reader(io.StringIO(content), delimiter=";")) == titles


@pytest.mark.django_db
@pytest.mark.parametrize("address", lists.ADDRESSES)
def test_a_search_that_finds_nothing_offers_everything(pages, address):
    query = {"q": "xyzzy", "when": "all"} if address == "/moten/" else {"q": "xyzzy"}
    answer = pages(address, query)

    listed, page = answer.context["list"], answer.content.decode()
    everything = (address + listed.everything).replace("&", "&amp;")
    assert f'<h2 class="empty__title">{listed.nothing_fits}</h2>' in page
    assert f'href="{everything}" data-variant="secondary">{listed.show_all}</a>' in page
