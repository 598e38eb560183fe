"""A list carried away as CSV: streamed, right for a Swedish Excel, formula cells made harmless."""

import csv
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.http import content_disposition_header

# A cell that begins so is run as a formula by spreadsheet programs (OWASP, CSV injection); the wide forms are what
# a Japanese keyboard gives, and Excel takes them for the same.
DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
BOM = "\ufeff"

Column = tuple[Any, Callable[[Any], Any]]


class _Echo:
    def write(self, line: str) -> str:
        return line


def cell(value: Any) -> str | int:
    """One value as it stands in the file: local ISO times, the reader's decimal mark, and no text that could run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value
    if isinstance(value, float | Decimal):
        return number_format(value, use_l10n=True)  # a Swedish Excel reads 3.5 as the third of May
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return "'" + text if _could_run(text) else text


def _could_run(text: str) -> bool:
    """Whether a formula begins the text, or follows blanks or signs that nobody sees (BOM, zero width, soft hyphen)."""
    return text.startswith(DANGEROUS) or _without_unseen(text).startswith(DANGEROUS)


def _without_unseen(text: str) -> str:
    for place, sign in enumerate(text):
        if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf", "Mn"):
            return text[place:]
    return ""


def without_guard(text: str) -> str:
    """A cell as it was before `cell()` made it harmless, so that a file of ours can be read back unchanged."""
    return text[1:] if text.startswith("'") and _could_run(text[1:]) else text


def lines(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[str]:
    """The file line by line: byte order mark, semicolons, CRLF."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield BOM + writer.writerow([cell(str(title)) for title, _ in columns])
    for row in rows:
        yield writer.writerow([cell(value(row)) for _, value in columns])


def csv_response(filename: str, columns: Sequence[Column], rows: Iterable[Any]) -> StreamingHttpResponse:
    """Streams the file; give `rows` as `queryset.iterator(chunk_size=…)` to keep memory flat."""
    response = StreamingHttpResponse(lines(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{filename}.csv")
    return response
