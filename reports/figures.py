"""What the figures of a report are and how they are worked out: plain data in, plain data out.

Every figure has its definition here (`definitions`), so that the reader sees what was counted. `snapshot.py` counts
in the database; the tests count the same figures anew from raw rows with the functions below.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from entry.amounts import rounded
from printing.months import months_back

# The way of a need; each step is taken only by needs that have taken the step before.
STEPS = ("needs", "prioritised", "challenges", "met", "followed_up", "in_pilot")


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both counted."""

    first: date
    last: date

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last

    @property
    def before(self) -> "Period":
        """The period just before: whole months when this one is whole months, else as many days."""
        after = self.last + timedelta(days=1)
        last = self.first - timedelta(days=1)
        if self.first.day == after.day == 1:
            months = (after.year - self.first.year) * 12 + after.month - self.first.month
            return Period(months_back(self.first, months), last)
        return Period(self.first - (after - self.first), last)

    def until(self, day: date) -> "Period":
        """As much of the period as is over or goes on when the day has come."""
        return Period(self.first, min(self.last, day))

    @property
    def quarter(self) -> int | None:
        """1–4 when the period is exactly a quarter of a year."""
        number = (self.first.month + 2) // 3
        return number if self == quarter_of(self.first.year, number) else None


def quarter_of(year: int, number: int) -> Period:
    first = date(year, number * 3 - 2, 1)
    return Period(first, months_back(first, -3) - timedelta(days=1))


def last_quarter(today: date) -> Period:
    """The latest quarter that is over."""
    first = months_back(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3)
    return quarter_of(first.year, (first.month + 2) // 3)


def compared_with(whole: Period, counted: Period) -> Period:
    """What a period is compared with: the one before, of an unfinished period as many of its days as are counted."""
    before = whole.before
    return before if counted == whole else before.until(before.first + (counted.last - counted.first))


def share(part: int | Decimal, whole: int | Decimal) -> int | None:
    """Whole per cent; None when there is nothing to compare with."""
    return int(rounded(Decimal(100) * part / whole)) if whole else None


def funnel(taken: Mapping[int, int]) -> list[dict[str, Any]]:
    """The steps in order. `taken` says how many needs took so many steps and no more; each took all those before."""
    steps: list[dict[str, Any]] = []
    for number, key in enumerate(STEPS, start=1):
        count = sum(needs for steps_taken, needs in taken.items() if steps_taken >= number)
        before = steps[-1]["count"] if steps else 0
        steps.append({"key": key, "count": count, "of_before": share(count, before)})
    return steps


def key_figures(
    *,
    needs: Mapping[str, int],
    answer_days: float | None,
    answered: int,
    meetings: Mapping[str, int],
    spent: Decimal,
    spent_in_all: Decimal,
    budget: int,
) -> dict[str, Any]:
    """The four figures at the head of a report. Days are days and nights; money is whole SEK excl. VAT."""
    return {
        "needs": needs["now"],
        "needs_change": needs["now"] - needs["before"],
        "answer_days": answer_days,
        "answered": answered,
        "meetings": meetings["held"],
        "follow_ups": meetings["follow_ups"],
        "follow_up_share": share(meetings["follow_ups"], meetings["held"]),
        "spent": int(rounded(spent)),
        "spent_in_all": int(rounded(spent_in_all)),
        "budget": budget,
        "spent_share": share(spent_in_all, budget),
    }


def commonest(kinds: Iterable[Any]) -> list[dict[str, Any]]:
    """Obstacles by kind (kind, count, open), the commonest first and equal ones by name."""
    return sorted(kinds, key=lambda row: (-row["count"], row["kind"]))


def definitions() -> list[tuple[str, str]]:
    """Each figure's name and what was counted, in the reader's language."""
    return [
        (_("Inlämnade behov"), _("Behov som lämnades in under perioden. Utkast räknas inte.")),
        (
            _("Tid till första besked"),
            _("Medianen av dygnen från inlämnat behov till svar, för de behov som fick svar under perioden."),
        ),
        (
            _("Startupmöten"),
            _("Möten som hölls under perioden. Uppföljning betyder att mötet ledde till ett nytt möte eller en pilot."),
        ),
        (
            _("Pilotbudget använd"),
            _(
                "Kostnader med datum under perioden. I allt är kostnaderna från pilotens början till och med periodens "
                "sista dag, för de piloter i rapporten som har startat eller kostat något, av deras sammanlagda budget. "
                "Exklusive moms, i hela kronor. Egen arbetstid ingår inte."
            ),
        ),
        (
            _("Från behov till pilot"),
            _(
                "Vi följer de behov som lämnades in under perioden och räknar hur långt de hade kommit när den slutade: "
                "beslutade att gå vidare, del av en publicerad utmaning, minst ett hållet möte med en startup, ett möte "
                "som ledde till ett nytt möte eller en pilot, en pilot som startat. Ett steg räknas bara för behov som "
                "tagit alla steg före."
            ),
        ),
        (
            _("Piloter"),
            _(
                "Piloter som pågick, kostade något eller gav en lärdom under perioden, och planerade piloter. Läge, "
                "datum, resultat, beslut och budget är som de var när perioden slutade."
            ),
        ),
        (_("Hinder"), _("Hinder som antecknades under perioden, och äldre hinder som stod kvar när den började.")),
    ]
