"""A list carried away as CSV: streamed, right for a Swedish Excel, formula cells made harmless."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone

# A cell that begins so is run as a formula by spreadsheet programs (OWASP, CSV injection).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"

Column = tuple[Any, Callable[[Any], Any]]


class _Echo:
    def write(self, line: str) -> str:
        return line


def cell(value: Any) -> str | int | float:
    """One value as it stands in the file: local ISO times, no None, and no text that could run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return "'" + text if text.startswith(DANGEROUS) else text


def lines(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[str]:
    """The file line by line: byte order mark, semicolons, CRLF."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield BOM + writer.writerow([cell(str(title)) for title, _ in columns])
    for row in rows:
        yield writer.writerow([cell(value(row)) for _, value in columns])


def csv_response(filename: str, columns: Sequence[Column], rows: Iterable[Any]) -> StreamingHttpResponse:
    """Streams the file; give `rows` as `queryset.iterator(chunk_size=…)` to keep memory flat."""
    response = StreamingHttpResponse(lines(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
    return response
