"""Whoever comes too late for a deed is led back to the page of the thing itself, where it can be seen how it stands."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.actions import accept_invitation
from accounts.models import User
from history.actions import StaleState, move
from meetings.actions.days import change_day, finish_day, open_day
from meetings.actions.meetings import book_meeting, move_meeting
from meetings.actions.outcomes import OutcomeData, correct_outcome, leave_outcome
from meetings.models import Outcome
from meetings.slots import Span
from needs.actions.challenges import change_challenge, discard_challenge, open_challenge
from needs.actions.needs import change_need
from needs.actions.rounds import (
    close_assessment,
    hand_in_assessment,
    open_round,
    plan_round,
    release_answers,
    reopen_assessment,
)
from needs.actions.rounds import decide as decide_candidate
from needs.models import Challenge, Need
from needs.states import NeedState
from pilots.actions import abandon, add_lesson, change_budget, draw_up, resume, revise, start
from pilots.actions import decide as decide_pilot
from pilots.models import Pilot
from reports.actions import order_report
from reports.models import Report
from startups.actions.closing import judge_late
from startups.actions.portal import decline, hand_in, offer_times, save_draft
from startups.actions.shortlist import invite, send_new_link
from startups.models import Match
from tests import factories
from tests.test_whose_deed import AsItStands
from tests.world import World, a_world

# Without the mark this file alone would meet no test database: pytest-django makes one for marked tests only.
pytestmark = pytest.mark.django_db
Deed = Callable[[World, User], Any]
NOW, TODAY = timezone.now(), timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
SPAN = Span(factories.at(TODAY + timedelta(days=50), 13), factories.at(TODAY + timedelta(days=50), 14))
TIMES = [(SPAN.starts_at, SPAN.ends_at)]
HELD = OutcomeData(happened=True, next_step="later")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once for all; each deed is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        w = a_world()
        yield AsItStands(w.people, w.things)
        transaction.set_rollback(True)


def after(change: Callable[[World], Any], deed: Deed) -> Deed:
    """The deed on a page that was opened before the change."""

    def too_late(w: World, by: User) -> None:
        change(w)
        deed(w, by)

    return too_late


# --- needs ----------------------------------------------------------------------------------------------------------
def _change_a_need(w: World, by: User) -> None:
    seen = w.need
    Need.objects.filter(pk=seen.pk).update(state=NeedState.PARKED, answer="Inte nu")
    change_need(seen, drivers=[], by=by)


def _change_a_challenge(w: World, by: User) -> None:
    seen = w.challenge
    Challenge.objects.filter(pk=seen.pk).update(state="closed")
    change_challenge(seen, needs=[], by=by)


def _discard_a_challenge(w: World, by: User) -> None:
    seen = w.draft_challenge
    Challenge.objects.filter(pk=seen.pk).update(state="open")
    discard_challenge(seen, by=by)


def _change_what_others_have_seen(w: World, by: User) -> None:
    w.round.team.add(by)
    hand_in_assessment(w.candidate, points={}, comment="", abstains=True, by=by)
    close_assessment(w.round, by=by)
    reopen_assessment(w.round, by=by)
    hand_in_assessment(w.candidate, points={}, comment="Jo", abstains=True, by=by)


def _decide_unseen(w: World, by: User) -> None:
    decide_candidate(w.deciding_candidate, decision="park", reason="Nej", seen="something older", by=by)


NEEDS: dict[str, tuple[str, Deed]] = {
    "a need that is answered is not changed": ("need", _change_a_need),
    "nothing moves where its table knows no way": ("need", lambda w, by: move(w.need, NeedState.CONCLUDED, by=by)),
    "a brief that is closed is not changed": ("challenge", _change_a_challenge),
    "a brief that is open is not thrown away": ("draft_challenge", _discard_a_challenge),
    "a brief whose day has passed is not opened": (
        "draft_challenge",
        after(
            lambda w: Challenge.objects.update(answers_by=YESTERDAY),
            lambda w, by: open_challenge(w.draft_challenge, by=by),
        ),
    ),
    "a round that is open is not planned": (
        "round",
        lambda w, by: plan_round(w.round, needs=[], team=[], criteria=[], by=by),
    ),
    "a round without needs is not opened": ("planned_round", lambda w, by: open_round(w.planned_round, by=by)),
    "what others have seen is not changed": ("candidate", _change_what_others_have_seen),
    "nobody overwrites a decision unread": ("deciding_candidate", _decide_unseen),
    "no answers before everything is decided": (
        "deciding_round",
        lambda w, by: release_answers(w.deciding_round, by=by),
    ),
    "an open assessment is not opened again": ("round", lambda w, by: reopen_assessment(w.round, by=by)),
}


# --- startups -------------------------------------------------------------------------------------------------------
def _close_the_portal(w: World) -> None:
    type(w.link).objects.update(revoked_at=NOW)


def _answer_twice(w: World, by: User) -> None:
    save_draft(w.answered.invitations.get(), texts={"how": "Ett utkast"}, seen="")


def _write_over_a_colleague(w: World, by: User) -> None:
    hand_in(w.answered.invitations.get(), texts={"how": "Min text"}, seen="something older")


def _thank_everybody(w: World) -> None:
    Match.objects.update(state="thanked")


def _renew_an_old_link(w: World, by: User) -> None:
    seen = w.link
    send_new_link(seen, by=by)
    send_new_link(seen, by=by)


def _judge_twice(w: World, by: User) -> None:
    factories.a_proposal(w.link, late="waiting")
    for accepts in (False, True):
        judge_late(w.match, accepts=accepts, reason="Vi har valt", by=by)


STARTUPS: dict[str, tuple[str, Deed]] = {
    "a link that has ended takes no answer": (
        "match",
        after(_close_the_portal, lambda w, by: hand_in(w.link, texts={"how": "Så"}, seen="")),
    ),
    "no answer after the last day": (
        "match",
        after(
            lambda w: Challenge.objects.update(answers_by=YESTERDAY),
            lambda w, by: hand_in(w.link, texts={"how": "Så"}, seen=""),
        ),
    ),
    "what is handed in becomes no draft": ("answered", _answer_twice),
    "nobody writes over a colleague unread": ("answered", _write_over_a_colleague),
    "no after thanks": ("match", after(_thank_everybody, lambda w, by: decline(w.link, reason="Nej"))),
    "no times after thanks": ("match", after(_thank_everybody, lambda w, by: offer_times(w.link, spans=TIMES))),
    "nobody is invited after thanks": (
        "match",
        after(_thank_everybody, lambda w, by: invite(w.match, contact=w.contact, message="", by=by)),
    ),
    "nobody is invited to a closed challenge": (
        "match",
        after(
            lambda w: Challenge.objects.update(state="closed"),
            lambda w, by: invite(w.match, contact=w.contact, message="", by=by),
        ),
    ),
    "a late answer is judged once": ("match", _judge_twice),
    "a link that was replaced is not replaced again": ("match", _renew_an_old_link),
}


# --- meetings, pilots, reports --------------------------------------------------------------------------------------
def _change_a_day(w: World, by: User) -> None:
    seen = w.planned_day
    type(seen).objects.filter(pk=seen.pk).update(state="open")
    change_day(seen, managers=[], startups=[], by=by)


def _book(w: World, by: User, **where: Any) -> None:
    book_meeting(match=w.answered, manager=w.manager, span=SPAN, place="Sal 3", by=by, **where)


def _happened_in_another_s_time(w: World, by: User) -> None:
    leave_outcome(w.past_meeting, OutcomeData(happened=False), by=by)
    factories.a_meeting(w.answered, w.manager, starts_at=w.past_meeting.starts_at, state="held")
    correct_outcome(w.past_meeting, HELD, by=by)


def _correct_late(w: World, by: User) -> None:
    leave_outcome(w.past_meeting, HELD, by=by)
    Outcome.objects.update(left_at=NOW - timedelta(days=2))
    correct_outcome(w.past_meeting, HELD, by=by)


def _decide_again(w: World, by: User) -> None:
    decide_pilot(w.pilot, kind="end", reason="Så", lessons=[{"title": "Lärdom", "saw": "Det"}], number=2, by=by)


def _order_twice(w: World, by: User) -> None:
    common = {"organisation": w.organisation, "group": w.group, "title": "Våren"}
    w.things["ordered"] = order_report(Report(**common, period_from=TODAY, period_to=TODAY), by=by)
    order_report(Report(**common, period_from=TODAY, period_to=TODAY), by=by)


def _open_without_people(w: World, by: User) -> None:
    w.planned_day.startups.clear()
    open_day(w.planned_day, by=by)


OUTCOMES: dict[str, tuple[str, Deed]] = {
    "a day that has opened is not changed as a planned one": ("planned_day", _change_a_day),
    "a day without people is not opened": ("planned_day", _open_without_people),
    "a planned day is not finished": ("planned_day", lambda w, by: finish_day(w.planned_day, by=by)),
    "a day takes no bookings before it opens": ("planned_day", lambda w, by: _book(w, by, day=w.planned_day)),
    "no meeting after thanks": ("answered", after(_thank_everybody, _book)),
    "a meeting that was moved is not moved unseen": (
        "meeting",
        lambda w, by: move_meeting(w.meeting, span=SPAN, place="Sal 3", seen=7, by=by),
    ),
    "an outcome stands the day after": ("past_meeting", _correct_late),
    "nobody was in two meetings at once": ("past_meeting", _happened_in_another_s_time),
    "a match has one pilot": ("pilot", lambda w, by: draw_up(w.pilot.match, charter={}, by=by)),
    "a running pilot keeps its charter": ("pilot", lambda w, by: revise(w.pilot, charter={}, thresholds=[], by=by)),
    "a match has one pilot, also when its plan was given up": (
        "abandoned_pilot",
        lambda w, by: draw_up(w.abandoned_pilot.match, charter={}, by=by),
    ),
    "a plan that was given up is not changed": (
        "abandoned_pilot",
        lambda w, by: revise(w.abandoned_pilot, charter={}, thresholds=[], by=by),
    ),
    "a running pilot is not given up": ("pilot", lambda w, by: abandon(w.pilot, reason="Nej", by=by)),
    "a running pilot is not taken up again": ("pilot", lambda w, by: resume(w.pilot, by=by)),
    "a planned pilot's budget is changed in its plan": (
        "charter_pilot",
        lambda w, by: change_budget(w.charter_pilot, budget=1, reason="Ja", by=by),
    ),
    "a budget is not changed unseen": (
        "pilot",
        lambda w, by: change_budget(w.pilot, budget=1, reason="Ja", seen=2, by=by),
    ),
    "no pilot starts before its first day unasked": (
        "charter_pilot",
        after(
            lambda w: Pilot.objects.update(starts_on=TODAY + timedelta(days=1), ends_on=TODAY + timedelta(days=9)),
            lambda w, by: start(w.charter_pilot, by=by),
        ),
    ),
    "a lesson needs a pilot that has begun": (
        "charter_pilot",
        lambda w, by: add_lesson(w.charter_pilot, by=by, title="Lärdom", saw="Det"),
    ),
    "a pilot that is over cannot start": (
        "charter_pilot",
        after(
            lambda w: Pilot.objects.update(state="ended", decided_at=NOW), lambda w, by: start(w.charter_pilot, by=by)
        ),
    ),
    "a pilot does not start without what it measures": (
        "charter_pilot",
        after(lambda w: w.charter_pilot.thresholds.all().delete(), lambda w, by: start(w.charter_pilot, by=by)),
    ),
    "a decision is made once": ("pilot", _decide_again),
    "a report is ordered once": ("ordered", _order_twice),
    "an invitation is used once": (
        "organisation",
        after(
            lambda w: type(w.invitation).objects.update(accepted_at=NOW),
            lambda w, by: accept_invitation(w.invitation, name="Nu", password=None),
        ),
    ),
}
TOO_LATE = {**NEEDS, **STARTUPS, **OUTCOMES}


@pytest.mark.parametrize("what", TOO_LATE)
def test_who_is_too_late_is_led_back_to_the_thing(what: str, world: World) -> None:
    thing, deed = TOO_LATE[what]
    with transaction.atomic():
        w = AsItStands(world.people, dict(world.things))
        with pytest.raises(StaleState) as stale:
            deed(w, w.chief)
        assert stale.value.subject == getattr(w, thing)
        transaction.set_rollback(True)
