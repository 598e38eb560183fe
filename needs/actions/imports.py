"""Saving needs that were read in from a file."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from history.actions import record_all
from needs.models import Need
from needs.states import NeedState
from needs.themes import themes_for


@transaction.atomic
def save_imported_needs(rows: Sequence[dict[str, Any]], *, organisation: Organisation, source: str, by: User) -> int:
    """Hands in a need for each checked row, in the name of the one who reads them in; gives their number."""
    names = {row["theme"]: row["theme_name"] for row in rows if row.get("theme_name")}
    themes = themes_for({row["theme"] for row in rows if row["theme"]}, names)
    now = timezone.now()
    needs = Need.objects.bulk_create(
        (
            Need(
                organisation=organisation,
                submitter=by,
                state=NeedState.SUBMITTED,
                submitted_at=now,
                **{key: value for key, value in row.items() if key not in ("theme", "theme_name")},
                theme=themes.get(row["theme"]),
            )
            for row in rows
        ),
        batch_size=1000,
    )
    record_all(needs, "need.imported", by=by, to_state=NeedState.SUBMITTED, file=source)
    return len(needs)
