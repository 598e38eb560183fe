"""Taking back what was done to the draft of a day: each step keeps the draft as it was before."""

from django.db import transaction
from django.utils.translation import gettext as _

from history.actions import StaleState
from meetings.models import DraftStep, MatchmakingDay, PlannedMeeting
from meetings.permissions import is_being_prepared

FIELDS = ("pk", "slot_id", "manager_id", "startup_id", "match_id", "is_pinned")


def locked(day: MatchmakingDay) -> MatchmakingDay:
    """The day as it is now, locked; StaleState when it is no longer prepared."""
    now = MatchmakingDay.objects.select_for_update(no_key=True).get(pk=day.pk)
    if not is_being_prepared(now):
        raise StaleState(now)
    return now


def remember(day: MatchmakingDay, kind: DraftStep.Kind) -> None:
    """Keeps the draft as it is before the deed that goes on in this transaction; the oldest steps are forgotten."""
    DraftStep.objects.create(day=day, kind=kind, before=list(day.planned.values_list(*FIELDS)))
    old = day.draft_steps.order_by("-pk").values_list("pk", flat=True)[DraftStep.KEPT :]
    DraftStep.objects.filter(pk__in=list(old)).delete()


@transaction.atomic
def take_back(step: DraftStep) -> None:
    """The draft becomes what it was before the step, as far as those who were in it still take part.

    Raises StaleState when something has been done since, or the day has moved on.
    """
    day = locked(step.day)
    if day.draft_steps.last() != step:
        raise StaleState(day, _("Planen har ändrats sedan dess. Ta först tillbaka det som ändrades senast."))
    rows = [PlannedMeeting(day=day, **dict(zip(FIELDS, row, strict=True))) for row in step.before]
    slots = set(day.slots.values_list("pk", flat=True))
    managers = set(day.managers.values_list("pk", flat=True))
    startups = set(day.startups.values_list("pk", flat=True))
    day.planned.all().delete()
    PlannedMeeting.objects.bulk_create(
        row for row in rows if row.slot_id in slots and row.manager_id in managers and row.startup_id in startups
    )
    step.delete()
