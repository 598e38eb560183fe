"""Management groups, and the reports made for them: editions that are frozen with their figures and their file."""

from collections.abc import Collection
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from accounts.querysets import OrganisationQuerySet
from history.claims import ClaimableModel, ClaimableQuerySet
from history.models import HistoryModel
from listing.search import search_column
from pilots.models import Pilot
from reports.states import REPORT_COLOURS, REPORT_TRANSITIONS, UNFINISHED, ReportState

SOON = timedelta(seconds=10)


class ManagementGroup(HistoryModel):
    """A management group (ledningsgrupp) that has innovation on its agenda."""

    URL_NAME = "reports:group"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="management_groups")
    name = models.CharField(_("namn"), max_length=120)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="management_groups", verbose_name=_("medlemmar")
    )
    addresses = ArrayField(
        models.EmailField(),
        default=list,
        blank=True,
        verbose_name=_("andra e-postadresser"),
        help_text=_("Rapporten mejlas även hit. Skilj adresserna åt med komma."),
    )
    language = models.CharField(
        _("rapportens språk"), max_length=2, choices=[("sv", _("Svenska")), ("en", _("Engelska"))], default="sv"
    )

    objects = OrganisationQuerySet["ManagementGroup"].as_manager()

    class Meta:
        verbose_name = _("ledningsgrupp")
        verbose_name_plural = _("ledningsgrupper")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="management_group_names_differ")]

    def __str__(self) -> str:
        return self.name


# django-stubs types as_manager() anew for each base, and finds that the two differ.
class ReportQuerySet(OrganisationQuerySet["Report"], ClaimableQuerySet["Report"]):  # type: ignore[override]
    def visible_to(self, user: User) -> Self:
        """The chief's and the leadership's of the organisation, and every member's of the group it is for."""
        reading = user.organisations_as(Role.DEVELOPMENT_CHIEF, Role.LEADERSHIP)
        if len(reading) == len(user.organisation_ids):  # nobody need be looked for among the groups' members
            return self.filter(organisation__in=reading)
        own = ManagementGroup.objects.filter(organisation__in=user.organisation_ids, members=user)
        return self.filter(Q(organisation__in=reading) | Q(group__in=own.values("pk"), state=ReportState.READY))

    def ready(self) -> Self:
        return self.filter(state=ReportState.READY)

    def with_replacement(self) -> Self:
        """Annotates `replaced_by`: the number of the newest ready edition after each, None when it still holds."""
        return self.annotate(replaced_by=Subquery(_later_editions().values("edition")[:1]))

    def in_force(self) -> Self:
        """Those that no later edition has replaced."""
        return self.ready().filter(~Exists(_later_editions()))

    def in_thread(self, user: User, need_ids: Collection[int]) -> Self:
        return self.visible_to(user).filter(pilots__match__challenge__needs__in=need_ids)


def _later_editions() -> ReportQuerySet:
    same = {name: OuterRef(name) for name in ("group", "period_from", "period_to")}
    return Report.objects.ready().filter(**same, edition__gt=OuterRef("edition")).order_by("-edition")


class Report(ClaimableModel, HistoryModel):
    """One edition (utgåva) for one management group over one period; frozen once it is ready."""

    URL_NAME = "reports:report"
    TRANSITIONS = REPORT_TRANSITIONS
    STATE_COLOURS = REPORT_COLOURS
    TASK = "reports.tasks.make"
    LEASE = timedelta(seconds=10)
    MAX_ATTEMPTS = 3
    TO_DO = Q(state__in=UNFINISHED)
    IN_HAND = {"state": ReportState.BEING_MADE}

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reports")
    group = models.ForeignKey(
        ManagementGroup, on_delete=models.PROTECT, related_name="reports", verbose_name=_("ledningsgrupp")
    )
    title = models.CharField(_("rubrik"), max_length=120)
    period_from = models.DateField(_("från och med"))
    period_to = models.DateField(_("till och med"))
    summary = models.TextField(
        _("läget i korthet"), max_length=2000, blank=True, help_text=_("Några meningar om vad som har hänt och varför.")
    )
    decisions_asked = models.TextField(
        _("beslut som behövs"), max_length=2000, blank=True, help_text=_("En rad för varje beslut som ni ber om.")
    )
    state = models.CharField(_("läge"), max_length=12, choices=ReportState, default=ReportState.ORDERED, editable=False)
    # 0–100
    progress = models.PositiveSmallIntegerField(default=0, editable=False)
    failure = models.TextField(blank=True, editable=False)
    # The frozen edition: the figures and texts as data, the file and its checksum.
    edition = models.PositiveSmallIntegerField(_("utgåva"), default=1, editable=False)
    contents = models.JSONField(default=dict, editable=False)
    file = models.FileField(upload_to="reports/%Y/", blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    page_count = models.PositiveSmallIntegerField(default=0, editable=False)
    pilots = models.ManyToManyField(Pilot, blank=True, related_name="reports", editable=False)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True, editable=False)
    search = search_column(heavy=("title",), light=("summary", "decisions_asked"))

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporter")
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="reports_newest"),
            GinIndex(fields=["search"], name="reports_search"),
            models.Index(fields=["due_at"], condition=Q(state__in=UNFINISHED), name="reports_to_make"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="periods_end_after_they_begin"),
            models.UniqueConstraint(
                fields=["group", "period_from", "period_to", "edition"], name="editions_are_numbered"
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.READY) | ~Q(file="") & ~Q(sha256="") & Q(ready_at__isnull=False),
                name="ready_reports_have_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def replaces(self) -> int | None:
        """The number of the edition before, if there is one."""
        return self.edition - 1 if self.edition > 1 else None

    @property
    def is_preliminary(self) -> bool:
        """Made before its period was over: a later edition will say more."""
        return self.ready_at is not None and timezone.localdate(self.ready_at) <= self.period_to

    @cached_property
    def replacement(self) -> "Report | None":
        """The newest ready edition for the same group and period, when it came after this one."""
        same = {"group": self.group_id, "period_from": self.period_from, "period_to": self.period_to}
        later = Report.objects.ready().filter(**same, edition__gt=self.edition)
        return later.only("edition").order_by("-edition").first()

    @property
    def has_waited(self) -> bool:
        """Ordered a while ago and in nobody's hands yet: the worker or the broker is busy or away."""
        return self.state == ReportState.ORDERED and timezone.now() - self.due_at > SOON

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    def thread_needs(self) -> Collection[int]:
        return list(self.pilots.values_list("match__challenge__needs", flat=True).distinct())
