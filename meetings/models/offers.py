"""Times that a manager offers a startup for a single meeting; the startup takes one by its portal."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.slots import Span
from startups.models import Match


class MeetingOfferQuerySet(models.QuerySet["MeetingOffer"]):
    def coming(self) -> Self:
        return self.filter(starts_at__gt=timezone.now())


class MeetingOffer(models.Model):
    """One of the times at which the manager can meet; it takes nobody's time until it is chosen."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="meeting_offers")
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # As it was written: the meeting's own code is not known yet.
    place = models.CharField(max_length=200)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects = MeetingOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("tid att välja")
        verbose_name_plural = _("tider att välja")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["match", "manager", "starts_at"], name="a_time_is_offered_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="offers_have_a_length"),
        ]

    def __str__(self) -> str:
        local = timezone.localtime
        return f"{local(self.starts_at):%Y-%m-%d %H:%M}–{local(self.ends_at):%H:%M}"

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)
