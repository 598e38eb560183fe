"""A pilot with its charter, what happened while it ran, the decision and the lessons."""

from collections.abc import Collection
from datetime import timedelta
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from history.models import Traced
from listing.search import search_column
from pilots.states import (
    DECIDED,
    OBSTACLE_COLOURS,
    OBSTACLE_TRANSITIONS,
    PILOT_COLOURS,
    PILOT_TRANSITIONS,
    DecisionKind,
    Mood,
    ObstacleKind,
    ObstacleState,
    PilotState,
)
from startups.models import Match

DECISION_NOTICE = timedelta(days=14)
CHECK_IN_EVERY = timedelta(days=7)


class PilotQuerySet(models.QuerySet["Pilot"]):
    def visible_to(self, user: User) -> Self:
        """Everything in the person's organisations: the portfolio is open to the whole staff."""
        return self.filter(organisation__in=user.organisation_ids)

    def of(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation)

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def running(self) -> Self:
        return self.filter(state=PilotState.RUNNING)

    def decided(self) -> Self:
        return self.filter(state__in=DECIDED)

    def awaiting_start(self) -> Self:
        return self.filter(state=PilotState.CHARTER)

    def awaiting_decision_by(self, user: User) -> Self:
        """Running pilots of which the person is the decider and whose end is near or past."""
        return self.running().filter(decider=user, ends_on__lte=timezone.localdate() + DECISION_NOTICE)

    def overdue(self) -> Self:
        return self.running().filter(ends_on__lt=timezone.localdate())

    def awaiting_check_in(self) -> Self:
        """Running pilots that nobody has said anything about for a week."""
        recent = CheckIn.objects.filter(pilot=models.OuterRef("pk"), at__gt=timezone.now() - CHECK_IN_EVERY)
        return self.running().filter(~models.Exists(recent), starts_on__lte=timezone.localdate())

    def with_spent(self) -> Self:
        """Annotates `spent`: the sum of the costs (SEK excl. VAT)."""
        costs = Cost.objects.filter(pilot=models.OuterRef("pk")).values("pilot").annotate(total=Sum("amount"))
        return self.annotate(spent=Coalesce(models.Subquery(costs.values("total")), Decimal(0)))

    def in_thread(self, user: User, need_ids: Collection[int]) -> Self:
        return self.filter(
            pk__in=Pilot.objects.visible_to(user).filter(match__challenge__needs__in=need_ids).values("pk")
        )


class Pilot(Traced):
    """A small test of a startup's proposal. The charter (pilotplan) is what stands here before it starts."""

    TRANSITIONS = PILOT_TRANSITIONS
    STATE_COLOURS = PILOT_COLOURS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="pilots")
    match = models.OneToOneField(
        Match, on_delete=models.PROTECT, related_name="pilot", verbose_name=_("matchning")
    )
    state = models.CharField(
        _("läge"), max_length=20, choices=PilotState, default=PilotState.CHARTER, editable=False
    )
    title = models.CharField(_("namn på piloten"), max_length=120)
    question = models.TextField(
        _("frågan vi vill ha svar på"),
        max_length=1000,
        help_text=_("En fråga som piloten kan svara ja eller nej på."),
    )
    budget = models.PositiveIntegerField(
        _("budget (kr exkl. moms)"), validators=[MinValueValidator(1), MaxValueValidator(50_000_000)]
    )
    starts_on = models.DateField(_("börjar"))
    ends_on = models.DateField(_("slutar"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="owned_pilots",
        verbose_name=_("pilotägare"),
    )
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="pilots_to_decide",
        verbose_name=_("beslutar när piloten är slut"),
    )
    partners = models.CharField(
        _("externa parter"),
        max_length=300,
        blank=True,
        help_text=_("Akademi, science park eller forskningsinstitut."),
    )
    delegation = models.CharField(
        _("delegationspunkt"),
        max_length=120,
        blank=True,
        help_text=_("Den punkt i delegationsordningen som gäller."),
    )
    registry_number = models.CharField(_("diarienummer"), max_length=40, blank=True)
    personal_data = models.BooleanField(_("piloten behandlar personuppgifter"), default=False)
    data_agreement = models.BooleanField(_("personuppgiftsbiträdesavtal finns"), default=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    search = search_column(heavy=("title",), light=("question", "partners"))

    objects = PilotQuerySet.as_manager()

    class Meta:
        verbose_name = _("pilot")
        verbose_name_plural = _("piloter")
        indexes = [
            models.Index(fields=["organisation", "-starts_on", "-id"], name="pilots_newest"),
            models.Index(fields=["organisation", "ends_on", "id"], name="pilots_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="pilots_end_after_they_begin"
            ),
            models.CheckConstraint(condition=Q(budget__gt=0), name="pilots_have_a_budget"),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | Q(decided_at__isnull=False),
                name="decided_pilots_have_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pilots:pilot", args=[self.pk])

    @property
    def reference(self) -> str:
        return f"P-{self.pk}"

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED

    @property
    def is_overdue(self) -> bool:
        return self.state == PilotState.RUNNING and self.ends_on < timezone.localdate()

    @cached_property
    def cost_so_far(self) -> Decimal:
        """The sum of the costs (SEK excl. VAT)."""
        return self.costs.aggregate(total=Sum("amount"))["total"] or Decimal(0)

    def thread_needs(self) -> Collection[int]:
        return self.match.thread_needs()


class SuccessThreshold(models.Model):
    """What must be seen for the pilot to count as a success (framgångskriterium), from which baseline."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="thresholds")
    measure = models.CharField(_("vad mäter vi?"), max_length=200)
    unit = models.CharField(
        _("enhet"), max_length=40, blank=True, help_text=_("Till exempel minuter eller procent.")
    )
    baseline = models.DecimalField(_("utgångsläge"), max_digits=12, decimal_places=2)
    target = models.DecimalField(_("mål"), max_digits=12, decimal_places=2)
    result = models.DecimalField(_("resultat"), max_digits=12, decimal_places=2, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("framgångskriterium")
        verbose_name_plural = _("framgångskriterier")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(target=F("baseline")), name="a_target_differs_from_its_baseline"
            )
        ]

    def __str__(self) -> str:
        return self.measure

    @property
    def is_reached(self) -> bool | None:
        """Whether the result is at the target or beyond it, seen from the baseline; None while nothing is measured."""
        if self.result is None:
            return None
        return self.result >= self.target if self.target > self.baseline else self.result <= self.target


class CheckIn(models.Model):
    """A word about how it goes (avstämning)."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="check_ins")
    mood = models.CharField(_("hur går det?"), max_length=10, choices=Mood)
    line = models.CharField(_("berätta med en rad"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("avstämning")
        verbose_name_plural = _("avstämningar")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.line

    @property
    def mood_colour(self) -> str:
        return {Mood.WELL: "success", Mood.SO_SO: "warning", Mood.STUCK: "danger"}[Mood(self.mood)]


class Cost(models.Model):
    """Money spent on a pilot (SEK excl. VAT)."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="costs")
    what = models.CharField(_("vad?"), max_length=200)
    amount = models.DecimalField(
        _("belopp (kr exkl. moms)"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(50_000_000))],
    )
    on = models.DateField(_("datum"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kostnad")
        verbose_name_plural = _("kostnader")
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="costs_are_above_nought")]

    def __str__(self) -> str:
        return self.what


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(organisation__in=user.organisation_ids)

    def of(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation)

    def standing(self) -> Self:
        return self.filter(state=ObstacleState.OPEN)


class Obstacle(Traced):
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
    resolved_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        verbose_name = _("hinder")
        verbose_name_plural = _("hinder")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.pilot.get_absolute_url() + "#hinder"

    @property
    def days_open(self) -> int:
        return ((self.resolved_at or timezone.now()) - self.created_at).days


class LessonQuerySet(models.QuerySet["Lesson"]):
    def visible_to(self, user: User) -> Self:
        """The library is open to the whole staff of the organisation."""
        return self.filter(organisation__in=user.organisation_ids)

    def of(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation)

    def in_thread(self, user: User, need_ids: Collection[int]) -> Self:
        return self.filter(
            pk__in=Lesson.objects.visible_to(user)
            .filter(pilot__match__challenge__needs__in=need_ids)
            .values("pk")
        )


class Lesson(Traced):
    """What we now know (lärdom)."""

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
        indexes = [models.Index(fields=["organisation", "-created_at", "-id"], name="lessons_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pilots:lesson", args=[self.pk])

    def thread_needs(self) -> Collection[int]:
        return self.pilot.thread_needs()


class Decision(models.Model):
    """What the named decider decided about a pilot and why. It cannot stand without a lesson."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(_("beslut"), max_length=10, choices=DecisionKind)
    reason = models.TextField(_("motivering"), max_length=2000)
    lesson = models.ForeignKey(
        Lesson, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("lärdom")
    )
    # Which state of the pilot it was taken in: one decision for each time around.
    number = models.PositiveSmallIntegerField(default=1)
    new_end = models.DateField(_("nytt slutdatum"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

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
                condition=~Q(kind=DecisionKind.ITERATE) | Q(new_end__isnull=False),
                name="going_on_has_a_new_end",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
