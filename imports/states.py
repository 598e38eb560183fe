"""The states of a file that is to be read in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    PREVIEWED = "previewed", _("Väntar på ditt beslut")
    WANTED = "wanted", _("I kö")
    RUNNING = "running", _("Läses in")
    DONE = "done", _("Inläst")
    FAILED = "failed", _("Kunde inte läsas in")
    DROPPED = "dropped", _("Avbruten")
    UNDONE = "undone", _("Ångrad")


S = ImportState
IMPORT_TRANSITIONS: dict[str, frozenset[str]] = {
    S.PREVIEWED: frozenset({S.WANTED, S.DROPPED}),
    S.WANTED: frozenset({S.RUNNING}),
    # From running to running: a worker that died is relieved by another.
    S.RUNNING: frozenset({S.RUNNING, S.DONE, S.FAILED}),
    S.FAILED: frozenset({S.WANTED, S.DROPPED}),
    S.DONE: frozenset({S.UNDONE}),
    S.DROPPED: frozenset(),
    S.UNDONE: frozenset(),
}
IMPORT_COLOURS: dict[str, str] = {
    S.PREVIEWED: "warning",
    S.WANTED: "info",
    S.RUNNING: "info",
    S.DONE: "success",
    S.FAILED: "danger",
}
UNFINISHED = (S.WANTED, S.RUNNING)
# Waiting for the person's word.
UNDECIDED = (S.PREVIEWED, S.FAILED)
