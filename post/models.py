"""A letter that is to leave the house by e-mail."""

from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from history.claims import ClaimableModel, ClaimableQuerySet


class LetterState(models.TextChoices):
    WAITING = "waiting", _("Väntar")
    SENT = "sent", _("Skickat")
    FAILED = "failed", _("Kunde inte skickas")
    WITHDRAWN = "withdrawn", _("Tillbakadraget")
    REFUSED = "refused", _("Kom inte fram")


UNDELIVERED = (LetterState.FAILED, LetterState.REFUSED)


class LetterQuerySet(ClaimableQuerySet["Letter"]):
    def undelivered(self) -> Self:
        return self.filter(state__in=UNDELIVERED)

    def still_undelivered(self) -> Self:
        """Of each address the latest letter, where it did not arrive and none has been written since."""
        later = Letter.objects.filter(organisation=OuterRef("organisation"), to=OuterRef("to"))
        return self.undelivered().filter(~Exists(later.filter(created_at__gt=OuterRef("created_at"))))

    def undelivered_to(self, *addresses: str) -> Self:
        """Those to these addresses."""
        return self.still_undelivered().filter(to__in=filter(None, addresses)).order_by("pk")

    def lately(self, about: str) -> Self:
        """Those about the same that were written within the last hour."""
        return self.filter(about=about, created_at__gt=timezone.now() - timedelta(hours=1))

    def unsent(self) -> Self:
        """Not sent, and in no worker's hands: what is written on it is empty exactly while a worker has it."""
        return self.filter(Q(attempts=0) | ~Q(last_error=""), state__in=[LetterState.WAITING, *UNDELIVERED])

    def with_readers(self) -> Self:
        """Sent, or just being sent, and not yet corrected."""
        return self.filter(
            Q(state=LetterState.SENT) | Q(state=LetterState.WAITING, attempts__gt=0, last_error="")
        ).filter(corrections=None)

    def withdraw(self) -> int:
        """Keeps the unsent ones from ever leaving; of this and a worker that claims one exactly one succeeds."""
        return self.unsent().update(state=LetterState.WITHDRAWN, text="", calendar="", calendar_file="")


class Letter(ClaimableModel):
    """One e-mail to one address. The text is emptied once it is sent: letters carry personal links.

    A letter leaves no history and its states change without `move()`: only the worker that has the letter in hand
    moves them, and the row itself says when it was sent or why it was not. A person may have one that did not arrive
    tried again, which the organisation's history tells.
    """

    TASK = "post.tasks.deliver"
    LEASE = timedelta(minutes=2)
    MAX_ATTEMPTS = 8
    TO_DO = Q(state=LetterState.WAITING)
    IN_HAND: ClassVar[dict[str, Any]] = {"last_error": ""}

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
    # One more calendar file that is only attached, with each meeting by itself.
    calendar_file = models.TextField(blank=True)
    # The name of a stored file to attach, and the name the reader sees.
    attachment = models.CharField(max_length=200, blank=True)
    attachment_name = models.CharField(max_length=200, blank=True)
    # What it tells of, so that it can be taken back with it ("needs.answer/12"), and the letter that it corrects.
    about = models.CharField(max_length=60, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="corrections")
    # Where one press ends letters of this sort (RFC 8058).
    unsubscribe = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("brev")
        verbose_name_plural = _("brev")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=LetterState.WAITING), name="letters_waiting"),
            models.Index(fields=["organisation", "-created_at"], name="letters_of_organisation"),
            models.Index(fields=["about"], condition=~Q(about=""), name="letters_about"),
            models.Index(fields=["organisation", "to"], condition=Q(state__in=UNDELIVERED), name="letters_undelivered"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def state_colour(self) -> str:
        if self.state in UNDELIVERED:
            return "danger"
        return {LetterState.WAITING: "info", LetterState.SENT: "success"}.get(LetterState(self.state), "neutral")

    @property
    def is_undelivered(self) -> bool:
        return self.state in UNDELIVERED
