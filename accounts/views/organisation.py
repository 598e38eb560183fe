"""What the administrator keeps about the organisation: its story, drivers, limits, units and letters."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.actions import (
    UnitInUse,
    change_drivers,
    change_organisation,
    remove_unit,
    save_unit,
    send_again,
    set_limit,
)
from accounts.forms import DriverFormSet, LimitForm, OrganisationForm, UnitForm
from accounts.lists import LETTERS, SECURITY
from accounts.models import Driver, Organisation, SecurityEvent, Unit
from accounts.permissions import acting_in, may_administer, may_read_letters, may_send_again, permit
from accounts.requests import AuthenticatedRequest, deed, way_back
from accounts.units import indented
from entry.answers import done, form_page
from listing.answers import answer_list
from post.models import Letter


def administered(request: AuthenticatedRequest) -> Organisation:
    """The organisation the person administers just now; PermissionDenied for everybody else."""
    organisation = acting_in(request).organisation
    permit(request.user, organisation, who=may_administer)
    return organisation


@login_required
def organisation(request: AuthenticatedRequest) -> HttpResponse:
    """Name, colour, narrative and the frame for pilots."""
    mine = administered(request)
    # A copy of its own: what is typed must not show in the page head before it is saved.
    form = OrganisationForm(request.POST or None, instance=Organisation.objects.get(pk=mine.pk))
    if request.method == "POST" and form.is_valid():
        change_organisation(form.instance, fields=form.cleaned_data, by=request.user)
        return done(request, _("Uppgifterna är sparade."), "accounts:organisation")
    return form_page(request, "accounts/organisation.html", form, history=mine.history[:20])


@login_required
def drivers(request: AuthenticatedRequest) -> HttpResponse:
    """The external drivers."""
    mine = administered(request)
    rows = DriverFormSet(request.POST or None, queryset=Driver.objects.filter(organisation=mine))
    if request.method == "POST" and rows.is_valid():
        rows.save(commit=False)
        kept = [f.instance for f in rows.forms if f not in rows.deleted_forms and f.instance.title]
        change_drivers(mine, kept=kept, removed=rows.deleted_objects, by=request.user)
        return done(request, _("Omvärldsfaktorerna är sparade."), "accounts:drivers")
    return form_page(request, "accounts/drivers.html", None, rows=rows)


@login_required
def limits(request: AuthenticatedRequest) -> HttpResponse:
    """The amount limits with their days."""
    mine = administered(request)
    form = LimitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_limit(mine, **form.cleaned_data, by=request.user)
        return done(request, _("Gränsen är sparad."), "accounts:limits")
    return form_page(request, "accounts/limits.html", form, limits=mine.procurement_limits.all())


@login_required
def units(request: AuthenticatedRequest) -> HttpResponse:
    """The tree of units."""
    mine = administered(request)
    rows = [(pk, name[: -len(name.lstrip())], name.lstrip()) for pk, name in indented(mine)]
    return render(request, "accounts/units.html", {"units": rows})


@login_required
def unit_edit(request: AuthenticatedRequest, pk: int | None = None) -> HttpResponse:
    """A new unit, or one to rename or move."""
    mine = administered(request)
    unit = get_object_or_404(mine.units, pk=pk) if pk else Unit()
    form = UnitForm(request.POST or None, instance=unit, organisation=mine)
    if request.method == "POST" and form.is_valid():
        save_unit(unit, by=request.user)
        return done(request, _("Enheten %(name)s är sparad.") % {"name": unit.name}, "accounts:units")
    return form_page(request, "accounts/unit_form.html", form, unit=unit)


@deed
def unit_remove(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Removes a unit that is empty."""
    unit = get_object_or_404(administered(request).units.select_related("organisation"), pk=pk)
    try:
        remove_unit(unit, by=request.user)
        messages.success(request, _("Enheten %(name)s är borttagen.") % {"name": unit.name})
    except UnitInUse:
        messages.error(request, _("Enheten har personer, behov eller enheter under sig. Flytta dem först."))
    return redirect("accounts:units")


@login_required
def letters(request: AuthenticatedRequest) -> HttpResponse:
    """What has left the house by e-mail and what has not; never what stood in it. A chief sees what has not."""
    mine = acting_in(request).organisation
    permit(request.user, mine, who=may_read_letters)
    administers = may_administer(request.user, mine)
    rows = Letter.objects.filter(organisation=mine)
    return answer_list(
        request,
        LETTERS,
        rows if administers else rows.undelivered(),
        membership=acting_in(request),
        administers=administers,
    )


@deed
def letter_again(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Tries a letter once more, from whatever page it was missed on."""
    letter = get_object_or_404(Letter.objects.filter(organisation=acting_in(request).organisation), pk=pk)
    permit(request.user, letter, who=may_send_again)
    send_again(letter, by=request.user)
    return done(request, _("Brevet till %(to)s är på väg igen.") % {"to": letter.to}, way_back(request))


@login_required
def security(request: AuthenticatedRequest) -> HttpResponse:
    """The organisation's own part of the security log."""
    events = SecurityEvent.objects.filter(organisation=administered(request))
    return answer_list(request, SECURITY, events, membership=acting_in(request))
