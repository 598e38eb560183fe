"""Editions frozen by earlier versions of this software, in the shape in which today's are drawn; their figures stay."""

from typing import Any

from django.utils.translation import gettext as _

from reports.figures import definitions


def as_drawn_now(contents: dict[str, Any]) -> dict[str, Any]:
    """The contents of an edition of any version, with all that `presentation.present()` reads."""
    contents = contents if contents["version"] > 1 else _of_version_1(contents)
    # What line managers say is told from version 3 on.
    return {"managers_say": [], **contents}


def _of_version_1(contents: dict[str, Any]) -> dict[str, Any]:
    """Money was counted from each pilot's beginning only, and a pilot had one lesson."""
    figures = {"spent_in_all": None, **contents["figures"]}
    pilots = [
        {
            **pilot,
            "spent": None,
            "spent_in_all": pilot["spent"],
            "lessons": [pilot["lesson"]] if pilot["lesson"] else [],
            "decision": pilot["decision"] and {**pilot["decision"], "on": None},
        }
        for pilot in contents["pilots"]
    ]
    counted = {"counted_to": contents["period"]["to"], "preliminary": False, "pilots_started": 0, "pilots_scaled_up": 0}
    return {**contents, **counted, "figures": figures, "pilots": pilots}


def definitions_of(version: int) -> list[tuple[str, str]]:
    """What was counted in an edition of that version, in the reader's language."""
    if version > 1:
        return definitions()
    needs, days, meetings, *_later, obstacles = definitions()
    money = _(
        "Bokförda kostnader till och med periodens sista dag för de piloter som pågick under perioden, "
        "av deras sammanlagda budget. Exklusive moms. Egen arbetstid ingår inte."
    )
    funnel = _(
        "Det som hände under perioden: behov som lämnades in, behov som beslutades gå vidare, utmaningar som "
        "skrevs, möten som hölls, piloter som startade och piloter som beslutades skalas upp. "
        "Ett steg kan gälla ett behov från en tidigare period."
    )
    told = [(_("Pilotbudget använd"), money), (_("Från behov till lösning i drift"), funnel)]
    return [needs, days, meetings, *told, obstacles]
