"""The reports as a list: what it shows, and what it can be narrowed by."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from listing.filters import Choice, ListFilter
from listing.lists import Column, Deed, EmptyState, ListPage
from listing.pages import Sort
from reports.models import ManagementGroup
from reports.permissions import may_order
from reports.states import ReportState


class ReportFilter(ListFilter):
    group = Choice(_("Ledningsgrupp"), _("Alla grupper"))
    state = Choice(_("Läge"), _("Alla lägen"), ReportState.choices)

    def prepare(self, fields: Any) -> None:
        groups = ManagementGroup.objects.of(self.organisation)
        fields["group"].offer(groups.values_list("pk", "name"))


ORDER = Deed(_("Beställ en rapport"), "reports:report_new", may_order)
REPORTS = ListPage(
    template="reports/report_list.html",
    title=_("Rapporter"),
    lead=_("Det som ledningsgrupperna får veta: vad som har hänt, vad vi har lärt oss och vilka beslut som behövs."),
    deeds=(ORDER, Deed(_("Ledningsgrupper"), "reports:groups", secondary=True)),
    filter_class=ReportFilter,
    search_label=_("Sök bland rapporter"),
    count=ngettext_lazy("%(shown)s rapport", "%(shown)s rapporter", "shown"),
    nothing_fits=_("Inga rapporter passar"),
    show_all=_("Visa alla rapporter"),
    empty=EmptyState(
        _("Här samlas rapporterna"),
        _("En rapport visar ledningsgruppen vad som har hänt under en period, och ber om de beslut som behövs."),
        ORDER,
        otherwise=_("När utvecklingschefen har beställt en rapport kan du läsa den här."),
    ),
    sorts=(
        Sort("newest", _("Senast beställd"), ("-created_at", "-id")),
        Sort("period", _("Senaste perioden"), ("-period_to", "-id")),
        Sort("oldest", _("Äldst först"), ("created_at", "id")),
    ),
    columns=(
        Column("title", _("Rubrik"), heading=_("Rapport")),
        Column("group", _("Ledningsgrupp"), "group.name"),
        Column("period", _("Period"), exported=False),
        Column("period_from", _("Från och med")),
        Column("period_to", _("Till och med")),
        Column("edition", _("Utgåva")),
        Column("replaced_by", _("Ersatt av utgåva")),
        Column("state", _("Läge"), "get_state_display"),
        Column("page_count", _("Sidor"), lambda report: report.page_count or ""),
        Column("created_at", _("Beställd"), css="number", exported=False),
        Column("ready_at", _("Klar")),
        Column("sha256", _("Kontrollsumma (SHA-256)")),
    ),
    table=("title", "period", "state", "created_at"),
    table_rows=lambda reports: (
        reports.with_replacement().select_related("group").defer("contents", "search", "summary")
    ),
    export_name="rapporter",
)
