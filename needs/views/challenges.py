"""The list of challenges, one challenge, and writing one."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from history.actions import StaleState
from history.threads import thread_of
from listing.answers import answer_list
from needs.actions.challenges import (
    change_challenge,
    discard_challenge,
    open_challenge,
    reopen_challenge,
    write_challenge,
)
from needs.forms.challenges import ChallengeForm, ReopenForm, brief_from
from needs.lists import CHALLENGES
from needs.models import Challenge, Need
from needs.permissions import is_closed, is_unpublished, is_writable, may_run_challenges, may_scout, may_write_challenge


@login_required
def challenge_list(request: AuthenticatedRequest) -> HttpResponse:
    """The organisation's challenges."""
    membership = acting_in(request)
    challenges = Challenge.objects.visible_to(request.user).of(membership.organisation)
    return answer_list(request, CHALLENGES, challenges, membership=membership)


@login_required
def challenge_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One challenge: the brief, what only the house knows, its thread and history, and the next deed."""
    challenge = _fetch(request, pk)
    user = request.user
    context = {
        "challenge": challenge,
        "may_write": may_write_challenge(user, challenge) and is_writable(challenge),
        "may_run": may_run_challenges(user, challenge),
        "may_scout": may_scout(user, challenge) and not is_unpublished(challenge),
        "thread": thread_of(challenge, user=user),
        "history": challenge.history,
    }
    return render(request, "needs/challenge.html", context)


def _fetch(request: AuthenticatedRequest, pk: int) -> Challenge:
    challenges = Challenge.objects.visible_to(request.user)
    return get_object_or_404(challenges.select_related("organisation", "owner", "theme").defer("search"), pk=pk)


@login_required
def challenge_new(request: AuthenticatedRequest) -> HttpResponse:
    """A new challenge, begun from the needs named in the address (`?need=`, any number of times)."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_run_challenges)
    organisation = membership.organisation
    chosen = [pk for pk in request.GET.getlist("need") if pk.isdecimal() and len(pk) < 10]
    needs = Need.objects.visible_to(request.user).of(organisation).prioritised().filter(pk__in=chosen)
    challenge = Challenge(organisation=organisation)
    start = brief_from(list(needs.order_by("pk"))) | {"budget_max": organisation.pilot_budget_max}
    form = ChallengeForm(request.POST or None, instance=challenge, initial=start)
    if request.method == "POST" and form.is_valid() and _saved(write_challenge, request, form):
        return _written(request, challenge)
    return form_page(request, "needs/challenge_form.html", form, challenge=challenge)


@login_required
def challenge_change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Changing the brief, as a draft or while it is open."""
    challenge = _fetch(request, pk)
    who = may_run_challenges if "publish" in request.POST else may_write_challenge
    permit(request.user, challenge, who=who, when=is_writable)
    form, was_published = ChallengeForm(request.POST or None, instance=challenge), not is_unpublished(challenge)
    if request.method == "POST" and form.is_valid() and _saved(change_challenge, request, form):
        return _written(request, challenge, was_published=was_published)
    return form_page(
        request,
        "needs/challenge_form.html",
        form,
        challenge=challenge,
        may_run=may_run_challenges(request.user, challenge),
    )


def _saved(act: Callable[..., Challenge], request: AuthenticatedRequest, form: ChallengeForm) -> bool:
    """Writes or changes; a need that somebody took meanwhile is told on the form, so that nothing typed is lost."""
    was_new = form.instance.pk is None
    try:
        act(
            form.instance, needs=form.cleaned_data["needs"], publish=_publishes(request, form.instance), by=request.user
        )
    except StaleState as stale:
        if not isinstance(stale.subject, Need):
            raise
        if was_new:
            form.instance.pk = None
        form.add_error("needs", form.fields["needs"].error_messages["invalid_choice"])
        return False
    return True


def _publishes(request: AuthenticatedRequest, challenge: Challenge) -> bool:
    """The button says whether the brief is published too; only the chief has that button."""
    return "publish" in request.POST and is_unpublished(challenge)


def _written(request: AuthenticatedRequest, challenge: Challenge, *, was_published: bool = False) -> HttpResponse:
    if is_unpublished(challenge):
        return done(request, _("Utkastet är sparat."), challenge)
    return done(request, _("Ändringen är sparad."), challenge) if was_published else _opened(request, challenge)


def _opened(request: AuthenticatedRequest, challenge: Challenge) -> HttpResponse:
    return done(request, _("Utmaningen är öppen. Förslag på startuper tas fram."), challenge)


@deed
def challenge_open(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Publishes a draft."""
    challenge = _fetch(request, pk)
    permit(request.user, challenge, who=may_run_challenges, when=is_unpublished)
    open_challenge(challenge, by=request.user)
    return _opened(request, challenge)


@deed
def challenge_discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Throws away a draft."""
    challenge = _fetch(request, pk)
    permit(request.user, challenge, who=may_run_challenges, when=is_unpublished)
    discard_challenge(challenge, by=request.user)
    return done(request, _("Utkastet är borttaget. Behoven är prioriterade som förut."), "needs:challenges")


@login_required
def challenge_reopen(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Takes answers again, until a new day."""
    challenge = _fetch(request, pk)
    permit(request.user, challenge, who=may_run_challenges, when=is_closed)
    today = timezone.localdate()
    form = ReopenForm(request.POST or None, initial={"answers_by": max(challenge.answers_by, today)})
    if request.method == "POST" and form.is_valid():
        reopen_challenge(challenge, answers_by=form.cleaned_data["answers_by"], by=request.user)
        return done(request, _("Utmaningen är öppen igen."), challenge)
    return form_page(request, "needs/challenge_reopen.html", form, challenge=challenge)
