"""Matchmaking days and the slots they are divided into."""

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from accounts.querysets import OrganisationQuerySet
from history.models import HistoryModel
from meetings.slots import Span
from meetings.states import DAY_COLOURS, DAY_TRANSITIONS, DayState, MeetingState
from startups.models import Startup

SLOT_MINUTES = 20


class DayQuerySet(OrganisationQuerySet["MatchmakingDay"]):
    def visible_to(self, user: User) -> Self:
        """The chief's and the team's while it is planned, everybody's in the organisation after that."""
        planning = user.organisations_as(Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER)
        return self.filter(
            Q(organisation__in=planning) | Q(organisation__in=user.organisation_ids) & ~Q(state=DayState.PLANNED)
        )

    def coming(self) -> Self:
        return self.filter(date__gte=timezone.localdate(), state__in=[DayState.PLANNED, DayState.OPEN])

    def past(self) -> Self:
        return self.exclude(pk__in=self.coming().values("pk"))

    def with_meeting_count(self) -> Self:
        """Annotates `meeting_count`: the meetings that were not cancelled."""
        kept = ~Q(meetings__state=MeetingState.CANCELLED)
        return self.annotate(meeting_count=Count("meetings", filter=kept))


class MatchmakingDay(HistoryModel):
    """A day on which line managers meet startups one by one (matchdag)."""

    URL_NAME = "meetings:day"
    TRANSITIONS = DAY_TRANSITIONS
    STATE_COLOURS = DAY_COLOURS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="matchmaking_days")
    name = models.CharField(_("namn"), max_length=120)
    state = models.CharField(_("läge"), max_length=20, choices=DayState, default=DayState.PLANNED, editable=False)
    place = models.CharField(_("plats"), max_length=200, help_text=_("Adress och rum, eller en länk till videomöte."))
    date = models.DateField(_("datum"))
    starts_at = models.TimeField(_("första mötet börjar"))
    ends_at = models.TimeField(_("sista mötet slutar"))
    lunch_from = models.TimeField(_("lunch från"), null=True, blank=True)
    lunch_to = models.TimeField(_("lunch till"), null=True, blank=True)
    slot_minutes = models.PositiveSmallIntegerField(
        _("minuter per möte"), default=SLOT_MINUTES, validators=[MinValueValidator(5), MaxValueValidator(120)]
    )
    pause_minutes = models.PositiveSmallIntegerField(
        _("minuter mellan möten"), default=5, validators=[MaxValueValidator(60)]
    )
    managers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="matchmaking_days", verbose_name=_("linjechefer")
    )
    startups = models.ManyToManyField(Startup, related_name="matchmaking_days", verbose_name=_("startuper"))

    objects = DayQuerySet.as_manager()

    class Meta:
        verbose_name = _("matchdag")
        verbose_name_plural = _("matchdagar")
        indexes = [models.Index(fields=["organisation", "-date", "-id"], name="days_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="days_end_after_they_begin"),
            models.CheckConstraint(
                # A comparison with NULL is neither true nor false, and PostgreSQL lets that through.
                condition=Q(lunch_from=None, lunch_to=None)
                | Q(lunch_from__isnull=False, lunch_to__isnull=False, lunch_to__gt=F("lunch_from")),
                name="lunch_has_a_length",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def thread_needs(self) -> Collection[int]:
        return list(self.meetings.values_list("match__challenge__needs", flat=True).distinct())


class Slot(models.Model):
    """One of the day's times; every manager can meet one startup in it."""

    day = models.ForeignKey(MatchmakingDay, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("tid")
        verbose_name_plural = _("tider")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["day", "starts_at"], name="a_slot_once_a_day"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slots_have_a_length"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%H:%M}–{timezone.localtime(self.ends_at):%H:%M}"

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)
