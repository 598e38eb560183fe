"""Who may order, read and download the reports, and when a report can be ordered anew."""

from typing import Any

from accounts.models import User
from accounts.permissions import Who, is_chief, is_leadership, is_member
from reports.models import ManagementGroup, Report
from reports.states import ReportState


def _sits_in(user: User, subject: Any) -> bool:
    groups = ManagementGroup.objects.filter(organisation=subject.organisation_id, members=user)
    if isinstance(subject, ManagementGroup):
        groups = groups.filter(pk=subject.pk)
    if isinstance(subject, Report):
        groups = groups.filter(pk=subject.group_id)
    return groups.exists()


# In the group itself; of an organisation: in any of its groups.
sits_in_group = is_member & Who(_sits_in)

may_order = is_chief
may_steer_groups = is_chief
may_read_reports = is_chief | is_leadership | sits_in_group
may_read_groups = is_chief | is_leadership | sits_in_group


def can_be_tried_again(report: Report) -> bool:
    return report.state == ReportState.FAILED


def has_file(report: Report) -> bool:
    return report.state == ReportState.READY
