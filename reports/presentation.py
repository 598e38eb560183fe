"""From a frozen edition to what the reader sees, in the reader's language: words, numbers and charts. No database."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.colours import light_shades
from entry.amounts import Number, kronor, number, rounded
from pilots.states import DECIDED, PILOT_COLOURS, DecisionKind, ObstacleKind, PilotState
from printing.charts import funnel_chart, timeline_chart
from printing.months import name_of_month
from reports.earlier import as_drawn_now, definitions_of
from reports.figures import Period

HARD_SPACE = "\u00a0"
TIMELINE_LANES = 24
# From so many days on a decimal says nothing more.
WHOLE_FROM = 10


def present(contents: dict[str, Any]) -> dict[str, Any]:
    """The context of the templates. `contents` is what `snapshot.snapshot()` gave, now or years ago."""
    contents = as_drawn_now(contents)
    period = Period(date.fromisoformat(contents["period"]["from"]), date.fromisoformat(contents["period"]["to"]))
    made_on = date.fromisoformat(contents["made_on"])
    pilots = [present_pilot(pilot) for pilot in contents["pilots"]]
    return {
        **contents,
        "shades": {k.replace("-", "_"): v for k, v in light_shades(contents["organisation"]["colour"]).items()},
        "period_words": period_in_words(period),
        "preliminary_words": preliminary_words(contents),
        "made_on": made_on,
        "made_on_words": long_day(made_on),
        "key_figures": present_figures({**contents["figures"], "preliminary": contents["preliminary"]}),
        "steps": (steps := present_steps(contents["funnel"])),
        "funnel_wide": funnel_chart(steps),
        "made_on_short": short_day(made_on),
        "funnel_narrow": funnel_chart(steps, narrow=True),
        "pilots": pilots,
        "timeline": timelines(pilots, period, made_on) if pilots else None,
        "timeline_left_out": max(0, len(pilots) - TIMELINE_LANES),
        "obstacles": [present_obstacle(row) for row in contents["obstacles"]],
        "funnel_words": funnel_words(contents, period),
        "definitions": definitions_of(contents["version"]),
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
        "met": _("Har mött en startup"),
        "followed_up": _("Mötet ledde vidare"),
        "in_pilot": _("Prövas i pilot"),
        # In editions of version 1.
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
STATE_COLOURS = {**PILOT_COLOURS, PilotState.CHARTER: "neutral", "late": "warning"}


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


def whole_kronor(amount: Number) -> str:
    return kronor(rounded(amount))


def period_in_words(period: Period) -> str:
    if period.quarter:
        return str(_("kvartal %(number)s %(year)s") % {"number": period.quarter, "year": period.first.year})
    return f"{day(period.first)} – {day(period.last)}"


def preliminary_words(contents: dict[str, Any]) -> str:
    """Says how far an unfinished period is counted; nothing of one that is over."""
    if not contents["preliminary"]:
        return ""
    return str(_("preliminärt, till och med %(day)s") % {"day": day(date.fromisoformat(contents["counted_to"]))})


# --- The parts of an edition ----------------------------------------------------------------------------------------
def present_figures(figures: dict[str, Any]) -> list[dict[str, str]]:
    """The four key figures: label, value, and a line that gives the value its meaning."""
    tellers: list[Callable[[dict[str, Any]], dict[str, str]]] = [_needs, _days, _meetings, _budget]
    return [teller(figures) for teller in tellers]


def _needs(figures: dict[str, Any]) -> dict[str, str]:
    change, same_days = figures["needs_change"], figures["preliminary"]
    if change > 0:
        note = (
            _("%(number)s fler än efter lika många dagar av perioden före")
            if same_days
            else _("%(number)s fler än perioden före")
        )
    elif change < 0:
        note = (
            _("%(number)s färre än efter lika många dagar av perioden före")
            if same_days
            else _("%(number)s färre än perioden före")
        )
    else:
        note = (
            _("lika många som efter lika många dagar av perioden före")
            if same_days
            else _("lika många som perioden före")
        )
    note %= {"number": number(abs(change))}
    return {"label": _("Inlämnade behov"), "value": number(figures["needs"]), "note": note}


def _days(figures: dict[str, Any]) -> dict[str, str]:
    days, count = figures["answer_days"], figures["answered"]
    if days is None:
        value, note = "–", _("inga behov fick svar")
    else:
        shown = number(rounded(days, 0 if rounded(days) >= WHOLE_FROM else 1))
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
        places = {"budget": kronor(figures["budget"]), "share": per_cent(figures["spent_share"])}
        if figures["spent_in_all"] is None:
            note = _("av %(budget)s, %(share)s") % places
        else:
            places["in_all"] = kronor(figures["spent_in_all"])
            note = _("i allt %(in_all)s av %(budget)s, %(share)s") % places
    else:
        note = _("inga piloter pågick")
    return {"label": _("Pilotbudget använd"), "value": kronor(figures["spent"]), "note": note}


def present_steps(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = step_names()
    return [{**step, "label": names[step["key"]], "note": _step_note(step)} for step in steps]


def _step_note(step: dict[str, Any]) -> str:
    if step.get("apart"):  # in editions of version 1
        return str(_("flera per behov")) if step["count"] else ""
    if step["of_before"] is None or not step["count"]:
        return ""
    return str(_("%(share)s av steget före") % {"share": per_cent(step["of_before"])})


def funnel_words(contents: dict[str, Any], period: Period) -> dict[str, str]:
    """The heading over the funnel, and what it follows."""
    if contents["version"] == 1:
        note = _("Det som hände under %(period)s. Ett steg kan gälla ett behov från en tidigare period.")
        heading = _("Från behov till lösning i drift")
    else:
        note = _("Behoven som lämnades in under %(period)s, och hur långt de har kommit.")
        heading = _("Från behov till pilot")
    return {"heading": heading, "note": note % {"period": period_in_words(period)}, "besides": _besides(contents)}


def _besides(contents: dict[str, Any]) -> str:
    """What happened to pilots in the period, whenever their needs were handed in."""
    started, scaled_up = contents["pilots_started"], contents["pilots_scaled_up"]
    said = []
    if started:
        words = ngettext(
            "Under perioden startade %(number)s pilot.", "Under perioden startade %(number)s piloter.", started
        )
        said.append(words % {"number": number(started)})
    if scaled_up:
        words = ngettext("%(number)s pilot ska skalas upp.", "%(number)s piloter ska skalas upp.", scaled_up)
        said.append(words % {"number": number(scaled_up)})
    return " ".join(said)


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
        "cost": _cost(pilot),
        "over_budget": pilot["spent_in_all"] > pilot["budget"],
        "results": [told_result(row, is_over=pilot["state"] in DECIDED) for row in pilot["results"]],
        "decision": decision and {**decision, **_decision_words(decision)},
    }


def _cost(pilot: dict[str, Any]) -> str:
    in_all, budget = whole_kronor(pilot["spent_in_all"]), kronor(pilot["budget"])
    if pilot["spent"] is None:  # in editions of version 1
        return str(_("%(spent)s av %(budget)s") % {"spent": in_all, "budget": budget})
    places = {"spent": whole_kronor(pilot["spent"]), "in_all": in_all, "budget": budget}
    return str(_("%(spent)s under perioden, i allt %(in_all)s av %(budget)s") % places)


def _decision_words(decision: dict[str, Any]) -> dict[str, str]:
    on = decision["on"]
    return {"words": DecisionKind(decision["kind"]).label, "day": day(date.fromisoformat(on)) if on else ""}


def told_result(row: dict[str, Any], *, is_over: bool) -> dict[str, Any]:
    """A result against its baseline in words, to stand after its measure, and how it stands to the target: for good only when the pilot is over."""
    unit = f"{HARD_SPACE}{row['unit']}" if row["unit"] else ""
    places = {"baseline": number(row["baseline"]) + unit, "target": number(row["target"]) + unit}
    if row["result"] is None:
        words = _("inte mätt än. Utgångsläget är %(baseline)s, målet %(target)s.") % places
        mark = ""
    else:
        places["result"] = number(row["result"]) + unit
        words = _("%(result)s. Utgångsläget var %(baseline)s, målet %(target)s.") % places
        missed = _("Målet är inte nått") if is_over else _("Målet är inte nått än")
        mark = _("Målet är nått") if row["reached"] else missed
    return {**row, "words": words, "mark": mark}


def present_obstacle(row: dict[str, Any]) -> dict[str, Any]:
    still = ngettext("%(number)s står kvar", "%(number)s står kvar", row["open"]) % {"number": row["open"]}
    return {
        **row,
        "words": ObstacleKind(row["kind"]).label,
        "standing": still if row["open"] else _("inget står i vägen längre"),
    }
