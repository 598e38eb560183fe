"""The registry of startups as a list: what it shows, and what it can be narrowed by."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import IntegerField, OuterRef, QuerySet, Value
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from listing.filters import Chip, Choice, ListFilter
from listing.lists import Column, Deed, EmptyState, ListPage
from listing.pages import Sort
from listing.search import SWEDISH_AND_ENGLISH, SearchResult, search_page
from needs.models import Theme
from startups import profiles
from startups.importers import STARTUPS as IMPORTED
from startups.models import Startup
from startups.permissions import may_edit_registry

SWEDISH = str.maketrans("åäö", "{|}")
LONG_AGO = timedelta(days=365)


class RegistryFilter(ListFilter):
    theme = Choice(_("Tema"), _("Alla teman"), lookup="themes")
    stage = Choice(_("Fas"), _("Alla faser"), Startup.Stage.choices)
    place = Choice(_("Ort"), _("Alla orter"))
    language = Choice(_("Språk"), _("Alla språk"), Startup.ProfileLanguage.choices)

    not_asked = Chip(_("Inte tillfrågad på länge"))
    references = Chip(_("Har referenser i offentlig sektor"))

    def prepare(self, fields: Any) -> None:
        themes, places = _themes_and_places()
        fields["theme"].offer(themes)
        fields["place"].offer(places)

    def narrow(self, rows: Any, *, user: Any) -> Any:
        """Not asked is: not by the reader's own organisation for a year, or never."""
        rows = super().narrow(rows, user=user)
        if self.chosen.get("not_asked"):
            rows = rows.not_asked_by(self.organisation, since=timezone.now() - LONG_AGO)
        return rows.exclude(references="") if self.chosen.get("references") else rows


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


def search_registry(rows: Any, text: str, params: QueryDict, sorts: Sequence[Sort]) -> SearchResult:
    """Profiles that hold all words; an organisation number finds the one it belongs to."""
    if number := profiles.as_number(text):
        return SearchResult(rows.filter(organisation_number=number), sorts, None)
    return search_page(rows, text, params, sorts, languages=SWEDISH_AND_ENGLISH)


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
    search=search_registry,
    count=ngettext_lazy("%(shown)s startup", "%(shown)s startuper", "shown"),
    nothing_fits=_("Inga startuper passar"),
    show_all=_("Visa alla startuper"),
    empty=EmptyState(
        _("Här samlas startuperna"), _("Registret föreslår vilka som kan passa en utmaning, och varför."), READ_IN
    ),
    sorts=(
        Sort("name", _("Namn"), ("place_in_order", "id")),
        Sort("newest", _("Senast tillagd"), ("-created_at", "-id")),
        Sort("rating", _("Högst betyg hos oss"), ("-own_rating", "place_in_order", "id")),
    ),
    # The titles are those the import understands, so that an exported list can be read in elsewhere.
    columns=(
        *(Column(column.key, column.label, **OF_COLUMN.get(column.key, {})) for column in IMPORTED.columns),
        # Not in the file, which may well be sent on to others: what the organisation thinks is its own.
        Column("own_rating", _("Vårt betyg"), css="nowrap", exported=False),
        Column("created_at", _("Tillagd"), css="number"),
    ),
    table=("name", "themes", "stage", "place", "own_rating", "created_at"),
    table_rows=lambda startups: with_theme_names(startups).only(
        "name", "language", "summary", "stage", "place", "created_at"
    ),
    export_rows=lambda startups: with_theme_names(startups).defer("search"),
    export_name="startuper",
)


@cache
def without_ratings() -> ListPage:
    """The registry for somebody who does not read what the organisation thinks of the startups."""
    return replace(
        STARTUPS,
        table=tuple(key for key in STARTUPS.table if key != "own_rating"),
        sorts=tuple(sort for sort in STARTUPS.sorts if sort.key != "rating"),
    )
