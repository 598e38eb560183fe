"""What a day's plan keeps to beside the wishes, and times that do not suit though the day is open."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from history.actions import StaleState
from meetings.actions.days import change_day
from meetings.actions.wishes import keep_away
from meetings.models import GUEST_LINK, DayAnswer, Meeting
from meetings.scheduling.bound import bound
from meetings.scheduling.greedy import greedy
from meetings.scheduling.instance import Instance
from meetings.scheduling.planning import plan
from meetings.wishes import WITH_PAUSES
from meetings.wishing import DayWishes
from post.models import Letter
from tests import factories
from tests.meetings.scheduling_checker import broken_rules
from tests.meetings.test_asking import wishing as wishing
from tests.meetings.test_planning_days import a_plan


def a_numbered_day(**rules):
    """Three managers and six startups who all want each other, in six slots."""
    everybody = {"manager_scores": [[3] * 6] * 3, "startup_scores": [[3] * 6] * 3}
    free = {"manager_free": [[True] * 6] * 3, "startup_free": [[True] * 6] * 6}
    return {"slots": 6, **everybody, **free, **rules}


@pytest.mark.parametrize(("pausing", "meetings"), [([0], [4, 6, 6]), ([], [6, 6, 6]), ([0, 1, 2], [4, 4, 4])])
def test_those_who_ask_for_pauses_get_them_and_the_others_lose_nothing(pausing, meetings):
    day = a_numbered_day(most_in_a_row=2, pausing_managers=pausing, pausing_startups=[])
    instance = Instance(**day)
    found = plan(instance, rounds=200)
    assert broken_rules(day, found.meetings) == []
    assert [sum(m.manager == number for m in found.meetings) for number in range(3)] == meetings
    assert bound(instance).value == 6 * sum(meetings)
    assert broken_rules(day, greedy(instance, [])) == []


def test_who_is_to_pause_must_be_there():
    with pytest.raises(ValueError, match="pausing_managers"):
        Instance(**a_numbered_day(most_in_a_row=2, pausing_managers=[3]))


def test_a_person_who_asks_for_pauses_is_planned_with_them(wishing, manager, as_, chief):
    page = reverse("meetings:times", args=[wishing.pk])
    as_(manager).post(page, {"needs_pauses": "on"})
    numbers = DayWishes(wishing).numbers
    assert (numbers.most_in_a_row, numbers.fair_minimum) == (WITH_PAUSES, 2)
    assert (numbers.pausing_managers, numbers.pausing_startups) == ([0], [])
    assert as_(manager).get(page).context["form"]["needs_pauses"].value() is True
    told = as_(chief).get(reverse("meetings:plan", args=[wishing.pk])).content.decode()
    assert f"Högst 3 möten i rad för dem som ber om pauser: {manager.name}." in " ".join(told.split())


def test_a_day_s_own_rule_holds_for_everybody(wishing, manager):
    DayAnswer.objects.update(needs_pauses=True)
    wishing.most_in_a_row, wishing.fair_minimum = 4, None
    numbers = DayWishes(wishing).numbers
    assert (numbers.most_in_a_row, numbers.pausing_managers, numbers.fair_minimum) == (4, None, None)


def test_a_new_day_is_fair_unless_the_chief_says_otherwise(as_, chief, manager, match):
    page = reverse("meetings:day_new")
    form = as_(chief).get(page).context["form"]
    assert (form["fair_minimum"].value(), form["most_in_a_row"].value()) == (2, None)
    answer = as_(chief).post(page, a_plan(manager, match, fair_minimum="", most_in_a_row="0"))
    assert answer.context["form"].errors == {"most_in_a_row": ["Skriv minst 1, eller lämna tomt"]}


def test_nobody_hears_of_how_a_day_is_to_be_planned(wishing, manager, chief, match):
    wishing.fair_minimum = 3
    change_day(wishing, managers=[manager], startups=[match.startup], by=chief)
    assert not Letter.objects.exists()
    assert wishing.history[0].verb == "matchmakingday.changed"


# --- when the day is open -------------------------------------------------------------------------------------------
@pytest.fixture
def booked(day, match, manager, chief) -> Meeting:
    slot = day.slots.all()[1]
    return factories.a_meeting(match, manager, starts_at=slot.starts_at, day=day, slot=slot)


def test_who_cannot_after_all_says_so_and_only_the_chief_hears_of_the_meeting(day, manager, booked, chief, as_):
    page = reverse("meetings:times", args=[day.pk])
    answer = as_(manager).post(page, {"away": [booked.slot_id]}, follow=True)
    assert "Utvecklingschefen får veta att du har ett möte då." in answer.content.decode()
    (letter,) = Letter.objects.all()
    assert letter.to == chief.email
    assert booked.get_absolute_url() in letter.text
    booked.refresh_from_db()
    assert (booked.state, booked.sequence) == ("booked", 0)
    # Said again it is no news, and a time without a meeting is nobody's trouble.
    as_(manager).post(page, {"away": [booked.slot_id, day.slots.all()[2].pk]})
    assert Letter.objects.count() == 1


def test_a_startup_says_so_by_its_link(day, match, booked, chief):
    day.wishes_by = timezone.localdate()
    day.save()
    contact = match.invitations.get().contact
    DayAnswer.objects.create(day=day, startup=match.startup, contact=contact)
    token = GUEST_LINK.token(contact)
    page = reverse("meetings:guest_times", args=[token, day.pk])
    assert page in Client().get(reverse("meetings:guest", args=[token])).content.decode()
    Client().post(page, {"away": [booked.slot_id]})
    (letter,) = Letter.objects.all()
    assert (letter.to, letter.reply_to) == (chief.email, contact.email)


def test_when_the_day_is_over_nothing_more_is_said_of_it(day, manager):
    type(day).objects.update(date=timezone.localdate() - timedelta(days=1))
    with pytest.raises(StaleState):
        keep_away(DayAnswer(day=day, manager=manager), spans=[])
