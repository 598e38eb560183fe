"""A prioritisation round: which needs, by which criteria, assessed by whom, decided how."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from accounts.querysets import OrganisationQuerySet
from history.addresses import address
from history.days import end_of
from history.models import HistoryModel
from needs.models.needs import Need
from needs.states import ROUND_COLOURS, ROUND_TRANSITIONS, CandidateDecision, RoundState


class RoundQuerySet(OrganisationQuerySet["PrioritisationRound"]):
    def visible_to(self, user: User) -> Self:
        """The chief's; the leadership's and the team's once it is open."""
        open_to = Q(organisation__in=user.organisations_as(Role.LEADERSHIP))
        open_to |= Q(organisation__in=user.organisation_ids, team=user)
        return self.filter(
            Q(organisation__in=user.organisations_as(Role.DEVELOPMENT_CHIEF)) | open_to & ~Q(state=RoundState.PLANNED)
        ).distinct()

    def with_counts(self) -> Self:
        """Each with `need_count`."""
        counts = Candidate.objects.filter(round=models.OuterRef("pk")).order_by().values("round")
        return self.annotate(need_count=Coalesce(models.Subquery(counts.values(n=models.Count("pk"))), models.Value(0)))

    def awaiting_assessment_by(self, user: User) -> Self:
        """Open rounds in which the person is on the team and has not handed in everything."""
        left = Candidate.objects.left_for(user).filter(round=models.OuterRef("pk"))
        return self.filter(state=RoundState.OPEN, team=user).filter(models.Exists(left))

    def complete(self) -> Self:
        """Open rounds in which nobody who is still here has a need left to assess."""
        done = Assessment.objects.filter(
            candidate=models.OuterRef("prioritisationround__candidates"),
            assessor=models.OuterRef("user"),
            handed_in_at__isnull=False,
        )
        left = PrioritisationRound.team.through.objects.filter(
            ~models.Exists(done),
            prioritisationround=models.OuterRef("pk"),
            user__is_active=True,
            user__membership__organisation=models.OuterRef("organisation"),
        )
        has_needs = models.Exists(Candidate.objects.filter(round=models.OuterRef("pk")))
        return self.filter(has_needs, ~models.Exists(left), state=RoundState.OPEN)

    def awaiting_chief(self) -> Self:
        """Prepared and not yet opened, assessed by all and not yet closed, or closed and not yet decided."""
        waiting = Q(state__in=(RoundState.PLANNED, RoundState.DECIDING))
        return self.filter(waiting | Q(pk__in=self.complete().values("pk")))

    def in_thread(self, user: User, need_ids: Collection[int]) -> Self:
        return self.visible_to(user).filter(candidates__need__in=need_ids)


class PrioritisationRound(HistoryModel):
    """One round of blind assessment; the development chief opens it and decides when it is done."""

    URL_NAME = "needs:round"
    TRANSITIONS = ROUND_TRANSITIONS
    STATE_COLOURS = ROUND_COLOURS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="rounds")
    name = models.CharField(_("namn"), max_length=120, help_text=_("Till exempel: Hösten 2026."))
    state = models.CharField(_("läge"), max_length=20, choices=RoundState, default=RoundState.PLANNED, editable=False)
    closes_on = models.DateField(_("bedöm senast"))
    team = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="rounds", verbose_name=_("innovationsteam"))
    needs = models.ManyToManyField(Need, through="Candidate", related_name="rounds", verbose_name=_("behov"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # What was handed in before others could see it stands, so that nobody revises with the others' views in mind.
    reopened_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("prioriteringsomgång")
        verbose_name_plural = _("prioriteringsomgångar")
        indexes = [models.Index(fields=["organisation", "-created_at", "-id"], name="rounds_newest")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_late(self) -> bool:
        """Still open for assessment although its last day is over."""
        return self.state == RoundState.OPEN and self.closes_on < timezone.localdate()

    @property
    def has_been_closed(self) -> bool:
        """Whether those who decide or read have had the assessments before their eyes."""
        return self.reopened_at is not None or self.state in (RoundState.DECIDING, RoundState.FINISHED)

    def thread_needs(self) -> Collection[int]:
        return [candidate.need_id for candidate in self.candidates.all()]


class Criterion(models.Model):
    """What the needs of a round are held against, and how much it weighs."""

    round = models.ForeignKey(PrioritisationRound, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("kriterium"), max_length=80)
    guidance = models.CharField(_("så tänker du"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(
        _("vikt"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("kriterium")
        verbose_name_plural = _("kriterier")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=5), name="weights_from_one_to_five"),
            models.UniqueConstraint(fields=["round", "name"], name="criteria_of_a_round_differ"),
        ]

    def __str__(self) -> str:
        return self.name


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def left_for(self, user: User) -> Self:
        """Those for which the person has not handed in an assessment."""
        done = Assessment.objects.filter(candidate=models.OuterRef("pk"), assessor=user, handed_in_at__isnull=False)
        return self.filter(~models.Exists(done))

    def taken_forward_by_the_end_of(self, day: date) -> Self:
        """Those that the chief had decided to take forward when the day ended."""
        return self.filter(decided_at__lt=end_of(day), decision=CandidateDecision.FORWARD)

    def undecided(self) -> Self:
        return self.filter(decision="")


class Candidate(models.Model):
    """A need in a round, with what the chief decided about it there and why."""

    round = models.ForeignKey(PrioritisationRound, on_delete=models.CASCADE, related_name="candidates")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="candidacies")
    decision = models.CharField(_("beslut"), max_length=10, choices=CandidateDecision, blank=True)
    reason = models.TextField(_("motivering"), blank=True, max_length=2000)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("behov i omgång")
        verbose_name_plural = _("behov i omgång")
        constraints = [
            models.UniqueConstraint(fields=["round", "need"], name="a_need_once_in_a_round"),
            models.UniqueConstraint(fields=["need"], condition=Q(decision=""), name="one_undecided_round_a_need"),
            models.CheckConstraint(
                condition=Q(decision="", decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="") & ~Q(decision=""),
                name="decisions_have_a_decider_and_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.need)

    def get_absolute_url(self) -> str:
        return address("needs:candidate", self.round_id, self.pk)

    @property
    def version(self) -> str:
        """Which decision a person has before their eyes; empty when there is none."""
        return self.decided_at.isoformat() if self.decided_at else ""


class Assessment(models.Model):
    """One team member's assessment of one need; hidden from everybody else until the assessment is closed."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="assessments")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    comment = models.TextField(_("kommentar"), blank=True, max_length=1000)
    abstains = models.BooleanField(_("avstår"), default=False)
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bedömning")
        verbose_name_plural = _("bedömningar")
        constraints = [
            models.UniqueConstraint(fields=["candidate", "assessor"], name="one_assessment_a_person_and_need")
        ]

    def __str__(self) -> str:
        return f"{self.assessor} – {self.candidate}"

    @property
    def stands(self) -> bool:
        """Handed in before the assessment was closed and opened again: it is not changed any more."""
        reopened = self.candidate.round.reopened_at
        return bool(reopened and self.handed_in_at and self.handed_in_at < reopened)


class Score(models.Model):
    """One to five points on one criterion."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField(_("poäng"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="one_score_a_criterion"),
            models.CheckConstraint(condition=Q(points__gte=1, points__lte=5), name="points_from_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
