"""After the day: what it led to, on the page and on paper, and the letters of thanks."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from outloud import check

from accounts.models import User
from history.actions import StaleState
from meetings.actions.printouts import draw_printout, want_printout
from meetings.actions.thanks import thank_startups
from meetings.models import DayThanks, MatchmakingDay, Printout, Wish
from meetings.papers import results_html
from meetings.results import results_of
from meetings.states import DayState, MeetingState
from meetings.thanks import prepared_words
from post.models import Letter
from startups.models import StartupInvitation
from startups.states import MatchState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(manager: User, chief: User) -> MatchmakingDay:
    """Finished. Lina met Kaffekedjan, who come back on 3 December; Lyssna did not come; Räkna is still untold of."""
    challenge = factories.a_challenge(manager, factories.a_need(manager), title="Nycklar på ett ställe")
    names = ("Kaffekedjan", "Lyssna", "Räkna")
    matches = [factories.a_match(challenge, factories.a_startup(name), state=MatchState.ANSWERED) for name in names]
    for match in matches:
        factories.an_invitation(match, chief)
    day = factories.a_day(
        challenge.organisation,
        managers=(manager,),
        startups=tuple(match.startup for match in matches),
        days_ahead=-3,
        state=DayState.FINISHED,
    )
    states = (MeetingState.HELD, MeetingState.MISSED, MeetingState.BOOKED)
    for match, slot, state in zip(matches, day.slots.all(), states, strict=True):
        meeting = factories.a_meeting(match, manager, starts_at=slot.starts_at, day=day, slot=slot, state=state)
        if state == MeetingState.HELD:
            factories.an_outcome(meeting, "follow_up", follow_up_on=date(2030, 12, 3), surprise="De kan allt.")
        if state == MeetingState.MISSED:
            factories.an_outcome(meeting, "")
    for match in matches[:2]:
        Wish.objects.create(day=day, side="manager", manager=manager, match=match, level="must")
    Wish.objects.create(day=day, side="manager", manager=manager, match=matches[2], level="could")
    return day


def url(name: str, day: MatchmakingDay) -> str:
    return reverse(f"meetings:{name}", args=[day.pk])


def text_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_the_figures_are_of_the_day_and_of_each_challenge(day: MatchmakingDay) -> None:
    whole, (part,) = results_of(day)
    for results in (whole, part):
        assert (results.held, results.missed, results.untold, results.follow_ups) == (1, 1, 1, 1)
        assert (results.fulfilled, len(results.wished)) == (1, 2)
    assert part.told_steps == [("Uppföljningsmöte", 1)]


def test_the_page_asks_as_many_questions_for_a_large_day_as_for_a_small_one(
    as_, day: MatchmakingDay, chief: User, django_assert_max_num_queries
) -> None:
    client = as_(chief)
    client.get(url("day_results", day))  # the kinds of objects are known
    with django_assert_max_num_queries(8):
        client.get(url("day_results", day))


def test_the_chief_reads_what_was_met_wished_and_missed_and_goes_on_to_the_thanks(
    as_, day: MatchmakingDay, chief: User
) -> None:
    assert url("day_results", day) in text_of(as_(chief), day.get_absolute_url())
    page = text_of(as_(chief), url("day_results", day))
    for words in ("1 av 2 önskade möten blev av.", "1 möte väntar på sitt utfall.", "Uppföljningsmöte", "Blev inte av"):
        assert words in page
    assert url("day_thanks", day) in page


def test_a_day_that_lies_ahead_has_led_to_nothing_yet(as_, chief: User, organisation) -> None:
    ahead = factories.a_day(organisation, managers=(chief,), days_ahead=factories.workday(20))
    assert url("day_results", ahead) not in text_of(as_(chief), ahead.get_absolute_url())
    assert as_(chief).get(url("day_results", ahead)).status_code == 302


def test_each_startup_gets_a_letter_with_its_own_outcome_and_nobodys_words(
    as_, day: MatchmakingDay, chief: User
) -> None:
    page = as_(chief).get(url("day_thanks", day))
    fields = {field.name: field.value() for field in page.context["form"]}
    assert [said.partition(": ")[2] for said in fields.values()] == [
        "Lina Linjechef vill ses igen, 3 dec 2030.",
        "mötet med Lina Linjechef blev inte av.",
        "Lina Linjechef hör av sig om nästa steg.",
    ]
    lyssna = next(name for name, said in fields.items() if "blev inte av" in said)
    as_(chief).post(url("day_thanks", day), {**fields, lyssna: ""})

    letter, other = Letter.objects.filter(subject__startswith="Tack för att ni var med").order_by("pk")
    assert "hör av sig" in other.text
    assert "vill ses igen, 3 dec 2030" in letter.text
    assert "De kan allt." not in letter.text
    assert {thanks.startup.name for thanks in DayThanks.objects.all()} == {"Kaffekedjan", "Räkna"}
    left = as_(chief).get(url("day_thanks", day)).context["prepared"]
    assert [one.startup.name for one in left] == ["Lyssna"]


def test_the_letters_of_thanks_say_once_that_each_may_be_left_out(as_: Any, day: MatchmakingDay, chief: User) -> None:
    page = as_(chief).get(url("day_thanks", day)).content.decode()
    assert (page.count("Töm rutan"), page.count("valfritt")) == (1, 0)


def test_nobody_is_thanked_twice_for_a_day(day: MatchmakingDay, chief: User) -> None:
    contact = day.startups.get(name="Lyssna").contacts.get()
    assert thank_startups(day, {contact: "Tack!"}, by=chief) == 1
    with pytest.raises(StaleState):
        thank_startups(day, {contact: "Tack igen!"}, by=chief)
    assert Letter.objects.filter(to=contact.email).count() == 1


def test_it_says_all_are_thanked_only_when_somebody_was(as_, day: MatchmakingDay, chief: User) -> None:
    StartupInvitation.objects.update(revoked_at=timezone.now())
    text = text_of(as_(chief), url("day_thanks", day))
    assert ("Ingen går att skriva till" in text, "Alla är tackade" in text) == (True, False)


def test_an_empty_text_is_not_sent_and_all_empty_asks_again(as_, day: MatchmakingDay, chief: User) -> None:
    names = [field.name for field in as_(chief).get(url("day_thanks", day)).context["form"]]
    answer = as_(chief).post(url("day_thanks", day), dict.fromkeys(names, ""))
    assert answer.status_code == 422
    assert "Skriv till minst en startup" in answer.content.decode()


def test_the_pdf_tells_the_figures_and_nobodys_wishes_and_is_sound(
    as_, day: MatchmakingDay, chief: User, tmp_path
) -> None:
    html = results_html(day, language="sv")
    assert "<strong>1</strong> av 2 önskade möten blev av" in " ".join(re.sub("<br>|</?span[^>]*>", " ", html).split())
    assert "Måste" not in html
    draw_printout(want_printout(day, language="sv", is_results=True).pk)
    answer = as_(chief).get(url("results_printout_file", day))
    assert answer.content.startswith(b"%PDF")
    file = tmp_path / "results.pdf"
    file.write_bytes(answer.content)
    assert [f"{finding.rule}: {finding.message}" for finding in check(str(file)).findings] == []
    assert Printout.objects.get().page_count == 1
    assert "Inget har ändrats" in text_of(as_(chief), url("results_printout", day))
    day.meetings.filter(state=MeetingState.BOOKED).update(state=MeetingState.MISSED)
    assert "Gör en ny" in text_of(as_(chief), url("results_printout", day))


def test_two_managers_who_say_the_same_about_one_challenge_say_it_once(day: MatchmakingDay) -> None:
    meeting = day.meetings.get(startup__name="Lyssna")
    once = prepared_words([meeting], language="sv")
    assert prepared_words([meeting, meeting], language="sv") == once
