"""What is done to needs: written, handed in, supported, answered, followed through."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Driver, Unit, User
from history.actions import StaleState, move, record
from history.changes import change_of, changes_in
from needs.hearing import ANSWERS_WAIT, take_answer_back, take_withdrawal_back, tell_answer, tell_owner, tell_withdrawal
from needs.letters import send_receipts
from needs.models import Challenge, Need, Support
from needs.states import NeedState

TEXTS = ("title", "for_whom", "situation", "consequence", "desired_effect", "baseline")
TOLD = [*TEXTS, "theme", "unit", "on_behalf_of"]
WRITTEN = [*TOLD, "on_behalf_email"]  # an address stands on no page


def _keep(need: Need, drivers: Iterable[Driver]) -> None:
    """Saves what was written and nothing else, unless the need has moved on since the page was opened."""
    if need.pk is None:
        need.save()
    else:
        still_there = Need.objects.select_for_update().filter(pk=need.pk, state=need.state)
        if not still_there.values("pk").first():
            raise StaleState(need)
        need.save(update_fields=WRITTEN)
    need.drivers.set(drivers)


@transaction.atomic
def save_draft(need: Need, *, drivers: Iterable[Driver], by: User) -> Need:
    """Keeps what has been written so far; only the writer sees it."""
    is_new = need.pk is None
    _keep(need, drivers)
    if is_new:
        record(need, "need.drafted", by=by)
    return need


@transaction.atomic
def submit_need(need: Need, *, drivers: Iterable[Driver], by: User) -> Need:
    """Hands in a new need or a draft. The writer gets a receipt, and later an answer, whatever it is."""
    _keep(need, drivers)
    move(need, NeedState.SUBMITTED, by=by, fields={"submitted_at": timezone.now()})
    send_receipts(need, by=by)
    return need


@transaction.atomic
def change_need(need: Need, *, drivers: Iterable[Driver], by: User) -> Need:
    """Changes the text of a need that is handed in but not yet assessed."""
    drivers, before = list(drivers), list(need.drivers.all())
    changed = [*changes_in(need, TOLD), *change_of(need, "drivers", before, drivers)]
    _keep(need, drivers)
    record(need, "need.changed", by=by, changed=changed)
    return need


@transaction.atomic
def discard_draft(need: Need, *, by: User) -> None:
    """Throws away a draft, which nobody but its writer has seen."""
    rows = Need.objects.select_for_update().filter(pk=need.pk, state=NeedState.DRAFT)
    if rows.values("pk").first() is None:
        raise StaleState(need)
    record(need, "need.discarded", by=by)
    need.delete()


@transaction.atomic
def withdraw_need(need: Need, *, by: User) -> None:
    """Takes back a need that is in no open round; it stays on record, and those who stand behind it hear it.

    A round in preparation that has chosen it opens without it, unless it is handed in again before that.
    """
    move(need, NeedState.WITHDRAWN, by=by, verb="need.withdrawn")
    tell_withdrawal(need, by=by)


@transaction.atomic
def hand_in_again(need: Need, *, by: User) -> None:
    """A need that was taken back waits for a round once more."""
    move(need, NeedState.SUBMITTED, by=by, verb="need.handed_in_again")
    take_withdrawal_back(need, by=by)


@transaction.atomic
def support_need(need: Need, *, line: str, unit: Unit | None, by: User) -> Support:
    """ "We have that too": once for each person; saying it again changes the line."""
    support, is_new = Support.objects.update_or_create(need=need, user=by, defaults={"line": line, "unit": unit})
    if is_new:
        record(need, "need.supported", by=by, reason=line)
    return support


@transaction.atomic
def withdraw_support(need: Need, *, by: User) -> None:
    if Support.objects.filter(need=need, user=by).delete()[0]:
        record(need, "need.unsupported", by=by)


@transaction.atomic
def answer_need(need: Need, *, to: str, reason: str, by: User) -> None:
    """Answers the need: it is prioritised, parked or declined (`to`), and why.

    The reason is the answer: it stands on the page and goes by letter to all who hear of the need, and to whom it was
    handed in for. Raises StaleState when the need has moved meanwhile.
    """
    move(need, to, by=by, reason=reason, fields={"answer": reason, "answered_at": timezone.now()})
    tell_answer(need, by=by)


@transaction.atomic
def resume_need(need: Need, *, by: User) -> None:
    """Takes up a parked or declined need again: it waits for a round as if it were new, and its answer holds no longer.

    Letters with the answer that have not left never do, and whoever has got one gets a correction. An answer that was
    undone before it could leave has never been given.
    """
    is_out = need.answered_at and need.answered_at + ANSWERS_WAIT <= timezone.now()
    fields: dict[str, Any] = {"answer": ""} if is_out else {"answer": "", "answered_at": None}
    move(need, NeedState.SUBMITTED, by=by, verb="need.resumed", fields=fields)
    take_answer_back(need, by=by)


@transaction.atomic
def give_owner(need: Need, *, owner: User, by: User) -> None:
    """Names the line manager who answers for the need from now on, and who hears of it."""
    if need.owner_id == owner.pk:
        return
    note_owner(need, owner=owner, by=by)
    tell_owner(owner, needs=[need], by=by)


@transaction.atomic
def note_owner(need: Need, *, owner: User, by: User) -> None:
    """The need has another owner."""
    before, need.owner = need.owner, owner
    need.save(update_fields=["owner"])
    changed = change_of(need, "owner", before.name, owner.name) if before else []
    record(need, "need.owner", by=by, changed=changed, owner=owner.name)


@transaction.atomic
def note_challenge(need: Need, *, by: User) -> None:
    """The need has become (part of) a challenge."""
    move(need, NeedState.IN_CHALLENGE, by=by)


@transaction.atomic
def note_pilot(challenge: Challenge, *, by: User) -> None:
    """A pilot for the challenge has started: its needs are being tried out."""
    for need in challenge.needs.filter(state__in=[NeedState.IN_CHALLENGE, NeedState.CONCLUDED]):
        move(need, NeedState.IN_PILOT, by=by)


@transaction.atomic
def note_last_pilot_over(need: Need, *, was_tried: bool, by: User) -> None:
    """No pilot tries the need any longer: it is concluded when one of them came to a decision, else a challenge again."""
    if was_tried:
        move(need, NeedState.CONCLUDED, by=by)
    else:
        move(need, NeedState.IN_CHALLENGE, by=by, verb="need.untried")
