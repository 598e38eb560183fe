"""What the procurement act asks, as a table of cases with the paragraphs."""

from datetime import date

import pytest

from pilots.procurement import NOTE_DAYS, ProcurementContext, Purchase, advise, must_document, of_twelve_months


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


def test_the_note_is_ready_within_thirty_days_and_the_sentence_says_so() -> None:
    sentences = {a.key: a.sentence for a in advise(purchase(100_001))}
    assert NOTE_DAYS == 30
    assert "klar inom 30 dagar från avtalet" in sentences["document"]


@pytest.mark.parametrize(("asked", "told"), [(0, False), (1, False), (2, True)])
def test_everybody_who_gave_an_offer_is_told_when_several_were_asked(asked: int, told: bool) -> None:
    advice = {a.key: a.sentence for a in advise(purchase(65_000, asked=asked, answered=1))}
    assert ("tell_all" in advice) is told
    assert ("(1 st)" in advice.get("tell_all", "")) is told


def test_the_sum_over_twelve_months_can_ask_for_the_note() -> None:
    assert must_document(purchase(60_000, others=60_000, other_count=1))
    assert not must_document(purchase(60_000))


@pytest.mark.parametrize(
    ("budget", "booked", "keys"),
    [
        (95_000, 95_000, ["under_direct_award", "document_by_choice"]),
        (95_000, 100_001, ["under_direct_award", "document"]),
        (95_000, 3_000_000, ["over_direct_award", "document"]),
        (700_000, 0, ["over_direct_award", "document"]),
    ],
)
def test_a_purchase_is_worth_the_larger_of_budget_and_what_is_booked(budget: int, booked: int, keys: list[str]) -> None:
    asked = Purchase(budget, purchase(0).around, booked=booked)
    assert [a.key for a in advise(asked)] == keys
    assert asked.is_overspent == (booked > budget)


@pytest.mark.parametrize(
    ("earlier", "later", "counts"),
    [
        ("2027-02-28", "2028-02-27", True),
        ("2027-02-28", "2028-02-28", False),
        ("2027-02-28", "2028-02-29", False),
        ("2027-03-01", "2028-02-29", True),
        ("2027-03-01", "2028-03-01", False),
        ("2027-03-02", "2028-03-01", True),
        ("2028-02-29", "2029-02-28", True),
        ("2028-02-29", "2029-03-01", False),
        ("2026-11-18", "2027-11-17", True),
        ("2026-11-18", "2027-11-18", False),
    ],
)
def test_twelve_months_are_right_over_29_february_and_seen_from_both_ends(
    earlier: str, later: str, counts: bool
) -> None:
    one, two = date.fromisoformat(earlier), date.fromisoformat(later)
    expected = (40_000, 1) if counts else (0, 0)
    assert of_twelve_months(two, [(one, 40_000)]) == expected
    assert of_twelve_months(one, [(two, 40_000)]) == expected


def test_only_what_lies_within_the_same_twelve_months_is_added_together() -> None:
    before, first, after = date(2026, 4, 1), date(2027, 1, 1), date(2027, 10, 1)
    assert of_twelve_months(first, [(before, 40_000), (after, 90_000)]) == (90_000, 1)
    assert of_twelve_months(first, [(before, 40_000), (first, 20_000)]) == (60_000, 2)
