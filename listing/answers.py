"""One URL, one context: the whole page, or the named part of it that htmx asked for."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from listing.export import csv_response
from listing.lists import EmptyState, ListPage
from listing.pages import Page, Sort, paginate, planned_anew

ROWS_AT_ONCE = 2000
WHOLE, ROWS_ALONE = "base.html", "listing/rows.html"


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part: boosted and history-restore requests get the whole page."""
    htmx: Any = request.htmx  # type: ignore[attr-defined]  # set by django_htmx's middleware
    return bool(htmx and not htmx.boosted and not htmx.history_restore_request)


def answer(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = "", status: int = 200
) -> HttpResponse:
    """Renders `template`, or to htmx its `part`; without one, a template that extends `frame`."""
    frame = ROWS_ALONE if wants_part(request) else WHOLE
    name = f"{template}#{part}" if part and wants_part(request) else template
    response = render(request, name, {**context, "frame": frame}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def answer_list(
    request: HttpRequest,
    listed: ListPage,
    rows: QuerySet[Any],
    *,
    membership: Any,
    asked: QueryDict | None = None,
    sorts: Sequence[Sort] = (),
    empty: EmptyState | None = None,
    **context: Any,
) -> HttpResponse | StreamingHttpResponse:
    """The page of a list, its rows alone to htmx, or the file when `format=csv`.

    `rows` are those that the person may see of the organisation of `membership`. `asked` stands in for the address where
    a list has presets, `sorts` and `empty` for what is declared where that depends on them. `context` is for what the
    page shows beside the list.
    """
    asked = request.GET if asked is None else asked
    filter_ = listed.filter_class(asked, organisation=membership.organisation)
    narrowed = filter_.narrow(rows, user=request.user)
    with planned_anew() if filter_.is_narrowing else nullcontext():
        found = listed.search(narrowed, filter_.chosen.get("q", ""), asked, sorts or listed.sorts)
        if asked.get("format") == "csv":
            return _file(listed, found.rows)
        counted = found.rows if found.count is None else found.count
        page = paginate(listed.table_rows(found.rows), asked, found.sorts, counted=counted)
    context |= {
        "list": listed,
        "deeds": (deed for deed in listed.deeds if deed.is_for(request.user, membership)),
        "filter": filter_,
        "page": page,
        "count_text": _count_text(listed, page),
        "td": {column.key: column.attributes for column in listed.headings},
        "empty": None if page.rows else (empty or listed.empty).told_to(request.user, membership),
    }
    return answer(request, listed.template, context)


def _file(listed: ListPage, rows: QuerySet[Any]) -> StreamingHttpResponse:
    rows = (listed.export_rows or listed.table_rows)(rows).order_by(*listed.sorts[0].fields)
    columns = [(column.label, column.value_of) for column in listed.columns if column.exported]
    return csv_response(f"{listed.export_name}-{timezone.localdate()}", columns, rows.iterator(chunk_size=ROWS_AT_ONCE))


def _count_text(listed: ListPage, page: Page) -> str:
    text: str = listed.count % {"shown": page.shown_count}
    return _("Fler än %(counted)s") % {"counted": text} if page.capped else text
