"""Meetings: the list, one meeting, booking, moving and cancelling one, its calendar file."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import missing
from accounts.models import Membership, Role, User
from accounts.permissions import acting_in, is_chief, permit
from accounts.requests import AuthenticatedRequest
from entry.answers import done, form_page
from entry.shown import mark
from history.questions import one_of
from history.threads import thread_of
from listing.answers import answer_list
from meetings.actions.meetings import Clash, book_meeting, cancel_meeting, move_meeting
from meetings.availability import free_offered_times, free_slots, next_free_times
from meetings.forms.meetings import BookForm, CancelForm, MoveToSlotForm, OwnTimeForm, in_words
from meetings.forms.outcomes import NotesForm
from meetings.letters import calendar_for, page_of
from meetings.lists import AWAITING, COMING, MEETINGS, NEWEST, NO_MEETINGS, SOONEST
from meetings.models import Meeting, StartupOutcome
from meetings.permissions import (
    awaits_the_unit,
    can_be_corrected,
    can_be_moved,
    is_meetable,
    is_off,
    is_open,
    lies_ahead,
    may_change,
    may_leave_outcome,
    may_read_startup_outcome,
    may_take_notes,
    may_take_up_reference,
    takes_notes,
    takes_outcome,
)
from meetings.slots import Span
from meetings.states import MeetingState, NextStep
from meetings.views.cards import card_of
from startups.models import Match
from startups.permissions import may_book
from startups.states import MatchState

HEAVY = ("startup__search", "match__challenge__search")


@login_required
def meeting_list(request: AuthenticatedRequest) -> HttpResponse:
    """Meetings: those ahead, those that wait for an outcome, or all."""
    membership = acting_in(request)
    asked = request.GET.copy()
    if "manager" not in asked and _meets_for_herself(membership):
        asked["manager"] = "me"
    asked.setdefault("when", COMING)
    when = asked["when"]
    return answer_list(
        request,
        MEETINGS,
        Meeting.objects.visible_to(request.user).of(membership.organisation),
        membership=membership,
        asked=asked,
        sorts=MEETINGS.sorts if when == COMING else (NEWEST, SOONEST, *MEETINGS.sorts[2:]),
        empty=NO_MEETINGS.get(when),
        tabs=_tabs(when),
    )


def _meets_for_herself(membership: Membership) -> bool:
    """A line manager first sees her own meetings; whoever plans or follows up sees everybody's."""
    return Role.LINE_MANAGER in membership.roles and Role.DEVELOPMENT_CHIEF not in membership.roles


def _tabs(when: str) -> list[tuple[Any, str, bool]]:
    tabs = [
        (_("Kommande"), "?when=coming", when == COMING),
        (_("Väntar på utfall"), "?when=awaiting", when == AWAITING),
        (_("Alla möten"), "?when=all", when not in (COMING, AWAITING)),
    ]
    return [*tabs, (_("Matchdagar"), reverse("meetings:days"), False)]


@login_required
def meeting_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One meeting with its thread, its history and what can be done next."""
    meeting = find_meeting(request, pk)
    notes_form = NotesForm(instance=meeting) if may_take_notes(request.user, meeting) and takes_notes(meeting) else None
    context = {
        "meeting": meeting,
        "outcome": getattr(meeting, "outcome", None),
        "startup_outcome": _told_by_startup(meeting, request.user),
        **card_of(meeting),
        "shows_card": takes_notes(meeting),
        "notes_form": notes_form,
        "next_deed": next_deed(meeting, request.user),
        "lies_ahead": lies_ahead(meeting),
        "is_off": is_off(meeting.match),
        "may_change": may_change(request.user, meeting) and lies_ahead(meeting),
        "may_correct": may_leave_outcome(request.user, meeting) and can_be_corrected(meeting),
        "thread": thread_of(meeting, user=request.user),
        "history": meeting.history,
        "shown": mark(request, [notes_form] if notes_form else []),
        **missing(request.user, meeting, *(person.email for person in (meeting.manager, meeting.contact) if person)),
    }
    return render(request, "meetings/meeting.html", context)


def _told_by_startup(meeting: Meeting, user: User) -> StartupOutcome | None:
    return getattr(meeting, "startup_outcome", None) if may_read_startup_outcome(user, meeting) else None


def find_meeting(request: AuthenticatedRequest, pk: int) -> Meeting:
    found: Meeting = one_of(_whole_meetings, request.user, pk)
    return found


def _whole_meetings(user: User) -> QuerySet[Meeting]:
    whole = Meeting.objects.visible_to(user).select_related(
        "organisation",
        "match__challenge",
        "match__proposal",
        "startup",
        "manager",
        "day",
        "outcome__refer_to",
        "outcome__left_by",
        "startup_outcome__contact",
    )
    return whole.defer(*HEAVY)


def next_deed(meeting: Meeting, user: User) -> tuple[str, str] | None:
    """What the person should do next with the meeting: the button's words and address."""
    if meeting.state == MeetingState.BOOKED:
        if takes_outcome(meeting):
            return _deed(may_leave_outcome(user, meeting), _("Lämna utfall"), "meetings:outcome", meeting.pk)
        if is_off(meeting.match) and may_change(user, meeting):
            return _deed(True, _("Avboka mötet"), "meetings:cancel", meeting.pk)
        return _deed(True, _("Lägg i kalendern"), "meetings:calendar", meeting.pk)
    match, books = meeting.match, may_book(user, meeting.match) and is_meetable(meeting.match)
    if meeting.state != MeetingState.HELD:
        return _deed(books, _("Boka ett nytt möte"), "meetings:book", match.pk)
    if meeting.outcome.next_step == NextStep.PILOT:
        starts = may_book(user, match) and match.can_move(MatchState.IN_PILOT)
        return _deed(starts, _("Starta en pilot"), "pilots:pilot_new", match.pk)
    if meeting.outcome.next_step == NextStep.FOLLOW_UP:
        return _deed(books, _("Boka uppföljningsmöte"), "meetings:book", match.pk)
    if meeting.outcome.next_step == NextStep.REFER:
        return _pass_on(meeting, user) if books else None
    thanks = meeting.outcome.next_step == NextStep.NO and match.can_move(MatchState.THANKED)
    return _deed(thanks and is_chief(user, match), _("Tacka startupen"), "startups:match", match.pk)


def _pass_on(meeting: Meeting, user: User) -> tuple[str, str] | None:
    """For a manager of the unit that suits the startup better to take it up, for the chief to book it for one of them."""
    if not may_take_up_reference(user, meeting) or not awaits_the_unit(meeting):
        return None
    unit, match = meeting.outcome.refer_to, meeting.match
    if not is_chief(user, match):
        return _("Ta ställning"), reverse("meetings:reference", args=[meeting.pk])
    managers = User.objects.of(match.organisation).with_role(Role.LINE_MANAGER)
    manager = managers.filter(membership__unit=unit).order_by("name", "pk").first()
    address = reverse("meetings:book", args=[match.pk]) + (f"?manager={manager.pk}" if manager else "")
    return _("Boka möte för %(unit)s") % {"unit": unit.name}, address


def _deed(may: bool, label: str, name: str, pk: int) -> tuple[str, str] | None:
    return (label, reverse(name, args=[pk])) if may else None


@login_required
def calendar(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The meeting as a file for the person's own calendar."""
    meeting = find_meeting(request, pk)
    method: Any = "CANCEL" if meeting.state == MeetingState.CANCELLED else "PUBLISH"
    response = HttpResponse(
        calendar_for(meeting, method=method, url=page_of(meeting), to=request.user.email),
        content_type=f"text/calendar; charset=utf-8; method={method}",
    )
    response["Content-Disposition"] = f'attachment; filename="startupmote-{meeting.pk}.ics"'
    return response


@login_required
def book(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A single meeting for a match: in one of the times the startup has offered, or at a time of one's own."""
    matches = Match.objects.visible_to(request.user).select_related("organisation", "challenge", "startup")
    match = get_object_or_404(matches, pk=pk)
    permit(request.user, match, who=may_book, when=is_meetable)
    manager, form = _book_form(request, match)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        manager, span = chosen.get("manager") or request.user, chosen["span"]
        try:
            meeting = book_meeting(match=match, manager=manager, span=span, place=chosen["place"], by=request.user)
        except Clash as clash:
            form.refuse(clash_words(clash, next_free_times(match, manager, span)))
        else:
            return done(request, _("Mötet är bokat. Båda får ett brev med en kalenderfil."), meeting)
    return form_page(request, "meetings/book.html", form, match=match, manager=manager, is_told=_has_contact(match))


def _book_form(request: AuthenticatedRequest, match: Match) -> tuple[User | None, BookForm]:
    """The form, and whose free times it offers: the person's own, or the manager the chief has chosen."""
    for_others = is_chief(request.user, match)
    manager: User | None = request.user
    if for_others:
        wanted = (request.POST or request.GET).get("manager") or str(match.challenge.owner_id)
        people = User.objects.of(match.organisation).with_role(Role.LINE_MANAGER)
        manager = people.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    form = BookForm(
        request.POST or None,
        times=free_offered_times(match, manager),
        organisation=match.organisation,
        for_others=for_others,
        initial={"manager": manager, "place": match.organisation.video_link},
    )
    return manager, form


def _has_contact(match: Match) -> bool:
    return match.invitations.filter(revoked_at=None).exists()


def clash_words(clash: Clash, times: list[Span]) -> str:
    """That the time is taken, and the next ones that both have free."""
    if not times:
        return f"{clash}."
    return _("%(taken)s. Lediga tider för båda: %(times)s") % {
        "taken": clash,
        "times": ", ".join(in_words(span) for span in times),
    }


@login_required
def move(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Another time for the meeting."""
    meeting = find_meeting(request, pk)
    permit(request.user, meeting, who=may_change, when=can_be_moved)
    form = _move_form(request, meeting)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        slot = chosen.get("slot")
        span, place = (slot.span, meeting.place) if slot else (chosen["span"], chosen["place"])
        seen = chosen["seen"] if chosen["seen"] is not None else meeting.sequence
        try:
            move_meeting(meeting, span=span, place=place, slot=slot, seen=seen, by=request.user)
        except Clash as clash:
            times = next_free_times(meeting.match, meeting.manager, span, but=meeting)
            form.refuse(f"{clash}." if slot else clash_words(clash, times))
        else:
            return done(request, _("Mötet är flyttat. Båda får ett brev med den nya tiden."), meeting)
    return form_page(request, "meetings/meeting_move.html", form, meeting=meeting)


def _move_form(request: AuthenticatedRequest, meeting: Meeting) -> OwnTimeForm | MoveToSlotForm:
    """Within an open day its free slots; otherwise offered times, or one of one's own."""
    if meeting.day and is_open(meeting.day):
        slots = free_slots(meeting.day, meeting.manager, meeting.startup, but=meeting)
        others = [slot for slot in slots if slot.pk != meeting.slot_id]
        return MoveToSlotForm(request.POST or None, slots=others, initial={"seen": meeting.sequence})
    return OwnTimeForm(
        request.POST or None,
        times=free_offered_times(meeting.match, meeting.manager, but=meeting),
        initial={"place": meeting.place, "seen": meeting.sequence},
    )


@login_required
def cancel(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Cancels the meeting, with a reason that both get to read."""
    meeting = find_meeting(request, pk)
    permit(request.user, meeting, who=may_change, when=lies_ahead)
    form = CancelForm(request.POST or None, initial={"seen": meeting.sequence})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        reason = form.cleaned_data["reason"]
        cancel_meeting(meeting, reason=reason, seen=meeting.sequence if seen is None else seen, by=request.user)
        return done(request, _("Mötet är avbokat. Båda får ett brev."), meeting)
    return form_page(request, "meetings/meeting_cancel.html", form, meeting=meeting)
