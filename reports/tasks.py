"""The worker's side of the reports."""

from celery import shared_task

from reports.actions import make_report
from reports.models import Report

AT_A_TIME = 20


@shared_task
def make(report_id: int) -> None:
    """Makes one report, unless another worker has it or it is ready."""
    make_report(report_id)


@shared_task
def sweep() -> None:
    """Finds reports whose nudge was lost, whose worker died, or whose pause is over, and makes them one by one."""
    for report_id in Report.objects.due().order_by("lease_until").values_list("pk", flat=True)[:AT_A_TIME]:
        make_report(report_id)
