"""A time that becomes free is offered to those who want it most, and the first two who both say yes have it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from history.actions import StaleState
from meetings.absences import Absence, proposal_of
from meetings.actions.freed import answer_offer, offer_times
from meetings.actions.repairs import repair_day
from meetings.freed import FreedTimes, Gap
from meetings.models import GUEST_LINK, AskedPair, FreedTime, MatchmakingDay, Meeting, Wish
from meetings.slots import Span
from meetings.states import MeetingState, Side
from post.models import Letter
from startups.states import MatchState
from tests import factories
from tests.forms import form_on, next_page
from tests.meetings.conftest import an_hour_later

pytestmark = pytest.mark.django_db
MANAGER, STARTUP = Side.MANAGER, Side.STARTUP


def a_manager(organisation, name):
    return factories.a_person(organisation, factories.STAFF, factories.MANAGER, name=name)


@pytest.fixture
def karin(organisation):
    return a_manager(organisation, "Karin Kvist")


@pytest.fixture
def match(karin, chief):
    """A startup that has answered Karin's challenge, and has a contact."""
    match = factories.a_match(factories.a_challenge(karin), state=MatchState.ANSWERED)
    factories.a_proposal(factories.an_invitation(match, chief))
    return match


@pytest.fixture
def contact(match):
    return match.invitations.get().contact


@pytest.fixture
def others(organisation):
    """Four managers, of whom the first would not meet the startup; the last wants it most."""
    return [a_manager(organisation, name) for name in ("Nej Nilsson", "Eva Ek", "Olle Ost", "Lina Lind")]


@pytest.fixture
def day(organisation, karin, others, match):
    """Karin was to meet the startup at nine, and it was called off."""
    day = factories.a_day(organisation, managers=(karin, *others), startups=(match.startup,))
    slot = day.slots.first()
    gone = {"day": day, "slot": slot, "state": MeetingState.CANCELLED}
    factories.a_meeting(match, karin, starts_at=slot.starts_at, **gone)
    day.away.create(manager=karin, starts_at=slot.starts_at, ends_at=slot.ends_at)
    for who, level in zip(others, ("no", "could", "want", "must"), strict=True):
        Wish.objects.create(day=day, side=MANAGER, manager=who, match=match, level=level)
    return day


def gap_of(day) -> Gap:
    (gap,) = FreedTimes(day).freed()
    return gap


@pytest.fixture
def offered(day, chief):
    assert offer_times(day, [gap_of(day)], by=chief) == 1
    return FreedTime.objects.get()


def pair_of(manager) -> AskedPair:
    return AskedPair.objects.select_related("offer__slot").get(manager=manager)


def test_the_pairs_that_want_it_most_are_asked(offered, others, match):
    assert (offered.startup, offered.manager) == (match.startup, None)
    assert {pair.manager for pair in offered.pairs.all()} == set(others[1:])


def test_the_dearest_three_are_asked_where_there_are_more(day, organisation, match, others, chief):
    more = a_manager(organisation, "Mia Must")
    day.managers.add(more)
    Wish.objects.create(day=day, side=MANAGER, manager=more, match=match, level="must")
    offer_times(day, [gap_of(day)], by=chief)
    assert set(AskedPair.objects.values_list("manager__name", flat=True)) == {"Mia Must", "Lina Lind", "Olle Ost"}


def test_whoever_is_busy_or_away_then_or_has_met_is_not_asked(day, match, others, chief):
    _no, eva, olle, lina = others
    slot = day.slots.first()
    day.away.create(manager=eva, starts_at=slot.starts_at, ends_at=slot.ends_at)
    factories.a_meeting(factories.a_match(match.challenge), olle, starts_at=slot.starts_at, day=day, slot=slot)
    factories.a_meeting(match, lina, starts_at=timezone.now() - timedelta(days=9), state=MeetingState.HELD)
    assert offer_times(day, [gap_of(day)], by=chief) == 0
    assert not Letter.objects.exists()


def test_everybody_asked_gets_one_letter_and_nobody_else(offered, others, contact):
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted(
        [contact.email, *(m.email for m in others[1:])]
    )
    assert "09:00–09:20" in Letter.objects.get(to=contact.email).text


def test_one_yes_books_nothing_and_two_do(offered, others, match, contact):
    lina = others[3]
    assert answer_offer(pair_of(lina), side=STARTUP, says_yes=True) is False
    assert not Meeting.objects.taking_time().exists()
    assert answer_offer(pair_of(lina), side=MANAGER, says_yes=True) is True
    offered.refresh_from_db()
    meeting = Meeting.objects.taking_time().get()
    assert (offered.meeting, meeting.manager, meeting.startup, meeting.slot) == (
        *(meeting, lina, match.startup),
        offered.slot,
    )


def test_those_who_had_said_yes_hear_kindly_that_it_went(offered, others):
    _no, eva, olle, lina = others
    answer_offer(pair_of(eva), side=MANAGER, says_yes=True)
    for side in Side:
        answer_offer(pair_of(lina), side=side, says_yes=True)
    told = Letter.objects.filter(subject__contains="gick till andra")
    assert list(told.values_list("to", flat=True)) == [eva.email]
    with pytest.raises(StaleState, match="redan tagen"):
        answer_offer(pair_of(olle), side=MANAGER, says_yes=True)


def test_a_no_is_asked_no_more_of_the_other(offered, others, contact):
    for who in others[1:]:
        answer_offer(pair_of(who), side=STARTUP, says_yes=False)
    assert not AskedPair.objects.possible().unanswered_by(MANAGER).exists()


def test_the_offer_ends_when_its_time_begins(offered, others):
    type(offered.slot).objects.filter(pk=offered.slot_id).update(starts_at=timezone.now())
    with pytest.raises(StaleState):
        answer_offer(pair_of(others[3]), side=MANAGER, says_yes=True)


def test_a_time_is_offered_once(day, offered, chief):
    assert offer_times(day, [gap_of(day)], by=chief) == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_pairs_that_say_yes_at_the_same_moment_exactly_one_gets_the_time(offered, others):
    for who in others[1:]:
        answer_offer(pair_of(who), side=STARTUP, says_yes=True)
    together = Barrier(3)

    def says_yes(manager) -> str:
        try:
            pair = pair_of(manager)
            together.wait()
            return str(answer_offer(pair, side=MANAGER, says_yes=True))
        except StaleState:
            return "gone"
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        answers = sorted(pool.map(says_yes, others[1:]))
    assert answers == ["True", "gone", "gone"]
    assert Meeting.objects.taking_time().count() == 1


def test_the_repair_of_a_day_offers_the_times_that_become_free(organisation, day, match, karin, others, chief):
    Meeting.objects.update(state=MeetingState.BOOKED)
    day.away.all().delete()
    slot = day.slots.first()
    absence = Absence(karin, Span(slot.starts_at, day.slots.last().ends_at))
    seen = proposal_of(MatchmakingDay.objects.get(pk=day.pk), absence).mark
    repair_day(day, absence, seen=seen, offers=True, by=chief)
    assert (FreedTime.objects.get().slot, AskedPair.objects.count()) == (slot, 3)


def test_what_was_said_of_an_absence_and_chosen_stands_there_after_signing_in_again(client, day, karin, others, chief):
    Meeting.objects.update(state=MeetingState.BOOKED)
    day.away.all().delete()
    slots = list(day.slots.all())
    said = {"who": f"manager-{karin.pk}", "first": str(slots[0].pk), "last": str(slots[-1].pk)}
    page = reverse("meetings:absence", args=[day.pk])
    entrance = client.get(f"{page}?{urlencode(said)}")  # what is said by the address is not lost there
    client.force_login(chief)
    opened = form_on(client.get(next_page(entrance)))
    assert opened["offer"] == ["on"]
    client.logout()
    entrance = client.post(page, {name: value for name, value in opened.items() if name != "offer"})
    assert not day.away.exists()
    client.force_login(chief)
    again = form_on(client.get(next_page(entrance)))
    assert [again.get(name) for name in (*said, "offer")] == [*([value] for value in said.values()), None]
    client.post(page, again)
    assert day.away.exists()


# --- the pages ------------------------------------------------------------------------------------------------------
def test_the_chief_sees_what_is_free_and_offers_it_by_one_press(as_, day, match, chief):
    client, page = as_(chief), reverse("meetings:free_times", args=[day.pk])
    slot = day.slots.first()
    press = reverse("meetings:free_time_offer", args=[day.pk, slot.pk, "startup", match.startup.pk])
    words = client.get(page).content.decode()
    assert f'action="{press}"' in words
    assert "3 vill och kan." in words
    client.post(press)
    words = client.get(page).content.decode()
    assert f'action="{press}"' not in words
    assert "Erbjuden till 3 par. 0 har sagt ja." in words


def test_both_sides_find_the_question_where_they_begin_and_answer_it(as_, day, offered, others, contact, match):
    lina = others[3]
    page, url = as_(lina), reverse("meetings:more_meetings", args=[day.pk])
    assert f'href="{url}"' in page.get("/").content.decode()
    asked = page.get(url).content.decode()
    answer = reverse("meetings:more_answer", args=[day.pk, pair_of(lina).pk, "ja"])
    assert f'action="{answer}"' in asked
    page.post(answer)
    assert "Du har sagt ja. Vi väntar på svar." in page.get(url).content.decode()
    assert f'href="{url}"' not in page.get("/").content.decode()

    token, guest = GUEST_LINK.token(contact), Client()
    theirs = reverse("meetings:guest_more", args=[token, day.pk])
    assert theirs in guest.get(reverse("meetings:guest", args=[token])).content.decode()
    assert lina.name in guest.get(theirs).content.decode()
    words = guest.post(
        reverse("meetings:guest_more_answer", args=[token, day.pk, pair_of(lina).pk, "ja"]), follow=True
    ).content.decode()
    assert "Mötet är bokat. Ni ses 09:00–09:20." in words
    an_hour_later()
    assert Letter.objects.filter(to=lina.email, calendar_method="REQUEST").exists()


def test_nobody_answers_for_anybody_else(as_, day, offered, others, chief, organisation):
    _no, eva, _olle, lina = others
    answer = reverse("meetings:more_answer", args=[day.pk, pair_of(lina).pk, "ja"])
    assert as_(eva).post(answer).status_code == 404
    assert as_(chief).post(answer).status_code == 403
    other = factories.a_match(factories.a_challenge(eva), state=MatchState.ANSWERED)
    token = GUEST_LINK.token(factories.an_invitation(other, chief).contact)
    strange = reverse("meetings:guest_more_answer", args=[token, day.pk, pair_of(lina).pk, "ja"])
    assert Client().post(strange).status_code == 404


def test_the_page_says_that_a_time_went_to_others(as_, day, offered, others):
    _no, eva, _olle, lina = others
    answer_offer(pair_of(eva), side=MANAGER, says_yes=True)
    for side in Side:
        answer_offer(pair_of(lina), side=side, says_yes=True)
    page = as_(eva).get(reverse("meetings:more_meetings", args=[day.pk])).content.decode()
    assert "Tiden gick till andra. Tack för att du ville." in page
