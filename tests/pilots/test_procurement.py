"""What the procurement act asks, as a table of cases with the paragraphs."""

import pytest

from pilots.procurement import ProcurementContext, Purchase, advise, must_document


def purchase(value: int, **around: int) -> Purchase:
    fields: dict = {"direct_award_limit": 700_000, "documentation_limit": 100_000, **around}
    return Purchase(value, ProcurementContext(**fields))


@pytest.mark.parametrize(
    ("value", "others", "keys"),
    [
        (1, 0, ["under_direct_award", "document_by_choice"]),
        (65_000, 0, ["under_direct_award", "document_by_choice"]),
        (100_000, 0, ["under_direct_award", "document_by_choice"]),
        (100_001, 0, ["under_direct_award", "document"]),
        (699_999, 0, ["under_direct_award", "document"]),
        (700_000, 0, ["over_direct_award", "document"]),
        (700_001, 0, ["over_direct_award", "document"]),
        (60_000, 40_000, ["under_direct_award", "document_by_choice", "do_not_split"]),
        (60_000, 40_001, ["under_direct_award", "sum_document", "do_not_split"]),
        (60_000, 639_999, ["under_direct_award", "sum_document", "do_not_split"]),
        (60_000, 640_000, ["sum_over_direct_award", "sum_document", "do_not_split"]),
        (700_000, 640_000, ["over_direct_award", "document", "do_not_split"]),
    ],
)
def test_below_is_below_and_exceeds_is_above(value: int, others: int, keys: list[str]) -> None:
    asked = purchase(value, others=others, other_count=1 if others else 0)
    assert [a.key for a in advise(asked)] == keys


@pytest.mark.parametrize(
    ("around", "key", "source"),
    [
        ({}, "under_direct_award", "LOU 19 a kap. 2 §"),
        ({}, "document_by_choice", "LOU 19 a kap. 11 §"),
        ({"others": 900_000, "other_count": 1}, "sum_over_direct_award", "LOU 5 kap. 11 §"),
        ({"others": 1, "other_count": 1}, "do_not_split", "LOU 5 kap. 7 a §"),
        ({"asked": 6, "answered": 4}, "tell_all", "LOU 19 a kap. 10 §"),
        ({"scaling_up": True}, "share_what_was_learned", "LOU 4 kap. 8 §"),
    ],
)
def test_each_advice_names_its_paragraph(around: dict, key: str, source: str) -> None:
    assert {a.key: a.source for a in advise(purchase(65_000, **around))}[key] == source


def test_a_limit_that_nobody_has_set_is_asked_for_and_not_guessed() -> None:
    asked = Purchase(65_000, ProcurementContext(direct_award_limit=None, documentation_limit=None))
    assert [a.key for a in advise(asked)] == ["no_direct_award_limit", "no_documentation_limit"]
    assert all(a.is_warning for a in advise(asked))


def test_amounts_are_written_the_swedish_way() -> None:
    advice = advise(purchase(60_000, others=640_000, other_count=1))[0]
    assert "700\N{NO-BREAK SPACE}000 kr" in advice.sentence


def test_the_note_is_finished_within_thirty_days_of_the_contract() -> None:
    (note,) = [a for a in advise(purchase(100_001)) if a.key == "document"]
    assert "klar inom 30 dagar från avtalet" in note.sentence
    assert note.source == "LOU 19 a kap. 11 §"


def test_the_sum_over_twelve_months_can_ask_for_the_note() -> None:
    assert must_document(purchase(60_000, others=60_000, other_count=1))
    assert not must_document(purchase(60_000))
