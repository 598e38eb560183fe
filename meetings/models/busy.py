"""The calendar in which a person is busy: a secret address, read again and again for its busy times and nothing else."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from history.claims import ClaimableModel, ClaimableQuerySet
from meetings.addresses import unseal
from startups.models import Contact


class Trouble(models.TextChoices):
    """Why a calendar could not be read, as its owner is told (`meetings.fetching.Trouble`)."""

    ADDRESS = "address", _("Adressen är inte en vanlig webbadress som börjar med https://.")
    UNKNOWN = "unknown", _("Det finns ingen server med det namnet. Kontrollera adressen.")
    INTERNAL = "internal", _("Adressen leder till ett internt nät, som vi inte läser från. Fråga er administratör.")
    CERTIFICATE = "certificate", _("Servern kan inte visa att den är den som adressen säger.")
    UNREACHABLE = "unreachable", _("Servern svarade inte. Vi försöker igen.")
    SLOW = "slow", _("Servern svarade för långsamt. Vi försöker igen.")
    REFUSED = "refused", _("Servern lämnade inte ut kalendern. Har adressen bytts ut?")
    BIG = "big", _("Kalendern är för stor. Välj en som bara visar ledigt och upptaget.")
    CONTENT = "content", _("Där finns ingen kalender. Kopiera adressen till kalenderfilen (ofta .ics).")


class BusyCalendar(ClaimableModel):
    """One manager's calendar, or one startup contact's. It is due again some hours after it has been read."""

    TASK = "meetings.tasks.read_calendar"
    LEASE = timedelta(minutes=2)
    MAX_ATTEMPTS = 3
    TO_DO: ClassVar[Q] = ~Q(sealed="")  # always: there is no calendar without an address

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="busy_calendar"
    )
    contact = models.OneToOneField(
        Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="busy_calendar"
    )
    # The address as only this installation can read it; nobody is shown it again.
    sealed = models.TextField(editable=False)
    # What may be shown of it.
    host = models.CharField(max_length=253)
    given_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)
    trouble = models.CharField(max_length=12, choices=Trouble, blank=True, editable=False)

    objects = ClaimableQuerySet["BusyCalendar"].as_manager()

    class Meta:
        verbose_name = _("kalender med upptagna tider")
        verbose_name_plural = _("kalendrar med upptagna tider")
        indexes = [models.Index(fields=["due_at"], name="busy_calendars_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, contact__isnull=False) | Q(user__isnull=False, contact=None),
                name="a_busy_calendar_is_somebodys",
            ),
            models.CheckConstraint(condition=~Q(sealed=""), name="a_busy_calendar_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def address(self) -> str:
        """For the worker that reads it, and for nobody else."""
        return unseal(self.sealed)


class BusyTime(models.Model):
    """A time at which the calendar's owner is busy; with what, is not known here."""

    calendar = models.ForeignKey(BusyCalendar, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("upptagen tid")
        verbose_name_plural = _("upptagna tider")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "starts_at", "ends_at"], name="a_busy_time_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="busy_times_have_a_length"),
        ]

    def __str__(self) -> str:
        local = timezone.localtime
        return f"{local(self.starts_at):%Y-%m-%d %H:%M}–{local(self.ends_at):%Y-%m-%d %H:%M}"
