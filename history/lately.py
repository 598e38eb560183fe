"""What the logbook says of the last days, as a condition on the rows it speaks of."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef

from history.models import Entry
from history.questions import Now

if TYPE_CHECKING:
    from accounts.models import User

LATELY = timedelta(days=14)


def done_lately(model: type[Model], *verbs: str, but_by: "User") -> Exists:
    """Rows of the model to which somebody else than this person has done one of these in the last two weeks."""
    kind = ContentType.objects.get_for_model(model)
    deeds = Entry.objects.filter(subject_type=kind, subject_id=OuterRef("pk"), verb__in=verbs)
    return Exists(deeds.filter(at__gte=Now(-LATELY)).exclude(actor=but_by))
