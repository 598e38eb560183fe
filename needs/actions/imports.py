"""Saving needs that were read in from a file."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from history.actions import record_all
from imports.models import ImportFile
from needs.models import Need, Theme
from needs.states import NeedState
from needs.themes import ThemeFinder, add_themes


@transaction.atomic
def save_imported_needs(rows: Sequence[dict[str, Any]], *, file: ImportFile, by: User) -> int:
    """Hands in a need for each checked row, in the name of the one who reads them in; gives their number."""
    themes, now = _themes(file), timezone.now()
    needs = Need.objects.bulk_create(
        (
            Need(
                organisation=file.organisation,
                submitter=by,
                state=NeedState.SUBMITTED,
                submitted_at=now,
                imported_from=file,
                **_written(row),
                theme=themes.get(row["theme"]),
            )
            for row in rows
        ),
        batch_size=1000,
    )
    record_all(needs, "need.imported", by=by, to_state=NeedState.SUBMITTED, file=file.name)
    return len(needs)


@transaction.atomic
def update_imported_needs(rows: Sequence[dict[str, Any]], *, file: ImportFile, by: User) -> int:
    """Writes what the rows say over the needs they were read in as before, unless these have come further."""
    themes = _themes(file)
    waiting = Need.objects.of(file.organisation).filter(state=NeedState.SUBMITTED).defer("search")
    found = waiting.select_for_update(no_key=True).in_bulk([row["pk"] for row in rows])
    changed = []
    for row in rows:
        need = found.get(row["pk"])
        values = _written(row)
        if theme := themes.get(row.get("theme", "")):
            values["theme"] = theme
        if need and any(getattr(need, key) != value for key, value in values.items()):
            for key, value in values.items():
                setattr(need, key, value)
            changed.append(need)
    if changed:
        fields = {"theme"}.union(*(_written(row) for row in rows))
        Need.objects.bulk_update(changed, fields, batch_size=500)
    record_all(changed, "need.read_in_again", by=by, file=file.name)
    return len(changed)


def _written(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("theme", "pk")}


def _themes(file: ImportFile) -> dict[str, Theme]:
    """The themes the rows may have, by slug; new ones only when the administrator has asked for them."""
    if file.adds_themes:
        add_themes(file.unknown_themes, file.organisation)
    return ThemeFinder(Theme.objects.offered_to(file.organisation)).known
