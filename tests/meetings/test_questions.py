"""Which questions stand on the card: from what the answer leaves open, and from the need itself."""

from dataclasses import replace

import pytest

from meetings.questions import Answer, Brief, questions_for
from startups.briefly import briefly

BRIEF = Brief(budget_max=80_000, for_whom="Undersköterskor", baseline="40 minuter", desired_effect="Mer tid hos folk")
WHOLE = Answer(
    price=65_000, pilot_plan="Sex veckor", needs_from_us="Två telefoner", references="Två kommuner", personal_data=False
)


def texts(brief, answer):
    return [question.text for question in questions_for(brief, answer)]


@pytest.mark.parametrize("brief", [BRIEF, Brief(budget_max=80_000)])
@pytest.mark.parametrize("answer", [None, Answer(), WHOLE])
def test_there_are_always_three_different_ones(brief, answer):
    assert len(set(texts(brief, answer))) == 3


def test_a_price_above_the_ceiling_is_asked_about_first():
    first = questions_for(BRIEF, replace(WHOLE, price=95_000))[0]
    assert first.text.replace("\N{NO-BREAK SPACE}", " ") == "Vad går att pröva för högst 80 000 kr?"
    assert first.why.replace("\N{NO-BREAK SPACE}", " ") == "Priset är 95 000 kr och taket 80 000 kr."


def test_a_price_at_the_ceiling_is_no_question():
    assert texts(BRIEF, replace(WHOLE, price=80_000)) == texts(BRIEF, WHOLE)


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        ({"price": None}, "Vad kostar en pilot?"),
        ({"pilot_plan": ""}, "Vad skulle vi pröva först, och hur länge?"),
        ({"personal_data": None}, "Behandlar lösningen personuppgifter?"),
        ({"personal_data": True}, "Vilka personuppgifter behandlas, och var sparas de?"),
        ({"needs_from_us": ""}, "Vad behöver ni från oss?"),
        ({"references": ""}, "Vem använder det i dag, och kan vi prata med dem?"),
    ],
)
def test_what_the_answer_leaves_open_is_asked(gap, words):
    assert texts(BRIEF, replace(WHOLE, **gap))[0] == words


def test_the_need_is_never_forgotten_for_the_gaps():
    assert questions_for(BRIEF, Answer())[2].why == "I dag: 40 minuter"


def test_a_whole_answer_leaves_the_need_to_ask_about():
    assert [question.why for question in questions_for(BRIEF, WHOLE)] == [
        "I dag: 40 minuter",
        "Det vi vill uppnå: Mer tid hos folk",
        "Det gäller: Undersköterskor",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Vi läser in talet. Sedan skriver vi.", "Vi läser in talet."),
        ("Vi prövar t.ex. hos nattlaget. Sedan alla.", "Vi prövar t.ex. hos nattlaget."),
        ("Första raden\nAndra raden", "Första raden"),
        ("  Kort  ", "Kort"),
        ("", ""),
        ("ord " * 60, "ord " * 33 + "ord…"),
    ],
)
def test_a_text_in_one_line_is_its_first_sentence(text, line):
    assert briefly(text) == line
    assert len(briefly(text)) <= 140
