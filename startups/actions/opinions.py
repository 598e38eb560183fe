"""What an organisation writes about a startup for itself: notes and a rating.

The history stands on the note or the rating, not on the startup: the profile is shared, what is thought of it is not.
A note's words stay out of it, so that one that is removed is gone.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from history.actions import record
from startups.models import Startup
from startups.opinions import Note, Rating


@transaction.atomic
def save_note(note: Note, *, by: User) -> Note:
    """Keeps a new note as `by`'s own, or what has been changed in one."""
    is_new = note.pk is None
    if is_new:
        note.author = by
    else:
        note.changed_at = timezone.now()
    note.save()
    record(note, "note.written" if is_new else "note.changed", by=by, startup=note.startup_id)
    return note


@transaction.atomic
def remove_note(note: Note, *, by: User) -> None:
    """Forgets a note."""
    record(note, "note.removed", by=by, startup=note.startup_id)
    note.delete()


@transaction.atomic
def rate(startup: Startup, organisation: Organisation, *, value: int | None, by: User) -> None:
    """Sets the organisation's rating of the startup (1–5), or takes it away with None. The same again is no deed."""
    # The lock lets two who rate for the first time come one after the other.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    known = Rating.objects.filter(startup=startup, organisation=organisation).first()
    if (known.value if known else None) == value:
        return
    if value is None and known:
        record(known, "rating.removed", by=by, startup=startup.pk)
        known.delete()
    elif value is not None:
        rating = known or Rating(startup=startup, organisation=organisation)
        rating.value, rating.rated_by, rating.rated_at = value, by, timezone.now()
        rating.save()
        record(rating, "rating.set", by=by, startup=startup.pk, value=value)
