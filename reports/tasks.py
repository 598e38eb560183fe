"""The worker's side of the reports."""

from celery import shared_task

from reports.actions import make_report


@shared_task
def make(report_id: int) -> None:
    """Makes one report, unless another worker has it or it is ready."""
    make_report(report_id)
