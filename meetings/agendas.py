"""The letter about one person's meetings on a day: how they stand, what has changed since the last one, and calendar files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import override

from accounts.letters import sender_in
from accounts.models import User
from history.models import Entry
from history.templatetags.days import clock
from meetings.calendars import CalendarEvent, Method, Person, calendar_of
from meetings.letters import Reader, page_of, plain_event
from meetings.models import GUEST_LINK, Agenda, Meeting
from meetings.sentences import CALLED_OFF
from meetings.states import MeetingState
from post.actions import write_letter
from post.senders import Sender
from startups.models import StartupInvitation


@dataclass(frozen=True)
class Told:
    """One meeting as its reader hears of it: with whom; when it was to begin, if that is so no longer; to which other day it
    was moved, or why it is called off."""

    meeting: Meeting
    whom: str
    before: datetime | None = None
    moved_to: datetime | None = None
    reason: Any = ""

    @property
    def hours(self) -> str:
        return f"{clock(self.meeting.starts_at)}–{clock(self.meeting.ends_at)}"


@dataclass(frozen=True)
class News:
    """What has become of a reader's meetings since the last letter."""

    new: Sequence[Told] = ()
    moved: Sequence[Told] = ()
    elsewhere: Sequence[Told] = ()
    gone: Sequence[Told] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.moved or self.elsewhere or self.gone)


@dataclass
class AgendaLetter:
    """What there is to tell the reader of the agenda, as the database has it now."""

    agenda: Agenda
    now: datetime = field(default_factory=timezone.now)
    _asks: Sender | None = None

    @cached_property
    def is_first(self) -> bool:
        return self.agenda.told_at is None

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The reader's meetings on the day that stand, soonest first."""
        agenda = self.agenda
        of_the_day = agenda.day.meetings.not_cancelled().between(agenda.day.date, agenda.day.date)
        rows = _whole(of_the_day.order_by("starts_at", "pk"))
        if agenda.contact is None:
            return list(rows.filter(manager=agenda.manager_id))
        found = list(rows.filter(startup=agenda.contact.startup_id))
        know_invitations(found)
        return [one for one in found if one.contact == agenda.contact]

    @cached_property
    def news(self) -> News:
        """What the reader does not know yet. What is over when the letter would be written is none."""
        told, standing = self.agenda.told, {str(one.pk): one for one in self.meetings}
        changed = [(one, told[key]) for key, one in standing.items() if key in told]
        moved = [(one, _moment(was["starts_at"])) for one, was in changed if _moment(was["starts_at"]) != one.starts_at]
        stayed = [(one, was) for one, was in changed if _moment(was["starts_at"]) == one.starts_at]
        lost = [int(key) for key in told if key not in standing]
        gone = [
            one
            for one in _whole(Meeting.objects.filter(pk__in=lost))
            if _moment(told[str(one.pk)]["ends_at"]) > self.now
        ]
        reasons = _reasons(gone)
        return News(
            new=[self._told(one) for key, one in standing.items() if key not in told and one.ends_at > self.now],
            moved=[self._told(one, before=was) for one, was in moved if max(one.ends_at, was) > self.now],
            elsewhere=[self._told(one) for one, was in stayed if was["place"] != one.place and one.ends_at > self.now],
            gone=[
                self._told(
                    one,
                    before=_moment(told[str(one.pk)]["starts_at"]),
                    moved_to=self._moved_to(one),
                    reason=reasons.get(one.pk, ""),
                )
                for one in sorted(gone, key=lambda one: told[str(one.pk)]["starts_at"])
            ],
        )

    def _moved_to(self, meeting: Meeting) -> datetime | None:
        """When the meeting is to be on another day, of which a letter of its own tells."""
        is_here = timezone.localdate(meeting.starts_at) == self.agenda.day.date
        return None if is_here or meeting.state != MeetingState.BOOKED else meeting.starts_at

    def _told(self, meeting: Meeting, **more: Any) -> Told:
        return Told(meeting, meeting.manager.name if self.agenda.is_startups else meeting.startup.name, **more)

    @cached_property
    def reader(self) -> Reader | None:
        """Who reads it, and the page it leads to; None for a manager who has left."""
        person, day = self.agenda.reader, self.agenda.day
        if isinstance(person, User):
            if not User.objects.of(day.organisation).filter(pk=person.pk).exists():
                return None
            url = settings.BASE_URL + day.get_absolute_url()
        else:
            url = GUEST_LINK.url(person) if person.comes_in else ""
        return Reader(person.email, person.name, person.language, is_startup=self.agenda.is_startups, url=url)

    @property
    def has_something_to_tell(self) -> bool:
        return self.reader is not None and bool(self.news)

    def write(self, *, feed: str = "") -> dict[str, Any]:
        """Writes the letter, and gives what the agenda is to remember of it; `feed` is the reader's own calendar address."""
        agenda, reader = self.agenda, self.reader
        assert reader is not None  # asked before
        agenda.sequence += 0 if self.is_first else 1
        method: Method = "REQUEST" if self.meetings else "CANCEL"
        with override(reader.language):
            block = calendar_of(self._block(reader), method=method, written_at=self.now)
            each = calendar_of(*self._events(reader), method="PUBLISH", written_at=self.now)
        write_letter(
            to=reader.email,
            sender=sender_in(agenda.day.organisation, agenda.changed_by, agenda.asked_by, to=reader.email),
            template=f"letters/{'day_agenda' if self.is_first else 'day_changes'}.txt",
            context={
                "day": agenda.day,
                "reader": reader,
                "news": self.news,
                "meetings": [self._told(one) for one in self.meetings],
                "feed": feed,
                "printout": self._printout(),
            },
            language=reader.language,
            organisation=agenda.day.organisation,
            calendar=block,
            calendar_method=method,
            calendar_file=each,
        )
        return {"sequence": agenda.sequence, "told_at": self.now}

    def _printout(self) -> str:
        """Where the reader's own agenda is, to be printed."""
        contact, day = self.agenda.contact, self.agenda.day
        if contact is None:
            return settings.BASE_URL + reverse("meetings:my_printout", args=[day.pk])
        here = contact.comes_in
        return (
            settings.BASE_URL + reverse("meetings:guest_printout", args=[GUEST_LINK.token(contact), day.pk])
            if here
            else ""
        )

    @property
    def standing(self) -> dict[str, dict[str, str]]:
        """The meetings as the agenda remembers them."""
        return {
            str(one.pk): {
                "starts_at": one.starts_at.isoformat(),
                "ends_at": one.ends_at.isoformat(),
                "place": one.place,
            }
            for one in self.meetings
        }

    def _block(self, reader: Reader) -> CalendarEvent:
        """The whole of the reader's day as one event; of one on which nothing is left, the day as it was."""
        agenda, day = self.agenda, self.agenda.day
        begins, ends = self._span()
        lines = [_line(self._told(one)) for one in self.meetings]
        places = {one.place for one in self.meetings}
        return CalendarEvent(
            uid=f"{agenda.uid}@ignite",
            sequence=agenda.sequence,
            starts_at=begins,
            ends_at=ends,
            summary=f"{day.name}, {day.organisation.name}" if reader.is_startup else day.name,
            description="\n".join(lines),
            place=places.pop() if len(places) == 1 else day.where,
            organiser=self._asking(reader),
            attendees=[Person(reader.name, reader.email)],
            # A calendar is seen by more people than a letter: the startup's personal link does not go into it.
            url="" if reader.is_startup else reader.url,
        )

    def _asking(self, reader: Reader) -> Person:
        """Who asks the reader to come and gets the answer: the same for as long as the invitation lives."""
        if self._asks is None:
            self._asks = sender_in(self.agenda.day.organisation, self.agenda.asked_by, to=reader.email)
        return Person(self._asks.name, self._asks.email)

    def _span(self) -> tuple[datetime, datetime]:
        if self.meetings:
            return self.meetings[0].starts_at, max(one.ends_at for one in self.meetings)
        told = self.agenda.told_block
        assert told is not None  # who has no meetings and knew of none has no news
        return told

    def _events(self, reader: Reader) -> list[CalendarEvent]:
        """Each meeting by itself, and those that are to leave the calendar."""

        def event(meeting: Meeting) -> CalendarEvent:
            url = "" if reader.is_startup else page_of(meeting)
            return replace(plain_event(meeting, url=url), organiser=self._asking(reader))

        gone = [replace(event(one.meeting), is_cancelled=True) for one in self.news.gone if not one.moved_to]
        return [event(one) for one in self.meetings] + gone


def _line(told: Told) -> str:
    """One line of the agenda, as calendars show it."""
    one = told.meeting
    hours = f"{timezone.localtime(one.starts_at):%H:%M}–{timezone.localtime(one.ends_at):%H:%M}"
    return f"{hours} {told.whom}: {one.match.challenge.title}, {one.place}"


def know_invitations(meetings: Iterable[Meeting]) -> None:
    """Each meeting's open invitation, read for all of them at once."""
    newest: dict[int, StartupInvitation] = {}
    rows = StartupInvitation.objects.filter(match__in={one.match_id for one in meetings}, revoked_at=None)
    for invitation in rows.select_related("contact"):
        newest.setdefault(invitation.match_id, invitation)
    for meeting in meetings:
        meeting.invitation = newest.get(meeting.match_id)


def _reasons(meetings: Sequence[Meeting]) -> dict[int, Any]:
    """Why each of them was called off, by its number: in the words that were written, or in each reader's language."""
    if not meetings:
        return {}
    names = {one.pk: one.startup.name for one in meetings}
    kind = ContentType.objects.get_for_model(Meeting)
    entries = Entry.objects.filter(subject_type=kind, subject_id__in=names, verb="meeting.cancelled")
    return {
        entry.subject_id: format_lazy(
            CALLED_OFF[entry.data["why"]], **{"startup": names[entry.subject_id], **entry.data}
        )
        if "why" in entry.data
        else entry.reason
        for entry in entries
    }


def _whole(meetings: Any) -> Any:
    whole = meetings.select_related("organisation", "startup", "manager", "booked_by", "match__challenge")
    return whole.defer("startup__search", "match__challenge__search")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
