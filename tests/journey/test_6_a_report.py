"""A report is ordered, made, mailed and read."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser import BrowserUser, letter
from tests.journey.story import (
    DECISION_ASKED,
    LESSON,
    NARRATIVE,
    NEED,
    ORGANISATION,
    PILOT,
    REPORT,
    STARTUP,
    Story,
    today,
)
from tests.reports.test_pdf import fonts_of, tags_of, text_of


def test_a_report_is_ordered_and_its_progress_shown_until_it_is_ready(story: Story) -> None:
    ulla = story.ulla
    ulla.menu("Rapporter")
    ulla.follow("Beställ en rapport")
    ulla.reads("Lägg först till ledningsgruppen som rapporten är till.")
    ulla.write({"Namn": "Förvaltningsledningen", "Fler e-postadresser": "namnd@ostra.example"})
    ulla.tick("Medlemmar", "Leo Ledning")
    ulla.press("Lägg till gruppen")
    ulla.follow("Beställ en rapport")
    ulla.write(
        {
            "Rubrik": REPORT,
            "Från och med": (today() - timedelta(days=90)).isoformat(),
            "Till och med": today().isoformat(),
            "Läget i korthet": "Den första piloten är avgjord.",
            "Beslut som behövs": DECISION_ASKED,
        }
    )
    with story.installation.worker_away():  # so that there is time to look
        ulla.send("Beställ rapporten", "Leo Ledning", "namnd@ostra.example")
        expect(ulla.main.get_by_role("progressbar", name="Rapporten är beställd")).to_be_visible()
        ulla.reads("Du kan lämna sidan. Arbetet fortsätter.")
        story.left["report"] = ulla.page.url
    ulla.waits()
    expect(ulla.main.get_by_role("link", name=re.compile("^Hämta som PDF"))).to_be_visible()


def download(visitor: BrowserUser) -> bytes:
    with visitor.page.expect_download() as started:
        visitor.main.get_by_role("link", name=re.compile("^Hämta som PDF")).click()
    return started.value.path().read_bytes()


def test_the_finished_pdf_holds_the_story_with_tags_and_its_own_font(story: Story) -> None:
    ulla = story.ulla
    ulla.open(story.left["report"])
    story.left["pdf"] = download(ulla)
    pdf = PdfReader(BytesIO(story.left["pdf"]))
    text = text_of(pdf)
    for told in [
        ORGANISATION,
        REPORT,
        "Rapport till Förvaltningsledningen",
        NARRATIVE,
        "Fler äldre",
        "Den första piloten är avgjord.",
        NEED,
        PILOT,
        STARTUP,
        "Tid per pass: 22 minuter. Utgångsläget var 40 minuter, målet 25 minuter. Målet är nått.",
        "62 500 kr av 65 000 kr",
        "Skala upp. Målet är nått och alla vill fortsätta.",
        LESSON,
        "IT 1 inget står i vägen längre",
        DECISION_ASKED,
    ]:
        assert told in text
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "sv"
    assert root["/MarkInfo"]["/Marked"].value is True  # the object itself is always truthy
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= tags_of(
        root["/StructTreeRoot"]
    )
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(=\"|>)1", metadata)
    fonts = fonts_of(pdf)
    assert fonts != {}
    assert all("Inter" in name and embedded for name, embedded in fonts.items()), fonts


def test_the_report_is_mailed_to_the_group(story: Story) -> None:
    for address in ("leo@ostra.example", "namnd@ostra.example"):
        post = letter(story.installation, address, f"{REPORT}: rapport till Förvaltningsledningen")
        assert post.pdf == story.left["pdf"]
        assert DECISION_ASKED in post.text
    assert story.left["report"] not in post.text  # whoever has no account gets no link


def test_the_leadership_reads_the_report_and_changes_nothing(story: Story) -> None:
    leo = story.leo
    leo.follow(REPORT)
    expect(leo.title).to_contain_text("Klar")
    leo.reads("Beslut som behövs", DECISION_ASKED, PILOT, LESSON)
    assert download(leo) == story.left["pdf"]
    leo.menu("Rapporter")
    expect(leo.main.get_by_role("link", name="Beställ en rapport")).to_have_count(0)
