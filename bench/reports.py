"""A report's way from order to file against bare WeasyPrint on the same HTML."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from statistics import median
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from accounts.models import User
from bench.database import OwnDatabase, url_of
from bench.dataset import build
from bench.machine import running, taken
from ignite.tasks import WORKER_SEEN
from printing.rendering import STYLE, own_files_only
from reports.actions import order_report
from reports.models import ManagementGroup, Report
from reports.pdf import html_of
from reports.snapshot import snapshot
from reports.states import ReportState

ROUNDS = 9
TARGET = 1.2
NEEDS = 1000
PATIENCE = 60


def measure() -> list[dict[str, Any]]:
    """Milliseconds from order to ready, with a real worker and broker, beside bare WeasyPrint on the same HTML.

    The rounds are taken in turns; the first of each, which loads fonts and libraries, is not counted.
    """
    with OwnDatabase(NEEDS), _worker():
        chief = build(NEEDS)
        group = ManagementGroup.objects.create(organisation=chief.memberships[0].organisation, name="Ledningen")
        made = _order(group, chief, 0)
        html = html_of(snapshot(made), group.language)
        _bare(html)
        ways, bare = [], []
        for number in range(1, ROUNDS + 1):
            bare.append(taken(lambda: _bare(html)))
            ways.append(taken(lambda number=number: _order(group, chief, number)))
    pages = made.page_count
    floor = median(bare)
    return [
        {"what": "bare WeasyPrint, warm", "pages": pages, "ms": floor, "ratio": 1.0, "target": None},
        {
            "what": "order → file ready",
            "pages": pages,
            "ms": median(ways),
            "ratio": median(ways) / floor,
            "target": TARGET,
        },
    ]


def _bare(html: str) -> bytes:
    document = HTML(string=html, base_url="app:///", url_fetcher=own_files_only())
    sheet, fonts = STYLE.read_text(), FontConfiguration()
    style = CSS(string=sheet, base_url="app:", url_fetcher=own_files_only(), font_config=fonts)
    return bytes(document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"))


def _order(group: ManagementGroup, chief: User, number: int) -> Report:
    """Orders a report as its page does and waits, looking every two milliseconds, until its file is there."""
    today = timezone.localdate()
    report = Report(
        organisation=group.organisation,
        group=group,
        title="Rapport",
        period_from=today - timedelta(days=90 + number),
        period_to=today,
        summary="Medarbetarna har lämnat in behov, och flera piloter pågår.",
        decisions_asked="Utöka ramen med 20 000 kr.\nSkala upp talstödet.",
    )
    order_report(report, by=chief)
    until = time.monotonic() + PATIENCE
    while report.state != ReportState.READY:
        if time.monotonic() > until:
            raise RuntimeError(f"no report within {PATIENCE} s: {report.state} {report.failure}")
        time.sleep(0.002)
        report.refresh_from_db(fields=["state", "failure", "page_count"])
    return report


@contextmanager
def _worker() -> Iterator[None]:
    """A Celery worker on the database of the block, ready when the block begins."""
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "ignite",
        "worker",
        "--concurrency",
        "2",
        "--without-mingle",
        "--without-gossip",
    ]
    with running(command, DATABASE_URL=url_of(connection.settings_dict["NAME"])):
        until = time.monotonic() + PATIENCE
        while cache.get(WORKER_SEEN) is None:
            if time.monotonic() > until:
                raise RuntimeError("the worker did not start")
            time.sleep(0.1)
        yield
