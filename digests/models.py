"""How often somebody wants to hear of what goes on, and the digests that are to be written."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from accounts.links import PersonalLink, new_key
from accounts.models import Membership, Role
from digests.kinds import KINDS, Kind
from history.claims import ClaimableModel, ClaimableQuerySet

READERS = (Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER)
# Whoever has the letter may stop it, and do nothing else.
OFF_LINK = PersonalLink("digests.off", "digests:off")
AT_FIRST = timedelta(days=1)  # how far back the first digest looks
AT_MOST = timedelta(days=14)  # and one after a long silence


class Pace(models.TextChoices):
    AT_ONCE = "at_once", _("Genast")
    DAILY = "daily", _("Varje vardag")
    WEEKLY = "weekly", _("Varje måndag")
    NEVER = "never", _("Aldrig")


class DigestChoiceQuerySet(models.QuerySet["DigestChoice"]):
    def wanted(self) -> Self:
        """Of those who still have a role that digests are for, and have not turned them off."""
        return self.filter(is_off=False, membership__user__is_active=True, membership__roles__overlap=list(READERS))

    def by_token(self, token: str) -> "DigestChoice | None":
        return OFF_LINK.find(token, self.select_related("membership__user", "membership__organisation"))


class DigestChoice(models.Model):
    """What one person has chosen in one organisation. Kinds that nothing is said about go by the person's role."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="+")
    paces = models.JSONField(default=dict, blank=True)
    is_off = models.BooleanField(default=False)
    key = models.CharField(max_length=40, default=new_key, unique=True)
    # Up to when the person has been told of each kind; so nothing is told twice or left out when the pace changes.
    told = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = DigestChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("val av sammandrag")
        verbose_name_plural = _("val av sammandrag")

    def __str__(self) -> str:
        return str(self.membership)

    def pace_of(self, kind: Kind) -> Pace:
        usual = Pace.DAILY if Role.DEVELOPMENT_CHIEF in self.membership.roles else Pace.WEEKLY
        return Pace(self.paces.get(kind.name, usual))

    def kinds_at(self, pace: str) -> list[Kind]:
        return [kind for kind in KINDS if self.pace_of(kind) == pace]

    def told_until(self, kind: Kind, *, now: datetime) -> datetime:
        told = parse_datetime(self.told.get(kind.name, "")) or self.created_at - AT_FIRST
        return max(told, now - AT_MOST)

    @property
    def off_link(self) -> str:
        return OFF_LINK.url(self)


class Digest(ClaimableModel):
    """One letter to one person about one period, if there turns out to be something to tell."""

    TASK = "digests.tasks.write"
    LEASE = timedelta(minutes=1)
    MAX_ATTEMPTS = 5
    TO_DO = Q(done_at=None)

    choice = models.ForeignKey(DigestChoice, on_delete=models.CASCADE, related_name="digests")
    pace = models.CharField(max_length=10, choices=Pace)
    period = models.CharField(max_length=20)
    until = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects: Any = ClaimableQuerySet.as_manager()

    class Meta:
        verbose_name = _("sammandrag")
        verbose_name_plural = _("sammandrag")
        constraints = [
            models.UniqueConstraint(fields=["choice", "pace", "period"], name="one_digest_a_person_and_period")
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(done_at=None), name="digests_to_do")]

    def __str__(self) -> str:
        return f"{self.choice} {self.period}"
