"""What the procurement act (LOU 2016:1145) asks of a pilot of a certain value. It advises; it never decides.

Pure: amounts and counts in, sentences with their paragraphs out. All amounts are SEK excluding VAT and including
options (5 kap. 3 §). The limits are the organisation's settings for the day; None means that none has been set.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from entry.amounts import number

Amount = int | Decimal

# What the documentation note must hold (19 a kap. 11 §).
NOTE_FIELDS = (
    _("köpare och organisationsnummer"),
    _("vad ni köper"),
    _("hur ni har använt konkurrensen"),
    _("vilka ni frågade och vilka som svarade"),
    _("vem ni valde och det främsta skälet"),
    _("värdet"),
    _("avtalstiden"),
)
NOTE_DAYS = 30

SENTENCES: dict[str, Any] = {
    "over_direct_award": _(
        "Värdet når gränsen {limit} kr. Direktupphandling får bara användas under den. Prata med upphandlarna."
    ),
    "sum_over_direct_award": _(
        "Tillsammans med de andra piloterna hos samma startup under tolv månader blir det {total} kr. "
        "Det når gränsen {limit} kr för direktupphandling. Återkommande avtal räknas ihop."
    ),
    "under_direct_award": _("Värdet ligger under gränsen {limit} kr. Ni kan direktupphandla."),
    "document": _(
        "Värdet är högre än {limit} kr. Ni ska skriva en dokumentation, klar inom {days} dagar från avtalet."
    ),
    "sum_document": _(
        "Tillsammans med de andra piloterna hos samma startup under tolv månader blir det {total} kr, "
        "mer än {limit} kr. Räkna med att ni ska skriva en dokumentation."
    ),
    "document_by_choice": _("Värdet är högst {limit} kr. Ingen dokumentation krävs, men ni kan skriva en ändå."),
    "do_not_split": _("Ett köp får inte delas upp för att hamna under en gräns."),
    "tell_all": _("Ni har frågat flera. Alla som har lämnat ett förslag ({answered} st) ska få ett skriftligt besked."),
    "share_what_was_learned": _(
        "Startupen får lämna anbud i en senare upphandling, om det den lärde sig i piloten delas med de andra."
    ),
    "no_direct_award_limit": _(
        "Gränsen för direktupphandling är inte inlagd för den dagen. Be administratören lägga in den."
    ),
    "no_documentation_limit": _(
        "Gränsen för dokumentation är inte inlagd för den dagen. Be administratören lägga in den."
    ),
}


@dataclass(frozen=True)
class ProcurementContext:
    """What stands around a purchase: the limits of its day, the startup's other pilots, who was asked.

    `others` is the value of the other pilots with the same startup within twelve months (`of_twelve_months()`). Who was
    `asked` and who `answered` for the challenge is told by `startups.models.MatchQuerySet`.
    """

    direct_award_limit: int | None
    documentation_limit: int | None
    others: Amount = 0
    other_count: int = 0
    asked: int = 1
    answered: int = 0
    scaling_up: bool = False


def a_year_after(day: date) -> date:
    """The first day that no longer belongs to the twelve months from `day`; 29 February has no such day of its own."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)


def of_twelve_months(first: date, others: Iterable[tuple[date, Amount]]) -> tuple[Amount, int]:
    """What a purchase that begins on the day `first` is added to: the value and the number of the others.

    `others` are first days and values, begun and planned. Of all spans of twelve months that hold the purchase, the
    one in which most is bought counts: the later purchase is known to the earlier one too (5 kap. 11 §).
    """
    known = sorted(others)
    spans = []
    for start in {first, *(day for day, _value in known)}:
        if start <= first < a_year_after(start):
            values = [value for day, value in known if start <= day < a_year_after(start)]
            spans.append((sum(values), len(values)))
    return max(spans)


@dataclass(frozen=True)
class Purchase:
    """A pilot as a purchase: what was agreed for it, what is booked, and what stands around it."""

    agreed: Amount
    around: ProcurementContext
    booked: Amount = 0

    @property
    def value(self) -> Amount:
        """A purchase is worth what was agreed, and what was paid when that came to more."""
        return max(self.agreed, self.booked)

    @property
    def is_overspent(self) -> bool:
        return self.booked > self.agreed

    @property
    def total(self) -> Amount:
        """This pilot and the startup's others over twelve months (5 kap. 11 §)."""
        return self.value + self.around.others

    @property
    def advice(self) -> list["Advice"]:
        return advise(self)

    @property
    def warnings(self) -> set[str]:
        return {advice.key for advice in self.advice if advice.is_warning}


@dataclass(frozen=True)
class Advice:
    """One thing the act asks, with the paragraph it comes from."""

    key: str
    source: Any
    is_warning: bool = False
    places: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        places = {k: number(v) if k in ("limit", "total") else v for k, v in self.places.items()}
        return str(SENTENCES[self.key]).format(**places)


def advise(purchase: Purchase) -> list[Advice]:
    """What the act asks of the purchase, the most important first."""
    around = purchase.around
    advice = [*_direct_award(purchase), *_documentation(purchase)]
    if around.other_count:
        advice.append(Advice("do_not_split", _("LOU 5 kap. 7 a §")))
    if around.asked > 1:
        advice.append(Advice("tell_all", _("LOU 19 a kap. 10 §"), places={"answered": around.answered}))
    if around.scaling_up:
        advice.append(Advice("share_what_was_learned", _("LOU 4 kap. 8 §")))
    return advice


def _direct_award(purchase: Purchase) -> list[Advice]:
    """Direct award only when the value is *below* the limit (19 a kap. 2 §), recurring contracts together."""
    limit = purchase.around.direct_award_limit
    if limit is None:
        return [Advice("no_direct_award_limit", _("LOU 19 a kap. 2 §"), is_warning=True)]
    if purchase.value >= limit:
        return [Advice("over_direct_award", _("LOU 19 a kap. 2 §"), is_warning=True, places={"limit": limit})]
    if purchase.total >= limit:
        places = {"limit": limit, "total": purchase.total}
        return [Advice("sum_over_direct_award", _("LOU 5 kap. 11 §"), is_warning=True, places=places)]
    return [Advice("under_direct_award", _("LOU 19 a kap. 2 §"), places={"limit": limit})]


def _documentation(purchase: Purchase) -> list[Advice]:
    """A note when the value *exceeds* the limit, finished within 30 days (19 a kap. 11 §)."""
    limit = purchase.around.documentation_limit
    if limit is None:
        return [Advice("no_documentation_limit", _("LOU 19 a kap. 11 §"), is_warning=True)]
    if purchase.value > limit:
        places: dict[str, Any] = {"limit": limit, "days": NOTE_DAYS}
        return [Advice("document", _("LOU 19 a kap. 11 §"), is_warning=True, places=places)]
    if purchase.total > limit:
        places = {"limit": limit, "total": purchase.total}
        return [Advice("sum_document", _("LOU 5 kap. 11 § och 19 a kap. 11 §"), is_warning=True, places=places)]
    return [Advice("document_by_choice", _("LOU 19 a kap. 11 §"), places={"limit": limit})]


def must_document(purchase: Purchase) -> bool:
    """Whether the documentation note is asked for, by this pilot's own value or by the sum."""
    return any(a.key in ("document", "sum_document") for a in advise(purchase))
