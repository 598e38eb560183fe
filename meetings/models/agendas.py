"""What each person has been told of their meetings on a day, and that there is more to tell."""

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from history.claims import ClaimableModel, ClaimableQuerySet
from meetings.models.days import MatchmakingDay
from startups.models import Contact


class AgendaQuerySet(ClaimableQuerySet["Agenda"]):
    def touched_by(self, meeting_ids: list[int], *, managers: set[int], contacts: set[int]) -> "AgendaQuerySet":
        """Those of the people who meet, and of those who were told of one of the meetings before."""
        told = Q(told__has_any_keys=[str(pk) for pk in meeting_ids])
        return self.filter(Q(manager__in=managers) | Q(contact__in=contacts) | told)


class Agenda(ClaimableModel):
    """One manager's or startup contact's meetings on a day, as they stood in the last letter about them.

    A letter tells how they stand now and what has changed since, so that many changes make one letter. Its invitation
    is to the whole of the reader's day, and is known to calendars by `uid` and `sequence` (RFC 5545).
    """

    TASK = "meetings.tasks.tell_agenda"
    LEASE = timedelta(minutes=1)
    MAX_ATTEMPTS = 8
    TO_DO: ClassVar[Q] = Q(is_waiting=True)

    day = models.ForeignKey(MatchmakingDay, on_delete=models.CASCADE, related_name="agendas")
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    # Each meeting the reader knows of, by its number: when it begins and ends (ISO 8601), and where it is.
    told = models.JSONField(default=dict, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    # Something may have changed since.
    is_waiting = models.BooleanField(default=False)
    # Who asks the reader to come, for as long as the invitation lives; and whose deed the next letter tells of.
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = AgendaQuerySet.as_manager()

    class Meta:
        verbose_name = _("personlig agenda")
        verbose_name_plural = _("personliga agendor")
        indexes = [models.Index(fields=["due_at"], condition=Q(is_waiting=True), name="agendas_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["day", "manager"], name="one_agenda_a_manager_and_day"),
            models.UniqueConstraint(fields=["day", "contact"], name="one_agenda_a_contact_and_day"),
            models.CheckConstraint(
                condition=Q(manager=None, contact__isnull=False) | Q(manager__isnull=False, contact=None),
                name="an_agenda_has_one_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}, {self.reader}"

    @property
    def reader(self) -> User | Contact:
        found = self.manager or self.contact
        assert found  # a constraint keeps that promise
        return found

    @property
    def is_startups(self) -> bool:
        return self.contact_id is not None

    @property
    def told_block(self) -> tuple[datetime, datetime] | None:
        """From the first to the last of the meetings that the reader knows of."""
        moments: list[dict[str, Any]] = list(self.told.values())
        if not moments:
            return None
        begins = min(datetime.fromisoformat(one["starts_at"]) for one in moments)
        return begins, max(datetime.fromisoformat(one["ends_at"]) for one in moments)
