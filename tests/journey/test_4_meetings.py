"""A matchmaking day plans itself out of what both sides want, is put right and published, breaks and is repaired."""

from collections import Counter
from datetime import datetime
from typing import Any

from playwright.sync_api import expect

from tests.browser import Letter, letter, letters
from tests.journey.story import (
    MEETING_DAY,
    NEED,
    OTHER_STARTUP,
    OTHER_STARTUPS_MAIL,
    STARTUP,
    STARTUPS_MAIL,
    STOCKHOLM,
    Story,
)
from tests.meetings.test_calendars import read as read_strictly

LAST_ENDS = "10:35"
LINA, BO = "Lina Linjechef", "Bo Beslutsfattare"
LINAS_MAIL, BOS_MAIL = "lina@ostra.example", "bo@ostra.example"
EVERYBODY = (LINAS_MAIL, BOS_MAIL, STARTUPS_MAIL, OTHER_STARTUPS_MAIL)
MANAGERS_WORDS, STARTUPS_WORDS = "Det fungerar också på finska.", "Hon hade redan valt ut två grupper."
# What is gathered about a day, and letters that are to leave now: not those that wait for more of their kind.
ON_ITS_WAY = """
SELECT 1 FROM accounts_organisation AS ours WHERE slug = 'ostra' AND (
  EXISTS (SELECT 1 FROM post_letter WHERE organisation_id = ours.id AND state = 'waiting'
          AND (attempts > 0 OR due_at <= now()))
  OR EXISTS (SELECT 1 FROM meetings_agenda JOIN meetings_matchmakingday AS day ON day.id = day_id
             WHERE is_waiting AND day.organisation_id = ours.id))
"""


def letters_leave(story: Story) -> None:
    """What is gathered about a day waits for minutes, later for an hour; here that time is over at once."""
    story.installation.rows("UPDATE meetings_agenda SET due_at = now() WHERE is_waiting")
    story.installation.until(lambda: not story.installation.rows(ON_ITS_WAY))


def told(story: Story) -> Counter[str]:
    """How many letters with a calendar each has got."""
    people = (*EVERYBODY, *(f"{name}@ostra.example" for name in story.visitors))
    return Counter(post.to for post in letters(story.installation) if post.calendar and post.to in people)


def invitations(story: Story, address: str) -> list[tuple[str, Any, Letter]]:
    """The invitations to the day that this address has got, in order: method, event, letter."""
    found = []
    for post in letters(story.installation, address):
        if post.calendar:
            calendar, event = read_strictly(post.calendar)
            assert calendar["METHOD"] == post.method
            assert calendar["VERSION"] == "2.0"
            found.append((post.method, event, post))
    return found


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(STOCKHOLM):%H:%M}"


def test_the_chief_prepares_a_matchmaking_day_and_asks_for_wishes(story: Story) -> None:
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
            "Sista mötet slutar": LAST_ENDS,
        }
    )
    ulla.tick("Linjechefer", LINA, BO)
    ulla.tick("Startuper", STARTUP, OTHER_STARTUP)
    ulla.press("Planera matchdagen")
    ulla.reads("Innan du öppnar dagen")
    story.left["day"] = ulla.page.url
    ulla.follow("Be om önskemål")
    ulla.send("Be om önskemål", LINA, BO, STARTUPS_MAIL, OTHER_STARTUPS_MAIL)
    ulla.is_told("Frågan är ställd.")


def test_a_manager_says_whom_he_wants_to_meet_and_when_he_cannot(story: Story) -> None:
    bo = story.bo
    bo.open(story.letter("bo", "Vem vill du träffa på Matchdag i hamnen").link)
    bo.follow("Ändra tiderna")
    bo.tick("Tider som inte går", "09:00–09:20")
    bo.press("Spara tiderna")
    bo.reads("Tider som inte går: 09:00–09:20.")
    bo.follow(OTHER_STARTUP)
    bo.press("Vill gärna")
    bo.is_told(f"{OTHER_STARTUP}: Vill gärna.")


def test_a_startup_says_so_by_the_link_in_its_letter(story: Story) -> None:
    sam = story.visitors["sam"]
    sam.open(letter(story.installation, STARTUPS_MAIL, "Vem vill ni träffa på Matchdag i hamnen").link)
    sam.follow("Säg vem ni vill träffa")
    sam.reads("Bara den som planerar dagen ser vad ni väljer.")
    sam.follow(LINA)
    sam.press("Måste")
    sam.is_told(f"{LINA}: Måste.")


def test_the_worker_plans_the_day_and_the_chief_puts_it_right(story: Story) -> None:
    ulla = story.ulla
    ulla.open(story.left["day"])
    ulla.reads("2 har inte svarat.")
    ulla.follow("Planera mötena")
    ulla.press("Planera dagen")
    ulla.waits()
    ulla.reads("3 möten.", "Planen når 100 procent")
    ulla.press(f"Lås {LINA} {STARTUP}")
    expect(ulla.main.get_by_role("button", name=f"Lås upp {LINA} {STARTUP}")).to_be_visible()
    ulla.follow(f"{OTHER_STARTUP} {BO}, Flytta")
    ulla.group("Flytta till").get_by_role("radio").last.check()
    ulla.press("Flytta mötet")
    ulla.is_told("Mötet är flyttat till")
    assert told(story) == {}


def test_published_everybody_gets_one_letter_with_the_days_agenda_and_an_invitation(story: Story) -> None:
    ulla = story.ulla
    ulla.open(story.left["day"])
    ulla.follow("Planera mötena")
    ulla.send("Publicera planen", LINA, BO, STARTUPS_MAIL, OTHER_STARTUPS_MAIL)
    ulla.is_told("Planen är publicerad. 3 möten är bokade")
    letters_leave(story)
    assert told(story) == dict.fromkeys(EVERYBODY, 1)
    meets = {
        LINAS_MAIL: [STARTUP, OTHER_STARTUP],
        BOS_MAIL: [OTHER_STARTUP],
        STARTUPS_MAIL: [LINA],
        OTHER_STARTUPS_MAIL: [LINA, BO],
    }
    for address, others in meets.items():
        ((method, block, post),) = invitations(story, address)
        assert method == "REQUEST"
        assert block["DTSTART"].dt.astimezone(STOCKHOLM).date() == MEETING_DAY
        for other in others:
            assert other in block["DESCRIPTION"]
            assert other in post.text
        assert post.text.count(NEED) == len(others)
        assert story.left["portal"] not in post.calendar


def test_somebody_falls_ill_and_the_day_is_repaired_in_two_presses(story: Story) -> None:
    ((_, booked, _),) = invitations(story, BOS_MAIL)
    was, ends = clock(booked["DTSTART"].dt), clock(booked["DTEND"].dt)
    ulla = story.ulla
    ulla.open(story.left["day"])
    ulla.follow("Anmäl förhinder")
    ulla.choose("Vem eller vad gäller det?", BO)
    ulla.choose("Från", was)
    ulla.choose("Till", f"{ends}, resten av dagen" if ends == LAST_ENDS else ends)
    ulla.press("Visa förslaget")
    ulla.reads("2 andra möten ligger kvar som de är.", f"{BO}, {OTHER_STARTUP}")
    expect(ulla.section("Får ett brev (2)")).to_contain_text(f"{BO}, Cecilia Caire")
    ulla.press("Gör ändringarna")
    ulla.is_told("1 möte är flyttat.")

    letters_leave(story)
    touched = (BOS_MAIL, OTHER_STARTUPS_MAIL)
    assert told(story) == dict.fromkeys(EVERYBODY, 1) | dict.fromkeys(touched, 2)
    _, (_, moved, _) = invitations(story, BOS_MAIL)
    assert moved["DTSTART"].dt != booked["DTSTART"].dt
    for address in touched:
        (_, first, _), (method, second, post) = invitations(story, address)
        assert method == "REQUEST"
        assert second["UID"] == first["UID"]
        assert second["SEQUENCE"] > first["SEQUENCE"]
        assert post.subject.startswith("Ändrat: dina möten")
        assert f"{was} blir {clock(moved['DTSTART'].dt)}" in post.text


def test_a_meeting_is_cancelled_with_a_reason_and_leaves_both_calendars(story: Story) -> None:
    bo = story.bo
    bo.open(story.left["day"])
    bo.follow(OTHER_STARTUP, within=bo.table.get_by_role("row", name=BO))
    bo.follow("Avboka mötet")
    bo.write({"Varför?": "Jag är fortfarande sjuk"})
    bo.send("Avboka mötet", OTHER_STARTUPS_MAIL, LINAS_MAIL)  # who owns the challenge
    bo.is_told("Mötet är avbokat.")
    letters_leave(story)
    *_, (_, booked, _), (method, cancelled, post) = invitations(story, BOS_MAIL)
    assert (method, cancelled["STATUS"]) == ("CANCEL", "CANCELLED")
    assert cancelled["UID"] == booked["UID"]
    assert cancelled["SEQUENCE"] > booked["SEQUENCE"]
    assert "Jag är fortfarande sjuk" in post.text
    *_, (_, booked, _), (method, left, post) = invitations(story, OTHER_STARTUPS_MAIL)
    assert (method, left["UID"]) == ("REQUEST", booked["UID"])
    assert BO in booked["DESCRIPTION"]
    assert BO not in left["DESCRIPTION"]
    assert LINA in left["DESCRIPTION"]
    assert "Jag är fortfarande sjuk" in post.text


def test_the_startup_sees_its_schedule_behind_its_link(story: Story) -> None:
    ((_, block, _),) = invitations(story, STARTUPS_MAIL)
    hours = f"{clock(block['DTSTART'].dt)}–{clock(block['DTEND'].dt)}"
    sam = story.visitors["sam"]
    sam.open(story.left["portal"])
    expect(sam.section("Era möten")).to_contain_text(hours)
    expect(sam.section("Era möten")).to_contain_text(f"Ni möter {LINA}.")


def test_after_the_meeting_the_manager_leaves_an_outcome(story: Story) -> None:
    story.installation.rows(
        "UPDATE meetings_meeting SET starts_at = now() - interval '40 minutes', "
        "ends_at = now() - interval '20 minutes' WHERE startup_id = (SELECT id FROM startups_startup WHERE name = %s)",
        STARTUP,
    )
    lina = story.lina
    lina.follow(f"Hur gick mötet med {STARTUP}?")
    lina.tick("Blev mötet av?", "Ja")
    lina.tick("Nästa steg", "Föreslå en pilot")
    lina.write({"Vad överraskade dig?": MANAGERS_WORDS})
    lina.press("Lämna utfall")
    lina.is_told("Tack. Utfallet är lämnat.")
    lina.reads("Föreslå en pilot", MANAGERS_WORDS)
    story.left["meeting"] = lina.page.url


def test_the_startup_tells_too_and_what_both_want_is_the_next_task(story: Story) -> None:
    sam = story.visitors["sam"]
    sam.open(story.left["portal"])
    sam.follow("Berätta hur det gick")
    sam.tick("Blev mötet av?", "Ja")
    sam.tick("Nästa steg", "Vi vill pröva en pilot")
    sam.write({"Vad överraskade er?": STARTUPS_WORDS})
    sam.press("Berätta hur det gick")
    sam.is_told("Tack. Vi vet nu hur det gick för er.")
    sam.reads("Ni har berättat:", "Vi vill pröva en pilot")
    sam.does_not_read(MANAGERS_WORDS)
    story.lina.reads(f"Föreslå en pilot med {STARTUP}")


def test_neither_side_reads_the_others_words_and_the_chief_reads_both(story: Story) -> None:
    lina, ulla = story.lina, story.ulla
    for reader in (lina, ulla):
        reader.open(story.left["meeting"])
        reader.reads(MANAGERS_WORDS)
    ulla.reads(STARTUPS_WORDS)
    lina.does_not_read(STARTUPS_WORDS)
