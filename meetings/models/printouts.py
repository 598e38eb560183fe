"""What is printed for a day: the chief's whole bundle, and each person's own agenda."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from history.claims import ClaimableModel, ClaimableQuerySet
from meetings.models.days import MatchmakingDay
from startups.models import Startup


class Printout(ClaimableModel):
    """A PDF of one day that a worker draws when it is wanted: agendas of a manager, a startup or all; or its results.

    It lies in the database, not among the files: it is small, is drawn anew again and again, and goes with its day.
    """

    TASK = "meetings.tasks.draw_printout"
    LEASE = timedelta(seconds=30)
    MAX_ATTEMPTS = 3
    TO_DO: ClassVar[Q] = Q(is_wanted=True)

    day = models.ForeignKey(MatchmakingDay, on_delete=models.CASCADE, related_name="printouts")
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True)
    startup = models.ForeignKey(Startup, on_delete=models.CASCADE, null=True, blank=True)
    # Not the agendas, but what the day led to.
    is_results = models.BooleanField(default=False)
    language = models.CharField(max_length=2)
    is_wanted = models.BooleanField(default=False)
    has_failed = models.BooleanField(default=False)
    content = models.BinaryField(null=True, blank=True)
    page_count = models.PositiveSmallIntegerField(default=0)
    # Of the meetings as they stood when it was drawn (`papers.version_of`).
    version = models.CharField(max_length=16, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimableQuerySet["Printout"].as_manager()

    class Meta:
        verbose_name = _("utskrift")
        verbose_name_plural = _("utskrifter")
        indexes = [models.Index(fields=["due_at"], condition=Q(is_wanted=True), name="printouts_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "is_results"],
                condition=Q(manager=None, startup=None),
                name="one_printout_of_a_whole_day",
            ),
            models.CheckConstraint(
                condition=Q(is_results=False) | Q(manager=None, startup=None), name="results_are_of_the_whole_day"
            ),
            models.UniqueConstraint(fields=["day", "manager"], name="one_printout_a_manager_and_day"),
            models.UniqueConstraint(fields=["day", "startup"], name="one_printout_a_startup_and_day"),
            models.CheckConstraint(condition=Q(manager=None) | Q(startup=None), name="a_printout_has_one_reader"),
            models.CheckConstraint(
                condition=Q(made_at=None, content=None) | Q(made_at__isnull=False, content__isnull=False),
                name="printouts_that_are_made_have_pages",
            ),
        ]

    def __str__(self) -> str:
        everybody = _("alla")
        return f"{self.day}, {self.manager or self.startup or everybody}"

    @property
    def whose(self) -> dict[str, Any]:
        """Which of the day's papers it is, as `papers` and the pages ask for it."""
        return {"manager": self.manager, "startup": self.startup, "is_results": self.is_results}
