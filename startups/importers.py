"""How startups are read in from a file: the columns, what a row must fulfil, and where it goes."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from imports.importers import Column, Importer, choice_for, text_for
from needs.models import Theme
from needs.themes import ThemeFinder
from startups import profiles
from startups.actions.registry import save_imported_startups, update_imported_startups
from startups.models import Startup

LANGUAGE_WORDS = {
    "swedish": "sv",
    "se": "sv",
    "sv-SE": "sv",
    "english": "en",
    "en-GB": "en",
    "en-US": "en",
    "danish": "da",
    "dansk": "da",
    "dk": "da",
    "norwegian": "no",
    "norsk": "no",
    "nb": "no",
}


class StartupComparison:
    """Finds each row's themes, and startups that stand twice in the file or are in the registry already."""

    def __init__(self, organisation: Organisation) -> None:
        self.themes = ThemeFinder(Theme.objects.common())
        self.lines: dict[str, int] = {}
        known = list(Startup.objects.values_list("pk", "name", "organisation_number"))
        self.names = {profiles.key_of(name): pk for pk, name, _number in known}
        self.numbers = {number: (pk, name) for pk, name, number in known if number}

    def problems(self, line: int, values: dict[str, Any]) -> Iterable[tuple[str, str]]:
        name, number = values["name"], values["organisation_number"]
        key = profiles.key_of(name)
        if (twin := self.lines.setdefault(key, line)) != line:
            yield "name", _now("Samma namn står på rad %(line)s. Ta bort en av raderna") % {"line": twin}
        has_it, its_name = self.numbers.get(number, (None, ""))
        if has_it and has_it != self.names.get(key):
            yield "organisation_number", profiles.number_taken(its_name)
        elif number and (twin := self.lines.setdefault(number, line)) != line:
            words = _now("Samma organisationsnummer står på rad %(line)s. Ta bort en av raderna")
            yield "organisation_number", words % {"line": twin}
        try:
            values["themes"] = self.themes.find(values["themes"]) if values["themes"] else []
        except ValidationError as error:
            yield "themes", error.messages[0]

    def known(self, values: dict[str, Any]) -> int | None:
        return self.names.get(profiles.key_of(values["name"]))

    def unknown_themes(self) -> Sequence[str]:
        return sorted(self.themes.new.values())


def _text(key: str, label: Any, *also: str, **more: Any) -> Column:
    return Column(key, label, text_for(Startup, key), also=also, **more)


STARTUPS = Importer(
    kind="startups",
    title=_("Läs in startuper"),
    lead=_("Har ni startuper i ett kalkylark? Spara det som CSV och läs in alla på en gång."),
    plural=_("Startuper"),
    counted=lambda count: ngettext("%(count)s startup", "%(count)s startuper", count) % {"count": count},
    columns=(
        _text(
            "name",
            _("Namn"),
            "företag",
            "bolag",
            "startup",
            english=("company", "startup"),
            required=True,
            example="Exempelbolaget AB",
        ),
        Column(
            "organisation_number",
            _("Organisationsnummer"),
            profiles.organisation_number,
            also=("orgnr", "org nr", "organisationsnr"),
            english=("company number", "registration number"),
            example="556677-8899",
        ),
        Column(
            "website",
            _("Webbplats"),
            profiles.website,
            also=("hemsida", "webb", "www"),
            english=("homepage", "web", "url"),
            example="https://exempel.se",
        ),
        _text(
            "summary",
            _("Vad gör startupen?"),
            "text",
            "beskrivning",
            "vad gör ni",
            "vad gör de",
            "vad de gör",
            "profil",
            english=("description", "profile", "text"),
            required=True,
            example=_("Talstyrd dokumentation för hemtjänst och vård."),
        ),
        _text(
            "for_whom",
            _("För vem?"),
            "målgrupp",
            "kunder",
            english=("audience", "customers"),
            example=_("Kommuner och regioner"),
        ),
        _text("references", _("Referenser i offentlig sektor"), "referenser", english=("references", "reference")),
        Column(
            "themes",
            _("Teman"),
            str,
            also=("tema", "område"),
            english=("theme", "area"),
            example=_("Äldreomsorg, Digitalt verktyg"),
        ),
        Column(
            "stage",
            _("Fas"),
            choice_for(Startup.Stage, also={"marknad": "market", "tillväxt": "growing", "växande": "growing"}),
            also=("utvecklingsfas",),
            english=("phase",),
            example=_("På marknaden"),
        ),
        _text("place", _("Ort"), "stad", "plats", english=("city", "location"), example="Umeå"),
        Column(
            "price_from",
            _("En liten pilot kostar från (kr exkl. moms)"),
            profiles.price,
            also=("pris", "pris från", "pilotpris"),
            english=("price", "price from", "pilot price"),
            empty=None,
            example="40000",
        ),
        Column(
            "language",
            _("Språk"),
            choice_for(Startup.ProfileLanguage, also=LANGUAGE_WORDS),
            english=("lang",),
            empty=Startup.ProfileLanguage.SWEDISH,
            example=_("Svenska"),
        ),
        _text("source", _("Källa"), "länk", english=("link",)),
    ),
    compare=StartupComparison,
    model=Startup,
    save=save_imported_startups,
    update=update_imported_startups,
    list_url_name="startups:startups",
    upload_url_name="startups:startup_import",
    file_url_name="startups:startup_import_file",
)
