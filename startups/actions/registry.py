"""What is done to the registry: profiles written, changed and read in, contacts kept."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from history.actions import record, record_all
from history.changes import change_of, changes_in
from imports.models import ImportFile
from needs.models import Theme
from needs.themes import ThemeFinder
from startups.models import Contact, Startup

TOLD = ["name", "website", "summary", "for_whom", "references", "stage", "place", "price_from", "language"]


class AlreadyThere(Exception):
    """Somebody else put the same startup or contact in while this one was being written."""


@transaction.atomic
def save_startup(startup: Startup, *, themes: Iterable[Theme], by: User) -> Startup:
    """Puts a new startup in the registry, or changes its profile. Raises AlreadyThere when it is there by now."""
    is_new, themes = startup.pk is None, list(themes)
    changed = (
        [] if is_new else [*changes_in(startup, TOLD), *change_of(startup, "themes", startup.themes.all(), themes)]
    )
    try:
        with transaction.atomic():
            startup.save()
    except IntegrityError as error:
        raise AlreadyThere from error
    startup.themes.set(themes)
    record(startup, "startup.registered" if is_new else "startup.changed", by=by, changed=changed)
    return startup


@transaction.atomic
def save_contact(contact: Contact, *, by: User) -> Contact:
    """Keeps a person at a startup, for the contact's own organisation only. Raises AlreadyThere."""
    is_new = contact.pk is None
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError as error:
        raise AlreadyThere from error
    # On the contact, not on the startup: the profile is shared, whom an organisation knows there is not.
    record(contact, "contact.added" if is_new else "contact.changed", by=by, startup=contact.startup_id)
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, by: User) -> None:
    """Forgets a contact that has never been invited; an invited one stays, since its answers hang on it."""
    record(contact, "contact.removed", by=by, startup=contact.startup_id)
    contact.delete()


@transaction.atomic
def save_imported_startups(rows: Sequence[dict[str, Any]], *, file: ImportFile, by: User) -> int:
    """Puts a startup in the registry for each checked row; gives their number."""
    startups = Startup.objects.bulk_create(
        (Startup(imported_from=file, **_written(row)) for row in rows), batch_size=1000
    )
    _give_themes(zip(startups, rows, strict=True))
    record_all(startups, "startup.imported", by=by, file=file.name)
    return len(startups)


@transaction.atomic
def update_imported_startups(rows: Sequence[dict[str, Any]], *, file: ImportFile, by: User) -> int:
    """Writes what the rows say over the profiles of the same names; an empty cell takes nothing away."""
    found = Startup.objects.defer("search").select_for_update(no_key=True).in_bulk([row["pk"] for row in rows])
    changed = []
    for row in rows:
        startup = found.get(row["pk"])
        values = _written(row)
        if startup and any(getattr(startup, key) != value for key, value in values.items()):
            for key, value in values.items():
                setattr(startup, key, value)
            startup.updated_at = timezone.now()
            changed.append(startup)
    if changed:
        fields = {"updated_at"}.union(*(_written(row) for row in rows))
        Startup.objects.bulk_update(changed, fields, batch_size=500)
    _give_themes((found[row["pk"]], row) for row in rows if row["pk"] in found)
    record_all(changed, "startup.read_in_again", by=by, file=file.name)
    return len(changed)


def _written(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("themes", "pk")}


def _give_themes(rows: Iterable[tuple[Startup, dict[str, Any]]]) -> None:
    """Adds to each startup the common themes that its row names."""
    known = ThemeFinder(Theme.objects.common()).known
    link = Startup.themes.through
    link.objects.bulk_create(
        (
            link(startup_id=startup.pk, theme_id=known[slug].pk)
            for startup, row in rows
            for slug in row.get("themes", ())
            if slug in known
        ),
        batch_size=5000,
        ignore_conflicts=True,
    )
