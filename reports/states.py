"""The states of a report on its way from order to file."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    ORDERED = "ordered", _("Beställd")
    BEING_MADE = "being_made", _("Görs just nu")
    READY = "ready", _("Klar")
    FAILED = "failed", _("Kunde inte göras")


R = ReportState
REPORT_TRANSITIONS = {
    # From being made to being made: a worker that died is relieved by another.
    R.ORDERED: frozenset({R.BEING_MADE}),
    R.BEING_MADE: frozenset({R.BEING_MADE, R.READY, R.ORDERED, R.FAILED}),
    R.READY: frozenset(),
    R.FAILED: frozenset({R.ORDERED}),
}
REPORT_COLOURS = {R.ORDERED: "info", R.BEING_MADE: "info", R.READY: "success", R.FAILED: "danger"}
UNFINISHED = (R.ORDERED, R.BEING_MADE)
