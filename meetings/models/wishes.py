"""What both sides say before a day: when they cannot, and whom they want to meet. Read by the chief alone."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.links import PersonalLink
from meetings.models.days import Away, AwayQuerySet, MatchmakingDay
from meetings.states import Level, Side
from startups.models import Contact, Match, Startup

# By which one contact comes to all that one organisation has asked it: challenges, meetings, wishes for a day.
GUEST_LINK = PersonalLink("meetings.guest", "meetings:guest")


class DayAnswerQuerySet(models.QuerySet["DayAnswer"]):
    def awaited(self) -> Self:
        return self.filter(answered_at=None)


class DayAnswer(models.Model):
    """That a manager or a startup has been asked about a day, and whether anything has been said.

    Until then they are free all day, and want to meet whom the shortlist says.
    """

    day = models.ForeignKey(MatchmakingDay, on_delete=models.CASCADE, related_name="answers")
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="day_answers"
    )
    startup = models.ForeignKey(Startup, on_delete=models.CASCADE, null=True, blank=True, related_name="day_answers")
    # Whom the startup was asked by letter.
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="day_answers")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Not too many meetings in a row (`wishes.WITH_PAUSES`).
    needs_pauses = models.BooleanField(default=False)

    objects = DayAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("svar inför en matchdag")
        verbose_name_plural = _("svar inför matchdagar")
        constraints = [
            models.UniqueConstraint(fields=["day", "manager"], name="a_manager_is_asked_once_a_day"),
            models.UniqueConstraint(fields=["day", "startup"], name="a_startup_is_asked_once_a_day"),
            models.CheckConstraint(
                condition=Q(manager=None, startup__isnull=False) | Q(manager__isnull=False, startup=None),
                name="one_of_the_two_is_asked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.who)

    @property
    def who(self) -> Any:
        return self.manager or self.startup

    @property
    def side(self) -> Side:
        return Side.MANAGER if self.manager_id else Side.STARTUP

    @property
    def away(self) -> AwayQuerySet:
        """When the one who was asked cannot."""
        return Away.objects.filter(day=self.day_id, manager=self.manager_id, startup=self.startup_id, room=None)


class Wish(models.Model):
    """How much a manager wants to meet a startup about its answer to a challenge, or the startup her."""

    day = models.ForeignKey(MatchmakingDay, on_delete=models.CASCADE, related_name="wishes")
    side = models.CharField(max_length=8, choices=Side)
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wishes")
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="wishes")
    level = models.CharField(_("önskemål"), max_length=8, choices=Level)
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("önskemål")
        verbose_name_plural = _("önskemål")
        constraints = [
            models.UniqueConstraint(fields=["day", "side", "manager", "match"], name="one_wish_a_side_and_pair")
        ]

    def __str__(self) -> str:
        return str(self.get_level_display())
