"""One match: why it is there, what the startup answers, and what is done about it."""

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import missing
from accounts.models import User
from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from accounts.security_log import Event, log_event
from entry.answers import done, form_page
from history.questions import one_of
from history.threads import thread_of
from startups.actions.shortlist import invite, mark_read, put_back, revoke, send_new_link, set_aside, shortlist, thank
from startups.actions.suggestions import refute, restore_reasons
from startups.forms.inviting import InviteForm
from startups.forms.shortlist import SetAsideForm, ThankForm
from startups.models import Match, StartupInvitation
from startups.permissions import (
    can_be_invited,
    can_be_set_aside,
    can_be_shortlisted,
    can_be_thanked,
    deeds_on_match,
    is_undecided,
    may_invite,
    may_read_shortlist,
    may_shortlist,
    may_thank,
)
from startups.pulse import Pulse, pulses_of
from startups.states import MatchState


@login_required
def match_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The match as the staff reads it, with the startup's proposal and what can be done next."""
    match = fetch_match(request, pk)
    deeds = deeds_on_match(match, request.user)
    reads_shortlist = may_read_shortlist(request.user, match.challenge)
    links = _links(match) if deeds["links"] else []
    pulses = [] if deeds["links"] or not reads_shortlist else _pulses(match)
    proposal = match.handed_in_proposal or match.late_proposal
    if proposal and proposal.trade_secret and deeds["read_secrets"]:
        opened = {"organisation": match.organisation, "about": match.get_absolute_url()}
        log_event(request, Event.TRADE_SECRET, person=request.user, **opened)
    if proposal and proposal.is_new and deeds["read_secrets"]:
        mark_read(proposal)
    context = {
        "match": match,
        "proposal": proposal,
        "deeds": deeds,
        "may_shortlist": may_shortlist(request.user, match),
        "may_read_shortlist": reads_shortlist,
        "invitations": links,
        "pulses": pulses,
        "offered_times": match.offered_times.all(),
        "meetings": match.meetings.select_related("manager").order_by("starts_at"),
        "thread": thread_of(match, user=request.user),
        "history": match.history,
        **missing(request.user, match, *(invitation.contact.email for invitation, *_rest in links)),
    }
    return render(request, "startups/match.html", context)


@deed
def match_shortlist(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Takes the startup onto the shortlist."""
    match = fetch_match(request, pk)
    already = match.state == MatchState.SHORTLISTED
    permit(request.user, match, who=may_shortlist, when=None if already else can_be_shortlisted)
    shortlist(match, by=request.user)
    undo = reverse("startups:match_put_back", args=[match.pk])
    words = _("%(name)s är i urvalet.") % {"name": match.startup}
    return done(request, words, "startups:shortlist", match.challenge_id, undo=undo)


@login_required
def match_set_aside(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Decides against the startup, with a reason that stays."""
    match = fetch_match(request, pk)
    permit(request.user, match, who=may_shortlist, when=can_be_set_aside)
    form = SetAsideForm(request.POST if request.POST or request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        # The way back leads to where the startup was: the shortlist or the suggestions.
        back = "match_shortlist" if match.state == MatchState.SHORTLISTED else "match_put_back"
        set_aside(match, reason=form.reason, by=request.user)
        undo = reverse(f"startups:{back}", args=[match.pk])
        words = _("%(name)s är bortvald.") % {"name": match.startup}
        return done(request, words, "startups:shortlist", match.challenge_id, undo=undo)
    return _page(request, "startups/match_set_aside.html", form, match)


@deed
def match_put_back(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Undoes a choice: the startup is a suggestion again."""
    match = fetch_match(request, pk)
    permit(request.user, match, who=may_shortlist, when=is_undecided)
    put_back(match, by=request.user)
    words = _("%(name)s är bland förslagen igen.") % {"name": match.startup}
    return done(request, words, "startups:shortlist", match.challenge_id)


@deed
def reason_refute(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Says that a reason of the engine's is not so."""
    match = fetch_match(request, pk)
    permit(request.user, match, who=may_shortlist)
    before = refute(match, request.POST.get("reason", ""), by=request.user)
    undo = f"{reverse('startups:reason_restore', args=[match.pk])}?kvar={before}"
    return done(request, _("Skälet är borta, och kommer inte tillbaka för dem."), *_home(match), undo=undo)


@deed
def reason_restore(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Takes back what was said against the reasons, but for so much as had been said before (`kvar` in the address)."""
    match = fetch_match(request, pk)
    permit(request.user, match, who=may_shortlist)
    kept = request.GET.get("kvar", "")
    restore_reasons(match, int(kept) if re.fullmatch(r"\d{1,6}", kept, re.ASCII) else 0, by=request.user)
    return done(request, _("Skälet är tillbaka."), *_home(match))


def _home(match: Match) -> tuple[Any, ...]:
    """Where a match is shown: a mere suggestion among the others."""
    return ("startups:shortlist", match.challenge_id) if match.state == MatchState.SUGGESTED else (match,)


@login_required
def match_invite(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The chief invites a contact with a personal link."""
    match = fetch_match(request, pk)
    permit(request.user, match, who=may_invite, when=can_be_invited)
    form = InviteForm(request.POST if request.POST or request.method == "POST" else None, match=match)
    if request.method == "POST" and form.is_valid():
        invitation = invite(match, contact=form.invited, message=form.cleaned_data["message"], by=request.user)
        return done(request, _("Inbjudan går nu till %(address)s.") % {"address": invitation.contact.email}, match)
    return _page(request, "startups/match_invite.html", form, match)


@deed
def invitation_renew(request: AuthenticatedRequest, pk: int, invitation_pk: int) -> HttpResponse:
    """Sends the contact a new link; the old one stops working."""
    match = fetch_match(request, pk)
    permit(request.user, match, who=may_invite, when=can_be_invited)
    old = get_object_or_404(_invitations(match), pk=invitation_pk)
    new = send_new_link(old, by=request.user)
    return done(request, _("En ny länk går nu till %(address)s.") % {"address": new.contact.email}, match)


@deed
def invitation_revoke(request: AuthenticatedRequest, pk: int, invitation_pk: int) -> HttpResponse:
    """Stops a link."""
    match = fetch_match(request, pk)
    permit(request.user, match, who=may_invite)
    invitation = get_object_or_404(_invitations(match), pk=invitation_pk)
    revoke(invitation, by=request.user)
    return done(request, _("Länken till %(name)s är indragen.") % {"name": invitation.contact.name}, match)


@login_required
def match_thank(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ends the match with thanks and the reason, by letter."""
    match = fetch_match(request, pk)
    permit(request.user, match, who=may_thank, when=can_be_thanked)
    form = ThankForm(request.POST if request.POST or request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        thank(match, reason=form.cleaned_data["reason"], by=request.user)
        return done(request, _("%(name)s får ditt tack och skälet i ett brev.") % {"name": match.startup}, match)
    return _page(request, "startups/match_thank.html", form, match)


def fetch_match(request: AuthenticatedRequest, pk: int) -> Match:
    """The match with what its pages show, for whoever may see it."""
    found: Match = one_of(_whole_matches, request.user, pk)
    return found


def _whole_matches(user: User) -> QuerySet[Match]:
    whole = Match.objects.visible_to(user).select_related(
        "startup", "challenge__owner", "organisation", "proposal__contact"
    )
    return whole.defer("startup__search", "challenge__search")


def _page(request: AuthenticatedRequest, template: str, form: Any, match: Match) -> HttpResponse:
    return form_page(request, template, form, match=match)


def _invitations(match: Match) -> Any:
    return StartupInvitation.objects.filter(match=match).select_related("contact", "invited_by", "reminded_by")


def _pulses(match: Match) -> list[Pulse]:
    """Of each invitation that was not withdrawn."""
    invitations = list(_invitations(match).filter(revoked_at=None).order_by("-created_at", "-pk"))
    for invitation in invitations:
        invitation.match = match
    return pulses_of(invitations)


def _links(match: Match) -> list[tuple[StartupInvitation, str, bool, Pulse | None]]:
    """Every invitation, the link that looks while it works, whether it is the contact's newest, and how it goes with
    one that was not withdrawn.

    The link that answers is the contact's own: no page of the staff's holds it.
    """
    newest: set[int] = set()
    rows = []
    invitations = list(_invitations(match).order_by("-created_at", "-pk"))
    for invitation in invitations:
        invitation.match = match
    pulses = {pulse.invitation: pulse for pulse in pulses_of([one for one in invitations if not one.revoked_at])}
    for invitation in invitations:
        is_newest = invitation.contact_id not in newest
        newest.add(invitation.contact_id)
        rows.append(
            (invitation, invitation.looking_link if invitation.is_open else "", is_newest, pulses.get(invitation))
        )
    return rows
