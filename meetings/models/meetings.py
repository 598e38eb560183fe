"""Meetings, which can never be double booked."""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Count, Deferrable, Exists, F, Func, OuterRef, Q, Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.querysets import OrganisationQuerySet
from history.days import on_days
from history.models import HistoryModel
from history.questions import Now
from meetings.models.days import MatchmakingDay, Room, Slot
from meetings.rooms import table
from meetings.slots import Span
from meetings.states import (
    FOLLOWED_UP,
    MEETING_COLOURS,
    MEETING_TRANSITIONS,
    TAKING_TIME,
    DayState,
    MeetingState,
    NextStep,
    StartupStep,
)
from startups.models import Contact, Match, Startup, StartupInvitation
from startups.states import MEETABLE

# What is counted as a follow-up, said here for all who count.
LED_ON = Q(outcome__next_step__in=FOLLOWED_UP)


class MeetingQuerySet(OrganisationQuerySet["Meeting"]):
    def held_by(self, user: User) -> Self:
        return self.filter(manager=user)

    def coming(self) -> Self:
        return self.filter(state=MeetingState.BOOKED, ends_at__gt=Now())

    def outside_todays_days(self) -> Self:
        """All but those of an open matchmaking day that is today: that day has a page of its own."""
        return self.exclude(day__date=timezone.localdate(), day__state=DayState.OPEN)

    def awaiting_outcome(self) -> Self:
        return self.filter(state=MeetingState.BOOKED, ends_at__lte=Now())

    def awaiting_startup_outcome(self) -> Self:
        """`Meeting.awaits_startup_outcome` of many."""
        begun = self.not_cancelled().filter(starts_at__lte=Now())
        return begun.filter(match__state__in=MEETABLE, startup_outcome=None)

    def held(self) -> Self:
        return self.filter(state=MeetingState.HELD)

    def with_follow_up(self) -> Self:
        """Held meetings that led on: to another meeting, or to the proposal of a pilot."""
        return self.held().filter(LED_ON)

    def count_held(self) -> dict[str, int]:
        """How many were held, and how many of them `with_follow_up()`, in one query."""
        return self.held().aggregate(held=Count("pk"), follow_ups=Count("pk", filter=LED_ON))

    def with_mutual_yes(self) -> Self:
        """Held meetings after which both want to try a pilot."""
        return self.held().filter(outcome__next_step=NextStep.PILOT, startup_outcome__next_step=StartupStep.PILOT)

    def referred_to(self, unit_id: int) -> Self:
        """Held meetings whose startup suits this unit better, until it has said no or the startup is booked again."""
        later = Meeting.objects.not_cancelled().filter(
            match=OuterRef("match"), created_at__gt=OuterRef("outcome__left_at")
        )
        referred = Q(outcome__next_step=NextStep.REFER, outcome__refer_to=unit_id, outcome__refer_declined_at=None)
        return self.held().filter(referred, ~Exists(later), match__state__in=MEETABLE)

    def between(self, first: date, last: date) -> Self:
        """Those that begin on one of the days from `first` to `last`, both included (local time)."""
        return self.filter(on_days("starts_at", first, last))

    def taking_time(self) -> Self:
        return self.filter(state__in=TAKING_TIME)

    def not_cancelled(self) -> Self:
        """Booked and so it stayed, whether the two met or not."""
        return self.exclude(state=MeetingState.CANCELLED)

    def during(self, span: Span) -> Self:
        """Those that take some of the same time."""
        return self.filter(starts_at__lt=span.ends_at, ends_at__gt=span.starts_at)

    def with_either(self, manager: User | None, startup: Startup) -> Self:
        return self.filter(Q(manager=manager) | Q(startup=startup))

    def same(self, match: Match, manager: User, span: Span) -> Self:
        """The very same meeting: a second press of the button."""
        return self.filter(match=match, manager=manager, starts_at=span.starts_at, state=MeetingState.BOOKED)

    def spans(self) -> list[Span]:
        return [Span(*times) for times in self.values_list("starts_at", "ends_at")]

    def in_thread(self, user: User, need_ids: Collection[int]) -> Self:
        return self.visible_to(user).filter(match__challenge__needs__in=need_ids)


def _one_at_a_time(column: str) -> tuple[Func, str]:
    """A column as an int8range of one number: comparable with && under a plain GiST index, without btree_gist."""
    return (Func(F(column), F(column), Value("[]"), function="int8range"), RangeOperators.OVERLAPS)


class Meeting(HistoryModel):
    """A line manager and a startup for twenty minutes about one match."""

    URL_NAME = "meetings:meeting"
    TRANSITIONS = MEETING_TRANSITIONS
    STATE_COLOURS = MEETING_COLOURS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="meetings")
    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("matchning"))
    startup = models.ForeignKey(Startup, on_delete=models.PROTECT, related_name="meetings")
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("linjechef")
    )
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    day = models.ForeignKey(MatchmakingDay, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    # Where on the day: a place among those of the room, so that no two meetings have it at once. None where the room
    # holds as many as one likes.
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    seat = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    state = models.CharField(
        _("läge"), max_length=20, choices=MeetingState, default=MeetingState.BOOKED, editable=False
    )
    starts_at = models.DateTimeField(_("börjar"))
    ends_at = models.DateTimeField(_("slutar"))
    period = models.GeneratedField(
        expression=Func(F("starts_at"), F("ends_at"), Value("[)"), function="tstzrange"),
        output_field=DateTimeRangeField(),
        db_persist=True,
    )
    place = models.CharField(_("plats"), max_length=500)
    # What calendars know the meeting by (RFC 5545): UID stays, SEQUENCE rises with every change.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The manager's own, before and during the meeting; they become the outcome's text.
    notes = models.TextField(_("dina anteckningar"), max_length=1000, blank=True)
    # When each side was reminded of telling how it went: once, and never again.
    manager_reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    startup_reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("startupmöte")
        verbose_name_plural = _("startupmöten")
        indexes = [
            models.Index(fields=["organisation", "-starts_at", "-id"], name="meetings_newest"),
            models.Index(fields=["manager", "starts_at"], name="meetings_of_manager"),
        ]
        # Those of one at a time hold after every statement, and where meetings change places, after all of them.
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meetings_have_a_length"),
            ExclusionConstraint(
                name="a_manager_is_in_one_meeting_at_a_time",
                expressions=[_one_at_a_time("manager"), (F("period"), RangeOperators.OVERLAPS)],
                condition=Q(state__in=TAKING_TIME),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("Linjechefen har redan ett möte då. Välj en annan tid"),
            ),
            ExclusionConstraint(
                name="a_startup_is_in_one_meeting_at_a_time",
                expressions=[_one_at_a_time("startup"), (F("period"), RangeOperators.OVERLAPS)],
                condition=Q(state__in=TAKING_TIME),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("Startupen har redan ett möte då. Välj en annan tid"),
            ),
            ExclusionConstraint(
                name="a_seat_is_for_one_meeting_at_a_time",
                expressions=[_one_at_a_time("room"), _one_at_a_time("seat"), (F("period"), RangeOperators.OVERLAPS)],
                # A range from NULL to NULL is everything, and would clash with all others.
                condition=Q(state__in=TAKING_TIME, room__isnull=False, seat__isnull=False),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("Rummet är upptaget då. Välj en annan tid"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.startup} {date_format(timezone.localtime(self.starts_at), 'DATETIME_FORMAT')}"

    def thread_needs(self) -> Collection[int]:
        return self.match.thread_needs()

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def changes_until(self) -> datetime | None:
        """Until when the startup moves and cancels it by itself; None where the organisation wants to hear first."""
        hours = self.organisation.self_service_hours
        return None if hours is None else self.starts_at - timedelta(hours=hours)

    @property
    def startup_may_change(self) -> bool:
        """Booked, with something that may still come of it, and the hour until which the startup does so has not come."""
        until = self.changes_until
        in_time = until is not None and until > timezone.now() and not self.has_begun
        return in_time and self.state == MeetingState.BOOKED and self.match.state in MEETABLE

    @property
    def awaits_outcome(self) -> bool:
        """Over, and nobody has said yet how it went."""
        return self.state == MeetingState.BOOKED and self.is_over

    @property
    def awaits_startup_outcome(self) -> bool:
        """Begun, and the startup, of which something may still come, has not said how it went."""
        took_place = self.has_begun and self.state != MeetingState.CANCELLED
        return took_place and self.match.state in MEETABLE and not hasattr(self, "startup_outcome")

    @property
    def startup_may_correct(self) -> bool:
        """The startup said today how it went."""
        told = getattr(self, "startup_outcome", None)
        return told is not None and timezone.localdate(told.left_at) == timezone.localdate()

    @property
    def has_mutual_yes(self) -> bool:
        """Both want to try a pilot."""
        both = getattr(self, "outcome", None), getattr(self, "startup_outcome", None)
        return self.state == MeetingState.HELD and all(told and told.next_step == NextStep.PILOT for told in both)

    @cached_property
    def invitation(self) -> StartupInvitation | None:
        """The match's latest invitation that is not revoked; of a cancelled meeting the latest of all, for whoever was
        told of the meeting must hear that too."""
        known = self.match.invitations.select_related("contact")
        return known.filter(revoked_at=None).first() or (
            known.first() if self.state == MeetingState.CANCELLED else None
        )

    @property
    def table(self) -> str:
        """Where in the house the two meet; empty where the day has no rooms."""
        return table(self.room.name, self.room.capacity, self.seat) if self.room else ""

    @property
    def contact(self) -> Contact | None:
        """Whom letters to the startup go to."""
        return self.invitation.contact if self.invitation else None
