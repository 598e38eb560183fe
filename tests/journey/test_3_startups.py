"""A need becomes a challenge, and startups answer it by links of their own."""

import re

from playwright.sync_api import expect

from tests.browser import letter
from tests.journey.story import (
    DATA,
    MEETING_DAY,
    NEED,
    OTHER_STARTUP,
    OTHER_STARTUPS_MAIL,
    STARTUP,
    STARTUPS_MAIL,
    Story,
)


def test_startups_come_from_a_file_after_a_preview_and_wrong_rows_are_named(story: Story) -> None:
    tom = story.tom
    tom.menu("Startuper")
    tom.follow("Läs in från fil")
    rows = "namn;beskrivning\nEtt Bra Bolag AB;Gör bra saker\n;Har inget namn\n"
    tom.main.get_by_label("CSV-fil").set_input_files(
        {"name": "halv.csv", "mimeType": "text/csv", "buffer": rows.encode("cp1252")}
    )
    tom.press("Granska filen")
    tom.reads("1 rad har fel.", "Rad 3")
    tom.press("Avbryt inläsningen")
    tom.is_told("Ingenting är sparat.")

    tom.main.get_by_label("CSV-fil").set_input_files(DATA / "startups.csv")
    tom.press("Granska filen")
    tom.reads("De första raderna", "Exenze Active")
    tom.press("Läs in 51 startuper")
    tom.waits()
    tom.reads("Klart. 51 startuper är inlästa.")
    tom.follow("Visa det inlästa")
    tom.write({"Sök": "Ett Bra Bolag"})
    tom.press("Filtrera")
    tom.reads("Inga startuper passar")


def test_a_startup_is_added_by_hand_with_a_contact(story: Story) -> None:
    tom = story.tom
    tom.menu("Startuper")
    tom.follow("Lägg till en startup")
    tom.write(
        {
            "Namn": STARTUP,
            "Vad gör startupen?": "Vi gör talstyrd dokumentation: medarbetare i hemtjänsten talar in sin "
            "anteckning efter besöket, och den hamnar i alla system på en gång.",
            "För vem?": "Hemtjänst",
            "Ort": "Umeå",
            "En liten pilot kostar från": "60 000",
        }
    )
    tom.press("Lägg till i registret")
    expect(tom.title).to_have_text(STARTUP)
    tom.follow("Lägg till en kontakt")
    tom.write({"Namn": "Sam Startupsson", "E-post": STARTUPS_MAIL})
    tom.press("Spara kontakten")
    tom.is_told("Sam Startupsson är sparad som kontakt.")


def test_a_prioritised_need_becomes_a_challenge_with_an_owner(story: Story) -> None:
    ulla = story.ulla
    ulla.open(story.left["need"])
    ulla.follow("Gör till utmaning")
    expect(ulla.control("Rubrik")).to_have_value(NEED)
    ulla.write(
        {
            "Det här bidrar vi med": "Tolv medarbetare i sex veckor",
            "Vägen till införande": "Lina beslutar inom sin budget.",
        }
    )
    ulla.choose("Behovsägare", "Lina Linjechef")
    ulla.send("Öppna utmaningen", "Lina Linjechef")
    ulla.is_told("Utmaningen är öppen. Förslag på startuper tas fram.")
    story.left["challenge"] = ulla.page.url
    story.letter("lina", NEED)


def test_the_registry_suggests_startups_and_says_why(story: Story) -> None:
    ulla = story.ulla
    ulla.follow(NEED)
    ulla.waits()
    expect(ulla.main.get_by_role("heading", name=re.compile(r"^Förslag \(\d+\)"))).to_be_visible()
    suggestions = ulla.section("Förslag").get_by_role("list").first.locator("> li")
    ours = suggestions.filter(has=ulla.page.get_by_role("link", name=STARTUP, exact=True))
    expect(ours).to_have_count(1)
    assert ours.get_by_role("listitem").all_inner_texts() != []
    for suggestion in suggestions.all():
        assert suggestion.get_by_role("listitem").all_inner_texts() != [], suggestion.inner_text()
    story.left["shortlist"] = ulla.page.url


def test_the_chief_shortlists_sets_aside_with_a_reason_and_invites(story: Story) -> None:
    ulla = story.ulla
    ulla.open(story.left["shortlist"])
    ulla.press(f"Till urvalet {STARTUP}")
    ulla.is_told(f"{STARTUP} är i urvalet.")
    ulla.follow("Lägg till ur registret")
    ulla.write({"Sök i registret": OTHER_STARTUP})
    ulla.press("Sök")
    ulla.press(f"Till urvalet {OTHER_STARTUP}")
    ulla.is_told(f"{OTHER_STARTUP} är i urvalet.")

    ulla.section("Förslag").get_by_role("link", name=re.compile("^Välj bort ")).first.click()
    ulla.tick("Varför inte?", "För dyrt")
    ulla.write({"Mer om skälet": "Minst 200 000 kr för en liten pilot"})
    ulla.press("Välj bort")
    expect(ulla.section("Bortvalda")).to_contain_text("För dyrt. Minst 200 000 kr för en liten pilot")

    ulla.follow(f"Bjud in {STARTUP}")
    ulla.write({"Hälsning": "Vi såg er på en mässa."})
    ulla.send("Bjud in", STARTUPS_MAIL)
    ulla.is_told(f"Inbjudan går nu till {STARTUPS_MAIL}.")
    story.left["match"] = ulla.page.url
    ulla.open(story.left["shortlist"])
    ulla.follow(f"Bjud in {OTHER_STARTUP}")
    ulla.write({"Namn": "Cecilia Caire", "E-post": OTHER_STARTUPS_MAIL})
    ulla.send("Bjud in", OTHER_STARTUPS_MAIL)
    ulla.is_told(f"Inbjudan går nu till {OTHER_STARTUPS_MAIL}.")


def test_a_startup_answers_by_its_own_link_without_an_account(story: Story) -> None:
    invited = letter(story.installation, STARTUPS_MAIL, "vill höra hur ni skulle lösa")
    assert "Vi såg er på en mässa." in invited.text
    sam = story.sets_out("sam", on_a_phone=True)
    sam.open(invited.link)
    sam.reads("tre system", "Tolv medarbetare i sex veckor", "Det ni lämnar in kan bli offentligt")
    sam.does_not_read("Lina beslutar inom sin budget.")
    sam.follow("Skriv ett svar")
    sam.write({"Så skulle vi lösa det här behovet": "Vi lyssnar på talet och skriver i alla tre systemen."})
    sam.press("Spara utkast")
    sam.is_told("Utkastet är sparat.")
    sam.write(
        {
            "Det här skulle vi pröva i en liten pilot": "Tolv medarbetare talar in i sex veckor.",
            "Pris för piloten (kr exkl. moms)": "65 000",
            "Det här behöver vi från er": "En timme med varje medarbetare",
        }
    )
    sam.tick("Behandlar lösningen personuppgifter?", "Nej")
    sam.press("Lämna in svaret")
    sam.is_told("Tack. Vi har tagit emot ert svar.")
    sam.reads("65 000 kr")

    sam.follow("Lämna tider")
    first = sam.group("Tid 1")
    sam.write({"Datum": MEETING_DAY.isoformat(), "Från": "09:00", "Till": "12:00"}, within=first)
    sam.press("Spara tiderna")
    sam.is_told("Era tider är sparade.")
    assert letter(story.installation, STARTUPS_MAIL, "Vi har tagit emot ert svar").link == invited.link
    story.left["portal"] = invited.link


def test_the_need_owner_reads_how_the_startup_would_solve_it(story: Story) -> None:
    lina = story.lina
    lina.open(story.letter("lina", f"{STARTUP} har svarat").link)
    lina.reads("Vi lyssnar på talet och skriver i alla tre systemen.", "65 000 kr", "09:00–12:00")
