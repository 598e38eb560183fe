"""Reading in needs from a file: upload, preview, progress."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest
from imports.models import ImportFile
from imports.views import show, upload
from needs.importers import NEEDS
from needs.permissions import may_import_needs


@login_required
def need_import(request: AuthenticatedRequest) -> HttpResponse:
    """Choosing the file."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_import_needs)
    return upload(request, NEEDS, membership.organisation)


@login_required
def need_import_file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One file: what is in it, and how its reading goes."""
    file = get_object_or_404(ImportFile.objects.visible_to(request.user).filter(kind=NEEDS.kind).defer("text"), pk=pk)
    permit(request.user, file, who=may_import_needs)
    return show(request, file)
