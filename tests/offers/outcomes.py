"""Days, meetings, pilots, lessons, reports and the startup's portal in every state, and what their pages can offer."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    AskedPair,
    BusyCalendar,
    CalendarFeed,
    DayPlan,
    Delay,
    DraftStep,
    FreedTime,
    MeetingOffer,
    Outcome,
    PlannedMeeting,
    StartupOutcome,
    Wish,
)
from meetings.states import DayState, MeetingState, NextStep, Side
from needs.states import ChallengeState
from pilots.models import CheckIn, Cost, Lesson, Obstacle
from pilots.states import BEGUN, PilotState
from reports.models import Report
from reports.states import ReportState
from startups.actions.portal import version_of
from startups.models import Contact
from startups.opinions import Note
from startups.states import ANSWERABLE, MatchState
from tests import factories
from tests.offers.offers import Offer, Situation, argument, deed, form
from tests.offers.pipeline import Arrange, page, put
from tests.world import World

# --- matchmaking days -----------------------------------------------------------------------------------------------
ON_A_DAY = [
    deed("meetings:day_open"),
    deed("meetings:day_finish"),
    form("meetings:day_change"),
    form("meetings:day_cancel"),
    form("meetings:day_book"),
    form("meetings:day_ask"),
    form("meetings:absence"),
    form("meetings:day_questions"),
]


def a_day(state: str, *, ahead: int = 10, managers: bool = True) -> Arrange:
    def arrange(w: World) -> None:
        people = {"managers": (w.manager,), "startups": (w.answered.startup,)} if managers else {}
        last = timezone.localdate() if state == DayState.WISHING else None
        w.things["it"] = factories.a_day(w.organisation, **people, state=state, days_ahead=ahead, wishes_by=last)

    return arrange


DAYS = {
    f"day {name}": Situation(page("meetings:day"), ON_A_DAY, arrange)
    for name, arrange in {
        "planned": a_day(DayState.PLANNED),
        "planned without anybody": a_day(DayState.PLANNED, managers=False),
        "planned for today": a_day(DayState.PLANNED, ahead=0),
        "asked about": a_day(DayState.WISHING),
        "open": a_day(DayState.OPEN),
        "open and over": a_day(DayState.OPEN, ahead=-1),
        "finished": a_day(DayState.FINISHED, ahead=-1),
        "cancelled": a_day(DayState.CANCELLED),
    }.items()
}


def a_draft(*, wanted: bool = False, found: bool = False, pinned: bool = False) -> Arrange:
    def arrange(w: World) -> None:
        a_day(DayState.PLANNED)(w)
        DayPlan.objects.create(day=w.it, is_wanted=wanted)
        slot = w.it.slots.all()[0]
        two = {"manager": w.manager, "startup": w.answered.startup, "match": w.answered}
        w.things["one"] = PlannedMeeting.objects.create(day=w.it, slot=slot, is_pinned=pinned, **two)
        w.things["step"] = DraftStep.objects.create(day=w.it, kind="moved") if found else 0
        if not found:
            w.one.delete()
            w.things["one"] = 0

    return arrange


IN_A_DRAFT = [
    *(deed(f"meetings:plan_{word}") for word in ("want", "stop", "publish")),
    *(deed(f"meetings:planned_{word}", "it", "one") for word in ("pin", "remove")),
    form("meetings:planned_move", "it", "one"),
    deed("meetings:plan_undo", "it", "step"),
]
DRAFTS = {
    f"draft {name}": Situation(page("meetings:plan"), IN_A_DRAFT, arrange)
    for name, arrange in {
        "not made": a_draft(),
        "being made": a_draft(wanted=True),
        "made": a_draft(found=True),
        "made and locked": a_draft(found=True, pinned=True),
    }.items()
}


def a_free_time(*, says: bool | None = None, taken: bool = False) -> Arrange:
    """The startup has time, and the manager is asked whether she wants it; or she has said something, or it is taken."""

    def arrange(w: World) -> None:
        a_day(DayState.OPEN)(w)
        offer = FreedTime.objects.create(slot=w.it.slots.all()[0], startup=w.answered.startup)
        pair = AskedPair.objects.create(offer=offer, manager=w.manager, match=w.answered, manager_says=says)
        w.things["pair"] = pair
        if taken:
            slot = offer.slot
            factories.a_meeting(w.answered, w.manager, starts_at=slot.starts_at, day=w.it, slot=slot)

    return arrange


ANSWERS = [deed("meetings:more_answer", "it", "pair", word) for word in ("ja", "nej")]
FREE_TIMES = {
    f"free time {name}": Situation(page("meetings:more_meetings"), ANSWERS, arrange)
    for name, arrange in {
        "asked about": a_free_time(),
        "wanted": a_free_time(says=True),
        "not wanted": a_free_time(says=False),
        "taken": a_free_time(taken=True),
    }.items()
}


# --- what both sides say before a day -------------------------------------------------------------------------------
def asked_about(*, over: bool = False, reminded: bool = False, marked: bool = False) -> Arrange:
    def arrange(w: World) -> None:
        w.things["it"] = factories.a_day_with_wishes(
            w.organisation,
            managers=(w.manager,),
            startups=(w.answered.startup,),
            wishes_by=timezone.localdate() - timedelta(days=over),
            reminded_at=timezone.now() if reminded else None,
        )
        if marked:
            for side in Side:
                Wish.objects.create(day=w.it, side=side, manager=w.manager, match=w.answered, level="no")

    return arrange


def of_day(address: str, *things: str) -> Any:
    return lambda w: reverse(address, args=[argument(w, thing) for thing in things])


GUEST, WISH = ("guest_token", "it"), ("it", "answered")
MOMENTS = {
    "in time": asked_about(),
    "and marked": asked_about(marked=True),
    "and reminded of": asked_about(reminded=True),
    "when it is too late": asked_about(over=True),
}
MARKS = ["must", "want", "could", "no"]
WISHES = {
    f"{name}, asked {moment}": Situation(where, offers, arrange)
    for moment, arrange in MOMENTS.items()
    for name, where, offers in [
        ("replies", of_day("meetings:day_replies", "it"), [deed("meetings:day_remind")]),
        (
            "wishes",
            of_day("meetings:wishes", "it"),
            [Offer("meetings:wishes", body=lambda w: {}, elsewhere=True), deed("meetings:times")],
        ),
        ("wish", of_day("meetings:wish", *WISH), [deed("meetings:wish_set", *WISH, mark) for mark in MARKS]),
    ]
}
GUESTS = {
    f"{name}, asked {moment}": Situation(where, offers, arrange)
    for moment, arrange in MOMENTS.items()
    for name, where, offers in [
        (
            "guest's wishes",
            of_day("meetings:guest_wishes", *GUEST),
            [Offer("meetings:guest_wishes", GUEST, lambda w: {}, elsewhere=True), deed("meetings:guest_times", *GUEST)],
        ),
        (
            "guest's wish",
            of_day("meetings:guest_wish", *GUEST, "manager"),
            [deed("meetings:guest_wish_set", *GUEST, "manager", mark) for mark in MARKS],
        ),
    ]
}


# --- a day as it goes, and what is handed out for it ----------------------------------------------------------------
def a_meeting_of_the_day(*, minutes: int, late: bool = False) -> Arrange:
    """One that begins in so many minutes, or has begun."""

    def arrange(w: World) -> None:
        start = timezone.now() + timedelta(minutes=minutes)
        w.things["it"] = factories.a_meeting(w.answered, w.manager, starts_at=start, day=w.live_day)
        for side in Side if late else ():
            Delay.objects.create(meeting=w.it, side=side)

    return arrange


def with_addresses(w: World) -> None:
    CalendarFeed.objects.create(day=w.live_day)


def without_addresses(w: World) -> None:
    w.wall.delete()


def without_printouts(w: World) -> None:
    w.live_day.printouts.all().delete()


SOON_OR_NOT = {
    "before a meeting": a_meeting_of_the_day(minutes=1),
    "to which one is late": a_meeting_of_the_day(minutes=1, late=True),
    "in the midst of a meeting": a_meeting_of_the_day(minutes=-10),
}
LATE = [deed("meetings:late"), deed("meetings:on_time")]
LIVE = {
    **{f"live {when}": Situation(of_day("meetings:live", "live_day"), LATE, how) for when, how in SOON_OR_NOT.items()},
    **{
        f"handouts, {name}": Situation(
            of_day("meetings:handouts", "live_day"),
            [
                deed(f"meetings:{address}", "live_day")
                for address in ("wall_new", "wall_end", "day_feed_new", "day_feed_end")
            ],
            arrange,
        )
        for name, arrange in {"with addresses": with_addresses, "without": without_addresses}.items()
    },
    **{
        f"{page}, none yet": Situation(
            of_day(f"meetings:{page}", "live_day"), [deed(f"meetings:{page}", "live_day")], without_printouts
        )
        for page in ("day_printout", "my_printout")
    },
}
GUEST_ON_THE_DAY = ("guest_token", "live_day")
GUESTS |= {
    **{
        f"guest's live {when}": Situation(
            of_day("meetings:guest_live", *GUEST_ON_THE_DAY),
            [deed(f"meetings:{address}", *GUEST_ON_THE_DAY, "it") for address in ("guest_late", "guest_on_time")],
            how,
        )
        for when, how in SOON_OR_NOT.items()
    },
    "guest's printout, none yet": Situation(
        of_day("meetings:guest_printout", *GUEST_ON_THE_DAY),
        [deed("meetings:guest_printout", *GUEST_ON_THE_DAY)],
        without_printouts,
    ),
}


# --- questions to line managers -------------------------------------------------------------------------------------
def some_questions(*, closed: bool = False, ahead: int = 7) -> Arrange:
    def arrange(w: World) -> None:
        closes_on = timezone.localdate() + timedelta(days=ahead)
        w.things["it"] = factories.a_questionnaire(w.organisation, w.manager, closed=closed, closes_on=closes_on)
        w.things["said"] = factories.an_answer(w.it, w.manager, "Att någon lyssnade.")

    return arrange


QUESTIONS = {
    f"{name}, {moment}": Situation(page(where), offers, arrange)
    for moment, arrange in {
        "open": some_questions(),
        "closed": some_questions(closed=True),
        "over and not closed yet": some_questions(ahead=-1),
    }.items()
    for name, where, offers in [
        (
            "questions",
            "meetings:questionnaire",
            [
                deed("meetings:questionnaire_close"),
                Offer("meetings:questionnaire", body=lambda w: {"quotes": [w.said.pk]}),
                form("pilots:lesson_of_answer", "said"),
            ],
        ),
        ("answer", "meetings:questionnaire_answer", [form("meetings:questionnaire_answer")]),
    ]
}

# --- meetings -------------------------------------------------------------------------------------------------------
ON_A_MEETING = [
    form("meetings:move"),
    form("meetings:cancel"),
    form("meetings:outcome"),
    deed("meetings:notes", body={"notes": "Fråga om priset"}),
    form("meetings:reference", elsewhere=True),
    form("meetings:book", "match_of_it", elsewhere=True),
    form("pilots:pilot_new", "match_of_it", elsewhere=True),
]


def a_meeting(
    state: str,
    *,
    in_hours: int = 48,
    match: str = MatchState.ANSWERED,
    next_step: str = "",
    left: timedelta = timedelta(0),
) -> Arrange:
    def arrange(w: World) -> None:
        w.things["match_of_it"] = factories.a_match(w.challenge, state=match)
        start = timezone.now() + timedelta(hours=in_hours)
        w.things["it"] = factories.a_meeting(w.match_of_it, w.manager, starts_at=start, state=state)
        if state in (MeetingState.HELD, MeetingState.MISSED):
            left_at = timezone.now() - left
            Outcome.objects.create(meeting=w.it, next_step=next_step, left_by=w.manager, left_at=left_at)

    return arrange


MEETINGS = {
    f"meeting {name}": Situation(page("meetings:meeting"), ON_A_MEETING, arrange)
    for name, arrange in {
        "ahead": a_meeting(MeetingState.BOOKED),
        "begun": a_meeting(MeetingState.BOOKED, in_hours=-3),
        "ahead of which nothing will come": a_meeting(MeetingState.BOOKED, match=MatchState.THANKED),
        **{
            f"held: {step}": a_meeting(
                MeetingState.HELD, in_hours=-30, match=MatchState.MET, next_step=step, left=timedelta(days=1)
            )
            for step in NextStep.values
        },
        "held today": a_meeting(MeetingState.HELD, in_hours=-3, match=MatchState.MET, next_step="later"),
        "missed today": a_meeting(MeetingState.MISSED, in_hours=-3),
        "missed": a_meeting(MeetingState.MISSED, in_hours=-30, left=timedelta(days=1)),
        "cancelled": a_meeting(MeetingState.CANCELLED),
    }.items()
}

# --- pilots, obstacles and lessons ----------------------------------------------------------------------------------
ON_A_PILOT = [
    form("pilots:pilot_change"),
    deed("pilots:pilot_start", body={"early": "1"}),
    form("pilots:pilot_abandon"),
    deed("pilots:pilot_resume"),
    form("pilots:pilot_people"),
    form("pilots:pilot_budget"),
    form("pilots:check_in"),
    form("pilots:cost"),
    form("pilots:obstacle_new"),
    Offer("pilots:results", body=lambda w: {f"t{t.pk}": "25" for t in w.it.thresholds.all()}),
    form("pilots:decide"),
    form("pilots:lesson_new"),
    form("startups:match_thank", "match_of_it", elsewhere=True),
]
ON_ITS_COURSE = [
    deed("pilots:check_in_undo", "a_check_in"),
    deed("pilots:cost_undo", "a_cost"),
    form("pilots:obstacle_resolve", "an_obstacle"),
    deed("pilots:obstacle_reopen", "an_obstacle"),
    form("pilots:obstacle_resolve", "a_resolved_obstacle"),
    deed("pilots:obstacle_reopen", "a_resolved_obstacle"),
]


def a_pilot(state: str, **fields: Any) -> Arrange:
    in_pilot = MatchState.IN_PILOT if state in BEGUN else MatchState.MET

    def arrange(w: World) -> None:
        w.things["match_of_it"] = match = factories.a_match(w.challenge, state=in_pilot)
        w.things["it"] = pilot = factories.a_pilot(match, w.manager, w.decider, state=state, **fields)
        now = timezone.now()
        t = w.things
        t["a_check_in"] = CheckIn.objects.create(pilot=pilot, mood="well", line="Det rullar", by=w.manager)
        t["a_cost"] = Cost.objects.create(pilot=pilot, what="El", amount=9, on=now.date(), by=w.decider)
        common = {"organisation": w.organisation, "pilot": pilot, "kind": "time", "text": "Tid"}
        t["an_obstacle"] = Obstacle.objects.create(**common, owner=w.staff)
        t["a_resolved_obstacle"] = Obstacle.objects.create(
            **common, owner=w.staff, state="resolved", resolution="Löst", resolved_at=now
        )

    return arrange


def without_thresholds(w: World) -> None:
    a_pilot(PilotState.CHARTER)(w)
    w.it.thresholds.all().delete()


def with_a_startup_that_left(w: World) -> None:
    a_pilot(PilotState.CHARTER)(w)
    type(w.it.match).objects.filter(pk=w.it.match_id).update(state=MatchState.THANKED)


def noted_yesterday(w: World) -> None:
    a_pilot(PilotState.RUNNING)(w)
    CheckIn.objects.filter(pk=w.a_check_in.pk).update(at=timezone.now() - timedelta(days=1))
    Cost.objects.filter(pk=w.a_cost.pk).update(noted_at=timezone.now() - timedelta(days=1))


NEAR = timezone.localdate() + timedelta(days=5)
DECIDED = {"decided_at": timezone.now()}
PILOTS = {
    **{
        f"pilot planned, {name}": Situation(page("pilots:pilot"), ON_A_PILOT, arrange)
        for name, arrange in {
            "ready": a_pilot(PilotState.CHARTER),
            "ready before its first day": a_pilot(PilotState.CHARTER, starts_on=NEAR - timedelta(days=1), ends_on=NEAR),
            "given up": a_pilot(PilotState.ABANDONED),
            "ready and delegated": a_pilot(PilotState.CHARTER, delegation="4.2"),
            "without an agreement": a_pilot(PilotState.CHARTER, personal_data=True),
            "without thresholds": without_thresholds,
            "without its startup": with_a_startup_that_left,
        }.items()
    },
    **{
        f"pilot {name}": Situation(page("pilots:pilot"), ON_A_PILOT + ON_ITS_COURSE, arrange)
        for name, arrange in {
            "running": a_pilot(PilotState.RUNNING),
            "running on delegation": a_pilot(PilotState.RUNNING, delegation="4.2"),
            "running over its budget": a_pilot(PilotState.RUNNING, budget=8),
            "running since yesterday": noted_yesterday,
            "near its end": a_pilot(PilotState.RUNNING, ends_on=NEAR),
            "scaled up": a_pilot(PilotState.SCALED_UP, **DECIDED),
            "ended": a_pilot(PilotState.ENDED, **DECIDED),
        }.items()
    },
}


def lesson_by(role: str) -> Arrange:
    return put(
        it=lambda w: Lesson.objects.create(
            organisation=w.organisation, pilot=w.pilot, title="T", saw="S", written_by=getattr(w, role)
        )
    )


LESSONS = {
    f"lesson by {role}": Situation(page("pilots:lesson"), [form("pilots:lesson_change")], lesson_by(role))
    for role in ("staff", "leader")
}


# --- the registry, reports and groups -------------------------------------------------------------------------------
def a_report(state: str) -> Arrange:
    def arrange(w: World) -> None:
        fields = {"title": "R", "period_from": "2025-01-01", "period_to": "2025-02-01", "ordered_by": w.chief}
        if state == ReportState.READY:
            file = ContentFile(b"%PDF-1.7 a file", name="r.pdf")
            fields |= {"file": file, "sha256": "0" * 64, "ready_at": timezone.now()}
            fields |= {"contents": w.report.contents}
        w.things["it"] = Report.objects.create(organisation=w.organisation, group=w.group, state=state, **fields)

    return arrange


ON_A_STARTUP = [
    form("startups:startup_change"),
    form("startups:contact_new"),
    form("startups:contact_change", "a_contact"),
    deed("startups:contact_remove", "a_contact"),
    form("startups:contact_change", "an_invited_contact"),
    deed("startups:contact_remove", "an_invited_contact"),
    form("startups:note_new"),
    form("startups:rating"),
    form("startups:note_change", "a_note"),
    deed("startups:note_remove", "a_note"),
]


def a_startup_with_contacts(w: World) -> None:
    match = factories.a_match(w.challenge, state=MatchState.INVITED)
    w.things["it"] = match.startup
    w.things["an_invited_contact"] = factories.an_invitation(match, w.chief).contact
    w.things["a_note"] = Note.objects.create(
        startup=w.it, organisation=w.organisation, text="De svarar snabbt.", author=w.team
    )
    w.things["a_contact"] = Contact.objects.create(
        startup=w.it, organisation=w.organisation, name="Ny", email="ny@startup.example"
    )


def with_an_offer(w: World) -> None:
    w.things["it"] = factories.a_match(w.challenge, state=MatchState.ANSWERED)
    factories.an_invitation(w.it, w.chief)
    factories.an_offer(w.it, w.manager)


ON_MY_CALENDAR = [Offer(f"meetings:my_calendar_{deed}", (), lambda w: {}) for deed in ("new", "end")]
REST = {
    "busy times with a calendar": Situation(
        lambda w: reverse("meetings:my_busy"), [Offer("meetings:my_busy_end", (), lambda w: {})], lambda w: None
    ),
    "busy times without a calendar": Situation(
        lambda w: reverse("meetings:my_busy"),
        [Offer("meetings:my_busy_end", (), lambda w: {})],
        lambda w: BusyCalendar.objects.all().delete() and None,
    ),
    "times offered": Situation(page("meetings:offer"), [deed("meetings:offer_end", "it", "manager")], with_an_offer),
    "calendar with an address": Situation(lambda w: reverse("meetings:my_calendar"), ON_MY_CALENDAR, lambda w: None),
    "calendar without an address": Situation(
        lambda w: reverse("meetings:my_calendar"),
        ON_MY_CALENDAR,
        lambda w: CalendarFeed.objects.all().delete() and None,
    ),
    "startup with contacts": Situation(page("startups:startup"), ON_A_STARTUP, a_startup_with_contacts),
    "group": Situation(
        page("reports:group"),
        [form("reports:group_change"), Offer("reports:report_new", ())],
        put(it=lambda w: w.group),
    ),
    **{
        f"report {state}": Situation(page("reports:report"), [deed("reports:report_again")], a_report(state))
        for state in ReportState.values
    },
}


# --- the startup's portal -------------------------------------------------------------------------------------------
def times(w: World) -> dict[str, Any]:
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    row = {"tid-0-day": day, "tid-0-start": "09:00", "tid-0-end": "10:00"}
    return {"tid-TOTAL_FORMS": 1, "tid-INITIAL_FORMS": 0, **row}


IN_THE_PORTAL = [
    Offer(
        "startups:portal_answer",
        ("way_in_key",),
        lambda w: {"how": "Så här", "price": 60_000, "personal_data": "no", "seen": ""},
    ),
    Offer("startups:portal_discard", ("way_in_key",), lambda w: {}, elsewhere=True),
    Offer("startups:portal_decline", ("way_in_key",)),
    Offer("startups:portal_times", ("way_in_key",), times),
]


def late_answer(w: World) -> dict[str, Any]:
    return {"how": "Så här", "price": 60_000, "personal_data": "no", "seen": version_of(w.it.proposal)}


# The portal leads to the meeting that its startup has had; while nothing will come of it, or none was, it does not.
OF_A_MEETING = Offer(
    "meetings:portal_outcome", ("way_in_key", "met"), lambda w: {"happened": "yes", "next_step": "pilot"}
)
IN_THE_PORTAL_LATE = Offer("startups:portal_answer", ("way_in_key",), late_answer)


def a_portal(state: str, challenge: str, *, over: bool = False, begun: bool = False) -> Arrange:
    def arrange(w: World) -> None:
        days = timedelta(days=-1 if over else 21)
        asked = factories.a_challenge(
            w.manager, factories.a_need(w.staff), state=challenge, answers_by=timezone.localdate() + days
        )
        w.things["it"] = factories.a_match(asked, state=state)
        invitation = factories.an_invitation(w.it, w.chief)
        w.things["way_in_key"] = invitation.token
        if begun:
            factories.a_proposal(invitation, handed_in_at=None)

    return arrange


def a_portal_after_a_meeting(
    state: str, meeting: str = MeetingState.BOOKED, *, in_hours: int = -3, told: timedelta | None = None
) -> Arrange:
    def arrange(w: World) -> None:
        a_portal(state, ChallengeState.OPEN)(w)
        start = timezone.now() + timedelta(hours=in_hours)
        w.things["met"] = factories.a_meeting(w.it, w.manager, starts_at=start, state=meeting)
        if told is not None:
            contact, left_at = w.it.invitations.get().contact, timezone.now() - told
            StartupOutcome.objects.create(meeting=w.met, next_step="later", contact=contact, left_at=left_at)

    return arrange


BEFORE_A_MEETING = [
    form("meetings:portal_move", "way_in_key", "met"),
    form("meetings:portal_cancel", "way_in_key", "met"),
]
TO_CHOOSE = [deed("meetings:portal_take", "way_in_key", "an_offer")]


def a_portal_with_an_offer(state: str, *, passed: bool = False, busy: bool = False) -> Arrange:
    def arrange(w: World) -> None:
        a_portal(state, ChallengeState.OPEN)(w)
        w.things["an_offer"] = offer = factories.an_offer(w.it, w.manager)
        if busy:
            factories.a_meeting(factories.a_match(w.challenge), w.manager, starts_at=offer.starts_at)
        if passed:
            MeetingOffer.objects.filter(pk=offer.pk).update(starts_at=timezone.now() - timedelta(hours=1))

    return arrange


IN_THE_CONTACTS_CALENDAR = [
    deed("meetings:portal_calendar_new", "way_in_key"),
    deed("meetings:portal_calendar_end", "way_in_key"),
]


def a_contacts_calendar(*, made: bool = False) -> Arrange:
    def arrange(w: World) -> None:
        a_portal(MatchState.ANSWERED, ChallengeState.OPEN)(w)
        if made:
            CalendarFeed.objects.create(contact=w.it.invitations.get().contact)

    return arrange


WITH_BUSY_TIMES = [
    deed("meetings:portal_busy", "way_in_key", body={"secret_address": "https://kalender.exempel.example/k.ics"}),
    deed("meetings:portal_busy_end", "way_in_key"),
]


def a_contacts_busy_calendar(*, given: bool = False) -> Arrange:
    def arrange(w: World) -> None:
        a_portal(MatchState.ANSWERED, ChallengeState.OPEN)(w)
        if given:
            BusyCalendar.objects.create(contact=w.it.invitations.get().contact, sealed="x", host="kalender.example")

    return arrange


def the_portal(w: World) -> str:
    return reverse("startups:portal", args=[w.way_in_key])


PORTALS = {
    **GUESTS,
    **{
        f"portal, match {state} of a challenge {challenge}": Situation(
            the_portal, IN_THE_PORTAL, a_portal(state, challenge)
        )
        for state in (*ANSWERABLE, MatchState.IN_PILOT, MatchState.THANKED)
        for challenge in (ChallengeState.OPEN, ChallengeState.CLOSED)
    },
    **{
        f"portal, a draft begun before the end, match {state}": Situation(
            the_portal, [IN_THE_PORTAL_LATE], a_portal(state, ChallengeState.CLOSED, begun=True)
        )
        for state in (MatchState.INVITED, MatchState.MET, MatchState.DECLINED, MatchState.THANKED)
    },
    **{
        f"portal, {name}": Situation(the_portal, [OF_A_MEETING], arrange)
        for name, arrange in {
            "the meeting is ahead": a_portal_after_a_meeting(MatchState.ANSWERED, in_hours=3),
            "the meeting is over": a_portal_after_a_meeting(MatchState.ANSWERED),
            "the meeting is over and was thanked for": a_portal_after_a_meeting(MatchState.THANKED),
            "the manager says it was held": a_portal_after_a_meeting(MatchState.MET, MeetingState.HELD),
            "the manager says it was missed": a_portal_after_a_meeting(MatchState.ANSWERED, MeetingState.MISSED),
            "the meeting was cancelled": a_portal_after_a_meeting(MatchState.ANSWERED, MeetingState.CANCELLED),
            "told today": a_portal_after_a_meeting(MatchState.MET, MeetingState.HELD, told=timedelta(0)),
            "told yesterday": a_portal_after_a_meeting(MatchState.MET, MeetingState.HELD, told=timedelta(days=1)),
        }.items()
    },
    **{
        f"portal, {name}": Situation(the_portal, BEFORE_A_MEETING, arrange)
        for name, arrange in {
            "the meeting is in three days": a_portal_after_a_meeting(MatchState.ANSWERED, in_hours=72),
            "the meeting is tomorrow, too soon to move": a_portal_after_a_meeting(MatchState.ANSWERED, in_hours=20),
            "the meeting in three days is cancelled": a_portal_after_a_meeting(
                MatchState.ANSWERED, MeetingState.CANCELLED, in_hours=72
            ),
        }.items()
    },
    **{
        f"portal, times to choose {name}": Situation(the_portal, TO_CHOOSE, arrange)
        for name, arrange in {
            "are there": a_portal_with_an_offer(MatchState.ANSWERED),
            "have passed": a_portal_with_an_offer(MatchState.ANSWERED, passed=True),
            "have been taken": a_portal_with_an_offer(MatchState.ANSWERED, busy=True),
            "after thanks": a_portal_with_an_offer(MatchState.THANKED),
            "after a no": a_portal_with_an_offer(MatchState.DECLINED),
        }.items()
    },
    **{
        f"busy times of a contact, {name}": Situation(
            lambda w: reverse("meetings:portal_busy", args=[w.way_in_key]), WITH_BUSY_TIMES, arrange
        )
        for name, arrange in {
            "no calendar": a_contacts_busy_calendar(),
            "a calendar": a_contacts_busy_calendar(given=True),
        }.items()
    },
    **{
        f"calendar of a contact {name}": Situation(
            lambda w: reverse("meetings:portal_calendar", args=[w.way_in_key]), IN_THE_CONTACTS_CALENDAR, arrange
        )
        for name, arrange in {
            "without an address": a_contacts_calendar(),
            "with one": a_contacts_calendar(made=True),
        }.items()
    },
    "portal, the day after the last": Situation(
        the_portal, IN_THE_PORTAL, a_portal(MatchState.INVITED, ChallengeState.OPEN, over=True)
    ),
}
