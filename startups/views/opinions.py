"""What the own organisation thinks of a startup: writing notes, and a rating."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest, deed
from entry.answers import done, form_page
from startups.actions.opinions import rate, remove_note, save_note
from startups.forms.opinions import NO_RATING, NoteForm, RatingForm
from startups.models import Startup
from startups.opinions import Note, Rating
from startups.permissions import may_change_note, may_remove_note, may_write_opinions


@login_required
def note_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Writing a note about the startup, for the own organisation."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).defer("search"), pk=pk)
    membership = acting_in(request)
    permit(request.user, membership, who=may_write_opinions)
    return _write_note(request, Note(startup=startup, organisation=membership.organisation))


@login_required
def note_change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Changing a note of one's own."""
    note = get_object_or_404(Note.objects.visible_to(request.user).select_related("startup"), pk=pk)
    permit(request.user, note, who=may_change_note)
    return _write_note(request, note)


def _write_note(request: AuthenticatedRequest, note: Note) -> HttpResponse:
    is_new = note.pk is None
    form = NoteForm(request.POST or None, instance=note)
    if request.method == "POST" and form.is_valid():
        save_note(note, by=request.user)
        words = _("Anteckningen är sparad.") if is_new else _("Ändringen är sparad.")
        return done(request, words, note.startup)
    return form_page(request, "startups/startup_note.html", form, startup=note.startup, is_new=is_new)


@deed
def note_remove(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Forgetting a note."""
    note = get_object_or_404(Note.objects.visible_to(request.user).select_related("startup"), pk=pk)
    permit(request.user, note, who=may_remove_note)
    remove_note(note, by=request.user)
    return done(request, _("Anteckningen är borttagen."), note.startup)


@login_required
def rating(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Setting the own organisation's rating of the startup, or taking it away."""
    startup = get_object_or_404(Startup.objects.visible_to(request.user).defer("search"), pk=pk)
    membership = acting_in(request)
    permit(request.user, membership, who=may_write_opinions)
    organisation = membership.organisation
    known = Rating.objects.filter(startup=startup, organisation=organisation).first()
    form = RatingForm(request.POST or None, initial={"value": known.value if known else NO_RATING})
    if request.method == "POST" and form.is_valid():
        value = form.cleaned_data["value"] or None
        rate(startup, organisation, value=value, by=request.user)
        words = _("Ert betyg är sparat.") if value else _("Startupen har inget betyg hos er.")
        return done(request, words, startup)
    return form_page(request, "startups/startup_rating.html", form, startup=startup)
