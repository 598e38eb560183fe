"""The small world with at least one row in every table that has a constraint."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Func
from django.utils import timezone

from entry.models import KeptForm
from meetings.models import Agenda, CalendarFeed, DayThanks, Delay, Outcome, StartupOutcome
from needs.models import Assessment, Candidate, Score, Support
from needs.states import NeedState
from pilots.models import CheckIn, Cost, Decision, Lesson, Obstacle
from post.models import Letter
from startups.models import Embedding, EmbeddingRun
from tests import factories
from tests.world import World, a_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once for all; each case's deeds are undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        w = a_world()
        for fill in (_accounts, _needs, _startups_and_meetings, _pilots_and_reports):
            fill(w)
        yield w
        transaction.set_rollback(True)


def _accounts(w: World) -> None:
    t = w.things
    t["kept_form"] = KeptForm.objects.create(person=w.staff, page="/behov/nytt/", content="")
    t["elsewhere"] = w.other.memberships[0].organisation
    w.elsewhere.procurement_limits.all().delete()
    t["limit"] = w.organisation.procurement_limits.first()
    t["unit_below"] = factories.a_unit(w.organisation, "Natten", parent=w.unit)
    w.staff.groups.add(Group.objects.create(name="Installationens ägare"))
    w.staff.user_permissions.add(Permission.objects.first())


def _needs(w: World) -> None:
    t = w.things
    t["theme"] = factories.a_theme()
    t["declined"] = factories.a_need(w.staff, NeedState.DECLINED)
    t["in_round"] = w.candidate.need
    w.need.drivers.add(factories.a_driver(w.organisation))
    t["support"] = Support.objects.create(need=w.need, user=w.manager)
    t["criterion"], t["other_criterion"] = w.round.criteria.all()
    Candidate.objects.filter(pk=w.deciding_candidate.pk).update(
        decision="park", reason="Inte i år", decided_by=w.chief, decided_at=timezone.now()
    )
    t["decided_candidate"] = Candidate.objects.get(pk=w.deciding_candidate.pk)
    t["assessment"] = Assessment.objects.create(candidate=w.candidate, assessor=w.team)
    t["score"] = Score.objects.create(assessment=w.assessment, criterion=w.criterion, points=3)


def _startups_and_meetings(w: World) -> None:
    t = w.things
    t["numbered_startup"] = factories.a_startup(organisation_number="556677-8899")
    t["idle_startup"] = factories.a_startup()
    t["embedding"] = Embedding.objects.create(startup=w.startup, model="m", profile_at=timezone.now())
    t["embedding_run"] = EmbeddingRun.objects.create(pk=EmbeddingRun.THE_ONE)
    w.startup.themes.add(w.theme)
    t["proposal"] = w.answered.proposal
    t["offered_time"] = factories.an_offered_time(w.answered, w.day.date)
    t["slot"] = w.day.slots.first()
    t["outcome"] = Outcome.objects.create(meeting=w.past_meeting, left_by=w.manager)
    t["startup_feed"] = CalendarFeed.objects.create(contact=w.late.invitations.get().contact)
    t["question"], t["respondent"] = w.questions.questions.first(), w.questions.respondents.get(person=w.manager)
    t["agenda"] = Agenda.objects.create(day=w.day, manager=w.manager)
    t["startup_agenda"] = Agenda.objects.create(day=w.day, contact=w.contact)
    t["day_feed"] = CalendarFeed.objects.create(day=w.live_day)
    t["day_printout"] = w.live_day.printouts.get(manager=None, startup=None)
    t["results"] = w.past_day.printouts.get()
    t["thanks"] = DayThanks.objects.create(day=w.past_day, startup=w.startup, words="Tack", sent_by=w.chief)
    t["manager_printout"] = w.live_day.printouts.get(manager=w.manager)
    t["delay"] = Delay.objects.create(meeting=w.live_meeting, side="manager")
    t["startup_outcome"] = StartupOutcome.objects.create(meeting=w.past_meeting, contact=w.contact)


def _pilots_and_reports(w: World) -> None:
    t = w.things
    t["threshold"] = w.pilot.thresholds.get()
    common = {"pilot": w.pilot, "lesson": w.lesson, "decided_by": w.decider, "reason": "Det räcker"}
    t["going_on"] = Decision.objects.create(**common, kind="iterate", number=1, new_end="2030-01-01")
    t["final"] = Decision.objects.create(**common, kind="end", number=3)
    for model in (CheckIn, Cost, Lesson, Obstacle):
        model.objects.update(form_key=Func(function="gen_random_uuid"))
    w.report.pilots.add(w.pilot)
    Letter.objects.create(to="mia@exempel.example", subject="Hej", text="Hej", organisation=w.organisation)
