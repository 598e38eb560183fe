"""The plan of a day before it is published: what a worker has found, and what the chief has settled in it."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from history.claims import ClaimableModel, ClaimableQuerySet
from meetings.models.days import MatchmakingDay, Slot
from startups.models import Match, Startup


class DayPlan(ClaimableModel):
    """That a plan is wanted for a day, until a worker has made it, and what the plan is worth.

    `value` is the sum of both sides' scores over its meetings, `bound` what no plan of that day can be worth more than.
    """

    TASK = "meetings.tasks.plan_day"
    LEASE = timedelta(seconds=30)
    MAX_ATTEMPTS = 3
    TO_DO: ClassVar[Q] = Q(is_wanted=True)

    day = models.OneToOneField(MatchmakingDay, on_delete=models.CASCADE, primary_key=True, related_name="plan")
    is_wanted = models.BooleanField(default=False)
    # The chief has seen enough: the worker keeps the best it has found so far.
    is_stopped = models.BooleanField(default=False)
    percent = models.PositiveSmallIntegerField(default=0)
    value = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    has_failed = models.BooleanField(default=False)

    objects = ClaimableQuerySet["DayPlan"].as_manager()

    class Meta:
        verbose_name = _("plan för en matchdag")
        verbose_name_plural = _("planer för matchdagar")
        indexes = [models.Index(fields=["due_at"], condition=Q(is_wanted=True), name="plans_due")]

    def __str__(self) -> str:
        return str(self.day)

    @property
    def reached(self) -> int | None:
        """How much of what can be reached at all the plan did when it was made."""
        return self.share_of(self.value)

    def share_of(self, value: float | None) -> int | None:
        """The same of a draft worth so much, in whole per cent and never rounded up to the whole."""
        if value is None or not self.bound:
            return None
        return int(100 * min(value / self.bound, 1) + 1e-6)


class PlannedMeeting(models.Model):
    """Two who are to meet in a slot, as long as the plan is a draft; nobody but the planners sees it."""

    day = models.ForeignKey(MatchmakingDay, on_delete=models.CASCADE, related_name="planned")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="planned")
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="planned_meetings")
    startup = models.ForeignKey(Startup, on_delete=models.CASCADE, related_name="planned_meetings")
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="planned_meetings")
    # The chief's word: it stays when the day is planned again.
    is_pinned = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("planerat möte")
        verbose_name_plural = _("planerade möten")
        ordering = ["slot__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slot", "manager"], name="planned_one_meeting_a_manager_and_slot"),
            models.UniqueConstraint(fields=["slot", "startup"], name="planned_one_meeting_a_startup_and_slot"),
            models.UniqueConstraint(fields=["day", "manager", "startup"], name="planned_one_meeting_a_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.manager} {self.startup}"


class DraftStep(models.Model):
    """A draft as it was before something was done to it, so that it can be taken back: the last step first."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("Ta tillbaka planen före")
        MOVED = "moved", _("Ta tillbaka flytten")
        PUT_IN = "put_in", _("Ta tillbaka det nya mötet")
        TAKEN_OUT = "taken_out", _("Lägg tillbaka mötet")

    KEPT = 30  # of a day

    day = models.ForeignKey(MatchmakingDay, on_delete=models.CASCADE, related_name="draft_steps")
    kind = models.CharField(max_length=10, choices=Kind)
    # Each planned meeting: its number, slot, manager, startup, match, and whether it was pinned.
    before = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("steg i ett utkast")
        verbose_name_plural = _("steg i utkast")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.day}: {self.get_kind_display()}"
