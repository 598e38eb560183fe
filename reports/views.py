"""The pages of the reports and of the management groups they are for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.permissions import acting_in, permit
from accounts.requests import AuthenticatedRequest, deed
from accounts.security_log import Event, log_event
from accounts.units import swedish
from entry.answers import done, form_page
from history.actions import StaleState
from history.threads import thread_of
from listing.answers import answer, answer_list
from reports.actions import file_name, order_report, save_group, try_again
from reports.forms import GroupForm, OrderForm
from reports.lists import REPORTS
from reports.models import ManagementGroup, Report
from reports.permissions import (
    can_be_tried_again,
    has_file,
    may_order,
    may_read_groups,
    may_read_reports,
    may_steer_groups,
)
from reports.presentation import present


# --- Reports --------------------------------------------------------------------------------------------------------
@login_required
def report_list(request: AuthenticatedRequest) -> HttpResponse:
    """The editions this person may read, newest first."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_read_reports)
    reports = Report.objects.visible_to(request.user).of(membership.organisation)
    return answer_list(request, REPORTS, reports, membership=membership)


@login_required
def report_new(request: AuthenticatedRequest) -> HttpResponse:
    """The chief orders a report; it is made meanwhile by the worker."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_order)
    organisation = membership.organisation
    if not ManagementGroup.objects.of(organisation).exists():
        messages.info(request, _("Lägg först till ledningsgruppen som rapporten är till."))
        return redirect("reports:group_new")
    initial = {"group": request.GET["group"]} if request.GET.get("group", "").isdigit() else {}
    report = Report(organisation=organisation, ordered_by=request.user)
    form = OrderForm(request.POST or None, instance=report, organisation=organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        return redirect(order_report(report, by=request.user))
    return form_page(request, "reports/report_form.html", form)


@login_required
def report_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One edition: how far the work has come, or why it failed, or what it says."""
    report = _visible_report(request, pk)
    is_polled = request.htmx and not request.htmx.boosted and not request.htmx.history_restore_request
    if is_polled and not report.is_unfinished:
        # The page that waited is to be shown anew, whole.
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"report": report, "may_order": may_order(request.user, report)}
    if not is_polled:
        context["history"] = report.history
    if not report.is_unfinished:
        context["replacement"] = report.replacement
    if has_file(report):
        context |= {"told": present(report.contents), "thread": thread_of(report, user=request.user)}
    return answer(request, "reports/report.html", context, part="progress")


@login_required
def report_file(request: AuthenticatedRequest, pk: int) -> HttpResponse | FileResponse:
    """The PDF, to those who may read the report."""
    report = _visible_report(request, pk)
    permit(request.user, report, who=may_read_reports)
    if not has_file(report):
        raise StaleState(report, _("Rapporten är inte klar än."))
    log_event(request, Event.PDF, person=request.user, organisation=report.organisation, about=str(report))
    return FileResponse(
        report.file.open("rb"),
        as_attachment=True,
        filename=file_name(report),
        content_type="application/pdf",
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )


@deed
def report_again(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The chief asks for a new attempt."""
    report = _visible_report(request, pk)
    permit(request.user, report, who=may_order, when=can_be_tried_again)
    try_again(report, by=request.user)
    return redirect(report)


def _visible_report(request: AuthenticatedRequest, pk: int) -> Report:
    reports = Report.objects.visible_to(request.user).select_related("organisation", "group", "ordered_by")
    return get_object_or_404(reports.defer("search"), pk=pk)


# --- Management groups ----------------------------------------------------------------------------------------------
@login_required
def group_list(request: AuthenticatedRequest) -> HttpResponse:
    """The management groups of the organisation."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_read_groups)
    groups = ManagementGroup.objects.visible_to(request.user).of(membership.organisation)
    groups = groups.annotate(member_count=Count("members"))
    rows = sorted(groups, key=lambda group: swedish(group.name))
    context = {"groups": rows, "may_steer": may_steer_groups(request.user, membership)}
    return render(request, "reports/group_list.html", context)


@login_required
def group_new(request: AuthenticatedRequest) -> HttpResponse:
    """The chief adds a management group."""
    membership = acting_in(request)
    permit(request.user, membership, who=may_steer_groups)
    return _write_group(request, ManagementGroup(organisation=membership.organisation))


@login_required
def group_change(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The chief changes a group's members, addresses or language."""
    group = _visible_group(request, pk)
    permit(request.user, group, who=may_steer_groups)
    return _write_group(request, group)


def _write_group(request: AuthenticatedRequest, group: ManagementGroup) -> HttpResponse:
    form = GroupForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid():
        save_group(group, members=form.cleaned_data["members"], by=request.user)
        return done(request, _("Ledningsgruppen är sparad."), group)
    return form_page(request, "reports/group_form.html", form, group=group)


@login_required
def group_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One management group: who is in it, and its reports."""
    group = _visible_group(request, pk)
    permit(request.user, group, who=may_read_groups)
    reports = Report.objects.visible_to(request.user).filter(group=group).with_replacement()
    context = {
        "group": group,
        "members": sorted(group.members.all(), key=lambda person: swedish(person.name)),
        "reports": reports.defer("contents", "search").order_by("-created_at", "-id")[:20],
        "history": group.history,
        "may_steer": may_steer_groups(request.user, group),
        "may_order": may_order(request.user, group),
    }
    return render(request, "reports/group.html", context)


def _visible_group(request: AuthenticatedRequest, pk: int) -> ManagementGroup:
    groups = ManagementGroup.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(groups, pk=pk)
