"""The registry of startups as a list: what it shows, and what it can be narrowed by."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import IntegerField, OuterRef, QuerySet, Value
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from listing.filters import Choice, ListFilter
from listing.lists import Column, Deed, EmptyState, ListPage
from listing.pages import Sort
from listing.search import SWEDISH_AND_ENGLISH, search_page
from needs.models import Theme
from startups.importers import STARTUPS as IMPORTED
from startups.models import Startup
from startups.permissions import may_edit_registry

SWEDISH = str.maketrans("åäö", "{|}")


class RegistryFilter(ListFilter):
    theme = Choice(_("Tema"), _("Alla teman"), lookup="themes")
    stage = Choice(_("Fas"), _("Alla faser"), Startup.Stage.choices)
    place = Choice(_("Ort"), _("Alla orter"))
    language = Choice(_("Språk"), _("Alla språk"), Startup.ProfileLanguage.choices)

    def prepare(self, fields: Any) -> None:
        themes, places = _themes_and_places()
        fields["theme"].offer(themes)
        fields["place"].offer(places)


def _themes_and_places() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Both choices in one query, A to Ö."""
    name = theme_name()
    themes = Theme.objects.common().order_by().annotate(kind=Value(0)).values_list("kind", "pk", name)
    places = (
        Startup.objects.exclude(place="")
        .order_by()
        .annotate(kind=Value(1), none=Value(0, IntegerField()))
        .values_list("kind", "none", "place")
        .distinct()
    )
    rows = sorted(themes.union(places), key=lambda row: row[2].lower().translate(SWEDISH))
    return (
        [(str(pk), text) for kind, pk, text in rows if kind == 0],
        [(text, text) for kind, _pk, text in rows if kind == 1],
    )


def theme_name() -> str:
    return "name_en" if get_language() == "en" else "name_sv"


def with_theme_names(startups: QuerySet[Startup]) -> QuerySet[Startup]:
    """Annotates `theme_names`, so that a list needs no query of its own for them."""
    names = Theme.objects.filter(startups=OuterRef("pk")).order_by("position", "name_sv").values(theme_name())
    return startups.annotate(theme_names=ArraySubquery(names))


# What the import does not say of a column.
OF_COLUMN: dict[str, dict[str, Any]] = {
    "name": {"heading": _("Startup")},
    "themes": {"value": lambda startup: ", ".join(startup.theme_names)},
    "stage": {"value": "get_stage_display", "css": "nowrap"},
    "language": {"value": "get_language_display"},
}
READ_IN = Deed(_("Läs in från fil"), "startups:startup_import", may_edit_registry)
STARTUPS = ListPage(
    template="startups/startup_list.html",
    title=_("Startuper"),
    lead=_("Registret delas av alla förvaltningar. Vilka ni har träffat, och vad ni tycker, är bara ert."),
    deeds=(
        Deed(_("Lägg till en startup"), "startups:startup_new", may_edit_registry),
        replace(READ_IN, secondary=True),
    ),
    filter_class=RegistryFilter,
    search_label=_("Sök bland startuper"),
    search=partial(search_page, languages=SWEDISH_AND_ENGLISH),
    count=ngettext_lazy("%(shown)s startup", "%(shown)s startuper", "shown"),
    nothing_fits=_("Inga startuper passar"),
    show_all=_("Visa alla startuper"),
    empty=EmptyState(
        _("Här samlas startuperna"), _("Registret föreslår vilka som kan passa en utmaning, och varför."), READ_IN
    ),
    sorts=(
        Sort("name", _("Namn"), ("place_in_order", "id")),
        Sort("newest", _("Senast tillagd"), ("-created_at", "-id")),
    ),
    # The titles are those the import understands, so that an exported list can be read in elsewhere.
    columns=(
        *(Column(column.key, column.label, **OF_COLUMN.get(column.key, {})) for column in IMPORTED.columns),
        Column("created_at", _("Tillagd"), css="number"),
    ),
    table=("name", "themes", "stage", "place", "created_at"),
    table_rows=lambda startups: with_theme_names(startups).only(
        "name", "language", "summary", "stage", "place", "created_at"
    ),
    export_rows=lambda startups: with_theme_names(startups).defer("search"),
    export_name="startuper",
)
