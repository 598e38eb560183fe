"""A letter that is to leave the house by e-mail."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from history.claims import ClaimableModel, ClaimableQuerySet


class LetterState(models.TextChoices):
    WAITING = "waiting", _("Väntar")
    SENT = "sent", _("Skickat")
    FAILED = "failed", _("Kunde inte skickas")


class Letter(ClaimableModel):
    """One e-mail to one address. The text is emptied once it is sent: letters carry personal links.

    A letter leaves no history and its states change without `move()`: no person moves them, only the worker that has
    the letter in hand, and the row itself says when it was sent or why it was not.
    """

    TASK = "post.tasks.deliver"
    LEASE = timedelta(minutes=2)
    MAX_ATTEMPTS = 8
    TO_DO = Q(state=LetterState.WAITING)

    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="letters"
    )
    to = models.EmailField(_("till"))
    # Who it is from, and whom an answer reaches (post.senders); empty in letters from before it was kept.
    sender_name = models.CharField(max_length=250, blank=True)
    reply_to = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="sv")
    subject = models.CharField(_("ämne"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    # An invitation to a meeting (RFC 5545) that travels both as a part of the letter and as an attached file.
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    # The name of a stored file to attach, and the name the reader sees.
    attachment = models.CharField(max_length=200, blank=True)
    attachment_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimableQuerySet["Letter"].as_manager()

    class Meta:
        verbose_name = _("brev")
        verbose_name_plural = _("brev")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=LetterState.WAITING), name="letters_waiting"),
            models.Index(fields=["organisation", "-created_at"], name="letters_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def state_colour(self) -> str:
        return {LetterState.WAITING: "info", LetterState.SENT: "success", LetterState.FAILED: "danger"}[
            LetterState(self.state)
        ]
