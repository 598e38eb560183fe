"""What stands in the way of pilots (hinder), and who removes it."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Count, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.querysets import OrganisationQuerySet
from history.days import beginning_of, end_of
from history.models import HistoryModel
from history.past import state_then
from listing.search import search_column
from pilots.models.pilots import Pilot
from pilots.models.running import SentOnce
from pilots.states import OBSTACLE_COLOURS, OBSTACLE_TRANSITIONS, ObstacleKind, ObstacleState


@dataclass(frozen=True)
class KindCount:
    """How common one kind of obstacle is."""

    kind: ObstacleKind
    number: int
    standing: int


class ObstacleQuerySet(OrganisationQuerySet["Obstacle"]):
    def standing(self) -> Self:
        return self.filter(state=ObstacleState.OPEN)

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def met_between(self, first: date, last: date) -> Self:
        """Obstacles that stood in the way on at least one day of the period (both days included)."""
        return self.filter(created_at__lt=end_of(last)).filter(
            Q(resolved_at=None) | Q(resolved_at__gte=beginning_of(first))
        )

    def with_standing(self, day: date) -> Self:
        """Annotates `stands`: 1 for those that were still in the way when the day ended, else 0."""
        stood = Q(state_then=ObstacleState.OPEN)
        return self.alias(state_then=state_then(Obstacle, day)).annotate(stands=Case(When(stood, then=1), default=0))

    def by_kind(self) -> list["KindCount"]:
        """How many obstacles there are of each kind and how many still stand, the commonest first; told by the index."""
        rows = (
            self.order_by()
            .values("kind")
            .annotate(number=Count("kind"), standing=Count("state", filter=Q(state=ObstacleState.OPEN)))
            .order_by("-number", "kind")
        )
        return [KindCount(ObstacleKind(r["kind"]), r["number"], r["standing"]) for r in rows]


class Obstacle(HistoryModel, SentOnce):
    """What stands in a pilot's way (hinder), with somebody who owns its removal."""

    TRANSITIONS = OBSTACLE_TRANSITIONS
    STATE_COLOURS = OBSTACLE_COLOURS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="obstacles")
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="obstacles")
    state = models.CharField(
        _("läge"), max_length=10, choices=ObstacleState, default=ObstacleState.OPEN, editable=False
    )
    kind = models.CharField(_("slag av hinder"), max_length=12, choices=ObstacleKind)
    text = models.CharField(_("vad är i vägen?"), max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="obstacles",
        verbose_name=_("vem undanröjer det?"),
    )
    resolution = models.CharField(_("så löste vi det"), max_length=500, blank=True)
    # Since when it is no longer in the way: removed, or left behind when the pilot ended.
    resolved_at = models.DateTimeField(null=True, blank=True, editable=False)
    search = search_column(heavy=("text",), light=("resolution",))

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        verbose_name = _("hinder")
        verbose_name_plural = _("hinder")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="obstacles_newest"),
            models.Index(fields=["organisation", "kind", "state"], name="obstacles_by_kind"),
            GinIndex(fields=["search"], name="obstacles_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ObstacleState.RESOLVED) | ~Q(resolution="") & Q(resolved_at__isnull=False),
                name="resolved_obstacles_say_how",
            ),
            models.CheckConstraint(
                condition=~Q(state=ObstacleState.LEFT) | Q(resolved_at__isnull=False), name="left_obstacles_have_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.pilot.get_absolute_url() + "#hinder"

    @property
    def days_open(self) -> int:
        return ((self.resolved_at or timezone.now()) - self.created_at).days
