"""A pilot with its charter (pilotplan), and its success thresholds."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest, JSONObject
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, ProcurementLimit, User
from accounts.querysets import OrganisationQuerySet
from entry.amounts import number
from history.days import beginning_of, end_of, on_days, today
from history.models import HistoryModel
from history.past import state_then
from history.questions import Now
from listing.search import search_column
from needs.models import Need
from pilots.models.running import CheckIn, Cost
from pilots.procurement import ProcurementContext, Purchase, of_twelve_months
from pilots.states import DECIDED, PILOT_COLOURS, PILOT_TRANSITIONS, UNDECIDED, PilotState
from startups.models import Match
from startups.states import MatchState

DECISION_NOTICE = timedelta(days=14)
CHECK_IN_EVERY = timedelta(days=7)
LONGEST_YEAR = timedelta(days=366)


class PilotQuerySet(OrganisationQuerySet["Pilot"]):
    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def running(self) -> Self:
        return self.filter(state=PilotState.RUNNING)

    def decided(self) -> Self:
        return self.filter(state__in=DECIDED)

    def undecided(self) -> Self:
        """Planned or running."""
        return self.filter(state__in=UNDECIDED)

    def trying(self, need: Need) -> Self:
        """Those that answer to the need, whatever has become of them."""
        return self.filter(match__challenge__needs=need)

    def awaiting_start(self) -> Self:
        return self.filter(state=PilotState.CHARTER)

    def awaiting_decision_by(self, user: User) -> Self:
        """Running pilots of which the person is the decider and whose end is near or past."""
        return self.running().filter(decider=user, ends_on__lte=timezone.localdate() + DECISION_NOTICE)

    def overdue(self) -> Self:
        return self.running().filter(ends_on__lt=timezone.localdate())

    def awaiting_check_in(self) -> Self:
        """Running pilots that nobody has said anything about for a week."""
        recent = CheckIn.objects.filter(pilot=OuterRef("pk"), at__gt=Now(-CHECK_IN_EVERY))
        return self.running().filter(~Exists(recent), starts_on__lte=timezone.localdate())

    def alive_between(self, first: date, last: date) -> Self:
        """Pilots that ran on at least one day of the period (both days included)."""
        return self.started_by_the_end_of(last).filter(Q(decided_at=None) | Q(decided_at__gte=beginning_of(first)))

    def decided_between(self, first: date, last: date) -> Self:
        """Pilots with a final decision in the period (both days included)."""
        return self.decided().filter(on_days("decided_at", first, last))

    def started_by_the_end_of(self, day: date) -> Self:
        """Pilots that were running or decided when the day ended."""
        return self.filter(started_at__lt=end_of(day))

    def planned_by(self, day: date) -> Self:
        """Pilots that had a charter when the day ended, and had neither started nor been abandoned."""
        end = end_of(day)
        unbegun = Q(started_at=None) | Q(started_at__gte=end)
        then = self.alias(state_then=state_then(Pilot, day)).exclude(state_then=PilotState.ABANDONED)
        return then.filter(unbegun, created_at__lt=end)

    def overspent(self) -> Self:
        """Pilots for which more is booked than was planned."""
        return self.alias(booked=_spent()).filter(booked__gt=F("budget"))

    def with_spent(self) -> Self:
        """Annotates `spent`: the sum of the costs (SEK excl. VAT)."""
        return self.annotate(spent=_spent())

    def with_needs(self) -> Self:
        """Annotates `need_ids`, so that the thread of a single pilot need not ask for them."""
        needs = Need.objects.filter(challenges__matches__pilot=OuterRef("pk")).order_by("pk")
        return self.annotate(need_ids=ArraySubquery(needs.values("pk")))

    def with_surroundings(self) -> Self:
        """Annotates what procurement must know about each pilot (`Pilot.purchase`), in the same query."""
        return self.annotate(**_surroundings())

    def in_thread(self, user: User, need_ids: Collection[int]) -> Self:
        return self.visible_to(user).filter(match__challenge__needs__in=need_ids)


class Pilot(HistoryModel):
    """A small test of a startup's proposal. The charter (pilotplan) is what stands here before it starts."""

    URL_NAME = "pilots:pilot"
    TRANSITIONS = PILOT_TRANSITIONS
    STATE_COLOURS = PILOT_COLOURS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="pilots")
    match = models.OneToOneField(Match, on_delete=models.PROTECT, related_name="pilot", verbose_name=_("matchning"))
    state = models.CharField(_("läge"), max_length=20, choices=PilotState, default=PilotState.CHARTER, editable=False)
    title = models.CharField(_("namn på piloten"), max_length=120)
    question = models.TextField(
        _("frågan vi vill ha svar på"), max_length=1000, help_text=_("En fråga som piloten kan svara ja eller nej på.")
    )
    budget = models.PositiveIntegerField(
        _("budget (kr exkl. moms)"), validators=[MinValueValidator(1), MaxValueValidator(50_000_000)]
    )
    starts_on = models.DateField(_("börjar"))
    ends_on = models.DateField(_("slutar"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="owned_pilots", verbose_name=_("pilotägare")
    )
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="pilots_to_decide",
        verbose_name=_("beslutar när piloten är slut"),
    )
    partners = models.CharField(
        _("externa parter"), max_length=300, blank=True, help_text=_("Akademi, science park eller forskningsinstitut.")
    )
    delegation = models.CharField(
        _("delegationspunkt"), max_length=120, blank=True, help_text=_("Den punkt i delegationsordningen som gäller.")
    )
    registry_number = models.CharField(_("diarienummer"), max_length=40, blank=True)
    # None is no answer, and nobody's no.
    personal_data = models.BooleanField(_("piloten behandlar personuppgifter"), null=True, blank=True)
    data_agreement = models.BooleanField(_("personuppgiftsbiträdesavtal finns"), null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    abandoned_at = models.DateTimeField(null=True, blank=True, editable=False)
    abandoned_because = models.CharField(_("varför lades pilotplanen ned?"), max_length=500, blank=True, editable=False)
    search = search_column(heavy=("title",), light=("question", "partners"))

    objects = PilotQuerySet.as_manager()

    class Meta:
        verbose_name = _("pilot")
        verbose_name_plural = _("piloter")
        indexes = [
            models.Index(fields=["organisation", "-starts_on", "-id"], name="pilots_newest"),
            GinIndex(fields=["search"], name="pilots_search"),
            models.Index(fields=["organisation", "ends_on", "id"], name="pilots_by_end"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="pilots_end_after_they_begin"),
            models.CheckConstraint(condition=Q(budget__gt=0), name="pilots_have_a_budget"),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | Q(decided_at__isnull=False), name="decided_pilots_have_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state=PilotState.ABANDONED) | Q(abandoned_at__isnull=False) & ~Q(abandoned_because=""),
                name="abandoned_pilots_say_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        return f"P-{self.pk}"

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED

    @property
    def begins_later(self) -> bool:
        """Planned, with a first day that has not come."""
        return self.state == PilotState.CHARTER and self.starts_on > timezone.localdate()

    @property
    def is_overdue(self) -> bool:
        return self.state == PilotState.RUNNING and self.ends_on < today()

    @property
    def waits_for_decision(self) -> bool:
        """Running, and so near its end that the decider is to be reminded."""
        return self.state == PilotState.RUNNING and self.ends_on <= timezone.localdate() + DECISION_NOTICE

    @cached_property
    def cost_so_far(self) -> Decimal:
        """The sum of the costs (SEK excl. VAT)."""
        spent: Decimal | None = getattr(self, "spent", None)
        if spent is None:
            spent = self.costs.aggregate(total=Sum("amount"))["total"]
        return spent or Decimal(0)

    @property
    def budget_left(self) -> Decimal:
        """SEK excl. VAT; negative when more has been spent than was planned."""
        return self.budget - self.cost_so_far

    @property
    def is_outside_the_frame(self) -> bool:
        """Whether the budget is smaller or larger than the organisation's frame for pilots."""
        return not self.organisation.pilot_budget_min <= self.budget <= self.organisation.pilot_budget_max

    @property
    def purchase(self) -> Purchase:
        """The pilot as procurement sees it; asks for the annotations unless they are there already."""
        if not hasattr(self, "asked"):
            return Pilot.objects.with_surroundings().get(pk=self.pk).purchase
        around = _context(self, on=self.starts_on, scaling_up=self.state == PilotState.SCALED_UP)
        return Purchase(self.budget, around, booked=self.cost_so_far)

    @property
    def missing_before_start(self) -> list[Any]:
        """What stops the pilot from starting, in words that say what to do; empty when nothing does."""
        missing: list[Any] = []
        if not self.thresholds.all():
            missing.append(_("Skriv minst ett framgångskriterium. Utan det kan ingen säga hur det gick."))
        if self.personal_data is None:
            missing.append(_("Svara på om piloten behandlar personuppgifter."))
        elif self.personal_data and self.data_agreement is None:
            missing.append(_("Svara på om det finns ett personuppgiftsbiträdesavtal."))
        elif self.personal_data and not self.data_agreement:
            missing.append(
                _(
                    "Teckna ett personuppgiftsbiträdesavtal. "
                    "Dataskyddsombudet kan hjälpa till. Ändra sedan svaret till att avtalet finns."
                )
            )
        if self.match.state != MatchState.IN_PILOT and not self.match.can_move(MatchState.IN_PILOT):
            missing.append(_("Startupen är inte med längre. Lägg ned pilotplanen, eller prata med innovationsteamet."))
        return missing

    def thread_needs(self) -> Collection[int]:
        known: list[int] | None = getattr(self, "need_ids", None)
        return self.match.thread_needs() if known is None else known


@cache
def _spent() -> Coalesce:
    costs = Cost.objects.filter(pilot=OuterRef("pk")).values("pilot").annotate(total=Sum("amount"))
    return Coalesce(Subquery(costs.values("total")), Decimal(0))


@cache
def _surroundings() -> dict[str, Any]:
    """The columns are the same for every pilot; they are put together once, for that takes as long as asking."""
    facts = procurement_facts(
        organisation=OuterRef("organisation"),
        startup=OuterRef("match__startup"),
        challenge=OuterRef("match__challenge"),
        on=OuterRef("starts_on"),
        but=OuterRef("pk"),
    )
    return {**facts, "spent": _spent()}


def procurement_facts(*, organisation: Any, startup: Any, challenge: Any, on: Any, but: Any = None) -> dict[str, Any]:
    """What `_context()` reads into a ProcurementContext, as columns, for a purchase that begins on the day `on`.

    Each argument is a value or a column of the query they are added to; `but` is the pilot that is no other.
    """
    limits = ProcurementLimit.objects.filter(organisation=organisation)
    near = Q(starts_on__gte=on - LONGEST_YEAR, starts_on__lte=on + LONGEST_YEAR)  # of_twelve_months() is exact
    bought = Pilot.objects.exclude(state=PilotState.ABANDONED).exclude(pk=but)
    others = bought.filter(near, organisation=organisation, match__startup=startup)
    matches = Match.objects.filter(challenge=challenge)
    kinds = ProcurementLimit.Kind
    return {
        "direct_award_limit": Subquery(limits.in_force(kinds.DIRECT_AWARD, on=on).values("amount")),
        "documentation_limit": Subquery(limits.in_force(kinds.DOCUMENTATION, on=on).values("amount")),
        "others": _one_of(others, by="organisation", n=JSONBAgg(_as_other())),
        "asked": _one_of(matches.asked(), by="challenge", n=Count("pk")),
        "answered": _one_of(matches.answered(), by="challenge", n=Count("pk")),
    }


def _one_of(rows: models.QuerySet[Any], *, by: str, n: Any) -> Subquery:
    """What `n` makes of the rows, which are all of one `by`; None without rows."""
    return Subquery(rows.order_by().values(by).annotate(n=n).values("n"))


def _as_other() -> JSONObject:
    """A pilot as another one's surroundings: its first day, and the larger of its budget and what is booked."""
    return JSONObject(on=F("starts_on"), value=Greatest(F("budget"), _spent(), output_field=models.DecimalField()))


def _context(row: Any, *, on: date, scaling_up: bool = False) -> ProcurementContext:
    others = [(date.fromisoformat(other["on"]), Decimal(str(other["value"]))) for other in row.others or []]
    value, count = of_twelve_months(on, others)
    return ProcurementContext(
        direct_award_limit=row.direct_award_limit,
        documentation_limit=row.documentation_limit,
        others=value,
        other_count=count,
        asked=row.asked or 0,
        answered=row.answered or 0,
        scaling_up=scaling_up,
    )


def procurement_context_of(match: Match, *, on: date) -> ProcurementContext:
    """What procurement must know before the pilot of a match is drawn up; `on` is its first day."""
    facts = procurement_facts(
        organisation=OuterRef("organisation"), startup=OuterRef("startup"), challenge=OuterRef("challenge"), on=on
    )
    return _context(Match.objects.annotate(**facts).get(pk=match.pk), on=on)


class SuccessThreshold(models.Model):
    """What must be seen for the pilot to count as a success (framgångskriterium), from which baseline."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="thresholds")
    measure = models.CharField(_("vad mäter vi?"), max_length=200)
    unit = models.CharField(_("enhet"), max_length=40, blank=True, help_text=_("Till exempel minuter eller procent."))
    baseline = models.DecimalField(_("utgångsläge"), max_digits=12, decimal_places=2)
    target = models.DecimalField(_("mål"), max_digits=12, decimal_places=2)
    result = models.DecimalField(_("resultat"), max_digits=12, decimal_places=2, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("framgångskriterium")
        verbose_name_plural = _("framgångskriterier")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(target=F("baseline")), name="a_target_differs_from_its_baseline")
        ]

    def __str__(self) -> str:
        return self.measure

    @property
    def in_words(self) -> str:
        return f"{self.measure}: {number(self.baseline)} → {number(self.target)} {self.unit}".strip()

    @property
    def is_reached(self) -> bool | None:
        """Whether the result is at the target or beyond it, seen from the baseline; None while nothing is measured."""
        if self.result is None:
            return None
        return self.result >= self.target if self.target > self.baseline else self.result <= self.target

    @property
    def share_of_the_way(self) -> float | None:
        """How far the result has come from the baseline to the target (1 = there); None while nothing is measured."""
        if self.result is None:
            return None
        return float((self.result - self.baseline) / (self.target - self.baseline))
