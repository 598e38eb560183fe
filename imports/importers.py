"""What a room declares to have its things read in from a file, and the check of every row.

A Importer is a room's own part: its columns, how a row is compared with what is there already, and how rows are saved.
The rest is the same for all: upload, preview, the choice between all and the good ones, and the worker's part.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from entry.texts import one_line
from imports.reading import Unreadable, name_of_column, table_of
from listing.export import without_guard

if TYPE_CHECKING:
    from accounts.models import Organisation

MAX_ROWS = 100_000
# So many problems are kept to be shown; the number of bad rows is always right.
PROBLEMS_KEPT = 1000
SAMPLE_ROWS = 5


@dataclass(frozen=True)
class Column:
    """`clean` gets the cell's text (never empty) and gives the value, or raises ValidationError with a kind word.

    `also` and `english` are other names that people give the column; all are understood, whoever reads the file in.
    """

    key: str
    label: Any
    clean: Callable[[str], Any]
    also: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    required: bool = False
    empty: Any = ""
    example: str = ""

    @property
    def other_names(self) -> tuple[str, ...]:
        """Those a reader of the language in use would expect."""
        return self.english if get_language() == "en" else self.also


class Comparison(Protocol):
    """Made anew for each file: compares its rows with each other and with what is there already."""

    def problems(self, line: int, values: dict[str, Any]) -> Iterable[tuple[str, str]]:
        """(column's key, what to do) for each reason why the row cannot be saved; may fill in `values`."""

    def known(self, values: dict[str, Any]) -> int | None:
        """The primary key of what the row already is, when it has been read in or written before."""

    def unknown_themes(self) -> Sequence[str]:
        """The names of themes that the file speaks of and that there are not."""


@dataclass(frozen=True)
class Importer:
    """One kind of thing that can be read in: rows of `model`, which remember their file as `imported_from`.

    `save` makes new ones and `update` changes known ones; both run in the worker's transaction and give the number.
    """

    kind: str
    title: Any
    lead: Any
    plural: Any
    counted: Callable[[int], str]
    columns: tuple[Column, ...]
    compare: Callable[["Organisation"], Comparison]
    model: type[models.Model]
    save: Callable[..., int]
    update: Callable[..., int]
    list_url_name: str
    upload_url_name: str
    file_url_name: str
    # Whether what it brings may bear an organisation's own themes; what all organisations share may not.
    adds_themes: bool = False

    @property
    def list_url(self) -> str:
        return reverse(self.list_url_name)

    @property
    def upload_url(self) -> str:
        return reverse(self.upload_url_name)

    def names(self) -> dict[str, str]:
        """Every name a column may have in a file, in both languages, to its key."""
        names = {}
        for language in ("sv", "en"):
            with override(language):
                for column in self.columns:
                    for name in (column.key, str(column.label), *column.also, *column.english):
                        names[name_of_column(name)] = column.key
        return names


@dataclass(frozen=True)
class Problem:
    line: int
    column: str
    text: str


@dataclass
class Checked:
    """What the check of a whole file found.

    `good` holds the values of the new rows that can be saved; `known` what is filled in of those that are there already,
    and their primary keys as "pk".
    """

    good: list[dict[str, Any]] = field(default_factory=list)
    known: list[dict[str, Any]] = field(default_factory=list)
    bad_count: int = 0
    problems: list[Problem] = field(default_factory=list)
    ignored: Sequence[str] = ()
    unknown_themes: Sequence[str] = ()
    sample_columns: Sequence[str] = ()
    sample: list[list[str]] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        return len(self.good) + len(self.known) + self.bad_count


_IMPORTERS: dict[str, Importer] = {}


def register_importer(importer: Importer) -> None:
    """Registers a room's importer; called from its AppConfig.ready()."""
    _IMPORTERS[importer.kind] = importer


def importer_for(kind: str) -> Importer:
    return _IMPORTERS[kind]


def text_for(model: type[models.Model], name: str) -> Callable[[str], str]:
    """A column's `clean` for a text field of a model: as long as the field allows, on one line if it is one."""
    model_field = model._meta.get_field(name)
    most: int = model_field.max_length  # type: ignore[union-attr, assignment]  # every text field of ours has one
    shape = str.strip if isinstance(model_field, models.TextField) else one_line

    def clean(text: str) -> str:
        text = shape(text)
        if len(text) > most:
            raise ValidationError(
                _("Skriv högst %(most)s tecken. Nu är det %(count)s") % {"most": most, "count": len(text)}
            )
        return text

    return clean


def choice_for(choices: type[models.TextChoices], *, also: dict[str, str]) -> Callable[[str], str]:
    """A column's `clean` for one of a few words: the value, its Swedish or English label, or one of `also`."""

    @cache
    def known() -> dict[str, str]:
        words = {name_of_column(word): value for word, value in also.items()}
        for language in ("en", "sv"):
            with override(language):
                words |= {name_of_column(str(label)): value for value, label in choices.choices}
        return words | {name_of_column(value): value for value in choices.values}

    def clean(text: str) -> str:
        if value := known().get(name_of_column(text)):
            return value
        words = ", ".join(str(label) for label in choices.labels)
        raise ValidationError(_("Välj något av: %(words)s") % {"words": words})

    return clean


def check(text: str, importer: Importer, organisation: "Organisation") -> Checked:
    """Checks every row. Raises Unreadable when the file as a whole is of no use."""
    table = table_of(text, importer.names())
    if sum(1 for _row in table_of(text, importer.names()).rows) > MAX_ROWS:  # to check so many takes a while
        raise Unreadable(_("Filen har fler än 100 000 rader. Dela den i flera filer"))
    columns = {column.key: column for column in importer.columns}
    missing = [str(c.label) for c in importer.columns if c.required and c.key not in table.keys]
    if missing:
        raise Unreadable(_("Lägg till det som saknas på första raden: %(names)s") % {"names": ", ".join(missing)})
    found = [(place, columns[key]) for place, key in enumerate(table.keys) if key]
    absent = {c.key: c.empty for c in importer.columns if c.key not in table.keys}
    comparison = importer.compare(organisation)
    checked = Checked(ignored=table.ignored, sample_columns=[str(column.label) for _place, column in found])
    for line, cells in table.rows:
        _check_row(checked, comparison, found, absent, line, cells, width=len(table.keys))
    if not checked.row_count:
        raise Unreadable(_("Filen har bara en rubrikrad. Lägg till minst en rad under den"))
    checked.unknown_themes = comparison.unknown_themes()
    return checked


def _check_row(
    checked: Checked,
    comparison: Comparison,
    found: list[tuple[int, Column]],
    absent: dict[str, Any],
    line: int,
    cells: list[str] | None,
    *,
    width: int,
) -> None:
    problems: list[tuple[str, str]] = []
    filled_in: list[str] = []
    values = dict(absent)
    if cells is None:
        problems.append(("", _("Citattecknen går inte ihop. Skriv dem dubbelt inne i en text")))
    elif any(cell.strip() for cell in cells[width:]):
        problems.append(("", _("Raden har för många celler. Sätt citattecken runt text som innehåller skiljetecken")))
    else:
        for place, column in found:
            if _read_cell(column, cells[place] if place < len(cells) else "", values, problems):
                filled_in.append(column.key)
        if not problems:
            problems += [(key, words) for key, words in comparison.problems(line, values)]
        if len(checked.sample) < SAMPLE_ROWS:
            checked.sample.append([cells[place].strip() if place < len(cells) else "" for place, _c in found])
    if not problems:
        if (pk := comparison.known(values)) is None:
            checked.good.append(values)
        else:
            checked.known.append({"pk": pk, **{key: values[key] for key in filled_in}})
        return
    checked.bad_count += 1
    labels = {column.key: str(column.label) for _place, column in found}
    for key, words in problems[: PROBLEMS_KEPT - len(checked.problems)]:
        checked.problems.append(Problem(line, labels.get(key, ""), words))


def _read_cell(column: Column, cell: str, values: dict[str, Any], problems: list[tuple[str, str]]) -> bool:
    """Puts the cell's value among `values`; gives whether something stood in it."""
    text = without_guard(cell.strip())
    if not text:
        values[column.key] = column.empty
        if column.required:
            problems.append((column.key, _("Fyll i cellen")))
        return False
    try:
        values[column.key] = column.clean(text)
    except ValidationError as error:
        problems += [(column.key, words) for words in error.messages]
    return True
