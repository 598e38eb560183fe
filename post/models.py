"""A letter that is to leave the house by e-mail."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 8


class LetterState(models.TextChoices):
    WAITING = "waiting", _("Väntar")
    SENT = "sent", _("Skickat")
    FAILED = "failed", _("Kunde inte skickas")


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self) -> "LetterQuerySet":
        """What is to be sent now: waiting, its pause over and nobody else's."""
        return self.filter(state=LetterState.WAITING, not_before__lte=timezone.now())

    def claim(self, letter_id: int) -> "Letter | None":
        """Takes the letter for one worker for the time of a lease; None when it is another's, sent or gone."""
        taken = (
            self.due()
            .filter(pk=letter_id)
            .update(not_before=timezone.now() + LEASE, attempts=F("attempts") + 1)
        )
        return self.get(pk=letter_id) if taken else None


class Letter(models.Model):
    """One e-mail to one address. The text is emptied once it is sent: letters carry personal links."""

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="letters"
    )
    to = models.EmailField(_("till"))
    subject = models.CharField(_("ämne"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    # An invitation to a meeting (RFC 5545) that travels both as a part of the letter and as an attached file.
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    # The name of a stored file to attach, and the name the reader sees.
    attachment = models.CharField(max_length=200, blank=True)
    attachment_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("brev")
        verbose_name_plural = _("brev")
        indexes = [
            models.Index(fields=["not_before"], condition=Q(state="waiting"), name="letters_waiting"),
            models.Index(fields=["organisation", "-created_at"], name="letters_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def state_colour(self) -> str:
        return {LetterState.WAITING: "info", LetterState.SENT: "success", LetterState.FAILED: "danger"}[
            LetterState(self.state)
        ]
