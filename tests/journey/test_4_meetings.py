"""A matchmaking day: meetings are booked, moved and cancelled in everybody's calendars."""

from datetime import timedelta
from typing import Any

from playwright.sync_api import expect

from tests.browser import Letter, letters
from tests.journey.story import MEETING_DAY, NEED, OTHER_STARTUP, OTHER_STARTUPS_MAIL, STARTUP, STARTUPS_MAIL, Story
from tests.meetings.test_calendars import read as read_strictly


def test_the_chief_plans_a_matchmaking_day_and_opens_it(story: Story) -> None:
    ulla = story.ulla
    ulla.menu("Möten")
    ulla.follow("Matchdagar")
    ulla.follow("Planera en matchdag")
    ulla.write(
        {
            "Namn": "Matchdag i hamnen",
            "Datum": MEETING_DAY.isoformat(),
            "Plats": "Medborgarhuset, sal 3",
            "Första mötet börjar": "09:00",
            "Sista mötet slutar": "10:40",
        }
    )
    ulla.tick("Linjechefer", "Lina Linjechef", "Bo Beslutsfattare")
    ulla.tick("Startuper", STARTUP, OTHER_STARTUP)
    ulla.press("Planera matchdagen")
    ulla.send("Öppna för bokning", "Lina Linjechef", "Bo Beslutsfattare")
    ulla.is_told("Matchdagen är öppen för bokning.")
    story.left["day"] = ulla.page.url


def invitations(story: Story, address: str, startup_or_organisation: str) -> list[tuple[str, Any, Letter]]:
    """The calendar files this address has got about the meeting, in order: method, event, letter."""
    found = []
    for post in letters(story.installation, address, startup_or_organisation):
        if post.calendar:
            calendar, event = read_strictly(post.calendar)
            assert calendar["METHOD"] == post.method
            assert calendar["VERSION"] == "2.0"
            found.append((post.method, event, post))
    return found


def letters_leave(story: Story, *readers: str, count: int) -> None:
    """What is gathered about a day waits for minutes, later for an hour; here that time is over at once."""
    story.installation.until(lambda: story.installation.rows("SELECT 1 FROM meetings_agenda WHERE is_waiting"))
    story.installation.rows("UPDATE meetings_agenda SET due_at = now() WHERE is_waiting")
    for address in readers:
        story.installation.until(lambda a=address: len(invitations(story, a, "möte")) == count)


def test_a_line_manager_books_from_the_grid_and_moves_the_meeting(story: Story) -> None:
    lina = story.lina
    lina.open(story.letter("lina", "Matchdag i hamnen").link)
    lina.follow("Boka Lina Linjechef 09:00")
    lina.choose("Startup", f"{STARTUP} – {NEED}")
    lina.send("Boka möte", STARTUPS_MAIL)
    lina.is_told("Mötet är bokat.")
    story.left["meeting"] = lina.page.url
    letters_leave(story, "lina@ostra.example", STARTUPS_MAIL, count=1)
    lina.follow("Flytta mötet")
    lina.tick("Ny tid", "09:50–10:10")
    lina.send("Flytta mötet", STARTUPS_MAIL)
    lina.is_told("Mötet är flyttat.")
    expect(lina.main).to_contain_text("09:50–10:10")

    letters_leave(story, "lina@ostra.example", STARTUPS_MAIL, count=2)
    for address in ("lina@ostra.example", STARTUPS_MAIL):
        (first, booked, _), (second, moved, post) = invitations(story, address, "möte")
        assert (first, second) == ("REQUEST", "REQUEST")
        assert moved["UID"] == booked["UID"]
        assert moved["SEQUENCE"] > booked["SEQUENCE"]
        assert moved["DTSTART"].dt - booked["DTSTART"].dt == timedelta(minutes=50)
        assert moved["DTEND"].dt - moved["DTSTART"].dt == timedelta(minutes=20)
        assert post.subject.startswith("Ändrat: dina möten")
        assert "09:00 blir 09:50" in post.text
        assert story.left["portal"] not in post.calendar


def test_a_meeting_is_cancelled_with_a_reason_and_leaves_both_calendars(story: Story) -> None:
    bo = story.bo
    bo.open(story.left["day"])
    bo.follow("Boka Bo Beslutsfattare 09:00")
    bo.choose("Startup", f"{OTHER_STARTUP} – {NEED}")
    bo.send("Boka möte", OTHER_STARTUPS_MAIL)
    letters_leave(story, "bo@ostra.example", OTHER_STARTUPS_MAIL, count=1)
    bo.follow("Avboka mötet")
    bo.write({"Varför?": "Krockar med budgetmötet"})
    bo.send("Avboka mötet", OTHER_STARTUPS_MAIL, "lina@ostra.example")  # who owns the challenge
    bo.is_told("Mötet är avbokat.")
    letters_leave(story, "bo@ostra.example", OTHER_STARTUPS_MAIL, count=2)
    for address in ("bo@ostra.example", OTHER_STARTUPS_MAIL):
        (first, booked, _), (second, cancelled, post) = invitations(story, address, "möte")
        assert (first, second) == ("REQUEST", "CANCEL")
        assert cancelled["UID"] == booked["UID"]
        assert cancelled["SEQUENCE"] > booked["SEQUENCE"]
        assert cancelled["STATUS"] == "CANCELLED"
        assert "Krockar med budgetmötet" in post.text


def test_the_startup_sees_its_schedule_behind_its_link(story: Story) -> None:
    sam = story.visitors["sam"]
    sam.open(story.left["portal"])
    expect(sam.section("Era möten")).to_contain_text("09:50–10:10")
    expect(sam.section("Era möten")).to_contain_text("Ni möter Lina Linjechef.")


def test_after_the_meeting_the_manager_leaves_an_outcome(story: Story) -> None:
    number = int(story.left["meeting"].rstrip("/").rsplit("/", 1)[1])
    story.installation.rows(
        "UPDATE meetings_meeting SET starts_at = now() - interval '40 minutes', "
        "ends_at = now() - interval '20 minutes' WHERE id = %s",
        number,
    )
    lina = story.lina
    lina.follow(f"Hur gick mötet med {STARTUP}?")
    lina.tick("Blev mötet av?", "Ja")
    lina.tick("Nästa steg", "Föreslå en pilot")
    lina.write({"Vad överraskade dig?": "Det fungerar också på finska."})
    lina.press("Lämna utfall")
    lina.is_told("Tack. Utfallet är lämnat.")
    lina.reads("Föreslå en pilot", "Det fungerar också på finska.")


def test_the_startup_tells_too_and_what_both_want_is_the_next_task(story: Story) -> None:
    sam = story.visitors["sam"]
    sam.open(story.left["portal"])
    sam.follow("Berätta hur det gick")
    sam.tick("Blev mötet av?", "Ja")
    sam.tick("Nästa steg", "Vi vill pröva en pilot")
    sam.write({"Vad överraskade er?": "Hon hade redan valt ut två grupper."})
    sam.press("Berätta hur det gick")
    sam.is_told("Tack. Vi vet nu hur det gick för er.")
    sam.reads("Ni har berättat:", "Vi vill pröva en pilot")
    story.lina.reads(f"Föreslå en pilot med {STARTUP}")
