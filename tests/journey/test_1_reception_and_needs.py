"""An organisation says why it must think anew, and people hand in needs."""

from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.journey.story import NARRATIVE, NEED, OTHER_NEED, Story


# --- Reception ------------------------------------------------------------------------------------------------------
def test_the_administrator_says_why_we_must_think_anew(story: Story) -> None:
    ada = story.ada
    ada.menu("Organisation")
    ada.write({"Berättelse": NARRATIVE})
    ada.press("Spara uppgifterna")
    ada.is_told("Uppgifterna är sparade.")
    ada.follow("Omvärldsfaktorer")
    new = ada.group("Ny omvärldsfaktor").first
    ada.write({"Rubrik": "Fler äldre", "Beskrivning": "En tredjedel fler över åttio år till 2035."}, within=new)
    ada.press("Spara omvärldsfaktorerna")
    ada.is_told("Omvärldsfaktorerna är sparade.")
    ada.follow("Enheter")
    ada.follow("Lägg till enhet")
    ada.write({"Namn": "Hemtjänst Hamnen"})
    ada.choose("Ligger under", "Hemtjänst")
    ada.press("Spara enheten")
    ada.is_told("Enheten Hemtjänst Hamnen är sparad.")


def test_an_invited_person_comes_in_by_the_link_in_the_letter(story: Story) -> None:
    ada = story.ada
    ada.menu("Organisation")
    ada.follow("Personer")
    ada.follow("Bjud in en person")
    ada.write({"Namn": "Mia Medarbetare", "E-post": "mia@ostra.example"})
    ada.choose("Enhet", "Hemtjänst Hamnen")
    ada.tick("Roller", "Medarbetare")
    ada.send("Bjud in", "mia@ostra.example")
    ada.is_told("Inbjudan är på väg till mia@ostra.example.")

    mia = story.sets_out("mia", on_a_phone=True)
    mia.open(story.letter("mia", "Du är inbjuden till Östra stadsdelsförvaltningen").link)
    mia.reads("Du är inbjuden med adressen mia@ostra.example som Medarbetare")
    mia.write({"Välj ett lösenord": PASSWORD})
    mia.press("Skapa mitt konto")
    expect(mia.title).to_have_text("Hej Mia")


# --- 1. A need ------------------------------------------------------------------------------------------------------
def test_a_need_is_handed_in_on_a_phone_and_a_draft_can_wait(story: Story) -> None:
    mia = story.mia
    mia.follow("Lämna ett behov")
    mia.reads(NARRATIVE)
    asked = mia.main.locator("input, textarea, select").filter(visible=True)
    assert 6 <= asked.count() <= 12
    mia.write({"Rubrik": NEED})
    mia.press("Spara utkast")
    mia.is_told("Utkastet är sparat.")

    mia = story.mia
    mia.follow(NEED)
    expect(mia.control("Rubrik")).to_have_value(NEED)
    mia.write(
        {
            "Vem gäller det?": "Medarbetare i hemtjänsten",
            "Hur är det i dag?": "Efter varje besök skriver vi samma anteckning om dokumentation i tre system.",
            "Vad blir följden?": "Tiden tas från de äldre, och vi skriver fel när vi är trötta.",
            "Vad vill ni uppnå?": "Anteckningen görs en gång, helst direkt efter besöket.",
            "Utgångsläge": "40 minuter per pass",
        }
    )
    mia.tick("Omvärldsfaktorer", "Fler äldre")
    mia.choose("Enhet", "Hemtjänst Hamnen")
    mia.press("Lämna in behovet")
    mia.is_told("Behovet är inlämnat. Du får svar, även om det blir nej.")
    expect(mia.title).to_contain_text("Inlämnat")
    story.left["need"] = mia.page.url


def test_a_line_manager_hands_in_a_need_for_somebody_else(story: Story) -> None:
    lina = story.lina
    lina.follow("Lämna ett behov")
    lina.write(
        {
            "Rubrik": OTHER_NEED,
            "Vem gäller det?": "Besökare i parken",
            "Hur är det i dag?": "Texten på skyltarna är liten och ljus.",
            "Vad blir följden?": "Många går fel.",
            "Vad vill ni uppnå?": "Alla hittar.",
        }
    )
    lina.choose("Enhet", "Hemtjänst")
    lina.main.get_by_text("Lämna in åt någon annan").click()
    lina.write({"Åt vem lämnar du in?": "Parkvärdarna"})
    lina.press("Lämna in behovet")
    lina.reads("Inlämnat av Lina Linjechef", "åt Parkvärdarna")
