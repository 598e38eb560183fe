"""Matchmaking days, the slots they are divided into, the rooms in which one meets, and who is away when."""

from collections.abc import Collection
from datetime import time
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from accounts.querysets import OrganisationQuerySet
from history.models import HistoryModel
from history.templatetags.days import clock
from meetings.places import with_code
from meetings.slots import Span
from meetings.states import DAY_COLOURS, DAY_TRANSITIONS, PREPARED, DayState, MeetingState, Side
from startups.models import Startup

SLOT_MINUTES = 20
MOST_IN_A_ROW = 20


class DayQuerySet(OrganisationQuerySet["MatchmakingDay"]):
    def visible_to(self, user: User) -> Self:
        """The chief's and the team's while it is planned, everybody's in the organisation after that."""
        planning = user.organisations_as(Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER)
        return self.filter(
            Q(organisation__in=planning) | Q(organisation__in=user.organisation_ids) & ~Q(state=DayState.PLANNED)
        )

    def awaiting_wishes_of(self, user: User) -> Self:
        """Those about which the person was asked, can still answer, and has not."""
        asked = self.filter(answers__manager=user, answers__answered_at=None, managers=user)
        return asked.filter(state=DayState.WISHING, wishes_by__gte=timezone.localdate())

    def offering_times_to(self, user: User) -> Self:
        """Those on which a free time is offered to the person, who has said nothing yet."""
        pairs = apps.get_model("meetings", "AskedPair").objects.possible().unanswered_by(Side.MANAGER).of_manager(user)
        return self.filter(pk__in=pairs.values("offer__slot__day"))

    def with_wishes_in(self) -> Self:
        """Those about which both sides have said what they want: everybody has answered, or the last day has passed."""
        silent = Q(answers__answered_at=None, answers__isnull=False)
        left = self.model._base_manager.filter(silent, pk=OuterRef("pk"))
        over = Q(wishes_by__lt=timezone.localdate())
        return self.filter(over | ~Exists(left), state=DayState.WISHING, date__gte=timezone.localdate())

    def coming(self) -> Self:
        return self.filter(date__gte=timezone.localdate(), state__in=[*PREPARED, DayState.OPEN])

    def left_open(self) -> Self:
        """Those that have been and that nobody has finished."""
        return self.filter(date__lt=timezone.localdate(), state=DayState.OPEN)

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
    place = models.CharField(_("plats"), max_length=200, blank=True, help_text=_("Adress, om ni ses på plats."))
    # `{kod}` in it becomes another code for each meeting.
    video_link = models.CharField(
        _("länk till videomöten"),
        max_length=200,
        blank=True,
        help_text=_("Skriv {kod} där varje möte ska få sin egen kod, till exempel https://video.exempel.se/{kod}."),
    )
    date = models.DateField(_("datum"))
    starts_at = models.TimeField(_("första mötet börjar"))
    ends_at = models.TimeField(_("sista mötet slutar"))
    # A second half of the day with hours of its own, after a longer break than lunch or in place of it.
    afternoon_from = models.TimeField(_("eftermiddagen från"), null=True, blank=True)
    afternoon_to = models.TimeField(_("eftermiddagen till"), null=True, blank=True)
    lunch_from = models.TimeField(_("lunch från"), null=True, blank=True)
    lunch_to = models.TimeField(_("lunch till"), null=True, blank=True)
    slot_minutes = models.PositiveSmallIntegerField(
        _("minuter per möte"), default=SLOT_MINUTES, validators=[MinValueValidator(5), MaxValueValidator(120)]
    )
    pause_minutes = models.PositiveSmallIntegerField(
        _("minuter mellan möten"), default=5, validators=[MaxValueValidator(60)]
    )
    # What a plan of the day keeps to: how many meetings anybody has in a row at most, and how many everybody gets before
    # others get extras, as far as possible. None is no rule.
    most_in_a_row = models.PositiveSmallIntegerField(
        _("högst så många möten i rad"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_IN_A_ROW)],
    )
    fair_minimum = models.PositiveSmallIntegerField(
        _("minst så många möten var"), null=True, blank=True, default=2, validators=[MaxValueValidator(MOST_IN_A_ROW)]
    )
    # The last day on which both sides can say whom they want to meet; None until they have been asked.
    wishes_by = models.DateField(_("önskemål senast"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
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
            models.CheckConstraint(
                condition=Q(afternoon_from=None, afternoon_to=None)
                | Q(
                    afternoon_from__isnull=False,
                    afternoon_to__isnull=False,
                    afternoon_from__gte=F("ends_at"),
                    afternoon_to__gt=F("afternoon_from"),
                ),
                name="the_afternoon_comes_after_the_morning",
            ),
            models.CheckConstraint(
                condition=~Q(state=DayState.WISHING) | Q(wishes_by__isnull=False), name="wishes_have_a_last_day"
            ),
            models.CheckConstraint(condition=~Q(place="") | ~Q(video_link=""), name="days_are_somewhere"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> list[tuple[time, time]]:
        """The blocks of the day, from and to: one, or a morning and an afternoon."""
        morning = (self.starts_at, self.ends_at)
        if self.afternoon_from and self.afternoon_to:
            return [morning, (self.afternoon_from, self.afternoon_to)]
        return [morning]

    @property
    def lunch(self) -> tuple[time, time] | None:
        return (self.lunch_from, self.lunch_to) if self.lunch_from and self.lunch_to else None

    @property
    def takes_wishes(self) -> bool:
        """Asked about, until the end of the last day."""
        last = self.wishes_by
        return self.state == DayState.WISHING and last is not None and last >= timezone.localdate()

    @property
    def hours_in_words(self) -> str:
        """ "09:00–12:00, 13:00–16:00"."""
        return ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in self.hours)

    @property
    def where(self) -> str:
        """Where the day is held, for whoever reads about it beforehand."""
        return self.place or str(_("Videomöten"))

    def place_of(self, room: "Room | None", uid: UUID) -> str:
        """Where one of its meetings is held: place and room, and its own link."""
        link = with_code(self.video_link, uid)
        return ", ".join(filter(None, [self.place, room.name if room else "", link]))

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

    @cached_property
    def clock(self) -> str:
        """When it begins, as it stands in each cell of a grid: 14:05."""
        return clock(self.starts_at)


class Room(models.Model):
    """A room of the day, or a group of tables: so many can meet there at once."""

    day = models.ForeignKey(MatchmakingDay, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("rum"), max_length=80)
    # None is as many as one likes.
    capacity = models.PositiveSmallIntegerField(
        _("möten samtidigt"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    class Meta:
        verbose_name = _("rum")
        verbose_name_plural = _("rum")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["day", "name"], name="a_room_once_a_day"),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gt=0), name="rooms_hold_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.capacity})" if self.capacity else self.name


class AwayQuerySet(models.QuerySet["Away"]):
    def during(self, span: Span) -> Self:
        """Those that take some of the same time."""
        return self.filter(starts_at__lt=span.ends_at, ends_at__gt=span.starts_at)


class Away(models.Model):
    """A time of the day at which a manager or a startup cannot meet, or a room cannot be used.

    Both sides say it before the day, the chief on the day itself. It stays when the day is divided anew.
    """

    day = models.ForeignKey(MatchmakingDay, on_delete=models.CASCADE, related_name="away")
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="away"
    )
    startup = models.ForeignKey(Startup, on_delete=models.CASCADE, null=True, blank=True, related_name="away")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, null=True, blank=True, related_name="away")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = AwayQuerySet.as_manager()

    class Meta:
        verbose_name = _("tid som inte går")
        verbose_name_plural = _("tider som inte går")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "manager", "startup", "room", "starts_at"],
                nulls_distinct=False,
                name="away_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="being_away_has_a_length"),
            models.CheckConstraint(
                condition=Q(manager__isnull=False, startup=None, room=None)
                | Q(manager=None, startup__isnull=False, room=None)
                | Q(manager=None, startup=None, room__isnull=False),
                name="one_person_startup_or_room_is_away",
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%H:%M}–{timezone.localtime(self.ends_at):%H:%M}"

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    @property
    def who(self) -> Any:
        return self.manager or self.startup or self.room

    @property
    def whose(self) -> tuple[str, int]:
        """Which of the three it is of, and its id."""
        if self.room_id:
            return "room", self.room_id
        return (Side.MANAGER, self.manager_id) if self.manager_id else (Side.STARTUP, self.startup_id or 0)
