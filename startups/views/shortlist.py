"""The shortlist of a challenge: suggestions, choices, comparison."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done
from needs.models import Challenge
from startups.actions.shortlist import add_by_hand
from startups.actions.suggestions import ask_for_suggestions
from startups.forms.shortlist import FindForm
from startups.models import Match, Startup, StartupInvitation, StartupInvitationQuerySet, SuggestionRun
from startups.permissions import may_invite, may_read_shortlist, may_shortlist, takes_invitations
from startups.pulse import Pulse, pulses_of
from startups.states import ASKED, Group, MatchState

MOST_FOUND = 20
# What usually gives a good day without tiring anybody (docs/domain.md: six to eight startups for each need).
GUIDE = (6, 8)


@login_required
def shortlist_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Everybody considered for the challenge: chosen, suggested, set aside."""
    challenge = fetch_challenge(request, pk)
    permit(request.user, challenge, who=may_read_shortlist)
    matches = list(_considered(request, challenge))
    chosen = [m for m in matches if m.state == MatchState.SHORTLISTED or m.state in ASKED]
    suggested = [m for m in matches if m.state == MatchState.SUGGESTED]
    silent = _silent(challenge) if may_invite(request.user, challenge) else None
    context = {
        "challenge": challenge,
        "pulses": _pulses([m for m in chosen if m.state in ASKED]),
        "silent": silent is not None and silent.exists(),
        "may_remind": silent is not None and silent.remindable().exists(),
        "run": getattr(challenge, "suggestion_run", None),
        "chosen": chosen,
        "uninvited": sum(m.state == MatchState.SHORTLISTED for m in chosen),
        "suggested": suggested,
        "groups": _groups(suggested),
        "set_aside": [m for m in matches if m.state == MatchState.SET_ASIDE],
        "guide": _guide(len(chosen)),
        "may_shortlist": may_shortlist(request.user, challenge),
        "may_invite": may_invite(request.user, challenge),
        "invites": may_invite(request.user, challenge) and takes_invitations(challenge),
    }
    return render(request, "startups/shortlist.html", context)


@login_required
def shortlist_compare(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The chosen ones side by side."""
    challenge = fetch_challenge(request, pk)
    permit(request.user, challenge, who=may_read_shortlist)
    chosen = _considered(request, challenge).filter(state__in=[MatchState.SHORTLISTED, *ASKED])
    return render(request, "startups/shortlist_compare.html", {"challenge": challenge, "matches": chosen})


@login_required
def shortlist_add(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Any startup of the registry can be added by hand."""
    challenge = fetch_challenge(request, pk)
    permit(request.user, challenge, who=may_shortlist)
    if request.method == "POST":
        startup = get_object_or_404(Startup.objects.visible_to(request.user), pk=_number(request.POST.get("startup")))
        match = add_by_hand(challenge, startup, by=request.user)
        undo = reverse("startups:match_put_back", args=[match.pk])
        words = _("%(name)s är i urvalet.") % {"name": startup}
        return done(request, words, "startups:shortlist", challenge.pk, undo=undo)
    filter_ = FindForm(request.GET or None)
    text = filter_.cleaned_data["q"] if filter_.is_valid() else ""
    found = _found(request, text) if text else []
    considered = dict(challenge.matches.values_list("startup_id", "state"))
    rows = [(startup, MatchState(s) if (s := considered.get(startup.pk)) else None) for startup in found]
    context = {"challenge": challenge, "filter": filter_, "text": text, "rows": rows, "most": MOST_FOUND}
    return render(request, "startups/shortlist_add.html", context)


@deed
def suggestions_ask(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Asks the worker for suggestions."""
    challenge = fetch_challenge(request, pk)
    permit(request.user, challenge, who=may_shortlist)
    ask_for_suggestions(challenge, by=request.user)
    return redirect("startups:shortlist", challenge.pk)


@login_required
def suggestions_progress(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Answers htmx every second until the suggestions are there; a plain visitor gets the shortlist."""
    challenge = fetch_challenge(request, pk)
    permit(request.user, challenge, who=may_read_shortlist)
    if not request.htmx:
        return redirect("startups:shortlist", challenge.pk)
    if not SuggestionRun.objects.filter(SuggestionRun.TO_DO, challenge=challenge).exists():
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "startups/_suggestions_progress.html", {"challenge": challenge})


def fetch_challenge(request: AuthenticatedRequest, pk: int) -> Challenge:
    """The challenge whose shortlist it is, for whoever may see it."""
    challenges = Challenge.objects.visible_to(request.user).select_related("organisation", "owner", "suggestion_run")
    return get_object_or_404(challenges.defer("search"), pk=pk)


def _considered(request: AuthenticatedRequest, challenge: Challenge) -> Any:
    """Everybody considered, the chosen in the order of the pipeline, the suggested by score."""
    return (
        Match.objects.visible_to(request.user)
        .filter(challenge=challenge)
        .select_related("startup", "proposal", "added_by")
        .prefetch_related("startup__themes")
        .defer("startup__search")
        .likeliest_first()
    )


def _groups(suggested: list[Match]) -> list[tuple[str, str, list[Match]]]:
    """(group, its label, its matches), those that have any; what was added by hand and put back comes first."""
    labels = [("", _("Tillagda för hand")), *Group.choices]
    rows = [(group, label, [m for m in suggested if m.standing_group == group]) for group, label in labels]
    return [row for row in rows if row[2]]


def _pulses(matches: Sequence[Match]) -> list[Pulse]:
    """Of every invitation that was not withdrawn, in the order of the shortlist."""
    if not matches:
        return []
    places = {match.pk: place for place, match in enumerate(matches)}
    open_ones = StartupInvitation.objects.filter(match__in=places, revoked_at=None)
    invitations = list(open_ones.select_related("contact", "reminded_by").order_by("contact__name", "pk"))
    for invitation in invitations:
        invitation.match = matches[places[invitation.match_id]]
    return pulses_of(sorted(invitations, key=lambda one: places[one.match_id]))


def _silent(challenge: Challenge) -> StartupInvitationQuerySet:
    return StartupInvitation.objects.filter(match__challenge=challenge).silent()


def _guide(count: int) -> str:
    """How the number of chosen stands to the guide: "few", "right" or "many"."""
    few, many = GUIDE
    return "few" if count < few else "many" if count > many else "right"


def _found(request: AuthenticatedRequest, text: str) -> list[Startup]:
    startups = Startup.objects.visible_to(request.user).about(text).by_name().defer("search")
    return list(startups.order_by("place_in_order", "pk")[:MOST_FOUND])


def _number(text: str | None) -> int:
    """The number in a form's field; 0, which no row has, for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0
