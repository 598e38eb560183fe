"""The people of the organisation: who they are, what they may, and who is invited."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.actions import LastAdministrator, change_membership, invite, remove_membership, revoke_invitation
from accounts.forms import InvitationForm, MembershipForm
from accounts.letters import missing
from accounts.lists import PEOPLE
from accounts.models import Invitation, Membership
from accounts.permissions import acting_in
from accounts.requests import AuthenticatedRequest, deed
from accounts.security_log import Event, log_event
from accounts.views.organisation import administered
from entry.answers import done, form_page
from listing.answers import answer_list


@login_required
def people(request: AuthenticatedRequest) -> HttpResponse:
    """Everybody in the organisation, and the invitations that are still open."""
    mine = administered(request)
    members = Membership.objects.filter(organisation=mine)
    waiting = mine.invitations.filter(accepted_at=None, revoked_at=None)
    letters = missing(request.user, mine, *(invitation.email for invitation in waiting))
    return answer_list(request, PEOPLE, members, membership=acting_in(request), waiting=waiting, **letters)


@login_required
def person_invite(request: AuthenticatedRequest) -> HttpResponse:
    """Invites somebody by e-mail."""
    mine = administered(request)
    form = InvitationForm(request.POST or None, organisation=mine)
    if request.method == "POST" and form.is_valid():
        invitation = invite(form.instance, by=request.user)
        return done(request, _("Inbjudan är på väg till %(email)s.") % {"email": invitation.email}, "accounts:people")
    return form_page(request, "accounts/invite.html", form)


@deed
def invitation_revoke(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Draws back an invitation that nobody has answered."""
    invitation = get_object_or_404(Invitation, organisation=administered(request), pk=pk)
    revoke_invitation(invitation, by=request.user)
    words = _("Inbjudan till %(email)s är tillbakadragen.") % {"email": invitation.email}
    return done(request, words, "accounts:people")


@login_required
def person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One person's roles and unit."""
    mine = administered(request)
    membership = get_object_or_404(Membership.objects.select_related("user", "organisation"), organisation=mine, pk=pk)
    form = MembershipForm(request.POST or None, instance=membership, organisation=mine)
    if request.method == "POST" and form.is_valid():
        try:
            change_membership(membership, **form.cleaned_data, by=request.user)
            if "roles" in form.changed_data:
                _log_roles(request, membership, membership.role_names)
        except LastAdministrator:
            form.add_error("roles", _("Någon måste vara administratör. Ge först rollen till en annan person"))
        else:
            return done(request, _("Rollerna för %(name)s är sparade.") % {"name": membership.user}, "accounts:people")
    return form_page(request, "accounts/person.html", form, member=membership, history=membership.history)


@deed
def person_remove(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Takes somebody out of the organisation."""
    mine = administered(request)
    membership = get_object_or_404(Membership.objects.select_related("user", "organisation"), organisation=mine, pk=pk)
    try:
        remove_membership(membership, by=request.user)
        _log_roles(request, membership, "–")
        messages.success(request, _("%(name)s är inte längre med i organisationen.") % {"name": membership.user})
    except LastAdministrator:
        messages.error(request, _("Någon måste vara administratör. Ge först rollen till en annan person."))
    return redirect("accounts:people")


def _log_roles(request: AuthenticatedRequest, membership: Membership, roles: str) -> None:
    about = f"{membership.user}: {roles}"
    log_event(request, Event.ROLES_CHANGED, person=request.user, organisation=membership.organisation, about=about)
