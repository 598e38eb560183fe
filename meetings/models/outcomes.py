"""What meetings led to: in the manager's words, and in the startup's."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from meetings.models.meetings import Meeting
from meetings.states import NextStep, StartupStep
from startups.models import Contact


class Outcome(models.Model):
    """What a meeting led to, left by the manager in under a minute. The only one that is counted."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="outcome")
    next_step = models.CharField(_("nästa steg"), max_length=12, choices=NextStep, blank=True)
    surprise = models.TextField(_("vad överraskade dig?"), max_length=1000, blank=True)
    follow_up_on = models.DateField(_("datum för nästa steg"), null=True, blank=True)
    refer_to = models.ForeignKey(
        Unit,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("enhet som passar bättre"),
    )
    # When that unit said that it is nothing for them either.
    refer_declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("mötesutfall")
        verbose_name_plural = _("mötesutfall")

    def __str__(self) -> str:
        return str(self.get_next_step_display())


class StartupOutcome(models.Model):
    """What a meeting led to as the startup tells it: read by the chief, never by whom the startup met."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="startup_outcome")
    # Empty when the meeting did not happen.
    next_step = models.CharField(_("nästa steg"), max_length=12, choices=StartupStep, blank=True)
    surprise = models.TextField(_("vad överraskade er?"), max_length=1000, blank=True)
    follow_up_on = models.DateField(_("datum för nästa steg"), null=True, blank=True)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("startupens mötesutfall")
        verbose_name_plural = _("startupers mötesutfall")
        constraints = [
            models.CheckConstraint(
                condition=Q(follow_up_on=None) | ~Q(next_step=""), name="a_date_of_a_startup_has_a_step"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_next_step_display())
