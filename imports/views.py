"""The pages for reading in a file, the same for every room; the room's own view fetches and permits first."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import is_administrator
from accounts.requests import AuthenticatedRequest
from entry.answers import done, form_page
from imports.actions import StillUsed, drop_import, receive_file, undo_import, want_import
from imports.forms import ModeForm, UploadForm
from imports.importers import Importer
from imports.models import ImportFile
from imports.reading import Unreadable
from listing.answers import answer
from listing.export import csv_response

if TYPE_CHECKING:
    from accounts.models import Organisation

Answer = HttpResponse | StreamingHttpResponse
EARLIER_SHOWN = 5
# On the page; the rest of the problems are in the file with all of them.
PROBLEMS_SHOWN = 50
PROBLEM_COLUMNS = [
    (gettext_lazy("Rad"), lambda problem: problem["line"]),
    (gettext_lazy("Kolumn"), lambda problem: problem["column"]),
    (gettext_lazy("Gör så här"), lambda problem: problem["text"]),
]


def upload(request: AuthenticatedRequest, importer: Importer, organisation: "Organisation") -> Answer:
    """Takes a file to its preview, or says why it cannot be read; `?format=csv` gives a template to fill in."""
    if request.GET.get("format") == "csv":
        columns = [(column.label, lambda _row, text=column.example: text) for column in importer.columns]
        return csv_response(_("mall"), columns, [None])
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            received = receive_file(
                importer=importer, name=file.name, content=file.read(), organisation=organisation, by=request.user
            )
            return redirect(received)
        except Unreadable as reason:
            form.add_error("file", str(reason))
    earlier = ImportFile.objects.visible_to(request.user).of(organisation).filter(kind=importer.kind)
    earlier = earlier.select_related("uploaded_by").defer("text", "problems", "sample")[:EARLIER_SHOWN]
    return form_page(request, "imports/import_upload.html", form, importer=importer, earlier=earlier)


def show(request: AuthenticatedRequest, file: ImportFile) -> Answer:
    """Preview, progress and result of one file; POST wants it read in, or drops it."""
    if request.GET.get("format") == "csv":
        return csv_response(_("rader-att-ratta"), PROBLEM_COLUMNS, file.problems)
    may_add_themes = file.themes_can_be_added and is_administrator(request.user, file)
    form = ModeForm(request.POST or None, file=file, may_add_themes=may_add_themes)
    if request.method == "POST":
        if "undo" in request.POST:
            return _undo(request, file)
        if "drop" in request.POST:
            drop_import(file, by=request.user)
            return done(request, _("Inläsningen är avbruten. Ingenting är sparat."), file.importer.upload_url)
        if form.is_valid():
            want_import(file, **form.cleaned_data, by=request.user)
            return redirect(file)
    context = {"form": form, "file": file, "importer": file.importer, "problems": file.problems[:PROBLEMS_SHOWN]}
    response = answer(request, "imports/import_file.html", context, part="progress", status=422 if form.errors else 200)
    if request.htmx and not file.is_unfinished:
        response["HX-Refresh"] = "true"
    return response


def _undo(request: AuthenticatedRequest, file: ImportFile) -> HttpResponse:
    try:
        undo_import(file, by=request.user)
    except StillUsed:
        messages.warning(request, _("Något av det inlästa används redan. Därför går inläsningen inte att ångra."))
        return redirect(file)
    return done(request, _("Inläsningen är ångrad. Det som lästes in är borttaget."), file.importer.upload_url)
