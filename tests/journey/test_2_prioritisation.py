"""A team assesses the needs, the chief decides, and everybody gets an answer."""

import re

from playwright.sync_api import expect

from tests.browser import letters
from tests.journey.story import (
    FORWARD,
    HIGH,
    LOW,
    NEED,
    OTHER_NEED,
    PARK,
    ROUND,
    VERY_HIGH,
    VERY_LOW,
    Story,
    assess,
    decide,
)


def test_the_chief_opens_a_round_with_a_team(story: Story) -> None:
    ulla = story.ulla
    ulla.follow("2 behov är inte med i någon prioritering")
    ulla.write({"Namn": ROUND})
    ulla.tick("Behov", f"{NEED} · Hemtjänst Hamnen", f"{OTHER_NEED} · Hemtjänst")
    for member in ("Tom Team", "Tina Team"):
        expect(ulla.group("Innovationsteam").get_by_label(member)).to_be_checked()
    ulla.send("Öppna omgången", "Tom Team", "Tina Team")
    ulla.is_told("Omgången är öppen. Teamet har fått ett brev var.")
    story.left["round"] = ulla.page.url
    assert story.letter("tom", f"Bedöm behoven i {ROUND}").link == ulla.page.url
    assert story.letter("tina", f"Bedöm behoven i {ROUND}").link == ulla.page.url


def test_team_members_assess_one_need_after_another_without_seeing_each_others_opinion(story: Story) -> None:
    tom = story.tom
    tom.follow(f"Bedöm behoven i {ROUND}")
    tom.follow("Börja bedöma")
    assess(tom, {NEED: (VERY_HIGH, "Det här stjäl tid varje dag."), OTHER_NEED: (LOW, "Kan vänta.")})

    tina = story.tina
    tina.follow(f"Bedöm behoven i {ROUND}")
    tina.reads("Dolt än")
    tina.follow(NEED, within=tina.table)
    tina.reads("Ingen ser någon annans bedömning förrän bedömningen är avslutad.")
    tina.does_not_read("Det här stjäl tid varje dag.")
    tina.follow("Bedöm behovet")
    expect(tina.control("Kommentar")).to_be_editable()
    tina.does_not_read("Det här stjäl tid varje dag.")

    tina = story.tina
    tina.follow(f"Bedöm behoven i {ROUND}")
    tina.follow("Börja bedöma")
    assess(tina, {NEED: (HIGH, "Många enheter har det."), OTHER_NEED: (VERY_LOW, "Få berörs.")})
    tina.follow(NEED, within=tina.table)
    tina.reads("Många enheter har det.")
    tina.does_not_read("Det här stjäl tid varje dag.")


def test_the_chief_sees_ranking_and_spread_decides_and_lets_everybody_know(story: Story) -> None:
    ulla = story.ulla
    story.letter("ulla", f"Alla har bedömt behoven i {ROUND}")
    ulla.follow(f"Alla har bedömt behoven i {ROUND}")
    ulla.does_not_read("4,50")
    ulla.confirm("Avsluta bedömningen")
    ulla.is_told("Bedömningen är avslutad. Nu kan du besluta.")
    rows = ulla.table.get_by_role("row")
    expect(rows.nth(1)).to_contain_text(NEED)
    # Two opinions, 5 and 4: a mean of 4.5 and a spread of 0.5 or, by the other definition, 0.71.
    expect(rows.nth(1)).to_contain_text(re.compile(r"1.*2 av 2.*4,50.*0,(50|71)", re.DOTALL))
    expect(rows.nth(2)).to_contain_text(OTHER_NEED)
    decide(ulla, {NEED: ("Ta vidare", FORWARD), OTHER_NEED: ("Parkera", PARK)})
    assert letters(story.installation, "mia@ostra.example", "Svar på ditt behov") == []
    ulla.confirm("Lämna besked")
    ulla.is_asked_about("Mia Medarbetare", "Lina Linjechef")
    ulla.is_told("Besked om 2 behov är lämnade.")


def test_the_submitter_gets_the_answer_by_letter_and_on_the_page(story: Story) -> None:
    answer = story.letter("mia", f"Svar på ditt behov: {NEED}")
    assert FORWARD in answer.text
    assert answer.link == story.left["need"]
    assert PARK in story.letter("lina", f"Svar på ditt behov: {OTHER_NEED}").text
    mia = story.mia
    mia.open(answer.link)
    expect(mia.title).to_contain_text("Prioriterat")
    mia.reads("Svaret", FORWARD)
