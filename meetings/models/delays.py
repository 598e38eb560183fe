"""Who has said to be a few minutes late for a meeting, until it is taken back."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting
from meetings.states import Side

# What one press says; whoever is later than that has the meeting moved.
LATE = timedelta(minutes=5)


class DelayQuerySet(models.QuerySet["Delay"]):
    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class Delay(models.Model):
    """That one side of a meeting comes five minutes late. The row stays when it is taken back: the letter has gone."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="delays")
    side = models.CharField(max_length=8, choices=Side)
    said_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = DelayQuerySet.as_manager()

    class Meta:
        verbose_name = _("försening")
        verbose_name_plural = _("förseningar")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "side"], name="one_delay_a_side_and_meeting"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(taken_back_at__gte=F("said_at")),
                name="delays_are_taken_back_after_they_were_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_side_display()}"
