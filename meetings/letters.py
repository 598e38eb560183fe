"""Letters about a meeting to both who meet, each in the reader's language and with a calendar file."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.letters import sender_in, write_to
from accounts.models import User
from meetings.calendars import CalendarEvent, Method, Person, calendar_of
from meetings.models import Meeting
from post.actions import write_letter
from post.senders import Sender
from startups.models import Match


@dataclass(frozen=True)
class Reader:
    """One of the two who meet, as letters greet and lead them."""

    email: str
    name: str
    language: str
    is_startup: bool
    # The meeting's page for the staff; the startup's own portal, as long as its invitation is open.
    url: str


def page_of(meeting: Meeting) -> str:
    return settings.BASE_URL + meeting.get_absolute_url()


def _readers(meeting: Meeting) -> list[Reader]:
    """The manager, and the startup's contact when there is one."""
    manager = meeting.manager
    readers = [Reader(manager.email, manager.name, manager.language, is_startup=False, url=page_of(meeting))]
    if contact := meeting.contact:
        portal = meeting.invitation.link if meeting.invitation and meeting.invitation.is_open else ""
        readers.append(Reader(contact.email, contact.name, contact.language, is_startup=True, url=portal))
    return readers


def calendar_event(meeting: Meeting, *, url: str, to: str) -> CalendarEvent:
    """The meeting as a calendar shows it, in the active language; `url` is where the reader finds more, if anywhere.

    Who asks the reader `to` come, and gets the answer, is the manager; the manager is asked by whoever booked. It is
    the same person for as long as the meeting lives, or calendars would take a changed meeting for another one.
    """
    asking = sender_in(meeting.organisation, meeting.manager, meeting.booked_by, to=to)
    return replace(
        plain_event(meeting, url=url),
        organiser=Person(asking.name, asking.email),
        attendees=[Person(reader.name, reader.email) for reader in _readers(meeting)],
    )


def plain_event(meeting: Meeting, *, url: str) -> CalendarEvent:
    """The same without people, which asks the database nothing more."""
    summary = _("%(startup)s möter %(organisation)s") % {
        "startup": meeting.startup.name,
        "organisation": meeting.organisation.name,
    }
    description = _("Startupmöte om utmaningen ”%(challenge)s”. %(manager)s möter %(startup)s.") % {
        "challenge": meeting.match.challenge.title,
        "manager": meeting.manager.name,
        "startup": meeting.startup.name,
    }
    return CalendarEvent(
        uid=f"{meeting.uid}@ignite",
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=summary,
        description=description,
        place=meeting.place,
        url=url,
    )


def calendar_for(meeting: Meeting, *, method: Method, url: str, to: str) -> str:
    return calendar_of(calendar_event(meeting, url=url, to=to), method=method, written_at=timezone.now())


def tell_both(meeting: Meeting, template: str, *, method: Method, by: User | Sender | None, **context: Any) -> None:
    """Writes the letter `template` to the manager and to the startup, with the calendar file that goes with it."""
    for reader in _readers(meeting):
        with override(reader.language):
            # A calendar is seen by more people than a letter: the startup's personal link does not go into it.
            url = "" if reader.is_startup else reader.url
            calendar = calendar_for(meeting, method=method, url=url, to=reader.email)
        write_letter(
            to=reader.email,
            sender=_sender(meeting, by, to=reader.email),
            template=f"letters/{template}.txt",
            context={"meeting": meeting, "reader": reader, **context},
            language=reader.language,
            organisation=meeting.organisation,
            about=_counted(meeting, by),
            calendar=calendar,
            calendar_method=method,
        )


def tell_owner(meeting: Meeting, *, by: User | Sender | None, **context: Any) -> None:
    """Writes to the challenge's owner, unless it is she who meets, that the meeting is moved or cancelled."""
    owner = meeting.match.challenge.owner
    if owner != meeting.manager:
        about = _counted(meeting, by)
        told = {"organisation": meeting.organisation, "by": by, "about": about, "meeting": meeting, **context}
        write_to([owner], "meeting_owner", **told)


def about_meetings(match: Match) -> str:
    """By what the letters are counted that a startup's contact causes."""
    return f"moten {match.pk}"


def _counted(meeting: Meeting, by: User | Sender | None) -> str:
    return about_meetings(meeting.match) if isinstance(by, Sender) else ""


def _sender(meeting: Meeting, by: User | Sender | None, *, to: str) -> Sender:
    """Whoever has done it, where the reader is not the same."""
    if isinstance(by, Sender):
        return sender_in(meeting.organisation, meeting.manager, to=to) if by.email == to else by
    return sender_in(meeting.organisation, by, meeting.manager, to=to)
