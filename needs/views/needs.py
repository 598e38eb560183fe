"""The list of needs, one need, and writing one."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.letters import missing
from accounts.models import User
from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from entry.shown import mark
from history.questions import one_of
from history.threads import thread_of
from listing.answers import answer_list
from needs.actions.needs import (
    answer_need,
    change_need,
    discard_draft,
    give_owner,
    hand_in_again,
    resume_need,
    save_draft,
    submit_need,
    support_need,
    withdraw_need,
    withdraw_support,
)
from needs.forms.needs import AnswerForm, NeedForm, OwnerForm, SupportForm
from needs.hearing import letters_with_answer, readers_of
from needs.lists import NEEDS
from needs.models import Need
from needs.permissions import (
    deeds_on,
    is_changeable,
    is_draft,
    is_handed_in,
    is_resumable,
    is_submitter,
    is_unanswered,
    is_withdrawn,
    may_answer,
    may_change_need,
    may_give_owner,
    may_hand_in,
    may_support,
)
from post.rehearsal import foretold_by


@login_required
def need_list(request: AuthenticatedRequest) -> HttpResponse:
    """All needs of the organisation that are handed in; the person's own drafts under "Mina behov"."""
    membership = acting_in(request)
    needs = Need.objects.visible_to(request.user).of(membership.organisation)
    return answer_list(request, NEEDS, needs, membership=membership)


def _whole_needs(user: User) -> QuerySet[Need]:
    """With what a need's page shows."""
    related = Need.objects.visible_to(user).select_related("organisation", "unit", "theme", "submitter", "owner")
    return related.prefetch_related("drivers").defer("search")


@login_required
def need_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One need with its thread, its history and what can be done next."""
    need = one_of(_whole_needs, request.user, pk)
    if need.is_draft:
        return redirect("needs:need_change", pk=need.pk)
    context = {
        "need": need,
        "deeds": deeds_on(need, request.user),
        "supports_it": any(s.user_id == request.user.pk for s in need.supporters),
        "support_form": SupportForm(request.POST or None),
        "shown": mark(request),
        "thread": thread_of(need, user=request.user),
        "history": need.history,
        **missing(request.user, need, need.submitter.email, need.on_behalf_email.lower()),
    }
    return render(request, "needs/need.html", context)


@login_required
def need_new(request: AuthenticatedRequest) -> HttpResponse:
    """Writing a new need: kept as a draft or handed in."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_hand_in)
    need = Need(organisation=membership.organisation, submitter=request.user, unit=membership.unit)
    if request.method == "POST" and (key := _form_key(request)):
        already = Need.objects.filter(form_key=key).first()
        if already is None:
            need.form_key = key
        elif already.submitter_id == request.user.pk and already.organisation_id == need.organisation_id:
            return _write_again(request, already)
    return _write(request, need)


def _write_again(request: AuthenticatedRequest, already: Need) -> HttpResponse:
    """The form of a new need once more: a second press leads on, other words are a change of the need it made."""
    form = _form(request, already)
    if not form.has_changed() and (form.is_draft or not already.is_draft):
        return redirect(already)
    permit(request.user, already, who=may_change_need, when=is_changeable)
    return _write(request, already)


@login_required
def need_change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Going on with a draft, or changing a need that is not yet assessed."""
    need = get_object_or_404(Need.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    permit(request.user, need, who=may_change_need, when=is_changeable)
    return _write(request, need)


def _form_key(request: AuthenticatedRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None


def _form(request: AuthenticatedRequest, need: Need) -> NeedForm:
    return NeedForm(
        request.POST or None,
        instance=need,
        organisation=need.organisation,
        is_draft="draft" in request.POST and need.is_draft,
        initial={"form_key": need.form_key},
    )


def _write(request: AuthenticatedRequest, need: Need) -> HttpResponse:
    form = _form(request, need)
    if request.method == "POST" and form.is_valid():
        drivers = form.cleaned_data.get("drivers", [])
        if form.is_draft:
            save_draft(need, drivers=drivers, by=request.user)
            return done(request, _("Utkastet är sparat. Du kan fortsätta när du vill."), "needs:need_change", need.pk)
        if need.is_draft:
            submit_need(need, drivers=drivers, by=request.user)
            return done(request, _("Behovet är inlämnat. Du får svar, även om det blir nej."), need)
        change_need(need, drivers=drivers, by=request.user)
        return done(request, _("Ändringen är sparad."), need)
    return form_page(request, "needs/need_form.html", form, need=need)


@deed
def need_discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Throws away one's own draft."""
    need = get_object_or_404(Need.objects.visible_to(request.user), pk=pk)
    permit(request.user, need, who=is_submitter, when=is_draft)
    discard_draft(need, by=request.user)
    return done(request, _("Utkastet är borttaget."), "start")


@deed
def need_withdraw(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The submitter takes the need back before its round opens."""
    need = get_object_or_404(Need.objects.visible_to(request.user).select_related("organisation", "owner"), pk=pk)
    permit(request.user, need, who=is_submitter, when=is_unanswered)
    withdraw_need(need, by=request.user)
    return done(request, _("Behovet är återtaget."), need, undo=reverse("needs:need_hand_in_again", args=[need.pk]))


@deed
def need_hand_in_again(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The submitter hands in what was taken back."""
    need = get_object_or_404(Need.objects.visible_to(request.user).select_related("organisation", "owner"), pk=pk)
    permit(request.user, need, who=is_submitter, when=is_withdrawn)
    hand_in_again(need, by=request.user)
    return done(request, _("Behovet är inlämnat igen och väntar på prioritering."), need)


@login_required
def need_answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The chief parks or declines a need outside a round."""
    need = get_object_or_404(Need.objects.visible_to(request.user).select_related("organisation", "submitter"), pk=pk)
    permit(request.user, need, who=may_answer, when=is_unanswered)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("to", "reason")}
        answer_need(need, **chosen, by=request.user)
        undo = reverse("needs:need_resume", args=[need.pk])
        return done(request, _("Svaret är lämnat. Tills breven går iväg kan du ångra det."), need, undo=undo)
    return form_page(request, "needs/need_answer.html", form, need=need)


@deed
def need_resume(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Takes up a parked or declined need again; asks first when that means letters to those who got the answer."""
    need = get_object_or_404(Need.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    permit(request.user, need, who=may_answer, when=is_resumable)
    letters = letters_with_answer(need)
    if "sure" not in request.POST and letters.exists():
        names = {person.email: person.name for person in readers_of(letters)}
        readers = [names.get(letter.to, letter.to) for letter in letters.order_by("pk")]
        again = Need.objects.get(pk=need.pk)
        letter = next(iter(foretold_by(lambda: resume_need(again, by=request.user))), None)
        return render(request, "needs/need_resume.html", {"need": need, "readers": readers, "letter": letter})
    resume_need(need, by=request.user)
    return done(request, _("Behovet är upptaget igen och väntar på prioritering."), need)


@deed
def need_support(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """ "We have that too", or not any longer."""
    need = get_object_or_404(Need.objects.visible_to(request.user), pk=pk)
    permit(request.user, need, who=may_support, when=is_handed_in)
    if "withdraw" in request.POST:
        withdraw_support(need, by=request.user)
        return redirect(need)
    form = SupportForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv högst 300 tecken om hur det är hos er."))
        return redirect(need)
    unit = request.user.membership_in(need.organisation_id).unit
    support_need(need, line=form.cleaned_data["line"], unit=unit, by=request.user)
    return done(request, _("Tack. Ditt stöd syns på behovet."), need)


@login_required
def need_owner(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The chief names the need's owner."""
    need = get_object_or_404(Need.objects.visible_to(request.user).select_related("organisation"), pk=pk)
    permit(request.user, need, who=may_give_owner, when=is_handed_in)
    form = OwnerForm(request.POST or None, need=need)
    if request.method == "POST" and form.is_valid():
        give_owner(need, owner=form.cleaned_data["owner"], by=request.user)
        return done(request, _("%(name)s är behovsägare.") % {"name": need.owner}, need)
    return form_page(request, "needs/need_owner.html", form, need=need)
