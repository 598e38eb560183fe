"""Two worlds side by side, one for each of two organisations; everything in the other is called Fjärran."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat

from accounts.models import Organisation, Unit, User
from meetings.models import Answer, MatchmakingDay, Questionnaire
from needs.models import Challenge, Need, PrioritisationRound
from needs.states import NeedState
from pilots.models import Lesson, Obstacle, Pilot
from reports.models import ManagementGroup, Report
from startups.models import Contact
from startups.opinions import Note
from startups.states import MatchState
from tests import factories
from tests.world import World, a_world

FAR = "Fjärran"
NAMED = {
    "name": (Unit, PrioritisationRound, MatchmakingDay, Questionnaire, ManagementGroup, Contact),
    "title": (Need, Challenge, Pilot, Lesson, Report),
    "text": (Obstacle, Answer, Note),
}


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, World]]:
    """The own world and the other; built once, and each test's deeds are undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        other = _filled(a_world())
        _call_far(other)
        own = _filled(a_world())
        yield own, other
        transaction.set_rollback(True)


@pytest.fixture
def own(worlds: tuple[World, World]) -> World:
    return worlds[0]


@pytest.fixture
def far(worlds: tuple[World, World]) -> World:
    return worlds[1]


def _filled(w: World) -> World:
    """The world with something to choose in every field."""
    t = w.things
    t["driver"] = factories.a_driver(w.organisation)
    t["waiting"] = factories.a_need(w.staff)
    t["another_prioritised"] = factories.a_need(w.staff, NeedState.PRIORITISED)
    t["slot"] = w.day.slots.all()[0]
    t["other_slot"] = w.day.slots.all()[1]
    t["meeting_on_day"] = factories.a_meeting(w.answered, w.manager, starts_at=w.slot.starts_at, day=w.day, slot=w.slot)
    t["bookable"] = factories.a_match(w.challenge, state=MatchState.ANSWERED)
    t["bookable_startup"] = w.bookable.startup
    w.day.startups.add(w.bookable.startup)
    t["answered_challenge"] = w.challenge  # with an answer by w.answered
    t["who_is_away"] = SimpleNamespace(pk=f"manager-{w.manager.pk}")
    t["wishing_slot"] = w.wishing_day.slots.all()[0]
    t["invitable"] = factories.a_match(w.challenge, state=MatchState.SHORTLISTED)
    t["known"] = Contact.objects.create(
        startup=w.invitable.startup, organisation=w.organisation, name="Sam", email="sam@startup.example"
    )
    return w


def _call_far(w: World) -> None:
    for field, models in NAMED.items():
        for model in models:
            model._base_manager.update(**{field: Concat(Value(f"{FAR} "), field)})
    User.objects.update(name=Concat(Value(f"{FAR} "), "name"))
    Organisation.objects.update(name=Concat(Value(f"{FAR} "), "name"))
