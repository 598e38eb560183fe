"""Letters about a day's meetings: whatever changes is gathered, so that each person gets one letter about all of theirs."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, DateTimeField, F, Value, When
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from accounts.models import Membership, User
from history.claims import attempt
from meetings.actions.feeds import kept_feed
from meetings.agendas import AgendaLetter, know_invitations
from meetings.models import Agenda, MatchmakingDay, Meeting
from post.rehearsal import foretell

# So long the first change waits for others, and so much time lies at least between two letters to the same person.
WAIT = timedelta(seconds=settings.AGENDA_WAIT_SECONDS)
PACE = timedelta(hours=1)
PAUSE = timedelta(minutes=1)


@transaction.atomic
def gather(day: MatchmakingDay, meetings: Sequence[Meeting], *, by: User | None, at_once: bool = False) -> None:
    """Both sides of these meetings of the day are to hear how theirs stand now; called inside the deed, after the changes.

    `meetings` are those that were booked, moved, given another room or cancelled. The letters are written by the worker
    out of what the database then holds: within some minutes, but an hour after the last one at the earliest; `at_once`
    when no more is to be waited for, as always on the day itself. What changes back before that is never told.
    """
    know_invitations(meetings)
    managers = {one.manager_id for one in meetings}
    contacts = {one.contact.pk for one in meetings if one.contact}
    readers = [{"manager_id": pk} for pk in sorted(managers)] + [{"contact_id": pk} for pk in sorted(contacts)]
    Agenda.objects.bulk_create([Agenda(day=day, asked_by=by, **reader) for reader in readers], ignore_conflicts=True)
    touched = Agenda.objects.filter(day=day).touched_by(
        [one.pk for one in meetings], managers=managers, contacts=contacts
    )
    # Always in the same order, so that two deeds wait for each other and never crosswise.
    keys = list(touched.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    _let_wait(keys, at_once=at_once or day.date == timezone.localdate(), by=by)
    foretell(lambda: _write_all(keys))


def _let_wait(keys: list[int], *, at_once: bool, by: User | None) -> None:
    now, agendas = timezone.now(), Agenda.objects.filter(pk__in=keys)
    moment = DateTimeField()
    due = Value(now, moment) if at_once else Greatest(Value(now + WAIT, moment), F("told_at") + PACE)
    # Whoever waits already waits no longer for this.
    soonest = Case(When(is_waiting=True, then=Least(F("due_at"), due)), default=due, output_field=moment)
    agendas.update(is_waiting=True, due_at=soonest, attempts=0, changed_by=by)
    if at_once:
        for key in keys:
            Agenda(pk=key).nudge()


def tell(agenda_id: int) -> None:
    """Writes the letter that is due, if no other worker does. May be called any number of times."""
    attempt(Agenda.objects.claim(agenda_id), _tell, failed=_put_back)


@transaction.atomic
def _tell(agenda: Agenda) -> None:
    """A deed that changes the reader's meetings meanwhile waits until the letter is written, and then asks for another."""
    agenda.hold()
    agenda.change(is_waiting=False, **_write(_whole([agenda.pk])[0]))


def _whole(keys: list[int]) -> list[Agenda]:
    agendas = Agenda.objects.filter(pk__in=keys).order_by("pk")
    return list(agendas.select_related("day__organisation", "manager", "contact", "asked_by", "changed_by"))


def _write(agenda: Agenda) -> dict[str, object]:
    """The letter, if there is anything to tell; gives what the agenda is to remember."""
    letter = AgendaLetter(agenda)
    kept: dict[str, object] = {"told": letter.standing}
    if letter.has_something_to_tell:
        kept |= letter.write(feed=_feed(letter) if letter.is_first else "")
    return kept


def _write_all(keys: list[int]) -> None:
    for agenda in _whole(keys):
        _write(agenda)


def _feed(letter: AgendaLetter) -> str:
    """The reader's own calendar address; none for a contact whose links have all been withdrawn."""
    agenda = letter.agenda
    if agenda.contact is None:
        membership = Membership.objects.get(user=agenda.manager, organisation=agenda.day.organisation_id)
        return kept_feed(membership=membership).address
    return kept_feed(contact=agenda.contact).address if agenda.contact.comes_in else ""


def _put_back(agenda: Agenda, _reason: Exception) -> None:
    """For another attempt in a while. After the last the next change tells of this one too."""
    pause = PAUSE * agenda.attempts
    agenda.change(is_waiting=agenda.has_attempts_left, due_at=timezone.now() + pause)
