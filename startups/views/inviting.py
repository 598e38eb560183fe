"""Inviting all who are chosen for a challenge on one page, and reminding those who do not answer."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from startups.actions.inviting import Asked, LeftOut, invite_all
from startups.actions.reminding import remind_silent
from startups.forms.inviting import InviteAllForm
from startups.models import Contact, Match
from startups.permissions import may_invite, takes_invitations
from startups.states import MatchState
from startups.views.shortlist import fetch_challenge

TICKED = "match"  # each startup that was ticked; without any, all of the shortlist


@login_required
def shortlist_invite(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Those who were ticked in the shortlist, or all of it: who gets the letter of each, and then one press."""
    challenge = fetch_challenge(request, pk)
    permit(request.user, challenge, who=may_invite, when=takes_invitations)
    matches = _ticked(request, challenge.pk)
    waiting = [match for match in matches if match.state == MatchState.SHORTLISTED]
    left_out = [LeftOut(match, "") for match in matches if match.state != MatchState.SHORTLISTED]
    if not waiting:
        messages.warning(request, _in_words(left_out) or _("Kryssa för minst en startup i urvalet."))
        return redirect("startups:shortlist", challenge.pk)
    sent = request.POST if request.POST or request.method == "POST" else None
    form = InviteAllForm(sent, matches=waiting, known=_known(waiting))
    if request.method == "POST" and form.is_valid():
        invited, late = invite_all(challenge, [Asked(*one) for one in form.asked], by=request.user)
        if left_out := [*left_out, *late]:
            messages.warning(request, _in_words(left_out))
        if not invited:
            return redirect("startups:shortlist", challenge.pk)
        names = ", ".join(sorted(invitation.match.startup.name for invitation in invited))
        return done(
            request, _("Inbjudan går nu till %(names)s.") % {"names": names}, "startups:shortlist", challenge.pk
        )
    context = {"challenge": challenge, "left_out": _in_words(left_out), "waiting": waiting}
    return form_page(request, "startups/shortlist_invite.html", form, **context)


@deed
def shortlist_remind(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Writes to each who was invited and has not answered."""
    challenge = fetch_challenge(request, pk)
    permit(request.user, challenge, who=may_invite)
    reminded = remind_silent(challenge, by=request.user)
    names = ", ".join(f"{one.contact.name} ({one.match.startup.name})" for one in reminded)
    return done(request, _("Påminnelsen går nu till %(names)s.") % {"names": names}, "startups:shortlist", challenge.pk)


def _ticked(request: AuthenticatedRequest, challenge_id: int) -> list[Match]:
    """As they stand now, by name; whoever sent the ticks without any has none."""
    matches = Match.objects.visible_to(request.user).filter(challenge=challenge_id)
    ticks = request.POST.getlist(TICKED) or request.GET.getlist(TICKED)
    if ticks or "ticked" in request.GET:
        matches = matches.filter(pk__in=[int(tick) for tick in ticks if tick.isdecimal() and len(tick) < 18])
    else:
        matches = matches.filter(state=MatchState.SHORTLISTED)
    whole = matches.select_related("startup", "organisation", "challenge").defer("startup__search", "challenge__search")
    return list(whole.order_by("startup__name", "pk"))


def _known(matches: Sequence[Match]) -> dict[int, list[Contact]]:
    """The contacts the organisation knows at each of the startups."""
    known: dict[int, list[Contact]] = {}
    here = {"organisation": matches[0].organisation, "startup__in": [match.startup_id for match in matches]}
    for contact in Contact.objects.filter(**here):
        known.setdefault(contact.startup_id, []).append(contact)
    return known


def _in_words(left_out: Sequence[LeftOut]) -> str:
    if not left_out:
        return ""
    told = (f"{one.match.startup.name} ({one.why or one.match.get_state_display()})" for one in left_out)
    return _("Fick inget nytt brev: %(names)s.") % {"names": ", ".join(told)}
