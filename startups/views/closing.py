"""Taking no more answers, and saying whether one that came late counts."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from accounts.permissions import permit
from accounts.requests import AuthenticatedRequest
from entry.answers import done, form_page
from needs.actions.challenges import close_challenge
from needs.models import Challenge
from needs.permissions import can_be_closed
from post.rehearsal import foretold_by
from startups.actions.closing import awaited_invitations, judge_late
from startups.forms.shortlist import LateAnswerForm
from startups.permissions import has_late_answer, may_close_answers, may_judge_late
from startups.views.matches import fetch_match


@login_required
def challenge_close(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Asks first, and says who is told; the second press closes the challenge for answers."""
    challenges = Challenge.objects.visible_to(request.user).select_related("organisation").defer("search")
    challenge = get_object_or_404(challenges, pk=pk)
    permit(request.user, challenge, who=may_close_answers, when=can_be_closed)
    if request.method == "POST":
        close_challenge(challenge, by=request.user)
        return done(request, _("Utmaningen är stängd för svar."), challenge)
    invitations = awaited_invitations(challenge)
    again = Challenge.objects.get(pk=challenge.pk)
    letters = foretold_by(lambda: close_challenge(again, by=request.user)) if invitations else []
    context = {
        "challenge": challenge,
        "invitations": invitations,
        "letter": next(iter(letters), None),
        "count": len({invitation.match_id for invitation in invitations}),
    }
    return render(request, "startups/challenge_close.html", context)


@login_required
def match_late(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The chief says whether an answer that came late counts."""
    match = fetch_match(request, pk)
    permit(request.user, match, who=may_judge_late, when=has_late_answer)
    form = LateAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        judge_late(match, accepts=form.accepts, reason=form.cleaned_data["reason"], by=request.user)
        return done(request, _("%(name)s får beskedet i ett brev.") % {"name": match.startup}, match)
    return form_page(request, "startups/match_late.html", form, match=match)
