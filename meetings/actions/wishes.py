"""Asking both sides whom they want to meet on a day and when they cannot, and keeping what they say.

What is said is the chief's alone: the logbook, which more people read, tells that they were asked and nothing else.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters import write_to
from accounts.models import Role, User
from history.actions import StaleState, move, record
from meetings.asking import ask_those_who_are_new, write_to_asked
from meetings.models import Away, DayAnswer, MatchmakingDay, Meeting, Wish
from meetings.permissions import takes_times, takes_wishes
from meetings.slots import Span
from meetings.states import DayState, Level
from post.actions import LETTER_HOURS, ration
from post.senders import Sender
from startups.models import Match

# How long before the last day whoever has said nothing is reminded, and how long after having been asked at the least.
REMINDED_BEFORE = timedelta(days=2)
MOST_LETTERS = 12  # that one who says times and takes them back causes in an hour


@transaction.atomic
def ask_for_wishes(day: MatchmakingDay, *, wishes_by: date, by: User) -> None:
    """Asks the day's managers and startups by letter whom they want to meet, until `wishes_by`; the others see the day.

    Raises StaleState when nobody has been chosen, or when the day has moved on.
    """
    if not (day.managers.exists() and day.startups.exists()):
        raise StaleState(day, _("Välj minst en linjechef och en startup innan du ber om önskemål."))
    move(day, DayState.WISHING, by=by, fields={"wishes_by": wishes_by})
    ask_those_who_are_new(day, by=by)


@transaction.atomic
def remind(day: MatchmakingDay, *, by: User | None) -> int:
    """One letter to each who has said nothing, once for a day; says to how many. StaleState when that is done already."""
    current = MatchmakingDay.objects.select_for_update(no_key=True).select_related("organisation").get(pk=day.pk)
    if not takes_wishes(current) or current.reminded_at:
        raise StaleState(current)
    awaited = list(current.answers.awaited().select_related("manager", "contact"))
    ask_those_who_are_new(current, by=by)
    current.reminded_at = timezone.now()
    current.save(update_fields=["reminded_at"])
    write_to_asked(awaited, "reminder", day=current, by=by)
    record(current, "matchmakingday.reminded", by=by)
    return len(awaited)


def remind_when_due() -> None:
    """Reminds of the days whose last day for wishes comes near, in office hours; whoever is asked now has a day at least."""
    now = timezone.localtime()
    if now.hour not in LETTER_HOURS:
        return
    due = MatchmakingDay.objects.filter(
        state=DayState.WISHING,
        reminded_at=None,
        wishes_by__gte=now.date(),
        wishes_by__lte=now.date() + REMINDED_BEFORE,
        answers__answered_at=None,
        answers__asked_at__lt=timezone.now() - timedelta(days=1),
    )
    for day in due.distinct():
        try:
            remind(day, by=None)
        except StaleState:  # the chief has pressed meanwhile
            continue


@transaction.atomic
def mark(answer: DayAnswer, *, manager: User, match: Match, level: str) -> str:
    """Keeps how much one of the two wants the meeting, and says what stood there before; "" for nothing marked.

    Raises StaleState when the last day has passed.
    """
    _enter(answer)
    which: dict[str, Any] = {"day": answer.day, "side": answer.side, "manager": manager, "match": match}
    before = Wish.objects.filter(**which).first()
    if level:
        Wish.objects.update_or_create(**which, defaults={"level": Level(level)})
    elif before:
        before.delete()
    return before.level if before else ""


@transaction.atomic
def keep_away(answer: DayAnswer, *, spans: Sequence[Span], needs_pauses: bool = False) -> list[Meeting]:
    """Replaces the times at which somebody cannot meet, also when the day is open; answers with the meetings of that day
    that are booked at such a time, of which the chiefs hear. Nobody's meeting is changed.
    """
    if answer.pk is None:  # a manager whom nobody had asked
        answer.save()
    _enter(answer, when=takes_times)
    DayAnswer.objects.filter(pk=answer.pk).update(needs_pauses=needs_pauses)
    known = [away.span for away in answer.away]
    answer.away.delete()
    whose = {"day_id": answer.day_id, "manager_id": answer.manager_id, "startup_id": answer.startup_id}
    Away.objects.bulk_create(Away(**whose, starts_at=s.starts_at, ends_at=s.ends_at) for s in spans)
    news = [span for span in spans if span not in known]
    who = {"manager": answer.manager} if answer.manager_id else {"startup": answer.startup}
    booked = Meeting.objects.filter(day=answer.day_id, **who).coming().select_related("manager", "startup")
    clashing = [one for one in booked.order_by("starts_at") if any(one.span.overlaps(span) for span in news)]
    if clashing:
        _tell_of_clashes(answer, clashing)
    return clashing


def _tell_of_clashes(answer: DayAnswer, meetings: Sequence[Meeting]) -> None:
    """One letter to the chiefs, who decide what becomes of the meetings."""
    day, contact = answer.day, answer.contact
    about = f"away {answer.pk}"
    ration(day, about=about, most=MOST_LETTERS)
    by: Any = answer.manager or (Sender(contact.name, contact.email, of=answer.who.name) if contact else None)
    chiefs = User.objects.of(day.organisation).with_role(Role.DEVELOPMENT_CHIEF)
    told = {"day": day, "who": answer.who, "meetings": meetings}
    write_to(chiefs, "day_clash", organisation=day.organisation, by=by, about=about, **told)


@transaction.atomic
def confirm(answer: DayAnswer) -> None:
    """Says that what stands there is right, without a mark of one's own."""
    _enter(answer)


def _enter(answer: DayAnswer, *, when: Callable[[MatchmakingDay], bool] = takes_wishes) -> None:
    """The day's own moment, held until the transaction ends; whatever is said, something has been said now."""
    day = MatchmakingDay.objects.select_for_update(no_key=True).get(pk=answer.day_id)
    if not when(day):
        raise StaleState(day, _("Tiden för önskemål är slut."))
    DayAnswer.objects.filter(pk=answer.pk).update(answered_at=timezone.now())
