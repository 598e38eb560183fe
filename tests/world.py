"""One small world with an object behind every address, for tests that go through all of them."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import INVITATION_LINK, Invitation, User
from digests.models import OFF_LINK, Digest, DigestChoice
from imports.models import ImportFile
from meetings.models import (
    BADGE_LINK,
    FEED_LINK,
    GUEST_LINK,
    WALL_LINK,
    AskedPair,
    Away,
    BusyCalendar,
    BusyTime,
    CalendarFeed,
    DayPlan,
    DraftStep,
    FreedTime,
    PlannedMeeting,
    Printout,
    Room,
    Wall,
    Wish,
)
from meetings.states import DayState, MeetingState
from needs.models import Assessment, Theme
from needs.states import ChallengeState, NeedState, RoundState
from pilots.models import CheckIn, Cost, Lesson, Obstacle
from pilots.states import PilotState
from post.models import Letter, LetterState
from reports.models import Report
from reports.states import ReportState
from startups.models import LOOKING_LINK, SuggestionRun
from startups.opinions import Note, Rating
from startups.states import LateAnswer, MatchState
from tests import factories


@dataclass
class World:
    """People by role, and things by what they are; `staff` wrote the needs, `manager` owns what came of them."""

    people: dict[str, User]
    things: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if name in ("people", "things"):
            raise AttributeError(name)
        return self.people.get(name) or self.things[name]


def a_world() -> World:
    """Builds it in the current transaction: one organisation with every role, and the chief of another."""
    organisation = factories.an_organisation()
    people = {
        "staff": factories.a_person(organisation, factories.STAFF),
        "manager": factories.a_person(organisation, factories.STAFF, factories.MANAGER),
        "team": factories.a_person(organisation, factories.STAFF, factories.TEAM),
        "chief": factories.a_person(organisation, factories.STAFF, factories.CHIEF),
        "leader": factories.a_person(organisation, factories.LEADERSHIP),
        "admin": factories.a_person(organisation, factories.ADMIN),
        "other": factories.a_person(factories.an_organisation("Södra"), factories.STAFF, factories.CHIEF),
        "stranger": factories.a_person(None),
        "decider": factories.a_person(organisation, factories.STAFF),
    }
    w = World(people)
    w.things["organisation"] = organisation
    _needs(w)
    _startups(w)
    _meetings(w)
    _pilots(w)
    _reports(w)
    w.things["unit"] = factories.a_unit(organisation, "Tom enhet")
    w.things["membership"] = w.staff.memberships[0]
    w.things["invitation"] = Invitation.objects.create(
        organisation=organisation, email="ny@exempel.example", name="Ny", roles=["staff"], invited_by=w.admin
    )
    w.things["lost_letter"] = Letter.objects.create(
        organisation=organisation, to="borta@exempel.example", subject="Hej", text="Hej", state=LetterState.REFUSED
    )
    w.things |= {"hex": "0b5a6b", "uid": "1", "key": "abc-def"}
    w.things["invitation_token"] = INVITATION_LINK.token(w.invitation)
    return w


def _needs(w: World) -> None:
    t = w.things
    t["need"] = factories.a_need(w.staff)
    t["draft"] = factories.a_need(w.staff, NeedState.DRAFT)
    t["parked"] = factories.a_need(w.staff, NeedState.PARKED)
    t["prioritised"] = factories.a_need(w.staff, NeedState.PRIORITISED)
    assessed = factories.a_need(w.staff)
    t["round"] = factories.a_round(w.chief, assessed, team=(w.team,))
    t["candidate"] = t["round"].candidates.get()
    t["planned_round"] = factories.a_round(w.chief, team=(w.team,), state=RoundState.PLANNED)
    t["deciding_round"] = factories.a_round(
        w.chief, factories.a_need(w.staff), team=(w.team,), state=RoundState.DECIDING
    )
    deciding = t["deciding_round"].candidates.get()
    t["deciding_candidate"] = deciding
    Assessment.objects.create(candidate=deciding, assessor=w.team, handed_in_at=timezone.now(), abstains=True)
    t["challenge"] = factories.a_challenge(w.manager, factories.a_need(w.staff))
    t["draft_challenge"] = factories.a_challenge(w.manager, factories.a_need(w.staff), state=ChallengeState.DRAFT)
    t["closed_challenge"] = factories.a_challenge(w.manager, factories.a_need(w.staff), state=ChallengeState.CLOSED)
    t["need_file"] = _import_file(w, "needs")
    t["own_theme"] = Theme.objects.create(organisation=w.organisation, slug="eget", name_sv="Eget", name_en="Own")


def _import_file(w: World, kind: str) -> ImportFile:
    return ImportFile.objects.create(
        organisation=w.organisation, kind=kind, name="fil.csv", text="rubrik\n", uploaded_by=w.chief
    )


def _startups(w: World) -> None:
    t = w.things
    t["startup"] = factories.a_startup()
    t["suggested"] = factories.a_match(
        w.challenge, state=MatchState.SUGGESTED, score=0.5, reasons=[{"kind": "content"}]
    )
    t["suggestion_run"] = SuggestionRun.objects.create(challenge=w.challenge)
    t["shortlisted"] = factories.a_match(w.challenge, state=MatchState.SHORTLISTED)
    t["set_aside"] = factories.a_match(w.challenge, state=MatchState.SET_ASIDE)
    t["match"] = factories.a_match(w.challenge, t["startup"], state=MatchState.INVITED)
    t["link"] = factories.an_invitation(t["match"], w.chief)
    t["token"] = t["link"].token
    t["looking_token"] = LOOKING_LINK.token(t["link"])
    t["contact"] = t["link"].contact
    t["answered"] = factories.a_match(w.challenge, state=MatchState.ANSWERED)
    factories.a_proposal(factories.an_invitation(t["answered"], w.chief))
    t["late"] = factories.a_match(w.challenge, state=MatchState.INVITED)
    factories.a_proposal(factories.an_invitation(t["late"], w.chief), late=LateAnswer.WAITING)
    opinion = {"startup": t["startup"], "organisation": w.organisation}
    t["note"] = Note.objects.create(**opinion, text="De svarar snabbt.", author=w.team)
    t["rating"] = Rating.objects.create(**opinion, value=4, rated_by=w.chief)
    t["startup_file"] = _import_file(w, "startups")


def _meetings(w: World) -> None:
    t = w.things
    t["day"] = factories.a_day(w.organisation, managers=(w.manager,), startups=(t["answered"].startup,))
    t["room"] = Room.objects.create(day=t["day"], name="Stora salen", capacity=8)
    both = {"managers": (w.manager,), "startups": (t["answered"].startup,)}
    early = factories.at(t["day"].date, 7)
    t["absence"] = Away.objects.create(
        day=t["day"], manager=w.manager, starts_at=early, ends_at=early + timedelta(minutes=30)
    )
    t["free_slot"], offered = t["day"].slots.all()[1:3]
    t["free_side"], t["yes"] = "manager", "ja"
    t["freed"] = FreedTime.objects.create(slot=offered, startup=t["answered"].startup)
    t["asked_pair"] = AskedPair.objects.create(offer=t["freed"], manager=w.manager, match=t["answered"])
    t["planned_day"] = factories.a_day(w.organisation, **both, days_ahead=factories.workday(40), state=DayState.PLANNED)
    t["plan"] = DayPlan.objects.create(day=t["planned_day"], value=6, bound=6, made_at=timezone.now())
    t["planned_meeting"] = PlannedMeeting.objects.create(
        day=t["planned_day"],
        slot=t["planned_day"].slots.all()[0],
        manager=w.manager,
        startup=t["answered"].startup,
        match=t["answered"],
    )
    t["draft_step"] = DraftStep.objects.create(day=t["planned_day"], kind="moved")
    t["planned_slot"] = t["planned_day"].slots.all()[1]
    t["wishing_day"] = factories.a_day_with_wishes(w.organisation, **both, days_ahead=factories.workday(30))
    t["manager_answer"] = t["wishing_day"].answers.get(manager=w.manager)
    t["startup_answer"] = t["wishing_day"].answers.get(manager=None)
    soon = t["wishing_day"].slots.all()[0]
    t["away"] = Away.objects.create(
        day=t["wishing_day"], manager=w.manager, starts_at=soon.starts_at, ends_at=soon.ends_at
    )
    t["wish"] = Wish.objects.create(
        day=t["wishing_day"], side="manager", manager=w.manager, match=t["answered"], level="must"
    )
    t["guest_token"] = GUEST_LINK.token(t["answered"].invitations.get().contact)
    t["level"], t["met_manager"] = "want", w.manager
    t["meeting"] = factories.a_meeting(t["answered"], w.manager)
    t["answered_token"] = t["answered"].invitations.get().token
    t["offer"] = factories.an_offer(t["answered"], w.manager)
    t["referred_meeting"] = factories.a_referred_meeting(
        factories.a_match(w.challenge, state=MatchState.MET), w.manager, factories.a_unit(w.organisation, "Förskolan")
    )
    t["live_day"] = factories.a_day(w.organisation, **both, days_ahead=factories.workday(60))
    soon = t["live_day"].slots.all()[0]
    t["live_meeting"] = factories.a_meeting(
        t["answered"], w.manager, starts_at=soon.starts_at, day=t["live_day"], slot=soon
    )
    for whose in ({}, {"manager": w.manager}, {"startup": t["answered"].startup}):
        made = {"content": b"%PDF-1.7", "made_at": timezone.now(), "page_count": 1}
        t["printout"] = Printout.objects.create(day=t["live_day"], language="sv", **whose, **made)
    met = {"managers": (w.manager,), "startups": (t["late"].startup,)}
    t["past_day"] = factories.a_day(w.organisation, **met, days_ahead=-20, state=DayState.FINISHED)
    over = t["past_day"].slots.all()[0]
    t["told_meeting"] = factories.a_meeting(
        t["late"], w.manager, starts_at=over.starts_at, day=t["past_day"], slot=over, state=MeetingState.HELD
    )
    factories.an_outcome(t["told_meeting"], "follow_up")
    Printout.objects.create(day=t["past_day"], language="sv", is_results=True, **made)
    t["questionnaire"] = factories.a_questionnaire(w.organisation, w.manager)
    t["questions"] = factories.a_questionnaire(w.organisation, w.manager, w.chief, day=t["live_day"], closed=True)
    t["day_to_ask_after"] = factories.a_day(
        w.organisation, managers=(w.manager,), days_ahead=-1, state=DayState.FINISHED
    )
    t["answer"] = factories.an_answer(t["questions"], w.manager, "Att någon lyssnade.", is_quoted=True)
    t["nameless_answer"] = factories.an_answer(t["questions"], None, "Ingen tror på det.")
    t["wall"] = Wall.objects.create(day=t["live_day"])
    t["wall_token"] = WALL_LINK.token(t["wall"])
    t["badge_token"] = BADGE_LINK.token(t["answered"].invitations.get().contact)
    t["busy_calendar"] = BusyCalendar.objects.create(user=w.manager, sealed="x", host="kalender.exempel.example")
    soon = {"starts_at": timezone.now() + timedelta(days=400), "ends_at": timezone.now() + timedelta(days=401)}
    t["busy_time"] = BusyTime.objects.create(calendar=t["busy_calendar"], **soon)
    t["feed"] = CalendarFeed.objects.create(membership=w.manager.memberships[0])
    t["feed_token"] = FEED_LINK.token(t["feed"])
    t["past_meeting"] = factories.a_meeting(t["match"], w.manager, starts_at=timezone.now() - timedelta(days=2))


def _pilots(w: World) -> None:
    t = w.things
    t["charter_pilot"] = factories.a_pilot(
        factories.a_match(w.challenge, state=MatchState.MET), w.manager, w.decider, state=PilotState.CHARTER
    )
    t["abandoned_pilot"] = factories.a_pilot(
        factories.a_match(w.challenge, state=MatchState.MET), w.manager, w.decider, PilotState.ABANDONED
    )
    t["pilot"] = factories.a_pilot(factories.a_match(w.challenge, state=MatchState.IN_PILOT), w.manager, w.decider)
    t["met"] = factories.a_match(w.challenge, state=MatchState.MET)
    today = timezone.localdate()
    t["check_in"] = CheckIn.objects.create(pilot=t["pilot"], mood="well", line="Det rullar", by=w.manager)
    t["cost"] = Cost.objects.create(pilot=t["pilot"], what="Licens", amount=12_000, on=today, by=w.manager)
    t["obstacle"] = Obstacle.objects.create(
        organisation=w.organisation, pilot=t["pilot"], kind="time", text="Ingen hinner", owner=w.manager
    )
    t["resolved_obstacle"] = Obstacle.objects.create(
        organisation=w.organisation,
        pilot=t["pilot"],
        kind="it",
        text="Nätet",
        owner=w.manager,
        state="resolved",
        resolved_at=timezone.now(),
        resolution="Ny router",
    )
    t["lesson"] = Lesson.objects.create(
        organisation=w.organisation, pilot=t["pilot"], title="Börja smått", saw="Två räckte", written_by=w.manager
    )


def _reports(w: World) -> None:
    t = w.things
    today = timezone.localdate()
    t["digest_choice"] = DigestChoice.objects.create(membership=w.chief.memberships[0])
    t["digest"] = Digest.objects.create(
        choice=t["digest_choice"], pace="daily", period="2026-01-12", until=timezone.now()
    )
    t["off_token"] = OFF_LINK.token(t["digest_choice"])
    t["group"] = factories.a_group(w.organisation, w.leader)
    common = {
        "organisation": w.organisation,
        "group": t["group"],
        "title": "Höstens rapport",
        "period_from": today - timedelta(days=90),
        "ordered_by": w.chief,
    }
    t["failed_report"] = Report.objects.create(
        **common, period_to=today - timedelta(days=2), state=ReportState.FAILED, failure="Minnet tog slut"
    )
    t["report"] = Report.objects.create(
        **common,
        period_to=today - timedelta(days=1),
        state=ReportState.READY,
        file=ContentFile(b"%PDF-1.7 a file", name="rapport.pdf"),
        sha256="0" * 64,
        ready_at=timezone.now(),
        contents=_contents(w),
    )


def _contents(w: World) -> dict[str, Any]:
    """What the edition holds, collected as the worker does it."""
    from reports.snapshot import snapshot

    today = timezone.localdate()
    return snapshot(
        Report(
            organisation=w.organisation,
            group=w.group,
            title="Höstens rapport",
            period_from=today - timedelta(days=90),
            period_to=today,
            ordered_by=w.chief,
        )
    )
