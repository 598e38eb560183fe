"""A list, declared once: its words, columns, orders, filter, export, and what stands there while it is empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from listing.filters import ListFilter
from listing.pages import Sort
from listing.search import SearchResult, search_page

Rows = QuerySet[Any]
Search = Callable[[Rows, str, QueryDict, Sequence[Sort]], SearchResult]


def as_they_are(rows: Rows) -> Rows:
    """The rows, nothing joined and nothing left out."""
    return rows


@dataclass(frozen=True)
class Column:
    """A column of the table, of the export, or of both.

    `value` is what the export holds: an attribute's path, called when it is a method; a function of the row; or the
    attribute that `key` names when it is left out. `heading` is the title in the table where that is another one. `css`
    is the class of the table's cells.
    """

    key: str
    label: Any
    value: str | Callable[[Any], Any] = ""
    heading: Any = ""
    css: str = ""
    exported: bool = True

    @property
    def title(self) -> Any:
        """The title in the table."""
        return self.heading or self.label

    @property
    def attributes(self) -> SafeString:
        """What a cell of the table carries: on a phone the rows stack, and each cell shows its title."""
        css = format_html(' class="{}"', self.css) if self.css else ""
        return format_html('data-label="{}"{}', self.title, css)

    def value_of(self, row: Any) -> Any:
        """What the export holds for one row."""
        if callable(self.value):
            return self.value(row)
        found = attrgetter(self.value or self.key)(row)
        return found() if callable(found) else found


@dataclass(frozen=True)
class Deed:
    """A button of the list: a page to go to, and who may; the person is asked about in the own organisation."""

    label: Any
    url_name: str
    who: Callable[[Any, Any], bool] | None = None
    secondary: bool = False

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    def is_for(self, user: Any, membership: Any) -> bool:
        return self.who is None or self.who(user, membership)


@dataclass(frozen=True)
class EmptyState:
    """What a list says before anything is in it, and how to begin; `otherwise` is for those who may not begin."""

    title: Any
    text: Any
    deed: Deed | None = None
    otherwise: Any = ""

    def told(self, user: Any, membership: Any) -> "EmptyState":
        """What this person is told."""
        if self.deed is None or self.deed.is_for(user, membership):
            return self
        return replace(self, text=self.otherwise or self.text, deed=None)


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """All there is to say about one list; `listing.answers.answer_list()` makes its page, its rows and its file of it.

    `count` is an `ngettext_lazy` over `shown`. `table` names the columns of the table, the first of which heads the row;
    the export holds `columns` in their order, rows in the order of the first of `sorts`. `table_rows` adds what is
    shown beside the rows' own columns and is not counted; `export_rows` stands in for it where the file asks for other things.
    """

    url_name: str
    template: str
    title: Any
    lead: Any = ""
    above: Deed = Deed(_("Översikt"), "start")
    deeds: tuple[Deed, ...] = ()
    filter_class: type[ListFilter]
    search_label: Any
    search: Search = search_page
    count: Any
    count_capped: Any
    nothing_fits: Any
    show_all: Any
    everything: str = ""
    empty: EmptyState
    sorts: tuple[Sort, ...]
    columns: tuple[Column, ...]
    table: tuple[str, ...]
    table_rows: Callable[[Any], Rows] = as_they_are
    export_rows: Callable[[Any], Rows] | None = None
    export_name: str
    headings: tuple[Column, ...] = field(init=False)

    def __post_init__(self) -> None:
        by_key = {column.key: column for column in self.columns}
        object.__setattr__(self, "headings", tuple(by_key[key] for key in self.table))

    @property
    def url_of_all(self) -> str:
        return reverse(self.url_name) + self.everything

    @property
    def exported(self) -> list[tuple[Any, Callable[[Any], Any]]]:
        """Title and value of each column of the file."""
        return [(column.label, column.value_of) for column in self.columns if column.exported]
