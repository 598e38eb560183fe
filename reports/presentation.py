"""From a frozen edition to what the reader sees, in the reader's language: words, numbers and charts. No database."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.colours import light_shades
from entry.amounts import kronor, number
from pilots.states import DecisionKind, ObstacleKind
from printing.charts import funnel_chart, timeline_chart
from printing.months import name_of_month
from reports.figures import Period, definitions

HARD_SPACE = "\u00a0"
TIMELINE_LANES = 24
# From so many days on a decimal says nothing more.
WHOLE_FROM = 10
OVER = ("scaled_up", "ended")


def present(contents: dict[str, Any]) -> dict[str, Any]:
    """The context of the templates. `contents` is what `snapshot.snapshot()` gave."""
    period = Period(date.fromisoformat(contents["period"]["from"]), date.fromisoformat(contents["period"]["to"]))
    made_on = date.fromisoformat(contents["made_on"])
    pilots = [present_pilot(pilot) for pilot in contents["pilots"]]
    return {
        **contents,
        "shades": {k.replace("-", "_"): v for k, v in light_shades(contents["organisation"]["colour"]).items()},
        "period_words": period_in_words(period),
        "made_on": made_on,
        "made_on_words": long_day(made_on),
        "key_figures": present_figures(contents["figures"]),
        "steps": (steps := present_steps(contents["funnel"])),
        "funnel_wide": funnel_chart(steps),
        "made_on_short": short_day(made_on),
        "funnel_narrow": funnel_chart(steps, narrow=True),
        "pilots": pilots,
        "timeline": timelines(pilots, period, made_on) if pilots else None,
        "timeline_left_out": max(0, len(pilots) - TIMELINE_LANES),
        "obstacles": [present_obstacle(row) for row in contents["obstacles"]],
        "definitions": definitions(),
    }


def timelines(pilots: list[dict[str, Any]], period: Period, today: date) -> dict[str, Any]:
    shown = pilots[:TIMELINE_LANES]
    wide, narrow = (
        timeline_chart(shown, first=period.first, last=period.last, today=today, narrow=narrow)
        for narrow in (False, True)
    )
    return {"wide": wide, "narrow": narrow}


# --- Words for the kinds of things ----------------------------------------------------------------------------------
def step_names() -> dict[str, str]:
    return {
        "needs": _("Inlämnade behov"),
        "prioritised": _("Prioriterade"),
        "challenges": _("Utmaningar"),
        "meetings": _("Startupmöten"),
        "pilots": _("Piloter"),
        "scaled_up": _("Skalas upp"),
    }


def state_names() -> dict[str, str]:
    return {
        "charter": _("Planerad"),
        "running": _("Pågår"),
        "late": _("Försenad"),
        "scaled_up": _("Skalas upp"),
        "ended": _("Avslutad"),
    }


# State → colour of its tag on the web.
STATE_COLOURS = {"charter": "neutral", "running": "info", "late": "warning", "scaled_up": "success", "ended": "accent"}


# --- Numbers and dates ----------------------------------------------------------------------------------------------
def per_cent(value: int) -> str:
    return str(_("%(number)s %%") % {"number": value}).replace(" ", HARD_SPACE)


def day(value: date) -> str:
    """18 nov 2026, unbreakable."""
    return str(date_format(value, "DATE_FORMAT")).replace(" ", HARD_SPACE)


def short_day(value: date) -> str:
    """18 nov, unbreakable."""
    return f"{value.day}{HARD_SPACE}{name_of_month(value)}"


def long_day(value: date) -> str:
    """18 november 2026, unbreakable."""
    return str(date_format(value, "j F Y")).replace(" ", HARD_SPACE)


def period_in_words(period: Period) -> str:
    if period.quarter:
        return str(_("kvartal %(number)s %(year)s") % {"number": period.quarter, "year": period.first.year})
    return f"{day(period.first)} – {day(period.last)}"


# --- The parts of an edition ----------------------------------------------------------------------------------------
def present_figures(figures: dict[str, Any]) -> list[dict[str, str]]:
    """The four key figures: label, value, and a line that gives the value its meaning."""
    tellers: list[Callable[[dict[str, Any]], dict[str, str]]] = [_needs, _days, _meetings, _budget]
    return [teller(figures) for teller in tellers]


def _needs(figures: dict[str, Any]) -> dict[str, str]:
    change = figures["needs_change"]
    if change > 0:
        note = _("%(number)s fler än perioden före") % {"number": number(change)}
    elif change < 0:
        note = _("%(number)s färre än perioden före") % {"number": number(-change)}
    else:
        note = _("lika många som perioden före")
    return {"label": _("Inlämnade behov"), "value": number(figures["needs"]), "note": note}


def _days(figures: dict[str, Any]) -> dict[str, str]:
    days, count = figures["answer_days"], figures["answered"]
    if days is None:
        value, note = "–", _("inga behov fick svar")
    else:
        shown = number(days, 0 if days >= WHOLE_FROM else None)
        words = ngettext("%(number)s dygn", "%(number)s dygn", 1 if shown == "1" else 2) % {"number": shown}
        value = words.replace(" ", HARD_SPACE)
        note = ngettext("median för %(number)s behov", "median för %(number)s behov", count) % {"number": number(count)}
    return {"label": _("Tid till första besked"), "value": value, "note": note}


def _meetings(figures: dict[str, Any]) -> dict[str, str]:
    share = figures["follow_up_share"]
    note = _("inga möten hölls") if share is None else _("%(share)s följdes upp") % {"share": per_cent(share)}
    return {"label": _("Startupmöten"), "value": number(figures["meetings"]), "note": note}


def _budget(figures: dict[str, Any]) -> dict[str, str]:
    if figures["budget"]:
        note = _("av %(budget)s, %(share)s") % {
            "budget": kronor(figures["budget"]),
            "share": per_cent(figures["spent_share"]),
        }
    else:
        note = _("inga piloter pågick")
    return {"label": _("Pilotbudget använd"), "value": kronor(figures["spent"]), "note": note}


def present_steps(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = step_names()
    return [{**step, "label": names[step["key"]], "note": _step_note(step)} for step in steps]


def _step_note(step: dict[str, Any]) -> str:
    if step["apart"]:
        return str(_("flera per behov")) if step["count"] else ""
    if step["of_before"] is None or not step["count"]:
        return ""
    return str(_("%(share)s av steget före") % {"share": per_cent(step["of_before"])})


def present_pilot(pilot: dict[str, Any]) -> dict[str, Any]:
    first = date.fromisoformat(pilot["from"])
    planned_to = date.fromisoformat(pilot["to"])
    last = date.fromisoformat(pilot["ended_on"]) if pilot["ended_on"] else planned_to
    decision = pilot["decision"]
    return {
        **pilot,
        "words": state_names()[pilot["state"]],
        "colour": STATE_COLOURS[pilot["state"]],
        "from": first,
        "to": max(first, last),
        "span": f"{day(first)} – {day(last)}",
        "cost": _("%(spent)s av %(budget)s") % {"spent": kronor(pilot["spent"]), "budget": kronor(pilot["budget"])},
        "over_budget": pilot["spent"] > pilot["budget"],
        "results": [told_result(row, is_over=pilot["state"] in OVER) for row in pilot["results"]],
        "decision": {**decision, "words": DecisionKind(decision["kind"]).label} if decision else None,
    }


def told_result(row: dict[str, Any], *, is_over: bool) -> dict[str, Any]:
    """A result against its baseline in words, and how it stands to the target: for good only when the pilot is over."""
    unit = f"{HARD_SPACE}{row['unit']}" if row["unit"] else ""
    places = {
        "measure": row["measure"],
        "baseline": number(row["baseline"]) + unit,
        "target": number(row["target"]) + unit,
    }
    if row["result"] is None:
        words = _("%(measure)s: inte mätt än. Utgångsläget är %(baseline)s, målet %(target)s.") % places
        mark = ""
    else:
        places["result"] = number(row["result"]) + unit
        words = _("%(measure)s: %(result)s. Utgångsläget var %(baseline)s, målet %(target)s.") % places
        missed = _("Målet är inte nått") if is_over else _("Målet är inte nått än")
        mark = _("Målet är nått") if row["reached"] else missed
    return {**row, "words": words, "mark": mark}


def present_obstacle(row: dict[str, Any]) -> dict[str, Any]:
    still = ngettext("%(number)s står kvar", "%(number)s står kvar", row["open"]) % {"number": row["open"]}
    return {
        **row,
        "words": ObstacleKind(row["kind"]).label,
        "standing": still if row["open"] else _("alla är undanröjda"),
    }
