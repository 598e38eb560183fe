"""The people of the organisation: who they are, what they may, and who is invited."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.actions import (
    LastAdministrator,
    change_membership,
    invite,
    remove_membership,
    revoke_invitation,
)
from accounts.forms import InvitationForm, MembershipForm, PeopleFilter
from accounts.models import Invitation, Membership
from accounts.requests import AuthenticatedRequest
from accounts.views.organisation import administered
from listing.answers import answer
from listing.export import csv_response
from listing.pages import Sort, paginate

BY_NAME = [Sort("name", gettext_lazy("Namn"), ("user__name", "id"))]
COLUMNS = [
    (gettext_lazy("Namn"), lambda m: m.user.name),
    (gettext_lazy("E-post"), lambda m: m.user.email),
    (gettext_lazy("Enhet"), lambda m: m.unit),
    (gettext_lazy("Roller"), lambda m: m.role_names),
]


@login_required
def people(request: AuthenticatedRequest) -> HttpResponse:
    """Everybody in the organisation, and the invitations that are still open."""
    mine = administered(request)
    filter_ = PeopleFilter(request.GET, auto_id="filter_%s")
    members = Membership.objects.filter(organisation=mine).select_related("user", "unit")
    if filter_.is_valid():
        if q := filter_.cleaned_data["q"]:
            members = members.filter(Q(user__name__icontains=q) | Q(user__email__icontains=q))
        if role := filter_.cleaned_data["role"]:
            members = members.with_role(role)
    if request.GET.get("format") == "csv":
        return csv_response(
            f"personer-{timezone.localdate()}", COLUMNS, members.order_by("user__name").iterator(2000)
        )
    waiting = mine.invitations.filter(accepted_at=None, revoked_at=None)
    context = {"filter": filter_, "page": paginate(members, request.GET, BY_NAME), "waiting": waiting}
    return answer(request, "accounts/people.html", context)


@login_required
def person_invite(request: AuthenticatedRequest) -> HttpResponse:
    """Invites somebody by e-mail."""
    mine = administered(request)
    form = InvitationForm(request.POST or None, organisation=mine)
    if request.method == "POST" and form.is_valid():
        invitation = invite(form.instance, by=request.user)
        messages.success(request, _("Inbjudan är på väg till %(email)s.") % {"email": invitation.email})
        return redirect("accounts:people")
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def invitation_revoke(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Draws back an invitation that nobody has answered."""
    invitation = get_object_or_404(Invitation, organisation=administered(request), pk=pk)
    revoke_invitation(invitation, by=request.user)
    messages.success(request, _("Inbjudan till %(email)s är tillbakadragen.") % {"email": invitation.email})
    return redirect("accounts:people")


@login_required
def person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One person's roles and unit."""
    mine = administered(request)
    membership = get_object_or_404(
        Membership.objects.select_related("user", "organisation"), organisation=mine, pk=pk
    )
    form = MembershipForm(request.POST or None, instance=membership, organisation=mine)
    if request.method == "POST" and form.is_valid():
        try:
            change_membership(membership, **form.cleaned_data, by=request.user)
        except LastAdministrator:
            form.add_error("roles", _("Någon måste vara administratör. Ge först rollen till en annan person"))
        else:
            messages.success(request, _("Rollerna för %(name)s är sparade.") % {"name": membership.user})
            return redirect("accounts:people")
    context = {"form": form, "member": membership, "history": membership.history}
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def person_remove(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Takes somebody out of the organisation."""
    mine = administered(request)
    membership = get_object_or_404(
        Membership.objects.select_related("user", "organisation"), organisation=mine, pk=pk
    )
    try:
        remove_membership(membership, by=request.user)
        messages.success(
            request, _("%(name)s är inte längre med i organisationen.") % {"name": membership.user}
        )
    except LastAdministrator:
        messages.error(request, _("Någon måste vara administratör. Ge först rollen till en annan person."))
    return redirect("accounts:people")
