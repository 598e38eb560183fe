"""What PostgreSQL refuses of meetings, of pilots and of reports."""

import uuid
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from tests.constraints.deeds import Case, Deed, both, change, copy, of

NOW = timezone.now()
MINUTE = timedelta(minutes=1)


def another_meeting(*, later: timedelta = timedelta(0), **fields: Any) -> Deed:
    """The same meeting once more, by default at the same time."""
    return copy(
        "meeting",
        uid=lambda w: uuid.uuid4(),
        starts_at=lambda w: w.meeting.starts_at + later,
        ends_at=lambda w: w.meeting.ends_at + later,
        **fields,
    )


def _length(w: Any) -> timedelta:
    return w.meeting.ends_at - w.meeting.starts_at


def at_the_end(**fields: Any) -> Deed:
    """The same meeting once more, beginning in the minute when the first is over."""
    return copy(
        "meeting",
        uid=lambda w: uuid.uuid4(),
        starts_at=of("meeting", "ends_at"),
        ends_at=lambda w: w.meeting.ends_at + _length(w),
        **fields,
    )


def seated(thing: str, seat: int | None) -> Deed:
    """The meeting takes that place in the room, or one of as many as one likes."""
    return change(thing, room_id=of("room"), seat=seat)


def elsewhere_at_once(**fields: Any) -> Deed:
    """Two others meet at the same time in the same room."""
    others = {"startup_id": of("idle_startup"), "manager_id": of("chief"), "room_id": of("room")}
    return another_meeting(**others, **fields)


def later_in_it(**fields: Any) -> Deed:
    return elsewhere_at_once(later=timedelta(minutes=19), **fields)


MEETINGS = {
    "days_end_after_they_begin": Case([change("day", ends_at=F("starts_at"))]),
    "lunch_has_a_length": Case(
        [
            change("day", lunch_from="12:00", lunch_to="12:00"),
            change("day", lunch_from="12:00", lunch_to=None),
            change("day", lunch_from=None, lunch_to="12:00"),
        ],
        [change("day", lunch_from="12:00", lunch_to="12:01"), change("day", lunch_from=None, lunch_to=None)],
    ),
    "the_afternoon_comes_after_the_morning": Case(
        [
            change("day", afternoon_from="10:00", afternoon_to="15:00"),
            change("day", afternoon_from="13:00", afternoon_to="13:00"),
            change("day", afternoon_from="13:00"),
            change("day", afternoon_to="15:00"),
        ],
        [change("day", afternoon_from=F("ends_at"), afternoon_to="15:00")],
    ),
    "days_are_somewhere": Case(
        [change("day", place="")], [change("day", place="", video_link="https://video.example/{kod}")]
    ),
    "a_room_once_a_day": Case([copy("room")], [copy("room", name="En annan"), copy("room", day_id=of("planned_day"))]),
    "rooms_hold_a_meeting": Case([change("room", capacity=0)], [change("room", capacity=None)]),
    "a_seat_is_for_one_meeting_at_a_time": Case(
        [both(seated("meeting", 1), elsewhere_at_once(seat=1)), both(seated("meeting", 1), later_in_it(seat=1))],
        [
            both(seated("meeting", 1), elsewhere_at_once(seat=2)),
            both(seated("meeting", 1), elsewhere_at_once(seat=1, state="cancelled")),
            both(seated("meeting", None), elsewhere_at_once(seat=None)),
        ],
    ),
    "wishes_have_a_last_day": Case([change("wishing_day", wishes_by=None)], [change("day", wishes_by=None)]),
    "a_manager_is_asked_once_a_day": Case(
        [copy("manager_answer")],
        [copy("manager_answer", manager_id=of("chief")), copy("manager_answer", day_id=of("day"))],
    ),
    "a_startup_is_asked_once_a_day": Case(
        [copy("startup_answer")],
        [copy("startup_answer", startup_id=of("idle_startup")), copy("startup_answer", day_id=of("day"))],
    ),
    "one_of_the_two_is_asked": Case(
        [change("manager_answer", manager_id=None), change("manager_answer", startup_id=of("idle_startup"))],
        [change("manager_answer", manager_id=None, startup_id=of("idle_startup"))],
    ),
    "away_once_at_a_time": Case(
        [copy("away")],
        [copy("away", starts_at=lambda w: w.away.starts_at + MINUTE), copy("away", manager_id=of("chief"))],
    ),
    "one_person_startup_or_room_is_away": Case(
        [
            change("away", manager_id=None),
            change("away", startup_id=of("idle_startup")),
            change("away", room_id=of("room")),
            change("away", manager_id=None, startup_id=of("idle_startup"), room_id=of("room")),
        ],
        [
            change("away", manager_id=None, startup_id=of("idle_startup")),
            change("away", manager_id=None, room_id=of("room")),
        ],
    ),
    "a_free_time_is_offered_once": Case(
        [copy("freed")], [copy("freed", slot_id=of("free_slot", "pk")), copy("freed", startup_id=of("idle_startup"))]
    ),
    "one_of_the_two_has_time": Case(
        [change("freed", startup_id=None), change("freed", manager_id=of("chief"))],
        [change("freed", startup_id=None, manager_id=of("chief"))],
    ),
    "meetings_freedtime(meeting_id)": Case(
        [
            both(
                change("freed", meeting_id=of("meeting")),
                copy("freed", startup_id=of("idle_startup"), meeting_id=of("meeting")),
            )
        ]
    ),
    "a_pair_is_asked_once_about_a_time": Case([copy("asked_pair")], [copy("asked_pair", manager_id=of("chief"))]),
    "being_away_has_a_length": Case([change("away", ends_at=F("starts_at"))]),
    "a_time_is_offered_once": Case(
        [copy("offer"), copy("offer", ends_at=lambda w: w.offer.ends_at + MINUTE)],
        [copy("offer", manager_id=of("chief")), copy("offer", starts_at=lambda w: w.offer.starts_at + MINUTE)],
    ),
    "offers_have_a_length": Case([change("offer", ends_at=F("starts_at"))]),
    "closed_questions_say_when": Case(
        [change("questionnaire", closed_at=NOW), change("questions", closed_at=None)],
        [change("questionnaire", state="closed", closed_at=NOW)],
    ),
    "questions_are_numbered": Case([copy("question")], [copy("question", number=9)]),
    "a_manager_is_asked_once_each": Case([copy("respondent")], [copy("respondent", person_id=of("team"))]),
    "one_answer_a_question_and_manager": Case([copy("answer")], [copy("nameless_answer")]),
    "answers_say_something": Case([change("answer", text="")]),
    "one_wish_a_side_and_pair": Case(
        [copy("wish"), copy("wish", level="no")],
        [
            copy("wish", side="startup"),
            copy("wish", day_id=of("day")),
            copy("wish", manager_id=of("chief")),
            copy("wish", match_id=of("met")),
        ],
    ),
    "planned_one_meeting_a_manager_and_slot": Case(
        [copy("planned_meeting", startup_id=of("idle_startup"))],
        [copy("planned_meeting", startup_id=of("idle_startup"), manager_id=of("chief"))],
    ),
    "planned_one_meeting_a_startup_and_slot": Case(
        [copy("planned_meeting", manager_id=of("chief"))],
        [copy("planned_meeting", manager_id=of("chief"), slot_id=of("slot"))],
    ),
    "planned_one_meeting_a_pair": Case(
        [copy("planned_meeting", slot_id=of("slot"))],
        [copy("planned_meeting", slot_id=of("slot"), startup_id=of("idle_startup"))],
    ),
    "a_busy_calendar_is_somebodys": Case(
        [change("busy_calendar", user=None), change("busy_calendar", contact_id=of("contact"))],
        [change("busy_calendar", user=None, contact_id=of("contact"))],
    ),
    "a_busy_calendar_has_an_address": Case([change("busy_calendar", sealed="")]),
    "meetings_busycalendar(user_id)": Case([copy("busy_calendar")], [copy("busy_calendar", user_id=of("chief"))]),
    "meetings_busycalendar(contact_id)": Case(
        [
            both(
                copy("busy_calendar", user_id=None, contact_id=of("contact")),
                copy("busy_calendar", user_id=None, contact_id=of("contact")),
            )
        ]
    ),
    "a_busy_time_once": Case([copy("busy_time")], [copy("busy_time", ends_at=lambda w: w.busy_time.ends_at + MINUTE)]),
    "busy_times_have_a_length": Case([change("busy_time", ends_at=F("starts_at"))]),
    "a_slot_once_a_day": Case(
        [copy("slot"), copy("slot", ends_at=lambda w: w.slot.ends_at + MINUTE)],
        [copy("slot", starts_at=lambda w: w.slot.starts_at + MINUTE), copy("slot", day_id=of("planned_day"))],
    ),
    "slots_have_a_length": Case([change("slot", ends_at=F("starts_at"))]),
    "meetings_have_a_length": Case([change("meeting", ends_at=F("starts_at"))]),
    "a_manager_is_in_one_meeting_at_a_time": Case(
        [
            another_meeting(startup_id=of("idle_startup")),
            another_meeting(startup_id=of("idle_startup"), later=timedelta(minutes=19)),
            another_meeting(startup_id=of("idle_startup"), state="held"),
        ],
        [
            at_the_end(startup_id=of("idle_startup")),
            another_meeting(startup_id=of("idle_startup"), state="cancelled"),
            another_meeting(startup_id=of("idle_startup"), state="missed"),
        ],
    ),
    "a_startup_is_in_one_meeting_at_a_time": Case(
        [
            another_meeting(manager_id=of("chief")),
            another_meeting(manager_id=of("chief"), later=timedelta(minutes=-19)),
            another_meeting(manager_id=of("chief"), state="held"),
        ],
        [at_the_end(manager_id=of("chief")), another_meeting(manager_id=of("chief"), state="cancelled")],
    ),
    "meetings_meeting(uid)": Case([copy("meeting", state="cancelled")]),
    "meetings_startupoutcome(meeting_id)": Case(
        [copy("startup_outcome")], [copy("startup_outcome", meeting_id=of("meeting"))]
    ),
    "meetings_calendarfeed(key)": Case([copy("feed", membership_id=of("membership"))]),
    "meetings_calendarfeed(membership_id)": Case(
        [copy("feed", key="en annan")], [copy("feed", key="en annan", membership_id=of("membership"))]
    ),
    "meetings_calendarfeed(contact_id)": Case([copy("startup_feed", key="en annan")]),
    "meetings_agenda(uid)": Case([copy("agenda", manager_id=of("chief"))]),
    "one_agenda_a_manager_and_day": Case(
        [copy("agenda", uid=lambda w: uuid.uuid4())],
        [copy("agenda", uid=lambda w: uuid.uuid4(), manager_id=of("chief"))],
    ),
    "one_agenda_a_contact_and_day": Case(
        [copy("startup_agenda", uid=lambda w: uuid.uuid4())],
        [copy("startup_agenda", uid=lambda w: uuid.uuid4(), day_id=of("planned_day"))],
    ),
    "an_agenda_has_one_reader": Case([change("agenda", manager=None), change("agenda", contact_id=of("contact"))]),
    "meetings_calendarfeed(day_id)": Case(
        [copy("day_feed", key="en annan")], [copy("day_feed", key="en annan", day_id=of("planned_day"))]
    ),
    "a_feed_has_one_reader": Case(
        [
            change("feed", membership=None),
            change("feed", contact_id=of("contact")),
            change("feed", day_id=of("planned_day")),
            change("startup_feed", day_id=of("planned_day")),
        ]
    ),
    "meetings_wall(key)": Case([copy("wall", day_id=of("day"))]),
    "meetings_wall(day_id)": Case([copy("wall", key="en annan")], [copy("wall", key="en annan", day_id=of("day"))]),
    "one_printout_of_a_whole_day": Case(
        [copy("day_printout")], [copy("day_printout", day_id=of("day")), copy("day_printout", manager_id=of("chief"))]
    ),
    "results_are_of_the_whole_day": Case([change("results", startup_id=of("startup"))]),
    "a_startup_is_thanked_once_a_day": Case([copy("thanks")], [copy("thanks", day_id=of("day"))]),
    "one_printout_a_manager_and_day": Case(
        [copy("manager_printout")], [copy("manager_printout", manager_id=of("chief"))]
    ),
    "one_printout_a_startup_and_day": Case([copy("printout")], [copy("printout", startup_id=of("idle_startup"))]),
    "a_printout_has_one_reader": Case([change("printout", manager_id=of("chief"))]),
    "printouts_that_are_made_have_pages": Case([change("printout", content=None), change("printout", made_at=None)]),
    "one_delay_a_side_and_meeting": Case(
        [copy("delay")], [copy("delay", side="startup"), copy("delay", meeting_id=of("meeting"))]
    ),
    "delays_are_taken_back_after_they_were_said": Case(
        [change("delay", taken_back_at=F("said_at") - timedelta(seconds=1))],
        [change("delay", taken_back_at=F("said_at"))],
    ),
    "a_date_of_a_startup_has_a_step": Case(
        [change("startup_outcome", next_step="", follow_up_on=NOW.date())],
        [change("startup_outcome", next_step="pilot", follow_up_on=NOW.date())],
    ),
    "meetings_outcome(meeting_id)": Case([copy("outcome")], [copy("outcome", meeting_id=of("meeting"))]),
}

PILOTS = {
    "pilots_end_after_they_begin": Case(
        [change("pilot", ends_on=F("starts_on"))],
        [change("pilot", ends_on=lambda w: w.pilot.starts_on + timedelta(days=1))],
    ),
    "pilots_have_a_budget": Case([change("pilot", budget=0)], [change("pilot", budget=1)]),
    "decided_pilots_have_a_day": Case(
        [change("pilot", state="scaled_up"), change("pilot", state="ended")],
        [change("pilot", state="ended", decided_at=NOW), change("charter_pilot", state="running")],
    ),
    "abandoned_pilots_say_why": Case(
        [
            change("charter_pilot", state="abandoned"),
            change("charter_pilot", state="abandoned", abandoned_at=NOW),
            change("abandoned_pilot", abandoned_because=""),
            change("abandoned_pilot", abandoned_at=None),
        ],
        [change("abandoned_pilot", state="charter", abandoned_at=None, abandoned_because="")],
    ),
    "pilots_pilot(match_id)": Case([copy("pilot")], [copy("pilot", match_id=of("met"))]),
    "a_target_differs_from_its_baseline": Case(
        [change("threshold", target=F("baseline"))], [change("threshold", target=F("baseline") + 1)]
    ),
    "costs_are_above_nought": Case(
        [change("cost", amount=0), change("cost", amount=-1)], [change("cost", amount="0.01")]
    ),
    "decisions_of_a_pilot_are_numbered": Case([copy("going_on")], [copy("going_on", number=2)]),
    "one_final_decision_a_pilot": Case(
        [copy("final", number=4), copy("final", number=4, kind="scale_up")],
        [copy("final", number=4, kind="iterate", new_end="2030-01-01")],
    ),
    "decisions_have_a_reason": Case([change("final", reason="")], [change("final", reason="Ja")]),
    "going_on_has_a_new_end": Case([change("going_on", new_end=None)], [change("final", new_end=None)]),
    "resolved_obstacles_say_how": Case(
        [
            change("resolved_obstacle", resolution=""),
            change("resolved_obstacle", resolved_at=None),
            change("obstacle", state="resolved"),
        ],
        [change("obstacle", resolution="", resolved_at=None)],
    ),
    "left_obstacles_have_a_day": Case(
        [change("obstacle", state="left", resolved_at=None)], [change("obstacle", state="left", resolved_at=NOW)]
    ),
    **{
        f"pilots_{thing.replace('_', '')}(form_key)": Case(
            [copy(thing)], [copy(thing, form_key=None), copy(thing, form_key=uuid.uuid4())]
        )
        for thing in ("check_in", "cost", "lesson", "obstacle")
    },
}

DIGESTS = {
    "digests_digestchoice(membership_id)": Case(
        [copy("digest_choice", key="en-annan")],
        [copy("digest_choice", key="en-annan", membership_id=lambda w: w.team.memberships[0].pk)],
    ),
    "digests_digestchoice(key)": Case(
        [copy("digest_choice", membership_id=lambda w: w.team.memberships[0].pk)],
        [copy("digest_choice", key="en-annan", membership_id=lambda w: w.team.memberships[0].pk)],
    ),
    "one_digest_a_person_and_period": Case(
        [copy("digest")], [copy("digest", period="2026-01-13"), copy("digest", pace="weekly")]
    ),
}

REPORTS = {
    "management_group_names_differ": Case(
        [copy("group")], [copy("group", name="En annan"), copy("group", organisation_id=of("elsewhere"))]
    ),
    "periods_end_after_they_begin": Case(
        [change("report", period_to=lambda w: w.report.period_from - timedelta(days=1))],
        [change("report", period_to=F("period_from"))],
    ),
    "editions_are_numbered": Case([copy("report")], [copy("report", edition=2)]),
    "ready_reports_have_a_file": Case(
        [
            change("report", file=""),
            change("report", sha256=""),
            change("report", ready_at=None),
            change("failed_report", state="ready"),
        ],
        [change("report", state="failed", file="", sha256="", ready_at=None)],
    ),
}
