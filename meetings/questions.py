"""Three questions to bring to a meeting, by plain rules: what the answer leaves open, and what the challenge asks for.

Pure: the texts of the challenge and of the answer in, questions in the active language out. Nothing is invented: each
question says which text, or which gap in it, it comes from.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entry.amounts import kronor

MOST = 3
FROM_THE_ANSWER = 2  # at most, so that the need itself is never forgotten


@dataclass(frozen=True)
class Brief:
    """What the challenge says; sums in kronor without VAT."""

    budget_max: int
    for_whom: str = ""
    baseline: str = ""
    desired_effect: str = ""


@dataclass(frozen=True)
class Answer:
    """What the startup says; None is what it has left unanswered."""

    price: int | None = None
    pilot_plan: str = ""
    needs_from_us: str = ""
    references: str = ""
    personal_data: bool | None = None


@dataclass(frozen=True)
class Question:
    text: str
    why: str


def questions_for(brief: Brief, answer: Answer | None) -> list[Question]:
    """The first questions to ask, at most three: what the answer leaves open, then the need."""
    open_ = list(_left_open(brief, answer) if answer else _unanswered())
    asked = [*open_[:FROM_THE_ANSWER], *_about_the_need(brief), *open_[FROM_THE_ANSWER:], *_always()]
    return asked[:MOST]


def _unanswered() -> Iterator[Question]:
    yield Question(_("Hur skulle ni lösa just det här behovet?"), _("De har inte lämnat något svar."))
    yield Question(_("Vad skulle vi pröva först, och vad kostar det?"), _("De har inte lämnat något svar."))


def _left_open(brief: Brief, answer: Answer) -> Iterator[Question]:
    most = kronor(brief.budget_max)
    if answer.price is None:
        yield Question(_("Vad kostar en pilot?"), _("Svaret saknar pris. Taket är %(most)s.") % {"most": most})
    elif answer.price > brief.budget_max:
        why = _("Priset är %(price)s och taket %(most)s.") % {"price": kronor(answer.price), "most": most}
        yield Question(_("Vad går att pröva för högst %(most)s?") % {"most": most}, why)
    if not answer.pilot_plan:
        yield Question(_("Vad skulle vi pröva först, och hur länge?"), _("Svaret säger inget om en pilot."))
    if answer.personal_data is None:
        yield Question(_("Behandlar lösningen personuppgifter?"), _("Svaret säger inget om det."))
    elif answer.personal_data:
        yield Question(
            _("Vilka personuppgifter behandlas, och var sparas de?"), _("De skriver att lösningen behandlar sådana.")
        )
    if not answer.needs_from_us:
        yield Question(_("Vad behöver ni från oss?"), _("Svaret säger inget om det."))
    if not answer.references:
        yield Question(_("Vem använder det i dag, och kan vi prata med dem?"), _("Svaret saknar referenser."))


def _about_the_need(brief: Brief) -> Iterator[Question]:
    if brief.baseline:
        yield Question(
            _("Hur ser vi efter några veckor att det har blivit bättre?"),
            _("I dag: %(text)s") % {"text": brief.baseline},
        )
    if brief.desired_effect:
        yield Question(
            _("Hur långt på vägen kommer vi med en liten pilot?"),
            _("Det vi vill uppnå: %(text)s") % {"text": brief.desired_effect},
        )
    if brief.for_whom:
        yield Question(_("Hur märks det för dem som det gäller?"), _("Det gäller: %(text)s") % {"text": brief.for_whom})


def _always() -> Iterator[Question]:
    yield Question(_("Vad kan gå fel, och vad gör vi då?"), _("Frågan passar alla möten."))
    yield Question(_("Vad händer efter piloten, om den går bra?"), _("Frågan passar alla möten."))
    yield Question(_("Vad har ni lärt er av andra som har prövat?"), _("Frågan passar alla möten."))
