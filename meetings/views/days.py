"""Matchmaking days: the list, the grid, planning one, and booking in it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership, Organisation, User
from accounts.permissions import acting_in, is_chief, permit
from accounts.requests import AuthenticatedRequest, deed
from accounts.units import swedish
from entry.answers import done, form_page
from history.questions import objects_of, one_of
from history.templatetags.days import clock
from history.threads import thread_of
from listing.answers import answer_list
from meetings.actions.days import cancel_day, change_day, finish_day, open_day, plan_day
from meetings.actions.meetings import Clash, book_meeting
from meetings.availability import (
    SUGGESTED,
    away_times,
    bookable_managers,
    bookable_matches,
    free_slots,
    open_slots,
    times_without_room,
)
from meetings.forms.days import DayForm, copy_of, room_rows
from meetings.forms.meetings import CancelForm, DayBookingForm, in_words
from meetings.grid import Booked, Row, booked_on, grid_of, without_room
from meetings.lists import DAYS
from meetings.models import MatchmakingDay, Slot
from meetings.permissions import (
    can_be_asked_about,
    can_be_asked_after,
    can_be_finished,
    can_be_opened,
    collects_wishes,
    has_been,
    is_among_managers,
    is_being_prepared,
    is_changeable,
    may_book_on,
    may_plan,
    takes_bookings,
    takes_times,
)
from meetings.readiness import lines_of
from meetings.slots import Span
from meetings.states import TAKING_TIME
from meetings.wishing import DayWishes
from startups.models import Startup

Away = Mapping[Any, Sequence[Span]]


@login_required
def day_list(request: AuthenticatedRequest) -> HttpResponse:
    """The organisation's matchmaking days."""
    membership = acting_in(request)
    days = MatchmakingDay.objects.visible_to(request.user).of(membership.organisation)
    return answer_list(request, DAYS, days, membership=membership)


@login_required
def day_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The grid of one day: who meets whom and where there is room."""
    day = _find(request, pk)
    managers: list[Any] = list(day.managers.all())
    away = away_times(day)
    books_for = _books_for(request.user, day, managers)
    ours, rows = ([], []) if is_being_prepared(day) else _grid(request.user, day, managers, books_for, away)
    last = max((slot.ends_at for slot in day.slots.all()), default=None)
    context = {
        "day": day,
        "managers": sorted(managers, key=lambda manager: swedish(manager.name)),
        "rows": rows,
        "slots": day.slots.all(),
        "startups": _with_counts(day, ours),
        "meeting_count": sum(row.meeting_count for row in rows),
        "without_room": ", ".join(f"{clock(t.starts_at)}–{clock(t.ends_at)}" for t in without_room(rows)),
        "missed_count": sum(row.missed_count for row in rows),
        "is_past": day.date < timezone.localdate(),
        "is_today": day.date == timezone.localdate(),
        "is_over": last is not None and last <= timezone.now(),
        "is_prepared": is_being_prepared(day),
        "may_book": any(m.pk in books_for for m in managers),
        "may_plan": may_plan(request.user, day),
        **_while_it_is_open(request.user, day, away),
        **_before_it_opens(request.user, day),
        "may_open": can_be_opened(day),
        "may_finish": can_be_finished(day),
        "has_been": has_been(day),
        "may_ask_managers": may_plan(request.user, day) and can_be_asked_after(day),
        "thread": thread_of(day, user=request.user),
        "history": day.history,
    }
    return render(request, "meetings/day.html", context)


def _books_for(user: User, day: MatchmakingDay, managers: list[Any]) -> set[int]:
    """The managers, as `bookable_managers()`, for whom the person who looks can book."""
    if not takes_bookings(day):
        return set()
    others = {m.pk for m in managers if m.is_active and m.is_here} if is_chief(user, day) else set()
    return {user.pk} | others


def _grid(
    user: User, day: MatchmakingDay, managers: list[Any], books_for: set[int], away: Away
) -> tuple[list[Booked], list[Row]]:
    """The day's meetings, and where each manager meets whom or can be booked by the person who looks."""
    met = booked_on(day)
    ours = [meeting for meeting in met if meeting.day == day.pk]
    taken = [(m.room, Span(m.starts_at, m.ends_at)) for m in ours if m.state in TAKING_TIME]
    rows = grid_of(
        managers=managers,
        slots=list(day.slots.all()),
        meetings=met,
        day_id=day.pk,
        user=user,
        books_for=books_for,
        now=timezone.now(),
        full=times_without_room(day, away=away, taken=taken) if books_for else (),
        away=away,
    )
    return ours, rows


def _before_it_opens(user: User, day: MatchmakingDay) -> dict[str, Any]:
    """What is to be done and mended while the day is prepared, by the chief and by a manager who takes part."""
    plans = may_plan(user, day)
    ahead = plans and is_being_prepared(day)
    return {
        "may_ask": plans and can_be_asked_about(day),
        "collects": collects_wishes(day),
        "may_wish": collects_wishes(day) and is_among_managers(user, day),
        "may_say_times": not collects_wishes(day) and is_among_managers(user, day) and takes_times(day),
        "was_asked": plans and day.wishes_by is not None,
        "awaited": day.answers.awaited().count() if ahead else 0,
        "readiness": lines_of(DayWishes(day)) if ahead else [],
        "is_ahead": ahead,
    }


def _while_it_is_open(user: User, day: MatchmakingDay, away: Away) -> dict[str, Any]:
    """What the chief does when somebody cannot come, and who has been said to be away in times that are still ahead."""
    repairs = may_plan(user, day) and takes_bookings(day)
    now = timezone.now()
    are_some = repairs and any(time.ends_at > now for times in away.values() for time in times)
    ahead = [said for said in day.away.all() if said.ends_at > now] if are_some else []
    prefetch_related_objects(ahead, "manager", "startup", "room")
    return {"may_repair": repairs, "away": ahead}


def _find(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    day: MatchmakingDay = one_of(_whole_days, request.user, pk)
    members = Membership.objects.filter(user=OuterRef("pk"), organisation=day.organisation_id)
    prefetch_related_objects([day], Prefetch("managers", User.objects.annotate(is_here=Exists(members))))
    return day


def _whole_days(user: User) -> QuerySet[MatchmakingDay]:
    days = MatchmakingDay.objects.visible_to(user).select_related("organisation")
    return days.prefetch_related("slots", "rooms")


def _with_counts(day: MatchmakingDay, meetings: list[Booked]) -> list[tuple[Any, int]]:
    """The day's startups, each with the number of its meetings."""
    count = Counter(meeting.startup for meeting in meetings)
    return [(startup, count[startup.pk]) for startup in objects_of(_ask_startups, given=[day.pk])]


def _ask_startups(day: Any) -> QuerySet[Startup]:
    return Startup.objects.filter(matchmaking_days=day).only("name").order_by("name")


@login_required
def day_new(request: AuthenticatedRequest) -> HttpResponse:
    """Planning a new day."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_plan)
    day = MatchmakingDay(organisation=membership.organisation)
    former = _copied(request, day.organisation)
    begins = copy_of(former) if former else {}
    form = DayForm(request.POST or None, instance=day, organisation=day.organisation, initial=begins)
    rooms = room_rows(request.POST or None, day, former=former)
    if request.method == "POST" and all([form.is_valid(), rooms.is_valid()]):
        people = {name: form.cleaned_data[name] for name in ("managers", "startups")}
        plan_day(day, **people, rooms=rooms.rows, by=request.user)
        return done(request, _("Matchdagen är planerad. Be om önskemål, eller öppna den för bokning."), day)
    return form_page(request, "meetings/day_form.html", form, day=day, rooms=rooms, former=former)


def _copied(request: AuthenticatedRequest, organisation: Organisation) -> MatchmakingDay | None:
    """The former day that a new one begins as."""
    wanted = request.GET.get("copy", "")
    days = MatchmakingDay.objects.visible_to(request.user).of(organisation)
    return days.filter(pk=int(wanted)).first() if wanted.isdecimal() else None


@login_required
def day_change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Changing a planned day, or who takes part in an open one."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=is_changeable)
    form = DayForm(request.POST or None, instance=day, organisation=day.organisation)
    rooms = room_rows(request.POST or None, day) if is_being_prepared(day) else None
    if request.method == "POST" and all([form.is_valid(), rooms is None or rooms.is_valid()]):
        people = {name: form.cleaned_data[name] for name in ("managers", "startups")}
        change_day(day, **people, rooms=rooms.rows if rooms else None, by=request.user)
        return done(request, _("Ändringen är sparad."), day)
    return form_page(request, "meetings/day_form.html", form, day=day, rooms=rooms)


@deed
def day_open(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Opens the day for booking."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=is_being_prepared)
    open_day(day, by=request.user)
    return done(request, _("Matchdagen är öppen för bokning. Linjecheferna har fått ett brev."), day)


@deed
def day_finish(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Says that the day is over."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=can_be_finished)
    finish_day(day, by=request.user)
    return done(request, _("Matchdagen är avslutad."), day)


@login_required
def day_cancel(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Calls the whole day off, with a reason."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=is_changeable)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = cancel_day(day, reason=form.cleaned_data["reason"], by=request.user)
        words = ngettext(
            "Matchdagen är inställd. %(count)s möte är avbokat.",
            "Matchdagen är inställd. %(count)s möten är avbokade.",
            count,
        )
        return done(request, words % {"count": count}, day)
    return form_page(request, "meetings/day_cancel.html", form, day=day)


@login_required
def day_book(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Booking a meeting in one of the day's slots: a manager for herself, the chief for any of the day's managers."""
    day = _find(request, pk)
    permit(request.user, day, who=may_book_on, when=takes_bookings)
    manager, form = _day_booking_form(request, day)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        manager, match, slot = chosen.get("manager") or request.user, chosen["match"], chosen["slot"]
        try:
            meeting = book_meeting(
                match=match, manager=manager, span=slot.span, place=day.place, by=request.user, day=day, slot=slot
            )
        except Clash as clash:
            if clash.party == "both":
                form.add_error("match", f"{clash}.")
            else:
                form.refuse(_with_free_times(str(clash), free_slots(day, manager, match.startup)))
        else:
            return done(
                request,
                _("Mötet är bokat. Båda får ett brev med alla sina möten den dagen."),
                day if "grid" in request.POST else meeting,
            )
    elif form.is_too_late:
        slots = free_slots(day, manager, form.cleaned_data["match"].startup)
        form.refuse(_with_free_times(_("Tiden är inte ledig längre"), slots))
    return form_page(request, "meetings/day_book.html", form, day=day, manager=manager)


def _day_booking_form(request: AuthenticatedRequest, day: MatchmakingDay) -> tuple[User | None, DayBookingForm]:
    """The form, and for which manager it is; a chosen cell of the grid comes along as manager and slot."""
    asked = request.POST or request.GET
    for_others = is_chief(request.user, day)
    wanted = asked.get("manager", "") if for_others else str(request.user.pk)
    people = bookable_managers(day)
    managers = {str(m.pk): m for m in people}
    manager = managers.get(wanted) or managers.get(str(request.user.pk))
    slots = open_slots(day, manager)
    chosen = next((s for s in slots if str(s.pk) == asked.get("slot")), None)
    form = DayBookingForm(
        request.POST or None,
        managers=people,
        slots=day.slots.filter(pk__in=[slot.pk for slot in slots]),
        matches=bookable_matches(day, **({"manager": manager, "slot": chosen} if request.method == "GET" else {})),
        manager=manager,
        for_others=for_others,
        initial={"manager": manager, "slot": chosen, "match": asked.get("match")},
    )
    return manager, form


def _with_free_times(taken: str, slots: list[Slot]) -> str:
    """That the time is taken, and the next ones that both have free."""
    if not slots:
        return _("%(taken)s. Ni har inga fler gemensamma lediga tider den här dagen.") % {"taken": taken}
    times = ", ".join(in_words(slot.span, with_day=False) for slot in slots[:SUGGESTED])
    return _("%(taken)s. Lediga tider för er båda: %(times)s") % {"taken": taken, "times": times}
