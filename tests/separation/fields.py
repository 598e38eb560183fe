"""Every field in which one chooses among rows: where it stands, and what is sent with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from meetings.absences import Absence, proposal_of
from tests import factories
from tests.world import World

Body = Callable[[World], dict[str, Any]]
TODAY = timezone.localdate()
SOON = (TODAY + timedelta(days=14)).isoformat()
NO_ROWS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}


@dataclass(frozen=True)
class Choice:
    """A field with the thing that is chosen in it, at the address of a form that can be sent whole."""

    thing: str
    address: str
    things: tuple[str, ...] = ()
    body: Body = lambda w: {}
    role: str = "chief"
    also: str = ""  # a thing that is chosen rightly beside it, where many can be


def rows(prefix: str, **first: Any) -> dict[str, Any]:
    return {
        f"{prefix}-TOTAL_FORMS": 1,
        f"{prefix}-INITIAL_FORMS": 0,
        **{f"{prefix}-0-{name}": value for name, value in first.items()},
    }


def a_need(w: World) -> dict[str, Any]:
    texts = ("title", "for_whom", "situation", "consequence", "desired_effect")
    return {**dict.fromkeys(texts, "Nycklar tappas"), "unit": w.unit.pk, "drivers": [w.driver.pk]}


def a_challenge(w: World) -> dict[str, Any]:
    return {
        "needs": [w.prioritised.pk],
        "title": "In utan nyckel",
        "problem": "Nycklar tappas.",
        "budget_max": 80_000,
        "answers_by": SOON,
        "owner": w.manager.pk,
    }


def a_round(w: World) -> dict[str, Any]:
    team = {"name": "Våren", "closes_on": SOON, "team": [w.team.pk]}
    return team | {"needs": [w.waiting.pk]} | rows("kriterier", name="Nytta", weight=3)


def a_day(w: World) -> dict[str, Any]:
    return {
        "name": "Våren",
        "date": factories.a_weekday(14).isoformat(),
        "place": "Salen",
        "starts_at": "09:00",
        "ends_at": "12:00",
        "slot_minutes": 20,
        "pause_minutes": 5,
        "rum-TOTAL_FORMS": 0,
        "rum-INITIAL_FORMS": 0,
        "managers": [w.manager.pk],
        "startups": [w.bookable_startup.pk],
    }


def a_booking_on_a_day(w: World) -> dict[str, Any]:
    return {"manager": w.manager.pk, "slot": w.other_slot.pk, "match": w.bookable.pk}


def a_booking(w: World) -> dict[str, Any]:
    return {"manager": w.manager.pk, "date": SOON, "clock": "13:00", "place": "Salen", "is_right": "on"}


def an_offer(w: World) -> dict[str, Any]:
    return {"manager": w.manager.pk, "place": "Salen", **rows("tid", date=SOON, clock="13:00", is_right="on")}


def an_outcome(w: World) -> dict[str, Any]:
    return {"happened": "yes", "next_step": "refer", "refer_to": w.unit.pk}


def a_charter(w: World) -> dict[str, Any]:
    return {
        "title": "Tala in anteckningen",
        "question": "Sparar tal en halvtimme?",
        "budget": 65_000,
        "starts_on": str(TODAY),
        "ends_on": str(TODAY + timedelta(days=60)),
        "owner": w.manager.pk,
        "decider": w.decider.pk,
        **rows("mal", measure="Tid", unit="min", baseline=40, target=12),
    }


def people_of_a_pilot(w: World) -> dict[str, Any]:
    return {"owner": w.manager.pk, "decider": w.chief.pk, "reason": "Byter jobb"}


def an_obstacle(w: World) -> dict[str, Any]:
    return {"kind": "time", "text": "Ingen hinner", "owner": w.manager.pk}


def an_order(w: World) -> dict[str, Any]:
    return {"group": w.group.pk, "title": "Våren", "period_from": "2026-01-01", "period_to": "2026-03-31"}


def a_group(w: World) -> dict[str, Any]:
    return {"name": "Ledningen", "members": [w.leader.pk], "addresses": "", "language": "sv"}


def an_invitation(w: World) -> dict[str, Any]:
    return {"name": "Ny", "email": "nyast@exempel.example", "unit": w.unit.pk, "roles": ["staff"]}


def an_absence(w: World) -> dict[str, Any]:
    absence = Absence(w.manager, w.other_slot.span)
    said = {"who": w.who_is_away.pk, "first": w.other_slot.pk, "last": w.other_slot.pk}
    return said | {"seen": proposal_of(w.day, absence).mark}


AWAY = ("meetings:absence", ("day",), an_absence)


def some_questions(w: World) -> dict[str, Any]:
    texts = {f"question_{number}": "Varför?" for number in (1, 2, 3)}
    return {"name": "Mitt i", "closes_on": str(TODAY), "managers": [w.manager.pk], **texts}


def a_lesson_of_an_answer(w: World) -> dict[str, Any]:
    return {"pilot": w.pilot.pk, "title": "Lyssna", "saw": "Att någon lyssnade."}


ON_THE_DAY = ("meetings:day_book", ("day",), a_booking_on_a_day)
FIELDS = {
    "needs.NeedForm.unit": Choice("unit", "needs:need_new", (), a_need),
    "needs.NeedForm.theme": Choice("own_theme", "needs:need_new", (), lambda w: a_need(w) | {"theme": w.own_theme.pk}),
    "needs.NeedForm.drivers": Choice("driver", "needs:need_new", (), a_need, also="driver"),
    "needs.OwnerForm.owner": Choice("manager", "needs:need_owner", ("need",), lambda w: {"owner": w.manager.pk}),
    "needs.ChallengeForm.needs": Choice(
        "another_prioritised", "needs:challenge_new", (), a_challenge, also="prioritised"
    ),
    "needs.ChallengeForm.theme": Choice(
        "own_theme", "needs:challenge_new", (), lambda w: a_challenge(w) | {"theme": w.own_theme.pk}
    ),
    "needs.ChallengeForm.owner": Choice("manager", "needs:challenge_new", (), a_challenge),
    "needs.RoundForm.needs": Choice("waiting", "needs:round_new", (), a_round, also="waiting"),
    "needs.RoundForm.team": Choice("team", "needs:round_new", (), a_round, also="team"),
    "needs.AdjustRoundForm.team": Choice("team", "needs:round_change", ("round",), a_round, also="team"),
    "startups.InviteForm.contact": Choice(
        "known", "startups:match_invite", ("invitable",), lambda w: {"contact": w.known.pk}
    ),
    "meetings.DayForm.managers": Choice("manager", "meetings:day_new", (), a_day, also="manager"),
    "meetings.DayForm.startups": Choice("bookable_startup", "meetings:day_new", (), a_day, also="bookable_startup"),
    "meetings.DayForm.challenges": Choice(
        "answered_challenge", "meetings:day_new", (), a_day, also="answered_challenge"
    ),
    "meetings.AwayForm.away": Choice(
        "wishing_slot",
        "meetings:times",
        ("wishing_day",),
        lambda w: {"away": [w.wishing_slot.pk]},
        "manager",
        "wishing_slot",
    ),
    "meetings.AbsenceForm.who": Choice("who_is_away", *AWAY),
    "meetings.AbsenceForm.first": Choice("other_slot", *AWAY),
    "meetings.AbsenceForm.last": Choice("other_slot", *AWAY),
    "meetings.QuestionnaireForm.managers": Choice(
        "manager", "meetings:questionnaire_new", (), some_questions, also="manager"
    ),
    "meetings.QuotesForm.quotes": Choice(
        "answer", "meetings:questionnaire", ("questions",), lambda w: {"quotes": [w.answer.pk]}, also="answer"
    ),
    "pilots.LessonOfAnswerForm.pilot": Choice("pilot", "pilots:lesson_of_answer", ("answer",), a_lesson_of_an_answer),
    "meetings.DayBookingForm.manager": Choice("manager", *ON_THE_DAY),
    "meetings.DayBookingForm.slot": Choice("other_slot", *ON_THE_DAY),
    "meetings.DayBookingForm.match": Choice("bookable", *ON_THE_DAY),
    "meetings.BookForm.manager": Choice("manager", "meetings:book", ("bookable",), a_booking),
    "meetings.OfferForm.manager": Choice("manager", "meetings:offer", ("answered",), an_offer),
    "meetings.MoveToSlotForm.slot": Choice(
        "other_slot", "meetings:move", ("meeting_on_day",), lambda w: {"slot": w.other_slot.pk}
    ),
    "meetings.OutcomeForm.refer_to": Choice("unit", "meetings:outcome", ("past_meeting",), an_outcome),
    "pilots.CharterForm.owner": Choice("manager", "pilots:pilot_change", ("charter_pilot",), a_charter),
    "pilots.CharterForm.decider": Choice("decider", "pilots:pilot_change", ("charter_pilot",), a_charter),
    "pilots.PeopleForm.owner": Choice("manager", "pilots:pilot_people", ("pilot",), people_of_a_pilot),
    "pilots.PeopleForm.decider": Choice("chief", "pilots:pilot_people", ("pilot",), people_of_a_pilot),
    "pilots.ObstacleForm.owner": Choice("manager", "pilots:obstacle_new", ("pilot",), an_obstacle),
    "reports.OrderForm.group": Choice("group", "reports:report_new", (), an_order),
    "reports.GroupForm.members": Choice("leader", "reports:group_change", ("group",), a_group, also="leader"),
    "accounts.UnitForm.parent": Choice(
        "unit", "accounts:unit_new", (), lambda w: {"name": "Ny", "parent": w.unit.pk}, "admin"
    ),
    "accounts.InvitationForm.unit": Choice("unit", "accounts:invite", (), an_invitation, "admin"),
    "accounts.MembershipForm.unit": Choice(
        "unit", "accounts:person", ("membership",), lambda w: {"unit": w.unit.pk, "roles": ["staff"]}, "admin"
    ),
}

# The filters of the lists, by the name they have in the address.
FILTERS = {
    "needs.NeedFilter.unit": Choice("unit", "needs:needs"),
    "needs.NeedFilter.theme": Choice("own_theme", "needs:needs"),
    "needs.ChallengeFilter.theme": Choice("own_theme", "needs:challenges"),
    "meetings.MeetingFilter.manager": Choice("manager", "meetings:meetings"),
    "meetings.MeetingFilter.day": Choice("day", "meetings:meetings"),
    "pilots.PilotFilter.owner": Choice("manager", "pilots:pilots"),
    "reports.ReportFilter.group": Choice("group", "reports:reports"),
}

# What the needs to choose among in a form are searched by; the buttons that search post the form.
SEARCHES = {
    "needs.NeedSearch.unit": Choice("unit", "needs:round_new"),
    "needs.NeedSearch.theme": Choice("own_theme", "needs:challenge_new"),
}

# What the whole installation shares, and choices that are not among rows at all.
SHARED = {
    "startups.StartupForm.themes": "the common themes are the installation's",
    "startups.RegistryFilter.theme": "the common themes are the installation's",
    "startups.RegistryFilter.place": "the registry is the installation's",
    "meetings.OwnTimeForm.time": "times, not rows: those that the match's own startup has offered",
    "meetings.BookForm.time": "times, not rows: those that the match's own startup has offered",
    "meetings.FreeTimeForm.time": "times, not rows: those that the two of this very meeting have free",
    "meetings.ShiftForm.slot": "times of the day of the draft: those at which the two of this very meeting can",
}

# What views read by themselves out of an address or a body, where no form stands between.
READ_RAW = {
    "copy": "meetings:day_new",
    "membership": "accounts:switch",
    "need": "needs:challenge_new and needs:round_new",
    "group": "reports:report_new",
    "manager": "meetings:book, meetings:offer and meetings:day_book",
    "slot": "meetings:day_book",
    "match": "meetings:day_book",
}
NO_ROW = {
    "format": "a word",
    "when": "a word",
    "language": "a word",
    "seen": "what the person had before their eyes",
    "reason": "the key of a reason that stands on the match itself",
    "kvar": "how many of the match's own reasons had been refuted before",
    "only_cancel": "what the person had before their eyes",
    "form_key": "made by the form at random; it finds the person's own need alone",
    "startup": "the registry is the installation's",
}
