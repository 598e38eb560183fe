"""From the bytes of somebody's CSV file to rows with line numbers: plain data in, plain data out.

Reads UTF-8 (with or without mark), UTF-16 with mark and Windows-1252; semicolon, comma, tab or bar between cells;
columns in any order, found by their names. What cannot be read raises Unreadable with words for the person.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entry.texts import tidy

SEPARATORS = (";", ",", "\t", "|")
NOT_A_LETTER = re.compile(r"[\W_]+")
MISREAD_UTF8 = re.compile("Ã[¥¤¶…„–]")


class Unreadable(ValueError):
    """The file as a whole cannot be read; the text says what to do."""


@dataclass(frozen=True)
class Table:
    """The columns that were recognised (one key for each, None for the others), the others' names, and the rows.

    A row is its line in the file (the header's is 1 when it stands first) and its cells; None for cells that
    cannot be told apart because of a stray quotation mark.
    """

    keys: Sequence[str | None]
    ignored: Sequence[str]
    rows: Iterator[tuple[int, list[str] | None]]


def text_of(content: bytes) -> str:
    """The file as text, whatever it was encoded as."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(_("Det här är en Excelfil. Välj Spara som och CSV UTF-8 i Excel, och ladda upp den filen"))
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            text = content.decode(encoding)
            break
        except UnicodeError:
            continue
    else:
        raise Unreadable(_("Tecknen i filen går inte att läsa. Spara den som CSV UTF-8 och ladda upp den igen"))
    if "\x00" in text:
        raise Unreadable(_("Det här är ingen textfil. Spara den som CSV UTF-8 och ladda upp den igen"))
    if encoding == "cp1252" and MISREAD_UTF8.search(text):
        raise Unreadable(_("Filen blandar två teckenkodningar. Spara den som CSV UTF-8 och ladda upp den igen"))
    return tidy(text)


def name_of_column(text: str) -> str:
    """A column's name without what people write differently: case, spaces, hyphens, stars."""
    return NOT_A_LETTER.sub(" ", text.casefold()).strip()


def table_of(text: str, names: Mapping[str, str]) -> Table:
    """Finds header and separator. `names` gives the key of each column name (as from `name_of_column`)."""
    separator = _separator(text, names)
    rows = _rows(text, separator)
    header = next((cells for _line, cells in rows if cells is not None), [])
    keys = [names.get(name_of_column(cell)) for cell in header]
    if not any(keys):
        raise Unreadable(_("Skriv kolumnernas namn på filens första rad"))
    for key in keys:
        if key and keys.count(key) > 1:
            twice = ", ".join(cell for cell, k in zip(header, keys, strict=True) if k == key)
            raise Unreadable(_("Flera kolumner betyder samma sak: %(names)s. Behåll en av dem") % {"names": twice})
    ignored = [cell.strip() for cell, key in zip(header, keys, strict=True) if not key and cell.strip()]
    return Table(keys, ignored, rows)


def _separator(text: str, names: Mapping[str, str]) -> str:
    """The separator by which most columns of the header are recognised."""
    # Excel's own hint, where there is one.
    if told := re.match(r"sep=(.)\r?\n", text):
        return told[1]
    header = re.split("[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]

    def recognised(separator: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([header], delimiter=separator), [])
        except csv.Error:  # one cell longer than any heading
            return 0, 0
        return sum(name_of_column(cell) in names for cell in cells), len(cells)

    return max(SEPARATORS, key=recognised)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str] | None]]:
    """(line, cells) of each row that is not empty; a row's line is where it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "expected after" not in str(error):  # the quotation never ends: all that follows is swallowed
                raise Unreadable(
                    _("Texten som börjar med ett citattecken på rad %(line)s slutar aldrig. Rätta citattecknen")
                    % {"line": line}
                ) from error
            yield line, None
            continue
        if line == 1 and len(cells) <= 2 and "".join(cells).startswith("sep="):
            continue
        if any(cell and not cell.isspace() for cell in cells):
            yield line, cells
