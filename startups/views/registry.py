"""The registry of startups: the list, one profile, writing it, its contacts, and reading in many from a file."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from history.models import Entry
from imports.models import ImportFile
from imports.views import show, upload
from listing.answers import answer_list
from startups import lists
from startups.actions.registry import AlreadyThere, remove_contact, save_contact, save_startup
from startups.dealings import dealings_with
from startups.forms.registry import ContactForm, StartupForm
from startups.importers import STARTUPS
from startups.models import Contact, Startup
from startups.opinions import Note, Rating
from startups.permissions import (
    can_be_removed,
    may_change_note,
    may_edit_registry,
    may_read_opinions,
    may_remove_note,
    may_see_contacts,
    may_write_opinions,
)


@login_required
def startup_list(request: AuthenticatedRequest) -> HttpResponse:
    """The registry, which all organisations of the installation share."""
    membership = acting_in(request)
    startups = Startup.objects.visible_to(request.user).by_name()
    if not may_read_opinions(request.user, membership):
        return answer_list(request, lists.without_ratings(), startups, membership=membership)
    rated = startups.with_rating_of(membership.organisation)
    return answer_list(request, lists.STARTUPS, rated, membership=membership)


@login_required
def startup_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One profile, with what the person's own organisation has to do with the startup."""
    membership = acting_in(request)
    organisation = membership.organisation
    startups = Startup.objects.visible_to(request.user).with_others_asking(organisation)
    startup: Any = get_object_or_404(startups.defer("search").prefetch_related("themes"), pk=pk)
    sees_contacts = may_see_contacts(request.user, membership)
    contacts = startup.contacts.filter(organisation=organisation).prefetch_related("invitations")
    context = {
        "startup": startup,
        "may_edit": may_edit_registry(request.user, membership),
        "sees_contacts": sees_contacts,
        "contacts": contacts if sees_contacts else [],
        "dealings": dealings_with(startup, organisation, user=request.user),
        **_opinions(request.user, membership, startup),
        "history": _history(startup, membership, sees_contacts=sees_contacts),
    }
    return render(request, "startups/startup.html", context)


def _opinions(user: User, membership: Membership, startup: Startup) -> dict[str, Any]:
    """What the own organisation thinks of the startup, for those who may read it."""
    if not may_read_opinions(user, membership):
        return {"reads_opinions": False}
    own = {"startup": startup, "organisation": membership.organisation}
    notes = Note.objects.filter(**own).select_related("author")
    return {
        "reads_opinions": True,
        "writes_opinions": may_write_opinions(user, membership),
        "notes": [(note, may_change_note(user, note), may_remove_note(user, note)) for note in notes],
        "rating": Rating.objects.filter(**own).select_related("rated_by").first(),
    }


def _history(startup: Startup, membership: Membership, *, sees_contacts: bool) -> list[Entry]:
    """The profile's own entries, which all may read, and those about the own organisation's contacts and opinions.

    Who changed the profile elsewhere is not named: the profile is shared, the people are not.
    """
    kinds = ContentType.objects.get_for_models(Startup, Contact, Note, Rating)
    about = Q(subject_type=kinds[Startup], subject_id=startup.pk)
    if sees_contacts:
        own = [kinds[model] for model in (Contact, Note, Rating)]
        about |= Q(subject_type__in=own, organisation=membership.organisation, data__startup=startup.pk)
    ours = Membership.objects.filter(user=OuterRef("actor"), organisation=membership.organisation)
    entries: list[Any] = list(Entry.objects.filter(about).annotate(is_ours=Exists(ours)).order_by("-at", "-id")[:50])
    for entry in entries:
        if entry.actor_id and not entry.is_ours:
            entry.actor_name = _("En annan organisation")
    return entries


@login_required
def startup_new(request: AuthenticatedRequest) -> HttpResponse:
    """Writing a new profile."""
    permit(request.user, acting_in(request), who=may_edit_registry)
    return _write(request, Startup())


@login_required
def startup_change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Changing a profile."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).defer("search"), pk=pk)
    permit(request.user, acting_in(request), who=may_edit_registry)
    return _write(request, startup)


def _write(request: AuthenticatedRequest, startup: Startup) -> HttpResponse:
    is_new, name = startup.pk is None, startup.name
    form = StartupForm(request.POST or None, instance=startup)
    if request.method == "POST" and form.is_valid():
        try:
            save_startup(startup, themes=form.cleaned_data.get("themes", []), by=request.user)
        except AlreadyThere:
            form.add_error("name", _("Någon lade just till samma startup. Sök efter den i registret"))
        else:
            words = _("%(name)s finns nu i registret.") if is_new else _("Ändringen är sparad.")
            return done(request, words % {"name": startup.name}, startup)
    return form_page(request, "startups/startup_form.html", form, startup=startup, is_new=is_new, name=name)


@login_required
def contact_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Adding a person at the startup, known to the own organisation only."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).defer("search"), pk=pk)
    membership = acting_in(request)
    permit(request.user, membership, who=may_edit_registry)
    contact = Contact(startup=startup, organisation=membership.organisation, language=startup.letter_language)
    return _write_contact(request, contact)


@login_required
def contact_change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Changing a contact."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).select_related("startup"), pk=pk)
    permit(request.user, contact, who=may_edit_registry)
    return _write_contact(request, contact)


def _write_contact(request: AuthenticatedRequest, contact: Contact) -> HttpResponse:
    is_new = contact.pk is None
    form = ContactForm(request.POST or None, instance=contact)
    if request.method == "POST" and form.is_valid():
        try:
            save_contact(contact, by=request.user)
        except AlreadyThere:
            form.add_error("email", _("Den adressen finns redan bland kontakterna"))
        else:
            return done(request, _("%(name)s är sparad som kontakt.") % {"name": contact.name}, contact.startup)
    return form_page(
        request, "startups/startup_contact.html", form, contact=contact, startup=contact.startup, is_new=is_new
    )


@deed
def contact_remove(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Forgetting a contact that has not been invited."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).select_related("startup"), pk=pk)
    permit(request.user, contact, who=may_edit_registry)
    if not can_be_removed(contact):
        messages.warning(request, _("%(name)s har fått en inbjudan och kan inte tas bort.") % {"name": contact.name})
        return redirect(contact.startup)
    remove_contact(contact, by=request.user)
    return done(request, _("%(name)s är borttagen bland kontakterna.") % {"name": contact.name}, contact.startup)


@login_required
def startup_import(request: AuthenticatedRequest) -> HttpResponse:
    """Choosing a file with many startups."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_edit_registry)
    return upload(request, STARTUPS, membership.organisation)


@login_required
def startup_import_file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One file: what is in it, and how its reading goes."""
    files = ImportFile.objects.visible_to(request.user).filter(kind=STARTUPS.kind).defer("text")
    file = get_object_or_404(files, pk=pk)
    permit(request.user, file, who=may_edit_registry)
    return show(request, file)
