"""One entry for each deed, and what every object with a history has in common."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from history.addresses import address
from history.changes import Change, told
from history.questions import objects_of
from history.sentences import sentence_of


class Entry(models.Model):
    """What one person, or the house itself, did to one object."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The name as it was, and the only name there is when a startup's contact acts by a link.
    actor_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="entry_of_subject"),
            models.Index(fields=["organisation", "-at"], name="entry_of_organisation"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """The deed in the reader's language, without the person's name."""
        return sentence_of(self.verb, self.data)

    @property
    def changes(self) -> list[Change]:
        """What the deed changed in the object's fields, in the reader's language."""
        return told(self.data.get("changed", []))

    @property
    def person(self) -> str:
        """Whose deed it was; the house itself when nobody is named."""
        return self.actor_name or str(_("Systemet"))


class HistoryModel(models.Model):
    """An object that leaves history and, when it has states, moves between them by `history.actions.move()`.

    A subclass with states names its table in TRANSITIONS (state → states it may move to) and its colours
    (state → neutral, info, accent, success, warning or danger) in STATE_COLOURS.
    """

    TRANSITIONS: ClassVar[Mapping[Any, Any]] = {}
    STATE_COLOURS: ClassVar[Mapping[Any, str]] = {}
    # The address of the object's page, which takes its primary key; a model without one says where else it is shown.
    URL_NAME: ClassVar[str] = ""

    created_at = models.DateTimeField(_("skapat"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return address(self.URL_NAME, self.pk)

    @property
    def state_colour(self) -> str:
        return self.STATE_COLOURS.get(getattr(self, "state", ""), "neutral")

    def can_move(self, to: str) -> bool:
        """Whether the table allows the object to move on to the state `to` from where it is now."""
        state: Any = getattr(self, "state", None)
        return to in self.TRANSITIONS.get(state, frozenset())

    @cached_property
    def history(self) -> list[Entry]:
        """The object's entries, newest first (one query)."""
        return objects_of(_entries_of, given=(_kind_of(self), self.pk))

    def last_of(self, *verbs: str) -> str:
        """Which of these deeds was done last; empty when none was (one query)."""
        entries = _entries_of(_kind_of(self), self.pk)
        return entries.filter(verb__in=verbs).values_list("verb", flat=True).first() or ""


def _kind_of(subject: models.Model) -> int:
    return ContentType.objects.get_for_model(type(subject)).pk


def _entries_of(kind: Any, subject: Any) -> models.QuerySet[Entry]:
    return Entry.objects.filter(subject_type=kind, subject_id=subject).order_by("-at", "-id")
