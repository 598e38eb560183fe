"""What the figures of a report are and how they are worked out: plain data in, plain data out.

Every figure has its definition here (`definitions`), so that the reader sees what was counted. `snapshot.py` counts
in the database; the tests count the same figures anew from raw rows with the functions below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from printing.months import months_back

# Steps that are counted in another unit than the others: one need can have several meetings.
COUNTED_APART = frozenset({"meetings"})
FUNNEL = ("needs", "prioritised", "challenges", "meetings", "pilots", "scaled_up")


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


def share(part: int | Decimal, whole: int | Decimal) -> int | None:
    """Whole per cent; None when there is nothing to compare with."""
    return round(100 * part / whole) if whole else None


def funnel(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The steps in order; `of_before` is the share of the step before, left out where it would say nothing true."""
    steps: list[dict[str, Any]] = []
    before = 0
    for key in FUNNEL:
        count, apart = counts[key], key in COUNTED_APART
        of_before = None if apart or count > before else share(count, before)
        steps.append({"key": key, "count": count, "of_before": of_before, "apart": apart})
        if not apart:
            before = count
    return steps


def key_figures(
    *,
    counts: dict[str, int],
    needs_before: int,
    answer_days: float | None,
    answered: int,
    follow_ups: int,
    spent: Decimal,
    budget: int,
) -> dict[str, Any]:
    """The four figures at the head of a report. Days are days and nights; money is SEK excl. VAT."""
    return {
        "needs": counts["needs"],
        "needs_change": counts["needs"] - needs_before,
        "answer_days": answer_days,
        "answered": answered,
        "meetings": counts["meetings"],
        "follow_ups": follow_ups,
        "follow_up_share": share(follow_ups, counts["meetings"]),
        "spent": round(spent),
        "budget": budget,
        "spent_share": share(spent, budget),
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
                "Bokförda kostnader till och med periodens sista dag för de piloter som pågick under perioden, "
                "av deras sammanlagda budget. Exklusive moms. Egen arbetstid ingår inte."
            ),
        ),
        (
            _("Från behov till lösning i drift"),
            _(
                "Det som hände under perioden: behov som lämnades in, behov som beslutades gå vidare, utmaningar som "
                "skrevs, möten som hölls, piloter som startade och piloter som beslutades skalas upp. "
                "Ett steg kan gälla ett behov från en tidigare period."
            ),
        ),
        (_("Hinder"), _("Hinder som antecknades under perioden, och äldre hinder som stod kvar när den började.")),
    ]
