"""Saying that one is five minutes late, and taking it back."""

from django.db import transaction
from django.utils import timezone

from accounts.letters import write_to
from accounts.models import User
from history.actions import StaleState, record
from meetings.asking import write_to_contact
from meetings.models import Delay, Meeting
from meetings.permissions import can_be_late
from meetings.states import Side
from post.senders import Sender
from startups.models import Contact

# So many letters about others being late does one reader bear in a day; the pages tell of all.
MOST_LETTERS = 3


@transaction.atomic
def be_late(meeting: Meeting, *, by: User) -> None:
    """The manager comes five minutes late; the startup hears it by letter, once for a meeting.

    Saying so twice says no more than once. Raises StaleState when it is no longer news.
    """
    delay = _say(meeting, Side.MANAGER)
    if delay is None:
        return
    record(meeting, "meeting.late", by=by)
    if meeting.day and meeting.contact and _is_told(delay, startup=meeting.startup_id):
        write_to_contact(meeting.contact, "meeting_late", day=meeting.day, by=by, meeting=meeting)


@transaction.atomic
def be_late_as_startup(meeting: Meeting, *, contact: Contact) -> None:
    """The same for the startup, said by one of its contacts; the manager hears it by letter."""
    delay = _say(meeting, Side.STARTUP)
    if delay is None:
        return
    record(meeting, "meeting.late", by=None, by_name=contact.name)
    if _is_told(delay, manager=meeting.manager_id):
        sender = Sender(contact.name, contact.email, of=contact.startup.name)
        manager, organisation = meeting.manager, meeting.organisation
        write_to([manager], "meeting_late", organisation=organisation, by=sender, meeting=meeting, day=meeting.day)


@transaction.atomic
def be_on_time(meeting: Meeting, *, by: User) -> None:
    """The manager comes in time after all. The pages say so; no letter is written."""
    if _take_back(meeting, Side.MANAGER):
        record(meeting, "meeting.on_time", by=by)


@transaction.atomic
def be_on_time_as_startup(meeting: Meeting, *, contact: Contact) -> None:
    if _take_back(meeting, Side.STARTUP):
        record(meeting, "meeting.on_time", by=None, by_name=contact.name)


def _say(meeting: Meeting, side: Side) -> Delay | None:
    """The delay as it stood before, or a new one; None when this side has said so already."""
    now = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if not can_be_late(now):
        raise StaleState(now)
    delay, is_new = Delay.objects.get_or_create(meeting=meeting, side=side)
    if is_new:
        return delay
    again = Delay.objects.filter(pk=delay.pk).exclude(taken_back_at=None)
    return delay if again.update(taken_back_at=None) else None


def _take_back(meeting: Meeting, side: Side) -> bool:
    standing = Delay.objects.standing().filter(meeting=meeting, side=side)
    return standing.update(taken_back_at=timezone.now()) > 0


def _is_told(delay: Delay, **reader: int) -> bool:
    """Whether it is news, and one of the first of the day's delays that the reader hears of by letter."""
    others = {f"meeting__{name}": pk for name, pk in reader.items()}
    said = Delay.objects.filter(meeting__day=delay.meeting.day_id, side=delay.side, **others)
    return delay.taken_back_at is None and said.count() <= MOST_LETTERS
