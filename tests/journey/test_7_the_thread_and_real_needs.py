"""The need's page shows its whole way; then needs from public reports go a part of it."""

import csv
import re

from playwright.sync_api import expect

from tests.journey.story import DATA, HIGH, LESSON, NEED, Story, assess, decide


# --- The thread -----------------------------------------------------------------------------------------------------
def test_the_needs_page_shows_its_whole_thread_and_every_step_opens(story: Story) -> None:
    ulla = story.ulla
    ulla.open(story.left["need"])
    expect(ulla.title).to_contain_text("Avslutat")
    thread = ulla.main.get_by_role("navigation", name="Tråden från behov till lärdom")
    steps = thread.get_by_role("list").first.locator("> li")
    names = [step.inner_text().split("\n")[0].strip() for step in steps.all()]
    assert names == ["Behov", "Prioritering", "Utmaning", "Matchning", "Möten", "Pilot", "Lärdom", "Rapport"]
    expect(thread).not_to_contain_text("Inte än")
    links = thread.get_by_role("link")
    for number in range(links.count()):
        ulla.open(story.left["need"])
        link = links.nth(number)
        words = link.inner_text()
        link.click()
        expect(ulla.title).to_be_visible()
        there = ulla.main.get_by_role("navigation", name="Tråden från behov till lärdom")
        expect(there.get_by_role("link", name=NEED).first, f"the way back from {words}").to_be_visible()


def test_whoever_submitted_the_need_can_follow_it_to_the_lesson(story: Story) -> None:
    mia = story.mia
    mia.follow(NEED)
    mia.follow(LESSON)
    mia.reads("Efter det andra passet talade elva av tolv in.")


# --- Real input -----------------------------------------------------------------------------------------------------
REAL_NEED = "Upptäcka fall hos den som inte kan trycka på larmknappen"


def right_startups(title: str) -> set[str]:
    """Which companies were really piloted for the need (tests/data/pairs.csv)."""
    needs = csv.DictReader((DATA / "needs.csv").open(encoding="utf-8"))
    (number,) = {row["id"] for row in needs if row["title"] == title}
    pairs = csv.DictReader((DATA / "pairs.csv").open(encoding="utf-8"))
    return {row["startup_name"] for row in pairs if row["need_id"] == number}


def test_real_needs_from_public_reports_are_read_in(story: Story) -> None:
    ulla = story.ulla
    ulla.menu("Behov")
    ulla.follow("Läs in från fil")
    ulla.main.get_by_label("CSV-fil").set_input_files(DATA / "needs.csv")
    ulla.press("Granska filen")
    ulla.reads("Alla rader går att läsa in.")
    ulla.press("Läs in 47 behov")
    ulla.waits()
    ulla.reads("Klart. 47 behov är inlästa.")


def test_a_real_need_finds_the_startups_that_were_right_for_it(story: Story) -> None:
    ulla = story.ulla
    ulla.follow("47 behov är inte med i någon prioritering")
    ulla.write({"Namn": "Verkliga behov"})
    ulla.write({"Sök bland behoven": REAL_NEED})
    ulla.press("Sök")
    ulla.tick("Behov", REAL_NEED)
    for member in ("Tom Team", "Tina Team"):
        ulla.group("Innovationsteam").get_by_label(member).uncheck()
    ulla.tick("Innovationsteam", "Ulla Utvecklingschef")
    ulla.press("Öppna omgången")
    ulla.follow("Börja bedöma")
    assess(ulla, {REAL_NEED: (HIGH, "Många hembesök.")})
    ulla.confirm("Avsluta bedömningen")
    decide(ulla, {REAL_NEED: ("Ta vidare", "Fall är dyra och farliga.")})
    ulla.confirm("Lämna besked")
    ulla.follow(REAL_NEED, within=ulla.table)
    ulla.follow("Öppna behovet med hela tråden")
    ulla.follow("Gör till utmaning")
    ulla.choose("Behovsägare", "Lina Linjechef")
    ulla.send("Öppna utmaningen", "Lina Linjechef")
    ulla.follow("Hitta startuper")
    ulla.waits()
    expect(ulla.main.get_by_role("heading", name=re.compile(r"^Förslag \(\d+\)"))).to_be_visible()
    right = right_startups(REAL_NEED)
    assert right == {"Inlisol / Suomen Digitaalinen Tehdas", "Inlisol / Suomen Digitaalinen Tehdas (en)"}
    for name in right:
        expect(ulla.section("Förslag").get_by_role("link", name=name, exact=True)).to_be_visible()


def test_nothing_broke_behind_the_pages_on_the_way(story: Story) -> None:
    complaints = {name: visitor.complaints for name, visitor in story.visitors.items() if visitor.complaints}
    assert complaints == {}
