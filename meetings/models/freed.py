"""A time that has become free, offered to those who want it most: the first two who both say yes have it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from history.questions import Now
from meetings.models.days import Away, MatchmakingDay, Slot
from meetings.models.meetings import Meeting
from meetings.states import DayState, Side
from startups.models import Match, Startup
from startups.states import MEETABLE


class FreedTime(models.Model):
    """That the free time of a manager, or of a startup, is offered to some on the other side.

    All of its pairs share that one person or startup, so that the promise of one meeting at a time lets one pair win.
    """

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="freed")
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    startup = models.ForeignKey(Startup, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    # What came of it.
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="freed")

    class Meta:
        verbose_name = _("erbjuden tid")
        verbose_name_plural = _("erbjudna tider")
        ordering = ["slot__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "manager", "startup"], nulls_distinct=False, name="a_free_time_is_offered_once"
            ),
            models.CheckConstraint(
                condition=Q(manager=None, startup__isnull=False) | Q(manager__isnull=False, startup=None),
                name="one_of_the_two_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.manager or self.startup}"


class AskedPairQuerySet(models.QuerySet["AskedPair"]):
    def on(self, day: MatchmakingDay) -> Self:
        return self.filter(offer__slot__day=day)

    def of_manager(self, user: User) -> Self:
        return self.filter(manager=user, match__organisation__in=user.organisation_ids)

    def possible(self) -> Self:
        """Those that can still come to a meeting: nobody has taken the time, it has not begun, and both are free then."""
        taken = Meeting.objects.taking_time()
        then = taken.filter(
            starts_at__lt=OuterRef("offer__slot__ends_at"), ends_at__gt=OuterRef("offer__slot__starts_at")
        )
        away = Away.objects.filter(
            day=OuterRef("offer__slot__day"),
            starts_at__lt=OuterRef("offer__slot__ends_at"),
            ends_at__gt=OuterRef("offer__slot__starts_at"),
        )
        met = Meeting.objects.not_cancelled().filter(day=OuterRef("offer__slot__day"), manager=OuterRef("manager"))
        return self.filter(
            ~Exists(then.filter(manager=OuterRef("manager"))),
            ~Exists(then.filter(startup=OuterRef("match__startup"))),
            ~Exists(away.filter(manager=OuterRef("manager"))),
            ~Exists(away.filter(startup=OuterRef("match__startup"))),
            ~Exists(met.filter(startup=OuterRef("match__startup"))),
            offer__meeting=None,
            offer__slot__starts_at__gt=Now(),
            offer__slot__day__state=DayState.OPEN,
            match__state__in=MEETABLE,
        )

    def unanswered_by(self, side: Side) -> Self:
        """Those about which that side has said nothing and the other has not said no."""
        other = Side.STARTUP if side == Side.MANAGER else Side.MANAGER
        return self.filter(**{f"{side}_says": None}).exclude(**{f"{other}_says": False})


class AskedPair(models.Model):
    """A manager and a startup to whom the time is offered, and what either has said: yes, no, or nothing yet."""

    offer = models.ForeignKey(FreedTime, on_delete=models.CASCADE, related_name="pairs")
    manager = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="asked_pairs")
    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="asked_pairs")
    manager_says = models.BooleanField(null=True, blank=True)
    startup_says = models.BooleanField(null=True, blank=True)

    objects = AskedPairQuerySet.as_manager()

    class Meta:
        verbose_name = _("par som har fått en tid erbjuden")
        verbose_name_plural = _("par som har fått en tid erbjuden")
        ordering = ["offer__slot__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "manager", "match"], name="a_pair_is_asked_once_about_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.offer} {self.manager} {self.match}"

    def said_by(self, side: Side) -> bool | None:
        return self.manager_says if side == Side.MANAGER else self.startup_says
