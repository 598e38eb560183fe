"""The afternoon's reminder of telling how the day's meetings went: one letter to each who has not, and never a second."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.letters import sender_in, write_to
from meetings.models import Meeting
from meetings.models.meetings import MeetingQuerySet
from meetings.states import MeetingState
from post.actions import write_letter
from startups.states import MEETABLE

FROM, UNTIL = time(15), time(19)  # when people are reminded, in local time
PEACE = timedelta(minutes=30)  # after the last of somebody's meetings


@dataclass(frozen=True)
class _Side:
    """One of the two who meet: by what the meeting knows them, what they have not said, and how they are written to."""

    party: str
    unsaid: Q
    tell: Callable[[list[Meeting]], None]

    @property
    def mark(self) -> str:
        return f"{self.party}_reminded_at"

    def due(self, now: datetime) -> MeetingQuerySet:
        """Today's meetings of those who have nothing more ahead of them today, and who were not reminded yet."""
        today = timezone.localdate(now)
        meetings = Meeting.objects.not_cancelled().between(today, today)
        theirs = meetings.filter(organisation=OuterRef("organisation"), **{self.party: OuterRef(self.party)})
        ahead, reminded = theirs.filter(ends_at__gt=now - PEACE), theirs.filter(**{f"{self.mark}__isnull": False})
        return meetings.filter(self.unsaid, ~Exists(ahead), ~Exists(reminded))


def remind(now: datetime) -> None:
    """Reminds those who met today and have not said how it went. May be called at any time, any number of times."""
    if not FROM <= timezone.localtime(now).time() < UNTIL:
        return
    for side in SIDES:
        due = side.due(now)
        for organisation, party in due.order_by().values_list("organisation", side.party).distinct():
            _remind(side, due.filter(Q(organisation=organisation, **{side.party: party})), now)


@transaction.atomic
def _remind(side: _Side, due: MeetingQuerySet, now: datetime) -> None:
    """Of two workers the second waits here, and then finds the meetings marked."""
    unmarked = due.filter(**{side.mark: None}).select_for_update(of=("self",), no_key=True)
    mine = Meeting.objects.filter(pk__in=[meeting.pk for meeting in unmarked.only("pk")])
    meetings = mine.select_related("organisation", "manager", "booked_by", "startup", "match__challenge")
    if found := list(meetings.order_by("starts_at", "pk")):
        mine.update(**{side.mark: now})
        side.tell(found)


def _remind_manager(meetings: list[Meeting]) -> None:
    manager, organisation = meetings[0].manager, meetings[0].organisation
    write_to([manager], "outcome_reminder", organisation=organisation, by=None, meetings=meetings)


def _remind_contacts(meetings: list[Meeting]) -> None:
    """Each contact hears of the meetings that its own open link leads to."""
    by_contact: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        if meeting.invitation and meeting.invitation.is_open:
            by_contact.setdefault(meeting.invitation.contact_id, []).append(meeting)
    for theirs in by_contact.values():
        first = theirs[0]
        if contact := first.contact:
            write_letter(
                to=contact.email,
                sender=sender_in(first.organisation, first.manager, first.booked_by, to=contact.email),
                template="letters/startup_outcome_reminder.txt",
                context={"contact": contact, "meetings": theirs},
                language=contact.language,
                organisation=first.organisation,
            )


SIDES = (
    _Side("manager", Q(state=MeetingState.BOOKED), _remind_manager),
    _Side("startup", Q(startup_outcome=None, match__state__in=MEETABLE), _remind_contacts),
)
