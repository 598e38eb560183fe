"""A file somebody wants to have read in: checked, looked at by a person, then read by the worker once."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.querysets import OrganisationQuerySet
from history.claims import ClaimableModel, ClaimableQuerySet
from history.models import HistoryModel
from imports.importers import Importer, importer_for
from imports.states import IMPORT_COLOURS, IMPORT_TRANSITIONS, UNDECIDED, UNFINISHED, ImportState

# A file nobody decides about is not kept longer than this.
FORGOTTEN_AFTER = timedelta(days=7)
MOST_NEW_THEMES = 30
THEMES_SHOWN = 10


class ImportMode(models.TextChoices):
    ALL = "all", _("Allt eller inget: läs in bara om alla rader är rätt")
    GOOD = "good", _("Läs in de rader som är rätt och hoppa över de andra")


class KnownRows(models.TextChoices):
    SKIP = "skip", _("Hoppa över dem")
    UPDATE = "update", _("Skriv över med det som står i filen")


# django-stubs types as_manager() anew for each base, and finds that the two differ.
class ImportFileQuerySet(OrganisationQuerySet["ImportFile"], ClaimableQuerySet["ImportFile"]):  # type: ignore[override]
    def forgotten(self) -> Self:
        """Looked at once and never decided about."""
        return self.filter(state__in=UNDECIDED, created_at__lt=timezone.now() - FORGOTTEN_AFTER)


class ImportFile(ClaimableModel, HistoryModel):
    """The file's text is kept from the preview until it is read in, and no longer."""

    TRANSITIONS = IMPORT_TRANSITIONS
    STATE_COLOURS = IMPORT_COLOURS
    TASK = "imports.tasks.carry_out"
    LEASE = timedelta(minutes=2)
    MAX_ATTEMPTS = 3
    TO_DO = Q(state__in=UNFINISHED)
    IN_HAND = {"state": ImportState.RUNNING}

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.CASCADE, related_name="imports")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    name = models.CharField(_("fil"), max_length=200)
    text = models.TextField(blank=True)
    state = models.CharField(
        _("läge"), max_length=10, choices=ImportState, default=ImportState.PREVIEWED, editable=False
    )
    mode = models.CharField(_("om en rad har fel"), max_length=4, choices=ImportMode, default=ImportMode.ALL)
    known_rows = models.CharField(_("rader som redan finns"), max_length=6, choices=KnownRows, default=KnownRows.SKIP)
    adds_themes = models.BooleanField(_("lägg till teman"), default=False)
    # What the latest check found: new rows, rows that are there already, and rows with errors.
    good_count = models.PositiveIntegerField(default=0)
    known_count = models.PositiveIntegerField(default=0)
    bad_count = models.PositiveIntegerField(default=0)
    # [{"line": 7, "column": "Webbplats", "text": "Skriv …"}], the first thousand.
    problems = models.JSONField(default=list, blank=True)
    unknown_themes = models.JSONField(default=list, blank=True)
    ignored = models.JSONField(default=list, blank=True)
    # {"columns": […], "rows": [[…], …]}: the first few rows as they were understood.
    sample = models.JSONField(default=dict, blank=True)
    saved_count = models.PositiveIntegerField(default=0)
    updated_count = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("inläst fil")
        verbose_name_plural = _("inlästa filer")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["organisation", "kind", "-created_at"], name="imports_newest"),
            models.Index(fields=["due_at"], condition=Q(state__in=UNFINISHED), name="imports_to_do"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(self.importer.file_url_name, args=[self.pk])

    def rows(self) -> models.QuerySet[Any]:
        """What the file brought and is still there."""
        return self.importer.model._base_manager.filter(imported_from=self)

    @property
    def importer(self) -> Importer:
        return importer_for(self.kind)

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def row_count(self) -> int:
        return self.good_count + self.known_count + self.bad_count

    @property
    def themes_can_be_added(self) -> bool:
        """A file with hundreds of new themes has something else in that column."""
        return self.importer.adds_themes and 0 < len(self.unknown_themes) <= MOST_NEW_THEMES

    @property
    def themes_shown(self) -> str:
        names = self.unknown_themes
        return ", ".join(names[:THEMES_SHOWN]) + (" …" if len(names) > THEMES_SHOWN else "")

    @property
    def good_in_words(self) -> str:
        return self.importer.counted(self.good_count)

    @property
    def is_undoable(self) -> bool:
        return self.state == ImportState.DONE and self.saved_count > 0

    @property
    def saved_in_words(self) -> str:
        return self.importer.counted(self.saved_count)
