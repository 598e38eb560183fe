"""A list, declared once: its words, columns, orders, filter, export, and what stands there while it is empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from listing.filters import ListFilter
from listing.pages import Sort
from listing.search import SearchResult, search_page

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Column:
    """A column of the table, of the export, or of both.

    `value` is what the export holds: a function of the row, or an attribute's path, `key` itself when left out; a method
    is called, and what hangs on a row that does not exist is empty. `heading` is the title in the table where that is
    another one, `css` the class of the table's cells.
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
        css = f' class="{self.css}"' if self.css else ""
        return mark_safe(f'data-label="{escape(self.title)}"{css}')

    def value_of(self, row: Any) -> Any:
        """What the export holds for one row."""
        if callable(self.value):
            return self.value(row)
        try:
            found = attrgetter(self.value or self.key)(row)
        except ObjectDoesNotExist:
            return ""
        return found() if callable(found) else found


@dataclass(frozen=True)
class Deed:
    """A button: the page it leads to, and who may go there, which is asked of the person's own membership."""

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
    """What a list says before anything is in it, and how to begin; `otherwise` is for those who may not."""

    title: Any
    text: Any
    deed: Deed | None = None
    otherwise: Any = ""

    def told_to(self, user: Any, membership: Any) -> "EmptyState":
        if self.deed is None or self.deed.is_for(user, membership):
            return self
        return replace(self, text=self.otherwise or self.text, deed=None)


@dataclass(frozen=True, kw_only=True, eq=False)
class ListPage:
    """All there is to say about one list; `listing.answers.answer_list()` makes its page, its rows and its file of it.

    `count` is an `ngettext_lazy` over `shown`. `table` names the columns of the table, the first of which heads the row;
    the export holds all in their order, its rows in the order of the first of `sorts`. `table_rows` adds what is shown
    beside the rows' own columns and is not counted; `export_rows` stands in for it where the file asks for other things.
    `everything` is what the address must say to show all, where the bare one does not.
    """

    template: str
    title: Any
    lead: Any = ""
    above: Deed = Deed(_("Översikt"), "start")
    deeds: tuple[Deed, ...] = ()
    filter_class: type[ListFilter]
    search_label: Any
    search: Callable[[Rows, str, QueryDict, Sequence[Sort]], SearchResult] = search_page
    count: Any
    nothing_fits: Any
    show_all: Any
    everything: str = ""
    empty: EmptyState
    sorts: tuple[Sort, ...]
    columns: tuple[Column, ...]
    table: tuple[str, ...]
    table_rows: Callable[[Any], Rows]
    export_rows: Callable[[Any], Rows] | None = None
    export_name: str

    @cached_property
    def headings(self) -> list[Column]:
        """The columns of the table."""
        by_key = {column.key: column for column in self.columns}
        return [by_key[key] for key in self.table]
