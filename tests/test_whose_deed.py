"""Every deed stands in the logbook under the name of the one who did it, and its letters with the organisation."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta
from decimal import Decimal
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from django.db import models, transaction
from django.utils import timezone

from accounts import actions as reception
from accounts.models import Driver, Invitation, Organisation, Unit, User
from history.models import Entry
from imports import actions as files
from imports.importers import importer_for
from imports.models import ImportFile, ImportMode
from imports.states import ImportState
from meetings.absences import Absence, proposal_of
from meetings.actions import (
    busy,
    days,
    delays,
    feeds,
    freed,
    meetings,
    offers,
    outcomes,
    plans,
    questionnaires,
    repairs,
    startup_outcomes,
    thanks,
    wishes,
)
from meetings.actions.outcomes import OutcomeData
from meetings.actions.startup_outcomes import StartupOutcomeData
from meetings.freed import Gap
from meetings.models import AskedPair, Delay, MatchmakingDay, Meeting, Questionnaire
from meetings.slots import Span
from meetings.states import Side
from needs.actions import challenges, needs, rounds
from needs.actions.imports import save_imported_needs, update_imported_needs
from needs.models import Challenge, Need, PrioritisationRound
from needs.states import NeedState
from pilots import actions as pilots
from pilots.models import Pilot
from pilots.states import PilotState
from post.models import Letter
from reports import actions as reports
from reports.models import ManagementGroup, Report
from startups.actions import closing, inviting, opinions, portal, registry, reminding, shortlist, suggestions
from startups.models import Contact, Startup, StartupInvitation
from startups.opinions import Note
from tests import factories
from tests.offers.offers import ROOMS
from tests.world import World, a_world

# Without the mark this file alone would meet no test database: pytest-django makes one for marked tests only.
pytestmark = pytest.mark.django_db
Value = Callable[[World], Any]
TODAY = timezone.localdate()
LATER = factories.at(TODAY + timedelta(days=50), 13)
SPAN = Span(LATER, LATER + timedelta(minutes=20))
LESSON = {"title": "Börja smått", "saw": "Två räckte"}


def _invite_long_ago(w: World, by: User) -> None:
    StartupInvitation.objects.filter(pk=w.link.pk).update(created_at=timezone.now() - timedelta(days=2))


def _ask_nobody_else(w: World, by: User) -> None:
    AskedPair.objects.all().delete()


AWAY: Value = lambda w: Absence(w.manager, w.day.slots.first().span)  # noqa: E731
HELD, MISSED = OutcomeData(happened=True, next_step="later"), OutcomeData(happened=False)


class AsItStands(World):
    """The world with each thing read anew from the database, whatever an earlier deed has made of it in memory."""

    def __getattr__(self, name: str) -> Any:
        thing = super().__getattr__(name)
        return type(thing)._base_manager.get(pk=thing.pk) if isinstance(thing, models.Model) else thing


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once for all; each deed is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        w = a_world()
        yield AsItStands(w.people, w.things)
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Deed:
    """An action with what it takes: things of the world by name, other values as they are or asked for in the world."""

    action: Callable[..., Any]
    things: tuple[str | Value, ...] = ()
    words: dict[str, Any] = field(default_factory=dict)
    first: Callable[[World, User], Any] | None = None  # what must have been done for it, by the same person

    def do(self, w: World, by: User) -> None:
        if self.first:
            self.first(w, by)
        things = [getattr(w, thing) if isinstance(thing, str) else thing(w) for thing in self.things]
        words = {name: value(w) if inspect.isfunction(value) else value for name, value in self.words.items()}
        self.action(*things, **words, by=by)

    @property
    def name(self) -> str:
        return f"{self.action.__module__}.{self.action.__name__}"


def deed(action: Callable[..., Any], *things: str | Value, first: Any = None, **words: Any) -> Deed:
    return Deed(action, things, words, first)


def here(model: Any, **fields: Any) -> Value:
    """A new row of the organisation, not saved yet; a function among the values is asked for its value in the world."""

    def new(w: World) -> Any:
        values = {name: value(w) if inspect.isfunction(value) else value for name, value in fields.items()}
        return model(organisation=w.organisation, **values)

    return new


def of(thing: str) -> Value:
    return lambda w: getattr(w, thing)


def _a_meeting_just_now(w: World) -> Meeting:
    """One of a matchmaking day, for which being late is news."""
    return factories.a_meeting(w.met, w.chief, starts_at=timezone.now(), day=w.live_day)


def _read_a_need_in(w: World, by: User) -> None:
    needs = save_imported_needs([A_ROW], file=w.need_file, by=by)
    ImportFile.objects.filter(pk=w.need_file.pk).update(state="done", saved_count=needs)
    w.need_file.refresh_from_db()


# --- accounts, imports ----------------------------------------------------------------------------------------------
RECEPTION = [
    deed(reception.found_organisation, lambda w: Organisation(name="Nya", slug="nya")),
    deed(reception.change_organisation, "organisation", fields=["name"]),
    deed(reception.change_drivers, "organisation", kept=lambda w: [Driver(title="Fler äldre")], removed=[]),
    deed(reception.set_limit, "organisation", kind="direct_award", amount=800_000, valid_from=TODAY),
    deed(reception.save_unit, here(Unit, name="Ny enhet")),
    deed(reception.save_unit, "unit"),
    deed(reception.remove_unit, "unit"),
    deed(reception.invite, here(Invitation, email="nu@exempel.example", name="Nu", roles=["staff"])),
    deed(reception.revoke_invitation, "invitation"),
    deed(reception.change_membership, "membership", roles=["staff", "team_member"], unit=None),
    deed(reception.remove_membership, "membership"),
    deed(reception.send_again, "lost_letter"),
    deed(
        files.receive_file,
        importer=lambda w: importer_for("needs"),
        name="a.csv",
        content=b"Rubrik;Text\nA;x\n",
        organisation=of("organisation"),
    ),
    deed(files.want_import, "need_file", mode=ImportMode.ALL),
    deed(files.drop_import, "need_file"),
    deed(files.undo_import, "need_file", first=_read_a_need_in),
]


# --- needs ----------------------------------------------------------------------------------------------------------
def _support(w: World, by: User) -> None:
    needs.support_need(w.need, line="Vi med", unit=None, by=by)


def _try_in_a_pilot(w: World, by: User) -> None:
    w.challenge.needs.update(state=NeedState.IN_PILOT)


def _a_withdrawn_need(w: World) -> Need:
    return factories.a_need(w.staff, NeedState.WITHDRAWN)


def _be_the_last_pilot(w: World, by: User) -> None:
    _try_in_a_pilot(w, by)
    ended = {"state": PilotState.ENDED, "decided_at": timezone.now()}
    Pilot.objects.exclude(pk=w.pilot.pk).update(**ended)


def _a_tried_need(w: World) -> Need:
    _try_in_a_pilot(w, w.chief)
    return w.challenge.needs.get()


def _choose_a_need(w: World, by: User) -> None:
    w.planned_round.candidates.create(need=w.need)


def _join_the_team(w: World, by: User) -> None:
    w.round.team.add(by)


def _decide(w: World, by: User) -> None:
    seen = w.deciding_candidate
    rounds.decide(seen, decision="park", reason="Inte i år", seen=seen.version, by=by)


A_TEXT = here(Need, submitter=of("staff"), title="Nycklar försvinner", situation="De tappas.")
A_BRIEF = here(Challenge, title="In utan nyckel", problem="De tappas.", answers_by=TODAY, owner=of("manager"))
A_ROUND = here(PrioritisationRound, name="Våren", closes_on=TODAY, created_by=of("chief"))
A_ROW = {"title": "A", "situation": "x", "theme": ""}
CHOSEN = {"needs": lambda w: [w.need], "team": lambda w: [w.team], "criteria": []}
NEEDS = [
    deed(needs.save_draft, A_TEXT, drivers=[]),
    deed(needs.submit_need, "draft", drivers=[]),
    deed(needs.change_need, "need", drivers=[]),
    deed(needs.discard_draft, "draft"),
    deed(needs.withdraw_need, "need"),
    deed(needs.hand_in_again, _a_withdrawn_need),
    deed(needs.support_need, "need", line="Vi med", unit=None),
    deed(needs.withdraw_support, "need", first=_support),
    deed(needs.answer_need, "need", to=NeedState.PARKED, reason="Inte i år"),
    deed(needs.resume_need, "parked"),
    deed(needs.give_owner, "prioritised", owner=of("manager")),
    deed(needs.note_owner, "prioritised", owner=of("manager")),
    deed(needs.note_challenge, "prioritised"),
    deed(needs.note_pilot, "challenge"),
    deed(needs.note_last_pilot_over, _a_tried_need, was_tried=True),
    deed(needs.note_last_pilot_over, _a_tried_need, was_tried=False),
    deed(save_imported_needs, lambda w: [A_ROW], file=of("need_file")),
    deed(update_imported_needs, lambda w: [{"pk": w.need.pk, "title": "Nytt"}], file=of("need_file")),
    deed(challenges.write_challenge, A_BRIEF, needs=lambda w: [w.prioritised]),
    deed(challenges.change_challenge, "draft_challenge", needs=lambda w: [w.prioritised]),
    deed(challenges.discard_challenge, "draft_challenge"),
    deed(challenges.open_challenge, "draft_challenge"),
    deed(challenges.close_challenge, "challenge"),
    deed(challenges.reopen_challenge, "closed_challenge", answers_by=TODAY),
    deed(rounds.plan_round, A_ROUND, **CHOSEN),
    deed(rounds.plan_round, "planned_round", **CHOSEN),
    deed(rounds.open_round, "planned_round", first=_choose_a_need),
    deed(rounds.adjust_round, "round", name="Våren", closes_on=TODAY, team=lambda w: [w.team, w.staff]),
    deed(rounds.discard_round, "planned_round"),
    deed(rounds.remove_candidate, "candidate"),
    # With somebody left on the team who has not handed in.
    deed(rounds.hand_in_assessment, "candidate", points={}, comment="", abstains=True, first=_join_the_team),
    deed(rounds.close_assessment, "round"),
    deed(rounds.reopen_assessment, "deciding_round"),
    deed(
        rounds.decide,
        "deciding_candidate",
        decision="park",
        reason="Inte i år",
        seen=lambda w: w.deciding_candidate.version,
    ),
    deed(rounds.release_answers, "deciding_round", first=_decide),
]


# --- startups, meetings ---------------------------------------------------------------------------------------------
def _revoke(w: World, by: User) -> None:
    shortlist.revoke(w.link, by=by)


def _invite_another(w: World, by: User) -> None:
    shortlist.invite(w.match, contact=A_CONTACT(w), message="", by=by)


def _refute(w: World, by: User) -> None:
    suggestions.refute(w.suggested, "content", by=by)


def _answer_late(w: World, by: User) -> None:
    factories.a_proposal(w.link, late="waiting")


def _book_on_the_day(w: World, by: User) -> None:
    slot = w.day.slots.first()
    factories.a_meeting(w.answered, w.manager, starts_at=slot.starts_at, day=w.day, slot=slot)


def _choose_a_startup(w: World, by: User) -> None:
    w.planned_day.startups.add(w.startup)


def _left(told: OutcomeData) -> Callable[[World, User], Any]:
    return lambda w, by: outcomes.leave_outcome(w.past_meeting, told, by=by)


def _a_saved_contact(w: World) -> Contact:
    contact = A_CONTACT(w)
    contact.save()
    return contact


A_CONTACT = here(Contact, startup=of("startup"), name="Kim", email="kim@startup.example")
A_NOTE = here(Note, startup=of("startup"), text="De svarar snabbt.")
ANOTHER_S = here(Contact, startup=lambda w: w.shortlisted.startup, name="Kai", email="kai@startup.example")
A_PROFILE = {"name": "Nyss", "summary": "Vi är nya."}
HOURS = {"starts_at": time(9), "ends_at": time(14)}
A_DAY = here(MatchmakingDay, name="Matchdag", place="Sal 3", date=TODAY, **HOURS)
NOBODY = {"managers": [], "startups": []}
SCOUTING = [
    deed(registry.save_startup, lambda w: Startup(**A_PROFILE), themes=[]),
    deed(registry.save_startup, "startup", themes=[]),
    deed(registry.save_contact, A_CONTACT),
    deed(registry.save_contact, "contact"),
    deed(registry.remove_contact, _a_saved_contact),
    deed(opinions.save_note, A_NOTE),
    deed(opinions.save_note, "note"),
    deed(opinions.remove_note, "note"),
    deed(opinions.rate, "startup", "organisation", value=5),
    deed(opinions.rate, lambda w: w.answered.startup, "organisation", value=1),
    deed(opinions.rate, "startup", "organisation", value=None),
    deed(registry.save_imported_startups, lambda w: [{**A_PROFILE, "themes": []}], file=of("startup_file")),
    deed(
        registry.update_imported_startups, lambda w: [{"pk": w.startup.pk, "summary": "Nytt"}], file=of("startup_file")
    ),
    deed(shortlist.add_by_hand, "challenge", lambda w: factories.a_startup()),
    deed(shortlist.shortlist, "suggested"),
    deed(shortlist.set_aside, "suggested", reason="För dyrt"),
    deed(shortlist.put_back, "set_aside"),
    deed(shortlist.invite, "shortlisted", contact=ANOTHER_S, message=""),
    deed(shortlist.invite, "match", contact=A_CONTACT, message=""),
    deed(inviting.invite_all, "challenge", lambda w: [inviting.Asked(w.shortlisted, ANOTHER_S(w), "")]),
    deed(reminding.remind_silent, "challenge", first=_invite_long_ago),
    deed(shortlist.send_new_link, "link"),
    deed(shortlist.send_new_link, "link", first=_revoke),
    deed(shortlist.revoke, "link"),
    deed(shortlist.revoke, "link", first=_invite_another),
    deed(shortlist.note_meeting_held, "match"),
    deed(shortlist.note_pilot, "met"),
    deed(shortlist.thank, "match", reason="Det blev ett annat förslag."),
    deed(closing.judge_late, "match", accepts=True, reason="", first=_answer_late),
    deed(closing.judge_late, "match", accepts=False, reason="Vi har redan valt", first=_answer_late),
    deed(suggestions.ask_for_suggestions, "challenge"),
    deed(suggestions.refute, "suggested", key="content"),
    deed(suggestions.restore_reasons, "suggested", count=0, first=_refute),
    deed(days.plan_day, A_DAY, **NOBODY),
    deed(days.change_day, "planned_day", **NOBODY),
    deed(days.open_day, "planned_day", first=_choose_a_startup),
    deed(wishes.ask_for_wishes, "planned_day", wishes_by=TODAY),
    deed(wishes.remind, "wishing_day"),
    deed(repairs.repair_day, "day", AWAY, seen=lambda w: proposal_of(w.day, AWAY(w)).mark),
    deed(repairs.come_back, "absence"),
    deed(freed.offer_times, "day", lambda w: [Gap(w.free_slot, Side.MANAGER, w.manager)], first=_ask_nobody_else),
    deed(
        questionnaires.ask_managers,
        here(Questionnaire, name="Mitt i", closes_on=TODAY),
        questions=["Varför?"] * 3,
        managers=lambda w: [w.manager],
    ),
    deed(questionnaires.close, "questionnaire"),
    deed(questionnaires.choose_quotes, "questions", answers=lambda w: [w.answer]),
    deed(plans.want_plan, "planned_day"),
    deed(plans.publish_plan, "planned_day"),
    deed(thanks.thank_startups, "past_day", lambda w: {w.contact: "Tack för en bra dag."}),
    deed(days.change_day, "wishing_day", managers=lambda w: [w.manager], startups=lambda w: [w.answered.startup]),
    deed(days.finish_day, "day"),
    deed(days.cancel_day, "day", reason="Snö", first=_book_on_the_day),
    deed(meetings.book_meeting, match=of("answered"), manager=of("manager"), span=SPAN, place="Sal 3"),
    deed(offers.offer_meeting, match=of("answered"), manager=of("manager"), spans=[SPAN], place="Sal 3"),
    deed(offers.withdraw_offers, match=of("answered"), manager=of("manager")),
    deed(meetings.move_meeting, "meeting", span=SPAN, place="Sal 3", seen=0),
    deed(meetings.cancel_meeting, "meeting", reason="Snö", seen=0),
    deed(meetings.call_off, lambda w: [w.meeting], reason="Snö"),
    deed(meetings.place_at, "meeting", span=SPAN, slot=None, where={"place": "Sal 3"}),
    deed(outcomes.leave_outcome, "past_meeting", lambda w: HELD),
    deed(outcomes.correct_outcome, "past_meeting", lambda w: HELD, first=_left(HELD)),
    deed(outcomes.correct_outcome, "past_meeting", lambda w: HELD, first=_left(MISSED)),
    deed(delays.be_late, _a_meeting_just_now),
    deed(
        delays.be_on_time,
        "live_meeting",
        first=lambda w, by: Delay.objects.create(meeting=w.live_meeting, side="manager"),
    ),
    deed(feeds.make_wall, "live_day"),
    deed(feeds.end_wall, "live_day"),
    deed(feeds.make_day_feed, "live_day"),
    deed(feeds.end_day_feed, "live_day", first=lambda w, by: feeds.make_day_feed(w.live_day, by=by)),
    deed(busy.give_calendar, "membership", address="https://kalender.exempel.example/k.ics"),
    deed(
        busy.take_calendar,
        "membership",
        first=lambda w, by: busy.give_calendar(w.membership, address="https://kalender.exempel.example/", by=by),
    ),
    deed(feeds.make_feed, "membership"),
    deed(feeds.end_feed, "membership", first=lambda w, by: feeds.make_feed(w.membership, by=by)),
    deed(outcomes.decline_reference, "referred_meeting", reason="Vi har redan något."),
]

# --- pilots, reports ------------------------------------------------------------------------------------------------
A_CHARTER = {"title": "Tala in", "question": "Går det?", "budget": 9, "starts_on": TODAY, "ends_on": LATER.date()}
PILOTS = [
    deed(pilots.draw_up, "met", charter=lambda w: {**A_CHARTER, "owner": w.manager, "decider": w.decider}),
    deed(pilots.revise, "charter_pilot", charter=A_CHARTER, thresholds=[]),
    deed(pilots.name_people, "pilot", owner=of("staff"), decider=of("decider")),
    deed(pilots.start, "charter_pilot"),
    deed(pilots.abandon, "charter_pilot", reason="Startupen drog sig ur."),
    deed(pilots.resume, "abandoned_pilot"),
    deed(pilots.change_budget, "pilot", budget=80_000, reason="En enhet till."),
    deed(pilots.check_in, "pilot", mood="well", line="Det rullar"),
    deed(pilots.take_back_check_in, "check_in"),
    deed(pilots.note_cost, "pilot", what="Licens", amount=Decimal(9), on=TODAY),
    deed(pilots.take_back_cost, "cost"),
    deed(pilots.note_results, "pilot", results=lambda w: {w.pilot.thresholds.get().pk: Decimal(17)}),
    deed(pilots.report_obstacle, "pilot", kind="time", text="Ingen hinner", owner=of("manager")),
    deed(pilots.resolve_obstacle, "obstacle", resolution="Vikarier"),
    deed(pilots.reopen_obstacle, "resolved_obstacle"),
    deed(pilots.decide, "pilot", kind="end", reason="Vi vet nog.", lessons=[LESSON], first=_try_in_a_pilot),
    deed(
        pilots.decide,
        "pilot",
        kind="iterate",
        reason="Vi behöver mer.",
        lessons=[LESSON],
        new_end=lambda w: w.pilot.ends_on + timedelta(days=9),
    ),
    deed(pilots.settle_needs, "pilot", first=_be_the_last_pilot),
    deed(pilots.add_lesson, "pilot", **LESSON),
    deed(pilots.correct_lesson, "lesson", **LESSON),
    deed(reports.save_group, here(ManagementGroup, name="Nämnden"), members=[]),
    deed(reports.save_group, "group", members=[]),
    deed(reports.order_report, here(Report, group=of("group"), title="Våren", period_from=TODAY, period_to=TODAY)),
    deed(reports.try_again, "failed_report"),
]
DEEDS = [*RECEPTION, *NEEDS, *SCOUTING, *PILOTS]

# What an assessor keeps before handing in is nobody else's business, also that something is kept.
# So are the notes a manager takes for a meeting.
NOT_TOLD = {
    "needs.actions.rounds.keep_assessment",
    "meetings.actions.outcomes.keep_notes",
    "meetings.actions.agendas.gather",
}


def traces_of(do: Callable[[], Any]) -> tuple[set[tuple[int | None, str]], set[int | None]]:
    """What a deed leaves behind: whose names in the logbook, and whose letters; the deed itself is undone."""
    known = [model.objects.aggregate(pk=models.Max("pk"))["pk"] or 0 for model in (Entry, Letter)]
    with transaction.atomic():
        do()
        names = set(Entry.objects.filter(pk__gt=known[0]).values_list("actor", "actor_name"))
        letters = set(Letter.objects.filter(pk__gt=known[1]).values_list("organisation", flat=True))
        transaction.set_rollback(True)
    return names, letters


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_each_deed_stands_under_the_name_of_whoever_did_it(deed: Deed, world: World) -> None:
    chief = world.chief
    names, letters = traces_of(lambda: deed.do(world, chief))
    assert names == {(chief.pk, chief.name)}
    assert letters <= {world.organisation.pk}


def test_what_the_worker_reads_in_stands_under_the_name_of_whoever_wanted_it(world: World) -> None:
    def read_in() -> None:
        wanted = {"state": ImportState.WANTED, "text": "Rubrik;Text\nA;x\n", "uploaded_by": world.team}
        ImportFile.objects.filter(pk=world.need_file.pk).update(**wanted)
        files.carry_out(ImportFile.objects.claim(world.need_file.pk))

    assert traces_of(read_in) == ({(world.team.pk, world.team.name)}, set())


def test_every_deed_of_a_person_is_tried() -> None:
    assert {deed.name for deed in DEEDS} == set(_deeds_of_people()) - NOT_TOLD


def _deeds_of_people() -> Iterator[str]:
    """The full names of the public functions in all rooms' actions that take the person who acts."""
    rooms = [room for room in ROOMS if room.name != "history"]  # its functions write about the deeds of the others
    names = [found.name for room in rooms for found in walk_packages([room.path], f"{room.name}.")]
    for module in [import_module(name) for name in names if ".actions" in name]:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and "by" in inspect.signature(function).parameters:
                yield f"{module.__name__}.{name}"


# --- in the portal --------------------------------------------------------------------------------------------------
def _change_the_answer(w: World) -> None:
    seen = portal.version_of(w.answered.proposal)
    portal.hand_in(w.answered.invitations.get(), texts={"how": "Nu ännu bättre"}, seen=seen)


def _ahead(w: World) -> Meeting:
    return factories.a_meeting(w.match, w.manager)


IN_THE_PORTAL: dict[str, Callable[[World], Any]] = {
    "answers": lambda w: portal.hand_in(w.link, texts={"how": "Vi läser in talet."}, seen=""),
    "changes the answer": _change_the_answer,
    "declines": lambda w: portal.decline(w.link, reason="Vi hinner inte"),
    "adds a calendar": lambda w: busy.give_startup_calendar(w.link, address="https://kalender.exempel.example/k.ics"),
    "follows its meetings": lambda w: feeds.make_startup_feed(w.link),
    "tells of a meeting": lambda w: startup_outcomes.leave_startup_outcome(
        w.link, w.past_meeting, StartupOutcomeData(next_step="pilot"), seen=None
    ),
    "chooses a time": lambda w: offers.take_offer(w.link, factories.an_offer(w.match, w.manager).pk),
    "moves a meeting": lambda w: offers.move_as_startup(w.link, _ahead(w), span=SPAN, seen=0),
    "cancels a meeting": lambda w: offers.cancel_as_startup(w.link, _ahead(w), reason="Snö", seen=0),
    "offers times": lambda w: portal.offer_times(w.link, spans=[(SPAN.starts_at, SPAN.ends_at)]),
}


@pytest.mark.parametrize("what", IN_THE_PORTAL)
def test_what_a_startup_does_stands_under_its_contact_s_name(what: str, world: World) -> None:
    names, letters = traces_of(lambda: IN_THE_PORTAL[what](world))
    assert names == {(None, world.contact.name)}
    assert letters <= {world.organisation.pk}
