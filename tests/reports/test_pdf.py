"""The finished PDF, read with a library that had no part in making it."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from reports.models import Report
from reports.pdf import edition_as_pdf, html_of
from reports.snapshot import snapshot
from tests.reports.conftest import Quarter

MARKUP = '<script>alert(1)</script><img src="file:///etc/passwd">'


@pytest.fixture
def contents(quarter: Quarter, report: Report) -> dict[str, Any]:
    return snapshot(report)


def text_of(pdf: PdfReader) -> str:
    """The text with all kinds of space as one, and words that were divided at a line's end put together."""
    text = " ".join(page.extract_text() for page in pdf.pages)
    return " ".join(text.replace("\u2010\n", "").replace("\u00ad", "").split())


def tags_of(element: Any) -> set[str]:
    found: set[str] = set()
    waiting = [element]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting.extend(node)
        elif hasattr(node, "get"):
            found |= {str(node["/S"])} if "/S" in node else set()
            waiting.extend([node["/K"]] if "/K" in node else [])
    return found


def alts_of(element: Any) -> list[str]:
    found, waiting = [], [element]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting.extend(node)
        elif hasattr(node, "get"):
            found += [str(node["/Alt"])] if "/Alt" in node else []
            waiting.extend([node["/K"]] if "/K" in node else [])
    return found


def fonts_of(pdf: PdfReader) -> dict[str, bool]:
    """Name → embedded."""
    fonts = {}
    for page in pdf.pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            heir = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = heir["/FontDescriptor"].get_object()
            fonts[str(font["/BaseFont"])] = any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))
    return fonts


@pytest.fixture
def pdf(contents: dict[str, Any]) -> PdfReader:
    return PdfReader(BytesIO(edition_as_pdf(contents, "sv").content))


def test_it_holds_everything_a_management_group_is_to_read(pdf: PdfReader) -> None:
    text = text_of(pdf)
    for expected in [
        "Behov och piloter",
        "Norra förvaltningen",
        "Rapport till Förvaltningsledningen, kvartal 2 2026",
        "Fyra behov kom in.",
        "Därför prövar vi nytt",
        "Vi blir fler äldre.",
        "Inlämnade behov",
        "6 dygn",
        "50 % följdes upp",
        "20 000 kr",
        "i allt 132 001 kr av 205 000 kr, 64 %",
        "Från behov till pilot",
        "Behoven som lämnades in under kvartal 2 2026, och hur långt de har kommit.",
        "Under perioden startade 1 pilot. 1 pilot ska skalas upp.",
        "Röststyrd dokumentation",
        "Tid per pass: 17,5 minuter. Utgångsläget var 40 minuter, målet 20 minuter. Målet är nått.",
        "20 000 kr under perioden, i allt 61 001 kr av 65 000 kr",
        "Skala upp. Tiden mer än halverades. 10 jun 2026",
        "Avsluta med lärdom.",
        "Tal fungerar när man är ensam i bilen",
        "Vanligaste hindren",
        "Beslut som behövs",
        "Godkänn driften",
        "Så har vi räknat",
        f"Sida 1 av {len(pdf.pages)}",
    ]:
        assert expected in text


def test_it_is_tagged_pdf_ua_with_title_and_language(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    # .value: pypdf's own objects are truthy also when they say false.
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "sv"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Behov och piloter"
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part" in metadata
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= tags_of(
        root["/StructTreeRoot"]
    )


def test_its_charts_say_their_numbers_in_words(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    funnel, timeline = sorted(alts_of(root["/StructTreeRoot"]))
    assert "Inlämnade behov: 4." in funnel
    assert "Röststyrd dokumentation: Skalas upp" in timeline


def test_inter_is_embedded_and_nothing_else(pdf: PdfReader) -> None:
    fonts = fonts_of(pdf)
    assert fonts
    assert all("Inter" in name for name in fonts)
    assert all(fonts.values())


def test_the_running_header_and_the_page_number_stand_on_every_page_but_the_cover(pdf: PdfReader) -> None:
    assert len(pdf.pages) > 1
    for number, page in enumerate(pdf.pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Sida {number} av {len(pdf.pages)}" in text
        if number > 1:
            assert "Behov och piloter" in text
            assert "Norra förvaltningen" in text


def test_the_groups_language_decides_the_language_of_the_document(contents: dict[str, Any]) -> None:
    root: Any = PdfReader(BytesIO(edition_as_pdf(contents, "en").content)).trailer["/Root"]
    assert root["/Lang"] == "en"


def test_what_people_wrote_is_text_and_never_markup(contents: dict[str, Any]) -> None:
    contents["title"] = contents["summary"] = contents["narrative"] = MARKUP
    contents["organisation"]["name"] = contents["group"] = MARKUP
    contents["decisions_asked"] = [MARKUP]
    contents["drivers"] = [{"title": MARKUP, "text": MARKUP}]
    contents["obstacles"][0]["examples"] = [{"text": MARKUP, "pilot": MARKUP}]
    pilot = contents["pilots"][1]
    pilot |= {"title": MARKUP, "startup": MARKUP, "question": MARKUP, "needs": [MARKUP]}
    pilot["results"][0] |= {"measure": MARKUP, "unit": MARKUP}
    pilot["decision"]["reason"] = MARKUP
    pilot["lessons"] = [{"title": MARKUP, "advice": MARKUP}]
    html = html_of(contents, "sv")
    assert "<script" not in html
    assert "<img" not in html
    text = text_of(PdfReader(BytesIO(edition_as_pdf(contents, "sv").content)))
    assert "<script>alert(1)</script>" in text


def test_a_report_of_an_empty_period_says_so(contents: dict[str, Any]) -> None:
    contents |= {"pilots": [], "obstacles": [], "drivers": [], "narrative": "", "summary": "", "decisions_asked": []}
    contents["figures"] |= {"answer_days": None, "follow_up_share": None, "budget": 0, "spent": 0}
    contents["funnel"] = [{**step, "count": 0} for step in contents["funnel"]]
    text = text_of(PdfReader(BytesIO(edition_as_pdf(contents, "sv").content)))
    assert "Inga piloter pågick under perioden." in text
    assert "Inga hinder är antecknade för perioden." in text


def test_signs_outside_inter_do_not_stop_the_report(contents: dict[str, Any]) -> None:
    contents["summary"] = "日本語 العربية 🙂 \u202e bakvänt"
    assert len(PdfReader(BytesIO(edition_as_pdf(contents, "sv").content)).pages) >= 2


def test_it_says_which_edition_it_replaces(contents: dict[str, Any]) -> None:
    assert "ersätter" not in html_of(contents, "sv")
    contents["edition"] = 3
    assert "Utgåva 3, ersätter utgåva 2" in html_of(contents, "sv")


def test_a_light_colour_still_carries_white_text(contents: dict[str, Any]) -> None:
    from accounts.colours import contrast
    from reports.presentation import present

    contents["organisation"]["colour"] = "#FFE100"
    assert contrast(present(contents)["shades"]["base_default"], "#ffffff") >= 4.5


def test_a_period_that_is_no_quarter_is_told_by_its_days(contents: dict[str, Any]) -> None:
    contents["period"]["to"] = date(2026, 7, 15).isoformat()
    assert "1\u00a0apr\u00a02026 – 15\u00a0jul\u00a02026" in html_of(contents, "sv")
