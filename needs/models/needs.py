"""A need: what somebody in the operations lacks, told without a solution."""

import uuid
from collections.abc import Collection
from datetime import date
from statistics import median_high
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Driver, Organisation, Unit, User
from accounts.querysets import OrganisationQuerySet
from history.days import on_days
from history.lately import done_lately
from history.models import HistoryModel
from history.questions import objects_of
from imports.models import ImportFile
from listing.pages import in_swedish_order
from listing.search import search_column
from needs.states import NEED_COLOURS, NEED_TRANSITIONS, UNANSWERED, NeedState

BEGINNING = 110
# What visible_to() looks at, kept in the indexes of the list: they alone can then answer how many needs there are.
SEEN_BY = ["state", "submitter"]


class ThemeQuerySet(models.QuerySet["Theme"]):
    def common(self) -> Self:
        """Those of the whole installation: the only ones that describe startups, whom all organisations share."""
        return self.filter(organisation=None)

    def offered_to(self, organisation: Organisation) -> Self:
        """The common ones and the organisation's own."""
        return self.filter(Q(organisation=None) | Q(organisation=organisation))


class Theme(models.Model):
    """A field of welfare: common to the installation, or an organisation's own for its needs and challenges."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="themes", editable=False
    )
    slug = models.SlugField(max_length=60)
    name_sv = models.CharField(_("namn på svenska"), max_length=80)
    name_en = models.CharField(_("namn på engelska"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("tema")
        verbose_name_plural = _("teman")
        ordering = ["position", "name_sv"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], nulls_distinct=False, name="themes_differ")
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_sv


class NeedQuerySet(OrganisationQuerySet["Need"]):
    def visible_to(self, user: User) -> Self:
        """Everything in the person's organisations, and drafts only to the one who writes them."""
        return self.filter(organisation__in=user.organisation_ids).filter(~Q(state=NeedState.DRAFT) | Q(submitter=user))

    def handed_in(self) -> Self:
        return self.exclude(state=NeedState.DRAFT)

    def count_handed_in(self, **periods: tuple[date, date]) -> dict[str, int]:
        """How many were handed in from a first day to a last one (both included), by the period's name; one query."""
        return self.handed_in().aggregate(
            **{name: Count("pk", filter=on_days("submitted_at", *days)) for name, days in periods.items()}
        )

    def answered_between(self, first: date, last: date) -> Self:
        """Those whose submitters were answered in the period (both days included)."""
        return self.handed_in().filter(on_days("answered_at", first, last))

    def usual_days_to_answer(self) -> int | None:
        """How many days half of the latest twenty that were answered waited at most; None while there are few."""
        answered = self.handed_in().filter(answered_at__gte=F("submitted_at")).order_by("-answered_at")[:20]
        spans = list(answered.values_list(F("answered_at") - F("submitted_at"), flat=True))
        return max(1, median_high(spans).days) if len(spans) >= 5 else None

    def submitted_by(self, user: User) -> Self:
        return self.filter(submitter=user)

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def newly_owned_by(self, user: User) -> Self:
        """Those of which somebody has lately made the person the owner."""
        return self.owned_by(user).filter(done_lately(Need, "need.owner", but_by=user))

    def unanswered(self) -> Self:
        return self.filter(state__in=UNANSWERED)

    def waiting_for_a_round(self) -> Self:
        return self.filter(state=NeedState.SUBMITTED)

    def prioritised(self) -> Self:
        return self.filter(state=NeedState.PRIORITISED)

    def by_title(self) -> Self:
        """Annotates `place_in_order`, by which titles stand from A to Ö."""
        return self.annotate(place_in_order=in_swedish_order("title"))

    def in_thread(self, user: User, need_ids: Collection[int]) -> Self:
        return self.visible_to(user).filter(pk__in=need_ids)


class Need(HistoryModel):
    """Handed in by one of the staff; answered by the development chief; owned by a line manager once prioritised."""

    URL_NAME = "needs:need"
    TRANSITIONS = NEED_TRANSITIONS
    STATE_COLOURS = NEED_COLOURS

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="needs", db_index=False
    )  # the indexes of the list begin with it
    state = models.CharField(_("läge"), max_length=20, choices=NeedState, default=NeedState.DRAFT, editable=False)
    title = models.CharField(
        _("rubrik"), max_length=120, help_text=_("En rad som gör att andra förstår vad det handlar om.")
    )
    for_whom = models.CharField(
        _("vem gäller det?"), max_length=200, blank=True, help_text=_("Till exempel: nyanställda i hemtjänsten.")
    )
    situation = models.TextField(
        _("hur är det i dag?"),
        max_length=2000,
        blank=True,
        help_text=_("Beskriv vad som händer, inte lösningen. Skriv inga personuppgifter."),
    )
    consequence = models.TextField(
        _("vad blir följden?"),
        max_length=2000,
        blank=True,
        help_text=_("För invånarna, för er som arbetar, för ekonomin."),
    )
    desired_effect = models.TextField(
        _("vad vill ni uppnå?"), max_length=2000, blank=True, help_text=_("Hur märks det att det har blivit bättre?")
    )
    baseline = models.CharField(
        _("utgångsläge"), max_length=200, blank=True, help_text=_("En siffra om ni har den: 40 minuter per besök.")
    )
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("tema"))
    imported_from = models.ForeignKey(
        ImportFile, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    drivers = models.ManyToManyField(Driver, blank=True, related_name="needs", verbose_name=_("omvärldsfaktorer"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="needs", verbose_name=_("enhet")
    )
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="submitted_needs",
        verbose_name=_("inlämnat av"),
    )
    on_behalf_of = models.CharField(
        _("åt vem lämnar du in?"), max_length=120, blank=True, help_text=_("Namn eller grupp, om det inte är du själv.")
    )
    on_behalf_email = models.EmailField(_("e-post för svaret"), blank=True, help_text=_("Dit skickas svaret också."))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_needs",
        verbose_name=_("behovsägare"),
    )
    answer = models.TextField(_("svar"), blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(_("inlämnat"), null=True, blank=True, editable=False)
    # Travels with the form: a second press of the button finds the need that the first one made.
    form_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    # What lists are sorted by: never empty, so that pages can be turned by it.
    listed_at = models.GeneratedField(
        expression=Coalesce("submitted_at", "created_at"), output_field=models.DateTimeField(), db_persist=True
    )
    search = search_column(heavy=("title",), light=("for_whom", "situation", "consequence", "desired_effect"))

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("behov")
        verbose_name_plural = _("behov")
        indexes = [
            models.Index(fields=["organisation", "-listed_at", "-id"], name="needs_newest", include=SEEN_BY),
            models.Index(
                fields=["organisation", "state", "-listed_at", "-id"], name="needs_by_state", include=SEEN_BY[1:]
            ),
            models.Index(fields=["organisation", "unit", "-listed_at", "-id"], name="needs_by_unit", include=SEEN_BY),
            models.Index(fields=["organisation", "theme", "-listed_at", "-id"], name="needs_by_theme", include=SEEN_BY),
            models.Index("organisation", in_swedish_order("title"), "id", name="needs_by_title"),
            GinIndex(fields=["search"], name="needs_search"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=NeedState.DRAFT) | Q(submitted_at__isnull=False), name="handed_in_needs_have_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[NeedState.PARKED, NeedState.DECLINED, NeedState.PRIORITISED]) | ~Q(answer=""),
                name="decided_needs_have_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        return f"B-{self.pk}"

    @property
    def beginning(self) -> str:
        """The first line or so of the situation, for lists."""
        return self.situation if len(self.situation) <= BEGINNING else f"{self.situation[:BEGINNING].rstrip()}…"

    @property
    def is_draft(self) -> bool:
        return self.state == NeedState.DRAFT

    def thread_needs(self) -> Collection[int]:
        return [self.pk]

    @cached_property
    def supporters(self) -> list["Support"]:
        return objects_of(_supports_of, given=[self.pk])


class Support(models.Model):
    """ "We have that need too": one person's, with a line about how it is there."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    line = models.CharField(_("hur är det hos er?"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stöd")
        verbose_name_plural = _("stöd")
        constraints = [models.UniqueConstraint(fields=["need", "user"], name="one_support_a_person")]

    def __str__(self) -> str:
        return f"{self.user} – {self.need}"


def _supports_of(need: Any) -> models.QuerySet[Support]:
    return Support.objects.filter(need=need).select_related("user", "unit").order_by("created_at")
