"""What was decided about a pilot and why, and what we know now."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.querysets import OrganisationQuerySet
from history.days import end_of, on_days
from history.models import HistoryModel
from listing.search import search_column
from pilots.models.pilots import Pilot
from pilots.models.running import SentOnce
from pilots.states import DecisionKind


class LessonQuerySet(OrganisationQuerySet["Lesson"]):
    def written_between(self, first: date, last: date) -> Self:
        """Lessons of the period (both days included)."""
        return self.filter(on_days("created_at", first, last))

    def in_thread(self, user: User, need_ids: Collection[int]) -> Self:
        return self.visible_to(user).filter(pilot__match__challenge__needs__in=need_ids)


class Lesson(HistoryModel, SentOnce):
    """What we now know (lärdom)."""

    URL_NAME = "pilots:lesson"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="lessons")
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="lessons")
    title = models.CharField(_("lärdomen i en mening"), max_length=160)
    believed = models.TextField(_("det här trodde vi"), max_length=1000, blank=True)
    saw = models.TextField(_("det här såg vi"), max_length=2000)
    advice = models.TextField(_("det här råder vi andra till"), max_length=1000, blank=True)
    for_whom = models.CharField(_("för vem är det viktigt?"), max_length=200, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    search = search_column(heavy=("title",), light=("believed", "saw", "advice", "for_whom"))

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lärdom")
        verbose_name_plural = _("lärdomar")
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="lessons_newest"),
            GinIndex(fields=["search"], name="lessons_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def thread_needs(self) -> Collection[int]:
        return self.pilot.thread_needs()


class DecisionQuerySet(models.QuerySet["Decision"]):
    def decided_by_the_end_of(self, day: date) -> Self:
        """What had been decided when the day ended, the latest first."""
        return self.filter(decided_at__lt=end_of(day)).order_by("-number")


class Decision(models.Model):
    """What the named decider decided about a pilot and why. It cannot stand without a lesson."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(_("beslut"), max_length=10, choices=DecisionKind)
    reason = models.TextField(_("motivering"), max_length=2000)
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("lärdom"))
    # Which state of the pilot it was taken in: one decision for each time around.
    number = models.PositiveSmallIntegerField(default=1)
    new_end = models.DateField(_("nytt slutdatum"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("beslut")
        verbose_name_plural = _("beslut")
        ordering = ["-decided_at"]
        constraints = [
            models.UniqueConstraint(fields=["pilot", "number"], name="decisions_of_a_pilot_are_numbered"),
            models.UniqueConstraint(
                fields=["pilot"], condition=~Q(kind=DecisionKind.ITERATE), name="one_final_decision_a_pilot"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="decisions_have_a_reason"),
            models.CheckConstraint(
                condition=~Q(kind=DecisionKind.ITERATE) | Q(new_end__isnull=False), name="going_on_has_a_new_end"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
