"""Editions before an independent checker of PDF/UA, and what a screen reader is told of their languages."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from outloud import check
from pypdf import PdfReader

from reports.models import Report
from reports.pdf import edition_as_pdf, html_of
from reports.snapshot import snapshot
from tests.reports.conftest import Quarter


@pytest.fixture
def contents(quarter: Quarter, report: Report) -> dict[str, Any]:
    return snapshot(report)


def complaints(pdf: bytes, folder: Path) -> list[str]:
    """Everything the checker has to say, down to remarks."""
    file = folder / "edition.pdf"
    file.write_bytes(pdf)
    result = check(str(file))
    assert result.error is None
    assert result.stats["tagged"]
    return [f"{finding.severity} {finding.rule}: {finding.message}" for finding in result.findings]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_independent_checker_finds_nothing_in_an_edition(
    contents: dict[str, Any], language: str, tmp_path: Path
) -> None:
    contents["group"] = "Förvaltningsledningen"
    assert complaints(edition_as_pdf(contents, language).content, tmp_path) == []


def test_an_independent_checker_finds_nothing_in_an_edition_of_an_empty_period(
    contents: dict[str, Any], tmp_path: Path
) -> None:
    contents |= {"pilots": [], "obstacles": [], "drivers": [], "narrative": "", "summary": "", "decisions_asked": []}
    contents["edition"] = 2
    assert complaints(edition_as_pdf(contents, "sv").content, tmp_path) == []


def told_in(pdf: PdfReader, language: str) -> str:
    """What a screen reader reads in that language: the words of the elements that say it, or stand in one that does."""
    words = {page.indirect_reference.idnum: marked_words(page) for page in pdf.pages if page.indirect_reference}
    told: list[str] = []

    def walk(element: Any, inherited: str) -> None:
        here = str(element.get("/Lang", inherited))
        for kid in element.get("/K", []):
            if not isinstance(kid, int):
                walk(kid.get_object(), here)
            elif here == language:
                told.append(words[element.raw_get("/Pg").idnum].get(int(kid), ""))

    root: Any = pdf.trailer["/Root"]
    walk(root["/StructTreeRoot"]["/K"][0].get_object(), str(root["/Lang"]))
    return " ".join(" ".join(told).replace("\u2010 ", "").split())


def marked_words(page: Any) -> dict[int, str]:
    """The words of each marked piece of a page."""
    found: dict[int, str] = {}
    within: list[int | None] = []

    def before(operator: bytes, operands: Any, _matrix: Any, _text: Any) -> None:
        if operator == b"BDC":
            within.append(operands[1].get("/MCID"))
        elif operator == b"BMC":
            within.append(None)
        elif operator == b"EMC":
            within.pop()
        elif operator in (b"Tj", b"TJ"):
            pieces.append(within[-1] if within else None)

    pieces: list[int | None] = []

    def text(words: str, *_rest: Any) -> None:
        for mcid in pieces[-1:]:
            if mcid is not None:
                found[mcid] = found.get(mcid, "") + words

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return found


def test_an_english_edition_says_which_passages_are_swedish(contents: dict[str, Any]) -> None:
    contents["summary"] = "Two pilots were scaled up."
    swedish = told_in(PdfReader(BytesIO(edition_as_pdf(contents, "en").content)), "sv")
    for written in [
        "Norra förvaltningen",
        "Behov och piloter",
        "Vi blir fler äldre.",
        "Röststyrd dokumentation",
        "Tid per pass",
        "Tiden mer än halverades.",
        "Tal fungerar när man är ensam i bilen",
        "Ingen hinner vara med på utbildningen",
        "Godkänn driften",
    ]:
        assert written in swedish
    for ours in ["Two pilots", "Key figures", "Produced on", "Target", "baseline"]:
        assert ours not in swedish


def test_a_swedish_edition_has_one_language(contents: dict[str, Any]) -> None:
    assert told_in(PdfReader(BytesIO(edition_as_pdf(contents, "sv").content)), "en") == ""
    assert 'lang="sv"' not in html_of(contents, "sv").replace('<html lang="sv">', "")


def test_what_only_repeats_itself_in_the_margins_is_not_read_aloud(contents: dict[str, Any]) -> None:
    pdf = PdfReader(BytesIO(edition_as_pdf(contents, "sv").content))
    told = told_in(pdf, "sv")
    assert "Sida 1 av" not in told
    assert told.count("Framtagen") == 1
