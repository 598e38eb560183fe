"""What was seen and spent while a pilot ran: check-ins and costs."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pilots.states import Mood


class SentOnce(models.Model):
    """What is made by a form that may be sent twice: the form's key tells that it is the same one again."""

    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        abstract = True


class CheckIn(SentOnce):
    """A word about how it goes (avstämning)."""

    pilot = models.ForeignKey("pilots.Pilot", on_delete=models.CASCADE, related_name="check_ins")
    mood = models.CharField(_("hur går det?"), max_length=10, choices=Mood)
    line = models.CharField(_("berätta med en rad"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("avstämning")
        verbose_name_plural = _("avstämningar")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.line

    def may_be_taken_back_by(self, user: User) -> bool:
        """By the one who made it, the same day."""
        return self.by_id == user.pk and timezone.localdate(self.at) == timezone.localdate()

    @property
    def mood_colour(self) -> str:
        return {Mood.WELL: "success", Mood.SO_SO: "warning", Mood.STUCK: "danger"}[Mood(self.mood)]


class Cost(SentOnce):
    """Money spent on a pilot (SEK excl. VAT)."""

    pilot = models.ForeignKey("pilots.Pilot", on_delete=models.CASCADE, related_name="costs")
    what = models.CharField(_("vad?"), max_length=200)
    amount = models.DecimalField(
        _("belopp (kr exkl. moms)"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(50_000_000))],
    )
    on = models.DateField(_("datum"))
    noted_at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kostnad")
        verbose_name_plural = _("kostnader")
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="costs_are_above_nought")]

    def __str__(self) -> str:
        return self.what

    def may_be_taken_back_by(self, user: User) -> bool:
        """By the one who noted it, the same day."""
        return self.by_id == user.pk and timezone.localdate(self.noted_at) == timezone.localdate()
