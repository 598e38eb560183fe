"""The startup's own portal: everything a contact sees and does by the signed link, without an account.

GET only shows, so that a mail program which follows links changes nothing; deeds are POST. The pages carry no session
of anybody's: the token is the whole authority, and whoever forges a request would need to know it. They are therefore
exempt from the CSRF check, which under `Referrer-Policy: no-referrer` would refuse the contact's own forms (browsers
then send `Origin: null`). The token that only looks is another one and opens none of the deeds.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.links import PersonalLink
from entry.answers import done, form_page
from history.actions import StaleState
from history.questions import objects_of
from startups.actions.portal import (
    choose_language,
    decline,
    discard_draft,
    hand_in,
    offer_times,
    save_draft,
    version_of,
)
from startups.forms.portal import DeclineForm, ProposalForm, Times
from startups.models import LOOKING_LINK, PORTAL_LINK, Match, OfferedTime, Proposal, Startup, StartupInvitation
from startups.permissions import takes_answer, takes_late_answer
from startups.states import ANSWERABLE, MatchState

PRIVATE = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}
View = Callable[..., HttpResponse]


def by_personal_link(view: View, link: PersonalLink = PORTAL_LINK) -> View:
    """Lets a whole, living link in, in the contact's language; all others get a kind page that says what to do."""

    @csrf_exempt
    @wraps(view)
    def entered(request: HttpRequest, token: str, **below: Any) -> HttpResponse:
        invitation = StartupInvitation.objects.by_token(token, link)
        language = invitation.contact.language if invitation else request.LANGUAGE_CODE
        with override(language):
            response = _answer(view, request, invitation, **below)
        for name, value in {**PRIVATE, "Content-Language": language}.items():
            response[name] = value
        return response

    return entered


def _answer(view: View, request: HttpRequest, invitation: StartupInvitation | None, **below: Any) -> HttpResponse:
    if invitation is None:
        return render(request, "startups/portal_closed.html", {"why": "unknown"}, status=404)
    if not invitation.is_open:
        why = "revoked" if invitation.revoked_at else "expired"
        context = _whose(invitation) | {"why": why, "invitation": invitation}
        return render(request, "startups/portal_closed.html", context, status=410)
    try:
        return view(request, invitation, **below)
    except StaleState as stale:
        messages.warning(request, stale.message or _("Läget har ändrats. Så här ser det ut nu."))
        return redirect("startups:portal", invitation.token)


@by_personal_link
def portal(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    """The brief, what the startup has answered, its times and meetings, and what happens next."""
    return _portal(request, invitation)


@require_safe
@partial(by_personal_link, link=LOOKING_LINK)
def portal_look(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    """The same as the staff sees it: without the deeds, and without what would lead to them."""
    return _portal(request, invitation, looks_only=True, token="", language_url="")


def _portal(request: HttpRequest, invitation: StartupInvitation, **more: Any) -> HttpResponse:
    match = invitation.match
    context = what_the_portal_shows(invitation) | {
        "offered_times": objects_of(_coming_times, given=[match.pk]),
        "meetings": objects_of(_meetings_about, given=[match.pk]),
        "outcome": _reason(match, to_state=MatchState.THANKED) if match.state == MatchState.THANKED else "",
        "late_reason": _reason(match, verb="match.late_refused") if match.late_proposal else "",
        **more,
    }
    return render(request, "startups/portal.html", context)


def _coming_times(match: Any) -> QuerySet[OfferedTime]:
    return OfferedTime.objects.coming().filter(match=match)


def _meetings_about(match: Any) -> QuerySet[Any, Any]:
    """The meetings, which stand in a later room, with what the portal shows of each."""
    meetings = apps.get_model("meetings", "Meeting").objects.filter(match=match)
    return meetings.select_related("manager", "startup_outcome", "organisation", "match").order_by("starts_at")


@by_personal_link
def portal_answer(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    """Writing the proposal: kept as a draft, handed in, changed until the last day."""
    match = invitation.match
    proposal = _proposal(match)
    wants_draft = "draft" in request.POST and not (proposal and proposal.handed_in_at)
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        instance=Proposal.objects.filter(match=match).first(),
        match_id=match.pk,
        is_draft=wants_draft,
        initial={"seen": version_of(proposal)},
    )
    if request.method == "POST" and form.is_valid() and _keep(invitation, form, wants_draft):
        return done(
            request,
            _("Utkastet är sparat.") if wants_draft else _thanks(match),
            "startups:portal_answer" if wants_draft else "startups:portal",
            invitation.token,
        )
    if form.is_bound and form.differences:
        _note_told(form, proposal)
    if request.method == "GET" and not takes_answer(match) and not takes_late_answer(match):
        return redirect("startups:portal", invitation.token)
    return form_page(request, "startups/portal_answer.html", form, **what_the_portal_shows(invitation))


@by_personal_link
@require_POST
def portal_discard(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    """Throwing away a draft."""
    discard_draft(invitation)
    return done(request, _("Utkastet är borttaget."), "startups:portal", invitation.token)


@by_personal_link
def portal_decline(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    """Saying no: the first press opens this page, the second says it."""
    match = invitation.match
    if not match.can_move(MatchState.DECLINED):
        return redirect("startups:portal", invitation.token)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        decline(invitation, reason=form.reason)
        return done(request, _("Tack för beskedet. Vi vet nu att ni tackar nej."), "startups:portal", invitation.token)
    return form_page(request, "startups/portal_decline.html", form, **what_the_portal_shows(invitation))


@by_personal_link
def portal_times(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    """The times at which the startup can meet."""
    match = invitation.match
    if match.state not in ANSWERABLE:
        return redirect("startups:portal", invitation.token)
    times = Times(request.POST if request.method == "POST" else None, initial=_offered(match), prefix="tid")
    if request.method == "POST" and times.is_valid():
        offer_times(invitation, spans=times.spans)
        return done(request, _("Era tider är sparade."), "startups:portal", invitation.token)
    return form_page(request, "startups/portal_times.html", None, **what_the_portal_shows(invitation), times=times)


@by_personal_link
@require_POST
def portal_language(request: HttpRequest, invitation: StartupInvitation) -> HttpResponse:
    """The contact's own language, for the portal and for letters."""
    language = request.POST.get("language")
    if language in Startup.Language.values:
        choose_language(invitation, language=language)
    return redirect("startups:portal", invitation.token)


def _keep(invitation: StartupInvitation, form: ProposalForm, is_draft: bool) -> bool:
    """Keeps the proposal; when that is no longer possible the form says so, with everything typed still in it."""
    keep = save_draft if is_draft else hand_in
    try:
        keep(invitation, texts=form.texts, seen=form.cleaned_data["seen"], begun_at=form.cleaned_data["begun"])
    except StaleState as stale:
        form.add_error(None, stale.message)
        _note_told(form, Proposal.objects.filter(match=invitation.match_id).first())
        return False
    return True


def _note_told(form: ProposalForm, proposal: Proposal | None) -> None:
    """Saving once more then means it: the writer has been told."""
    form.data = form.data.copy()
    form.data["seen"] = version_of(proposal)


def _thanks(match: Match) -> str:
    if takes_answer(match):
        return _("Tack. Vi har tagit emot ert svar.")
    return _("Tack. Svaret kom sent. Ni får besked om det räknas.")


def _whose(invitation: StartupInvitation) -> dict[str, Any]:
    """Whose portal it is."""
    colour = invitation.match.organisation.colour.lstrip("#").lower()
    return {"match": invitation.match, "colour_css": reverse("accounts:colour", args=[colour])}


def what_the_portal_shows(invitation: StartupInvitation) -> dict[str, Any]:
    """What every page of an open portal shows."""
    match = invitation.match
    return _whose(invitation) | {
        "invitation": invitation,
        "token": invitation.token,
        "challenge": match.challenge,
        "proposal": _proposal(match),
        "can_answer": takes_answer(match),
        "can_answer_late": takes_late_answer(match),
        "late": match.late_proposal,
        "can_decline": match.can_move(MatchState.DECLINED),
        "can_offer_times": match.state in ANSWERABLE,
        "language_url": reverse("startups:portal_language", args=[invitation.token]),
        "other_language": "sv" if invitation.contact.language == "en" else "en",
    }


def _proposal(match: Match) -> Proposal | None:
    return getattr(match, "proposal", None)


def _reason(match: Match, **entry: str) -> str:
    """The reason the startup was given by the latest such entry in the logbook."""
    [(name, value)] = entry.items()
    return next((deed.reason for deed in match.history if getattr(deed, name) == value), "")


def _offered(match: Match) -> list[dict[str, Any]]:
    local = timezone.localtime
    return [
        {"day": local(t.starts_at).date(), "start": local(t.starts_at).time(), "end": local(t.ends_at).time()}
        for t in match.offered_times.coming()
    ]
