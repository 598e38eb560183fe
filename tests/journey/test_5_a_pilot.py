"""A pilot from its charter to the decision and the lesson."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.journey.story import LESSON, PILOT, Story, today


def test_the_match_becomes_a_pilot_with_a_charter(story: Story) -> None:
    lina = story.lina
    lina.open(story.left["match"])
    lina.follow("Starta en pilot")
    lina.reads("Tolv medarbetare talar in i sex veckor.")
    lina.write(
        {
            "Namn på piloten": PILOT,
            "Frågan vi vill ha svar på": "Sparar talet en halv timme per pass?",
            "Budget (exkl. moms)": "65 000",
            "Börjar": today().isoformat(),
            "Slutar": (today() + timedelta(days=60)).isoformat(),
            "Delegationspunkt": "4.2",
        }
    )
    lina.choose("Pilotägare", "Lina Linjechef")
    lina.choose("Beslutar när piloten är slut", "Bo Beslutsfattare")
    lina.write(
        {"Vad mäter vi?": "Tid per pass", "Utgångsläge": "40", "Mål": "25", "Enhet": "minuter"},
        within=lina.group("Kriterium 1"),
    )
    lina.press("Spara pilotplanen")
    lina.is_told("Pilotplanen är sparad.")
    lina.reads("65 000 kr")
    story.left["pilot"] = lina.page.url


def test_the_chief_starts_the_pilot(story: Story) -> None:
    ulla = story.ulla
    ulla.follow(PILOT)
    ulla.send("Starta piloten", "Lina Linjechef", "Bo Beslutsfattare")
    ulla.is_told("Piloten är igång.")
    assert story.letter("lina", f"Piloten har startat: {PILOT}").link == story.left["pilot"]
    assert story.letter("bo", f"Piloten har startat: {PILOT}").link == story.left["pilot"]


def test_while_it_runs_the_owner_checks_in_and_notes_costs_obstacles_and_results(story: Story) -> None:
    lina = story.lina
    lina.follow(f"Hur går det med {PILOT}?")
    lina.follow("Gör en avstämning")
    lina.tick("Hur går det?", "Går bra")
    lina.write({"Berätta med en rad": "Tio av tolv talar in varje dag."})
    lina.press("Spara avstämningen")
    lina.is_told("Avstämningen är sparad.")
    lina.follow("Lägg till en kostnad")
    lina.write({"Vad?": "Licenser", "Belopp (exkl. moms)": "62 500", "Datum": today().isoformat()})
    lina.press("Spara kostnaden")
    lina.is_told("Kostnaden är sparad.")
    lina.reads("62 500 kr av 65 000 kr")
    lina.follow("Anmäl ett hinder")
    lina.choose("Slag av hinder", "IT")
    lina.write({"Vad är i vägen?": "Telefonerna är för gamla"})
    lina.choose("Vem undanröjer det?", "Tom Team")
    lina.send("Anmäl hindret", "Tom Team")
    lina.is_told("Hindret är anmält.")
    lina.follow("För in resultat")
    lina.write({"Tid per pass": "22"})
    lina.press("Spara resultaten")
    lina.reads("Målet är nått")


def test_whoever_can_remove_the_obstacle_is_asked_to_and_does(story: Story) -> None:
    tom = story.tom
    tom.open(story.letter("tom", "Ett hinder att undanröja").link)
    tom.write({"Så löste vi det": "Vi lånade tolv telefoner av stadsdelen intill."})
    tom.press("Spara lösningen")
    tom.is_told("Hindret är undanröjt.")


def test_the_decider_scales_up_with_a_reason_and_a_lesson(story: Story) -> None:
    bo = story.bo
    bo.open(story.left["pilot"])
    bo.follow("Fatta beslut")
    bo.tick("Beslut", "Skala upp")
    bo.write({"Motivering": "Målet är nått och alla vill fortsätta."})
    bo.write(
        {
            "Lärdomen i en mening": LESSON,
            "Det här såg vi": "Efter det andra passet talade elva av tolv in.",
            "Det här råder vi andra till": "Börja med två som redan vill.",
        },
        within=bo.group("Lärdom 1"),
    )
    bo.send("Fatta beslutet", "Lina Linjechef", "Mia Medarbetare")
    expect(bo.title).to_contain_text("Skalas upp")
    bo.reads("Målet är nått och alla vill fortsätta.", LESSON)
    for name in ("lina", "ulla", "mia"):
        assert LESSON in story.letter(name, f"Beslut om piloten {PILOT}").text
