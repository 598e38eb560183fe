"""A time that has become free is offered to those who want it most, and the first two who both say yes get it."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from history.actions import StaleState, record
from meetings.actions.meetings import Clash, book_meeting, clock_text
from meetings.freed import RELATED, FreedTimes, Gap, tell_it_went, tell_of_offers
from meetings.models import AskedPair, FreedTime, MatchmakingDay
from meetings.permissions import takes_bookings
from meetings.states import Side


@transaction.atomic
def offer_times(day: MatchmakingDay, times: Iterable[Gap], *, by: User) -> int:
    """Asks the pairs that want each time most, with one letter to everybody asked; says about how many times.

    A time that is not free any more, is offered already, or that nobody wants is passed over.
    """
    current = MatchmakingDay.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    day = current.prefetch_related("slots", "rooms", "away").get(pk=day.pk)
    if not takes_bookings(day):
        raise StaleState(day)
    offering, asked, offered = FreedTimes(day), [], 0
    for time in times:
        pairs = offering.candidates(time) if offering.is_free(time.side, time.who.pk, time.slot) else []
        if not pairs or FreedTime.objects.filter(slot=time.slot, **time.whose).exists():
            continue
        offer = FreedTime.objects.create(slot=time.slot, **time.whose)
        for pair in pairs:
            pair.offer = offer
        asked += AskedPair.objects.bulk_create(pairs)
        offering.note(pairs)
        offered += 1
        record(
            day,
            "matchmakingday.time_offered",
            by=by,
            when=clock_text(time.slot.starts_at),
            who=time.who.name,
            count=len(pairs),
        )
    rows = AskedPair.objects.filter(pk__in=[pair.pk for pair in asked])
    tell_of_offers(day, list(rows.select_related(*RELATED)), by=by)
    return offered


@transaction.atomic
def answer_offer(pair: AskedPair, *, side: Side, says_yes: bool) -> bool:
    """Keeps what one of the two says; the first pair of which both say yes is booked at once. Whether this one was.

    Raises StaleState when the time is gone: taken, begun, or one of them is busy by now.
    """
    day = MatchmakingDay.objects.select_for_update(no_key=True).get(pk=pair.offer.slot.day_id)
    gone = StaleState(day, _("Tiden är tyvärr redan tagen. Tack för svaret."))
    found = AskedPair.objects.possible().filter(pk=pair.pk)
    if not found.update(**{f"{side}_says": says_yes}):
        raise gone
    pair = found.select_related("offer__slot__day__organisation", "match__organisation", *RELATED).get()
    if not (pair.manager_says and pair.startup_says):
        return False
    offer, manager = pair.offer, pair.manager
    try:
        with transaction.atomic():
            two: dict[str, Any] = {"match": pair.match, "manager": manager, "by": manager}
            meeting = book_meeting(**two, span=offer.slot.span, place=day.place, day=day, slot=offer.slot)
            FreedTime.objects.filter(pk=offer.pk, meeting=None).update(meeting=meeting)
    except (Clash, IntegrityError) as refusal:
        raise gone from refusal
    tell_it_went(pair, by=manager)
    return True
