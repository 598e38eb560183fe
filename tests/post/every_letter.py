"""Every letter there is, as the deed that writes it; what is new must be entered here."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts import actions as reception
from accounts.models import Invitation
from digests.actions import write_digest
from digests.models import Digest
from ignite.feedback import pass_on_feedback
from meetings.actions import (
    agendas,
    days,
    delays,
    freed,
    meetings,
    offers,
    plans,
    questionnaires,
    reminders,
    thanks,
    wishes,
)
from meetings.freed import Gap
from meetings.models import Agenda, AskedPair, DayAnswer, FreedTime, Meeting, Questionnaire
from meetings.slots import Span
from meetings.states import Side
from needs.actions import challenges, needs, rounds
from needs.states import NeedState
from pilots import actions as pilots
from post.models import Letter, LetterState
from reports import actions as reports
from reports.models import Report
from reports.states import ReportState
from startups.actions import closing, portal, reminding, shortlist
from startups.models import StartupInvitation
from tests import factories
from tests.world import World

FOLDER = settings.ROOT / "templates" / "letters"
LATER = factories.at(timezone.localdate() + timedelta(days=50), 13)
SPAN = Span(LATER, LATER + timedelta(minutes=20))
LESSONS = [{"title": "Börja smått", "saw": "Två räckte"}]
ANSWER = {"how": "Vi läser in talet.", "pilot_plan": "Sex veckor.", "price": 65_000}


def _answer_for_another(w: World) -> None:
    need = factories.a_need(w.staff, on_behalf_of="Natt Nilsson", on_behalf_email="natt@exempel.example")
    needs.answer_need(need, to=NeedState.PARKED, reason="Vi väntar.", by=w.chief)


def _assess_the_last(w: World) -> None:
    rounds.hand_in_assessment(w.candidate, points={}, comment="", abstains=True, by=w.team)


def _leave_with_a_meeting_ahead(w: World) -> None:
    w.challenge.owner = w.team
    w.challenge.save()
    portal.decline(w.answered.invitations.get(), reason="Ont om tid")


def _cannot_after_all(w: World) -> None:
    slot = w.day.slots.all()[0]
    factories.a_meeting(w.answered, w.manager, starts_at=slot.starts_at, day=w.day, slot=slot)
    wishes.keep_away(DayAnswer(day=w.day, manager=w.manager), spans=[slot.span])


def _cancel_for_another(w: World) -> None:
    w.challenge.owner = w.team
    w.challenge.save()
    meetings.cancel_meeting(Meeting.objects.get(pk=w.meeting.pk), reason="Snö", seen=0, by=w.chief)


def _say_when(w: World) -> None:
    link = factories.an_invitation(factories.a_match(w.challenge, state="answered"), w.chief)
    portal.offer_times(link, spans=[(SPAN.starts_at, SPAN.ends_at)])


def _accept_a_late_answer(w: World) -> None:
    factories.a_proposal(w.link, late="waiting")
    closing.judge_late(w.match, accepts=True, reason="Det hann bara inte fram.", by=w.chief)


def _open_again(w: World) -> None:
    factories.an_invitation(factories.a_match(w.closed_challenge, state="invited"), w.chief)
    challenges.reopen_challenge(w.closed_challenge, answers_by=LATER.date(), by=w.chief)


def wait_in_vain(w: World) -> None:
    """The invitation lies two days back."""
    StartupInvitation.objects.filter(pk=w.link.pk).update(created_at=timezone.now() - timedelta(days=2))
    Letter.objects.filter(to=w.contact.email).delete()


def _remind_of_answers(w: World) -> None:
    wait_in_vain(w)
    reminding.remind_silent(w.challenge, by=w.chief)


def _open_a_round(w: World) -> None:
    w.planned_round.candidates.create(need=w.need)
    rounds.open_round(w.planned_round, by=w.chief)


def _open_a_day(w: World) -> None:
    w.planned_day.startups.add(w.startup)
    days.open_day(w.planned_day, by=w.chief)


def _an_afternoon(w: World) -> None:
    today = timezone.localdate()
    factories.a_meeting(w.match, w.manager, starts_at=factories.at(today, 13))
    reminders.remind(factories.at(today, 16))


def the_worker_writes() -> None:
    """What is gathered about days' meetings, as if it had waited long enough."""
    for agenda in Agenda.objects.filter(is_waiting=True):
        Agenda.objects.filter(pk=agenda.pk).update(due_at=timezone.now())
        agendas.tell(agenda.pk)


def _publish(w: World) -> None:
    plans.publish_plan(w.planned_day, by=w.chief)
    the_worker_writes()


def book_on_a_day(w: World) -> None:
    slot = w.day.slots.first()
    w.things["day_meeting"] = meetings.book_meeting(
        match=w.answered, manager=w.manager, span=slot.span, place="", by=w.chief, day=w.day, slot=slot
    )
    the_worker_writes()


def _cancel_on_a_day(w: World) -> None:
    book_on_a_day(w)
    meetings.cancel_meeting(w.day_meeting, reason="Snö", seen=0, by=w.chief)
    the_worker_writes()


def _both_are_late(w: World) -> None:
    meeting = factories.a_meeting(w.answered, w.manager, starts_at=timezone.now(), day=w.live_day)
    delays.be_late(meeting, by=w.manager)
    delays.be_late_as_startup(meeting, contact=w.answered.invitations.get().contact)


def _ask_for_wishes(w: World) -> None:
    wishes.ask_for_wishes(w.planned_day, wishes_by=timezone.localdate(), by=w.chief)


def _ask_managers(w: World) -> None:
    asked = Questionnaire(organisation=w.organisation, name="Hur tänker du nu?", closes_on=timezone.localdate())
    questionnaires.ask_managers(asked, questions=["Varför?"] * 3, managers=[w.manager], by=w.chief)


def _report(state: str, make: Callable[[Report], None]) -> Callable[[World], None]:
    def do(w: World) -> None:
        report = Report.objects.get(pk=w.failed_report.pk)
        Report.objects.filter(pk=report.pk).update(state=state, file=w.report.file.name, contents=w.report.contents)
        report.refresh_from_db()
        make(report)

    return do


def _forget_password(email: Callable[[World], str]) -> Callable[[World], None]:
    return lambda w: Client().post("/konto/losenord/glomt/", {"email": email(w)}) and None


def _undo_an_answer(w: World) -> None:
    needs.answer_need(w.need, to=NeedState.PARKED, reason="Vi väntar.", by=w.chief)
    Letter.objects.update(state=LetterState.SENT)
    needs.resume_need(w.need, by=w.chief)


def _withdraw_a_supported_need(w: World) -> None:
    needs.support_need(w.need, line="", unit=None, by=w.manager)
    needs.withdraw_need(w.need, by=w.staff)


def _a_morning(w: World) -> None:
    needs.submit_need(w.draft, drivers=[], by=w.staff)
    digest = Digest.objects.create(choice=w.digest_choice, pace="daily", period="idag", until=timezone.now())
    write_digest(digest.pk)


def a_time_becomes_free(w: World) -> None:
    AskedPair.objects.all().delete()
    w.things["free_side"], w.things["free_startup"] = Side.STARTUP, w.answered.startup
    gone = {"day": w.day, "slot": w.free_slot, "state": "cancelled"}
    factories.a_meeting(w.answered, w.manager, starts_at=w.free_slot.starts_at, **gone)


def _offer_a_time(w: World) -> None:
    a_time_becomes_free(w)
    freed.offer_times(w.day, [Gap(w.free_slot, Side.STARTUP, w.answered.startup)], by=w.chief)


def _lose_a_time(w: World) -> None:
    """Another manager had said yes too."""
    other = factories.a_person(w.organisation, factories.MANAGER)
    AskedPair.objects.create(offer=w.freed, manager=other, match=w.answered, manager_says=True)
    _say_yes(w.asked_pair)


def _lose_a_time_as_startup(w: World) -> None:
    w.day.startups.add(w.startup)
    FreedTime.objects.filter(pk=w.freed.pk).update(manager=w.manager, startup=None)
    AskedPair.objects.create(offer=w.freed, manager=w.manager, match=w.match, startup_says=True)
    _say_yes(w.asked_pair)


def _say_yes(pair: AskedPair) -> None:
    for side in Side:
        freed.answer_offer(pair, side=side, says_yes=True)


DEEDS: dict[str, Callable[[World], Any]] = {
    "challenge_opened": lambda w: challenges.open_challenge(w.draft_challenge, by=w.chief),
    "digest": _a_morning,
    "feedback": lambda w: pass_on_feedback(what="Knappen", email="ulf@exempel.example", organisation=w.organisation),
    "invitation": lambda w: reception.invite(
        Invitation(organisation=w.organisation, email="nu@exempel.example", name="Nu", roles=["staff"]), by=w.admin
    ),
    "manager_questions": _ask_managers,
    "meeting_booked": lambda w: meetings.book_meeting(
        match=w.answered, manager=w.manager, span=SPAN, place="Sal 3", by=w.chief
    ),
    "meeting_cancelled": lambda w: meetings.cancel_meeting(w.meeting, reason="Snö", seen=0, by=w.chief),
    "meeting_day_cancelled": lambda w: days.cancel_day(w.day, reason="Snö", by=w.chief),
    "day_agenda": _publish,
    "day_thanks": lambda w: thanks.thank_startups(w.past_day, {w.contact: "Tack för en bra dag."}, by=w.chief),
    "day_clash": _cannot_after_all,
    "day_changes": _cancel_on_a_day,
    "time_offered": _offer_a_time,
    "startup_time_offered": _offer_a_time,
    "time_gone": _lose_a_time,
    "startup_time_gone": _lose_a_time_as_startup,
    "meeting_day_open": _open_a_day,
    "meeting_day_wishes": _ask_for_wishes,
    "meeting_offers": lambda w: offers.offer_meeting(
        match=w.answered, manager=w.manager, spans=[SPAN], place="Sal 3", by=w.chief
    ),
    "meeting_owner": _cancel_for_another,
    "meeting_late": _both_are_late,
    "meeting_moved": lambda w: meetings.move_meeting(w.meeting, span=SPAN, place="Sal 3", seen=0, by=w.manager),
    "meetings_called_off": _leave_with_a_meeting_ahead,
    "outcome_reminder": _an_afternoon,
    "need_received": lambda w: needs.submit_need(w.draft, drivers=[], by=w.staff),
    "need_answered": _answer_for_another,
    "need_owner": lambda w: needs.give_owner(w.prioritised, owner=w.manager, by=w.chief),
    "need_resumed": _undo_an_answer,
    "need_withdrawn": _withdraw_a_supported_need,
    "password_reset_key": _forget_password(lambda w: w.staff.email),
    "pilot_abandoned": lambda w: pilots.abandon(w.charter_pilot, reason="Startupen drog sig ur.", by=w.chief),
    "pilot_budget": lambda w: pilots.change_budget(w.pilot, budget=80_000, reason="En enhet till.", by=w.chief),
    "pilot_resumed": lambda w: pilots.resume(w.abandoned_pilot, by=w.chief),
    "pilot_decided": lambda w: pilots.decide(w.pilot, kind="end", reason="Vi vet nog.", lessons=LESSONS, by=w.decider),
    "pilot_obstacle": lambda w: pilots.report_obstacle(
        w.pilot, kind="time", text="Ingen hinner", owner=w.chief, by=w.manager
    ),
    "pilot_started": lambda w: pilots.start(w.charter_pilot, by=w.chief),
    "report_failed": _report(ReportState.BEING_MADE, lambda report: reports.give_up(report, reason="Minnet tog slut")),
    "report_ready": _report(ReportState.BEING_MADE, reports._mail),
    "round_assessed": _assess_the_last,
    "round_opened": _open_a_round,
    "startup_answered": lambda w: portal.hand_in(w.link, texts=ANSWER, seen=""),
    "startup_closed": lambda w: challenges.close_challenge(w.challenge, by=w.chief),
    "startup_day_cancelled": lambda w: days.cancel_day(w.wishing_day, reason="Snö", by=w.chief),
    "startup_day_wishes": _ask_for_wishes,
    "startup_declined": lambda w: portal.decline(w.link, reason="Ont om tid"),
    "startup_invitation": lambda w: shortlist.send_new_link(w.link, by=w.chief),
    "startup_late": _accept_a_late_answer,
    "startup_outcome_reminder": _an_afternoon,
    "startup_receipt": lambda w: portal.hand_in(w.link, texts=ANSWER, seen=""),
    "startup_reminder": _remind_of_answers,
    "startup_reopened": _open_again,
    "startup_thanks": lambda w: shortlist.thank(w.match, reason="Ett annat förslag.", by=w.chief),
    "startup_times": _say_when,
    "unknown_account": _forget_password(lambda w: "ingen@exempel.example"),
}


def templates() -> set[str]:
    return {path.stem for path in FOLDER.iterdir() if not path.stem.startswith("_")}


def letters_of(do: Callable[[World], Any], w: World) -> list[Letter]:
    """The letters that a deed writes and that are still to leave."""
    before = list(Letter.objects.values_list("pk", flat=True))
    do(w)
    return list(Letter.objects.exclude(pk__in=before).filter(state=LetterState.WAITING).order_by("pk"))
