"""The startup's page across challenges: all that one organisation has asked one contact, by that person's own link.

As in the portal of a single challenge (`startups/views/portal.py`) GET only shows, deeds are POST, the token is the whole
authority, and so there is no session and no CSRF check.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from history.actions import StaleState
from meetings.asked import Asked
from meetings.models import GUEST_LINK, AskedPair, DayAnswer, MatchmakingDay, Meeting
from meetings.models.freed import AskedPairQuerySet
from meetings.permissions import collects_wishes, takes_times
from meetings.states import Side
from meetings.views import freed, wishes
from startups.actions.portal import speak
from startups.models import Contact, Startup, StartupInvitation
from startups.views.portal import PRIVATE

View = Callable[..., HttpResponse]


def by_guest_link(view: View) -> View:
    """Lets a whole link in while one of the contact's invitations is open; all others get a kind page."""

    @csrf_exempt
    @wraps(view)
    def entered(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        contact = GUEST_LINK.find(token, Contact.objects.select_related("startup", "organisation"))
        language = contact.language if contact else request.LANGUAGE_CODE
        with override(language):
            response = _answer(view, request, contact, *args, **kwargs)
        for name, value in {**PRIVATE, "Content-Language": language}.items():
            response[name] = value
        return response

    return entered


def _answer(view: View, request: HttpRequest, contact: Contact | None, *args: Any, **kwargs: Any) -> HttpResponse:
    if contact is None:
        return render(request, "startups/portal_closed.html", {"why": "unknown"}, status=404)
    if not contact.comes_in:
        last = contact.invitations.select_related("invited_by").first()
        context = whose(contact) | {"why": "revoked", "invitation": last, "language_url": ""}
        return render(request, "startups/portal_closed.html", context, status=410)
    try:
        return view(request, contact, *args, **kwargs)
    except StaleState as stale:
        messages.warning(request, stale.message or _("Läget har ändrats. Så här ser det ut nu."))
        return redirect("meetings:guest", GUEST_LINK.token(contact))


@by_guest_link
def guest(request: HttpRequest, contact: Contact) -> HttpResponse:
    """The challenges the contact was invited to, the startup's meetings, and the days it is asked about."""
    ours = Q(organisation=contact.organisation_id, startup=contact.startup_id)
    invitations = StartupInvitation.objects.filter(contact=contact, revoked_at=None, expires_at__gt=timezone.now())
    answers = DayAnswer.objects.filter(startup=contact.startup_id, day__organisation=contact.organisation_id)
    coming = [answer for answer in answers.select_related("day").order_by("day__date") if takes_times(answer.day)]
    open_ones = list(invitations.select_related("match__challenge", "match__proposal").order_by("created_at"))
    coming_ones = Meeting.objects.filter(ours).coming().select_related("manager", "match__challenge", "day")
    meetings = list(coming_ones.order_by("starts_at"))
    days = list(dict.fromkeys(meeting.day for meeting in meetings if meeting.day))
    context = {
        "invitations": open_ones,
        "untold": _untold(open_ones),
        "meetings": meetings,
        "today": [day for day in days if day.date == timezone.localdate()],
        "live_days": [day for day in days if day.date != timezone.localdate()],
        "guest_token": GUEST_LINK.token(contact),
        "days": [
            (answer, reverse(f"meetings:{_page(answer)}", args=[GUEST_LINK.token(contact), answer.day_id]))
            for answer in coming
        ],
        "more": [
            (day, reverse("meetings:guest_more", args=[GUEST_LINK.token(contact), day.pk])) for day in _asking(contact)
        ],
    }
    return render(request, "meetings/guest.html", whose(contact) | context)


def _asking(contact: Contact) -> list[MatchmakingDay]:
    """The days on which a free time is offered to the startup."""
    pairs = AskedPair.objects.possible().unanswered_by(Side.STARTUP).filter(match__startup=contact.startup_id)
    days = MatchmakingDay.objects.filter(organisation=contact.organisation_id)
    return list(days.filter(pk__in=pairs.values("offer__slot__day")).order_by("date"))


def _page(answer: DayAnswer) -> str:
    """Where the startup says something about the day: once it is open, only when it cannot."""
    return "guest_wishes" if collects_wishes(answer.day) else "guest_times"


def _untold(invitations: list[StartupInvitation]) -> list[tuple[Meeting, str]]:
    """The meetings of which the startup has not said how they went, each with the address of the form."""
    tokens = {invitation.match_id: invitation.token for invitation in invitations}
    meetings = Meeting.objects.filter(match__in=tokens).awaiting_startup_outcome().select_related("manager")
    return [
        (meeting, reverse("meetings:portal_outcome", args=[tokens[meeting.match_id], meeting.pk]))
        for meeting in meetings.order_by("starts_at")
    ]


@by_guest_link
def guest_wishes(request: HttpRequest, contact: Contact, pk: int) -> HttpResponse:
    """All managers of the day, and whom the startup wants to meet."""
    return wishes.answer_list_of_wishes(request, _asked(contact, pk), **whose(contact))


@by_guest_link
def guest_wish(request: HttpRequest, contact: Contact, pk: int, key: int) -> HttpResponse:
    """One manager and what she needs, and four answers to give."""
    return wishes.answer_wish(request, _asked(contact, pk), key, **whose(contact))


@by_guest_link
@require_POST
def guest_wish_set(request: HttpRequest, contact: Contact, pk: int, key: int, level: str) -> HttpResponse:
    """Keeps one answer, and leads on to the next manager."""
    return wishes.answer_mark(request, _asked(contact, pk), key, level)


@by_guest_link
def guest_times(request: HttpRequest, contact: Contact, pk: int) -> HttpResponse:
    """The times at which the startup cannot meet."""
    asked = _asked(contact, pk)
    if not takes_times(asked.day):
        raise StaleState(asked.day, _("Tiden för önskemål är slut."))
    return wishes.answer_times(request, asked, **whose(contact))


@by_guest_link
def guest_more(request: HttpRequest, contact: Contact, pk: int) -> HttpResponse:
    """The free times that the startup is asked about."""
    day = _day(contact, pk)
    return freed.answer_more(request, day, _pairs(contact, day), Side.STARTUP, _more_urls(contact), **whose(contact))


@by_guest_link
@require_POST
def guest_more_answer(request: HttpRequest, contact: Contact, pk: int, pair: int, says: str) -> HttpResponse:
    """Yes or no to one of them."""
    day = _day(contact, pk)
    return freed.answer_pair(
        request, get_object_or_404(_pairs(contact, day), pk=pair), Side.STARTUP, says, _more_urls(contact)
    )


def _day(contact: Contact, pk: int) -> MatchmakingDay:
    days = MatchmakingDay.objects.filter(organisation=contact.organisation_id).select_related("organisation")
    return get_object_or_404(days.prefetch_related("slots", "rooms"), pk=pk)


def _pairs(contact: Contact, day: MatchmakingDay) -> AskedPairQuerySet:
    return AskedPair.objects.on(day).filter(match__startup=contact.startup_id)


def _more_urls(contact: Contact) -> freed.Address:
    token = GUEST_LINK.token(contact)
    return lambda page, *args: reverse(f"meetings:guest_{page}", args=[token, *args])


@by_guest_link
@require_POST
def guest_language(request: HttpRequest, contact: Contact) -> HttpResponse:
    """The contact's own language, for the pages and for letters."""
    language = request.POST.get("language")
    if language in Startup.Language.values:
        speak(contact, language=language)
    return redirect("meetings:guest", GUEST_LINK.token(contact))


def _asked(contact: Contact, pk: int) -> Asked:
    """The contact's startup, as it was asked about that day by the organisation that knows the contact."""
    day = _day(contact, pk)
    answer = get_object_or_404(DayAnswer, day=day, startup=contact.startup_id)
    return Asked(answer, day, GUEST_LINK.token(contact))


def whose(contact: Contact) -> dict[str, Any]:
    """Whose page it is, in the words of `startups/portal_base.html`."""
    colour = contact.organisation.colour.lstrip("#").lower()
    return {
        "match": {"organisation": contact.organisation, "startup": contact.startup},
        "contact": contact,
        "language_url": reverse("meetings:guest_language", args=[GUEST_LINK.token(contact)]),
        "other_language": "sv" if contact.language == "en" else "en",
        "guest_url": reverse("meetings:guest", args=[GUEST_LINK.token(contact)]),
        "colour_css": reverse("accounts:colour", args=[colour]),
    }
