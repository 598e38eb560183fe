"""How needs are read in from a file: the columns, what a row must fulfil, and where it goes."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Organisation, Unit
from entry.personal_data import LOOKS_PERSONAL, suspects_among
from imports.importers import Column, Importer, text_for
from needs.actions.imports import save_imported_needs, update_imported_needs
from needs.models import Need, Theme
from needs.themes import ThemeFinder

CAREFUL = ("title", "for_whom", "situation", "consequence", "desired_effect", "baseline")


class NeedComparison:
    """Finds each row's unit and theme, and stops personal identity numbers and rows that stand twice in the file.

    That the organisation already has a need with the same title is no mistake: two units may say the same. Only one
    that came out of a file, for the same unit, is the same need read in again.
    """

    def __init__(self, organisation: Organisation) -> None:
        self.themes = ThemeFinder(Theme.objects.offered_to(organisation))
        self.units: dict[str, list[Unit]] = {}
        self.lines: dict[tuple[str, str], int] = {}
        for unit in organisation.units.all():
            self.units.setdefault(unit.name.casefold(), []).append(unit)
        earlier = Need.objects.of(organisation).filter(imported_from__isnull=False)
        rows = earlier.order_by("pk").values_list("title", "unit", "pk")
        self.earlier = {(title.casefold(), unit): pk for title, unit, pk in rows.iterator()}

    def problems(self, line: int, values: dict[str, Any]) -> Iterable[tuple[str, str]]:
        for key in suspects_among(values, CAREFUL):
            yield key, str(LOOKS_PERSONAL)
        twin = self.lines.setdefault((values["title"].casefold(), values["situation"]), line)
        if twin != line:
            yield "title", _now("Samma behov står på rad %(line)s. Ta bort en av raderna") % {"line": twin}
        yield from self._find_unit(values)
        yield from self._find_theme(values)

    def _find_unit(self, values: dict[str, Any]) -> Iterable[tuple[str, str]]:
        units = self.units.get(values["unit"].casefold(), [])
        if values["unit"] and not units:
            yield "unit", _now("Det finns ingen enhet som heter så. Rätta namnet eller lämna cellen tom")
        elif len(units) > 1:
            yield "unit", _now("Flera enheter heter så. Lämna cellen tom och välj enhet på behovet sedan")
        values["unit"] = units[0] if len(units) == 1 else None

    def _find_theme(self, values: dict[str, Any]) -> Iterable[tuple[str, str]]:
        text, values["theme"] = values["theme"], None
        if text:
            try:
                (values["theme"],) = self.themes.find(text, single=True)
            except ValidationError as error:
                yield "theme", error.messages[0]

    def known(self, values: dict[str, Any]) -> int | None:
        unit = values["unit"]
        return self.earlier.get((values["title"].casefold(), unit.pk if unit else None))

    def unknown_themes(self) -> Sequence[str]:
        return sorted(self.themes.new.values())


def _text(key: str, label: Any, *also: str, **more: Any) -> Column:
    return Column(key, label, text_for(Need, key), also=also, **more)


NEEDS = Importer(
    kind="needs",
    title=_("Läs in behov"),
    lead=_(
        "Har ni behov i ett kalkylark? Spara det som CSV och läs in alla på en gång. De räknas som inlämnade av dig."
    ),
    plural=_("Behov"),
    counted=lambda count: ngettext("%(count)s behov", "%(count)s behov", count) % {"count": count},
    columns=(
        _text(
            "title",
            _("Rubrik"),
            "titel",
            english=("name", "heading"),
            required=True,
            example=_("Samma uppgift skrivs i tre system"),
        ),
        _text(
            "for_whom",
            _("Vem gäller det?"),
            "vem",
            "målgrupp",
            english=("who", "audience"),
            example=_("Medarbetare i hemtjänsten"),
        ),
        _text(
            "situation",
            _("Hur är det i dag?"),
            "text",
            "behov",
            "beskrivning",
            "situation i dag",
            "nuläge",
            english=("need", "description", "situation today", "text"),
            required=True,
            example=_("Efter varje besök skrivs samma uppgift i tre system."),
        ),
        _text("consequence", _("Vad blir följden?"), "följd", "konsekvens", english=("consequence", "impact")),
        _text(
            "desired_effect",
            _("Vad vill ni uppnå?"),
            "önskad effekt",
            "effekt",
            english=("desired effect", "effect", "outcome"),
        ),
        _text("baseline", _("Utgångsläge"), english=("starting point",), example=_("40 minuter per besök")),
        Column("theme", _("Tema"), str, also=("temaområde", "område"), english=("area",), example=_("Äldreomsorg")),
        Column("unit", _("Enhet"), str, also=("avdelning",), english=("department",)),
        _text(
            "on_behalf_of",
            _("Åt vem lämnar du in?"),
            "organisation",
            "förvaltning",
            "inlämnat av",
            english=("on behalf of", "organisation", "submitted by"),
        ),
        _text("source", _("Källa"), "länk", english=("link", "url")),
    ),
    compare=NeedComparison,
    model=Need,
    save=save_imported_needs,
    update=update_imported_needs,
    list_url_name="needs:needs",
    upload_url_name="needs:need_import",
    file_url_name="needs:need_import_file",
    adds_themes=True,
)
