"""What is done to the registry: profiles written, changed and read in, contacts kept."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import Organisation, User
from history.actions import record, record_all
from needs.models import Theme
from needs.themes import themes_for
from startups.models import Contact, Startup


class AlreadyThere(Exception):
    """Somebody else put the same startup or contact in while this one was being written."""


@transaction.atomic
def save_startup(startup: Startup, *, themes: Iterable[Theme], by: User) -> Startup:
    """Puts a new startup in the registry, or changes its profile. Raises AlreadyThere when it is there by now."""
    is_new = startup.pk is None
    try:
        with transaction.atomic():
            startup.save()
    except IntegrityError as error:
        raise AlreadyThere from error
    startup.themes.set(themes)
    record(startup, "startup.registered" if is_new else "startup.changed", by=by)
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
def save_imported_startups(rows: Sequence[dict[str, Any]], *, organisation: Organisation, source: str, by: User) -> int:
    """Puts a startup in the registry for each checked row; gives their number."""
    names: dict[str, str] = {}
    for row in rows:
        names |= row["theme_names"]
    themes = themes_for({slug for row in rows for slug in row["themes"]}, names)
    startups = Startup.objects.bulk_create(
        (Startup(**{key: value for key, value in row.items() if key not in ("themes", "theme_names")}) for row in rows),
        batch_size=1000,
    )
    link = Startup.themes.through
    link.objects.bulk_create(
        (
            link(startup_id=startup.pk, theme_id=themes[slug].pk)
            for startup, row in zip(startups, rows, strict=True)
            for slug in row["themes"]
        ),
        batch_size=5000,
        ignore_conflicts=True,
    )
    record_all(startups, "startup.imported", by=by, file=source)
    return len(startups)
