"""Times of an open day that have become free: the chief offers them, and whoever is asked says yes or no.

Managers answer on their own pages, startups by their link (`guest.py`); both see the same page.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done
from history.actions import StaleState
from meetings.actions.freed import answer_offer, offer_times
from meetings.freed import RELATED, FreedTimes, Gap
from meetings.models import AskedPair, FreedTime, MatchmakingDay
from meetings.models.freed import AskedPairQuerySet
from meetings.permissions import is_among_managers, may_plan, takes_bookings
from meetings.states import Side

Address = Callable[..., str]
SAYS = {"ja": True, "nej": False}


@login_required
def free_times(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The times that cancelled meetings have left free, who wants them, and what has come of those offered."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=takes_bookings)
    now = FreedTimes(day)
    offers = {
        (one.slot_id, one.manager_id, one.startup_id): one
        for one in FreedTime.objects.filter(slot__day=day).select_related(
            "slot", "meeting__startup", "meeting__manager"
        )
    }
    said = _said(day)
    rows = []
    for gap in now.freed():
        offer = offers.get(_key(gap))
        standing = said.get(offer.pk, "") if offer else ""
        rows.append({"gap": gap, "offer": offer, "standing": standing, "wanted": len(now.candidates(gap))})
    taken = [one for one in offers.values() if one.meeting]
    context = {"day": day, "rows": rows, "taken": sorted(taken, key=lambda one: one.slot.starts_at)}
    return render(request, "meetings/free_times.html", context)


def _said(day: MatchmakingDay) -> dict[int, str]:
    """How many were asked about each time that is offered, and how many have said yes and wait for the other."""
    found: dict[int, list[int]] = {}
    for offer, *says in AskedPair.objects.on(day).values_list("offer", "manager_says", "startup_says"):
        count = found.setdefault(offer, [0, 0])
        count[0] += 1
        count[1] += says.count(True)
    words = _("Erbjuden till %(asked)s par. %(yes)s har sagt ja.")
    return {offer: words % {"asked": asked, "yes": yes} for offer, (asked, yes) in found.items()}


def _key(gap: Gap) -> tuple[int, int | None, int | None]:
    return gap.slot.pk, gap.whose["manager_id"], gap.whose["startup_id"]


@deed
def free_time_offer(request: AuthenticatedRequest, pk: int, slot: int, side: str, who: int) -> HttpResponse:
    """Asks those who want the time most."""
    day = _find(request, pk)
    permit(request.user, day, who=may_plan, when=takes_bookings)
    people = {Side.MANAGER: day.managers, Side.STARTUP: day.startups}.get(side)
    if people is None:
        raise Http404
    gap = Gap(get_object_or_404(day.slots, pk=slot), Side(side), get_object_or_404(people, pk=who))
    if not offer_times(day, [gap], by=request.user):
        raise StaleState(day, _("Tiden är inte längre ledig, eller så är den redan erbjuden."))
    words = _("Tiden är erbjuden. De första två som båda säger ja får den.")
    return done(request, words, "meetings:free_times", day.pk)


@login_required
def more_meetings(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The free times that the manager is asked about."""
    day = _find(request, pk)
    permit(request.user, day, who=is_among_managers)
    pairs = AskedPair.objects.on(day).of_manager(request.user)
    return answer_more(request, day, pairs, Side.MANAGER, _address, frame="base.html")


@deed
def more_answer(request: AuthenticatedRequest, pk: int, pair: int, says: str) -> HttpResponse:
    """Yes or no to one of them."""
    day = _find(request, pk)
    permit(request.user, day, who=is_among_managers)
    found = get_object_or_404(AskedPair.objects.on(day).of_manager(request.user), pk=pair)
    return answer_pair(request, found, Side.MANAGER, says, _address)


def _address(page: str, *args: Any) -> str:
    return reverse(f"meetings:{page}{'_meetings' if page == 'more' else ''}", args=args)


# --- the same for both sides ----------------------------------------------------------------------------------------
def answer_more(
    request: HttpRequest, day: MatchmakingDay, pairs: AskedPairQuerySet, side: Side, address: Address, **context: Any
) -> HttpResponse:
    """Every time that the one who looks was asked about: to be answered, waiting for the other, theirs, or gone."""
    possible = set(pairs.possible().values_list("pk", flat=True))
    rows = []
    for pair in pairs.select_related(*RELATED, "offer__meeting"):
        said, booked = pair.said_by(side), pair.offer.meeting
        won = booked is not None and (booked.manager_id, booked.match_id) == (pair.manager_id, pair.match_id)
        state = (
            "won" if won else "gone" if pair.pk not in possible else {None: "open", True: "waits", False: "no"}[said]
        )
        urls = {word: address("more_answer", day.pk, pair.pk, word) for word in SAYS}
        if state != "gone" or said:
            rows.append({"pair": pair, "state": state, "urls": urls})
    is_startup = side == Side.STARTUP
    frame = "startups/portal_base.html" if is_startup else "base.html"
    given = {"day": day, "rows": rows, "is_startup": is_startup, "frame": frame}
    return render(request, "meetings/more_meetings.html", given | context)


def answer_pair(request: HttpRequest, pair: AskedPair, side: Side, says: str, address: Address) -> HttpResponse:
    if says not in SAYS:
        raise Http404
    is_booked = answer_offer(pair, side=side, says_yes=SAYS[says])
    words = _("Tack. Då frågar vi inte mer om den tiden.")
    if SAYS[says]:
        words = _("Tack. Mötet blir av om den andra också säger ja. Du får besked.")
    if is_booked:
        words = _("Mötet är bokat. Ni ses %(time)s.") % {"time": str(pair.offer.slot)}
    return done(request, words, address("more", pair.offer.slot.day_id))


def _find(request: AuthenticatedRequest, pk: int) -> MatchmakingDay:
    days = MatchmakingDay.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(days.prefetch_related("slots", "managers", "rooms", "away"), pk=pk)
