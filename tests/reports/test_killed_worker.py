"""A worker that is killed in the middle of a report, with real processes: the report is made anew, once."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from history.tasks import sweep
from post.models import Letter
from reports.models import Report

HOUSE = Path(__file__).resolve().parents[2]
WORK = """
import django; django.setup()
from reports import actions
def stop_here(*_args):
    print("drawing", flush=True)
    import time; time.sleep(60)
actions.edition_as_pdf = stop_here
actions.make_report({pk})
"""

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


def a_worker(report: Report, media: Any) -> subprocess.Popen[str]:
    """Another process at work on the report in the tests' own database; it stands still while drawing."""
    found = connection.settings_dict
    address = f"postgresql://{found['USER']}:{found['PASSWORD']}@{found['HOST'].replace('/', '%2F')}"
    address += f":{found['PORT']}/{found['NAME']}" if found["PORT"] else f"/{found['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "MEDIA_ROOT": str(media),
        "DJANGO_SETTINGS_MODULE": "ignite.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-c", WORK.format(pk=report.pk)], cwd=HOUSE, env=environment, stdout=subprocess.PIPE, text=True
    )


def test_a_report_whose_worker_was_killed_is_made_anew_once(report: Report, settings: Any) -> None:
    worker = a_worker(report, settings.MEDIA_ROOT)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "drawing\n"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    report.refresh_from_db()
    assert (report.state, report.attempts, report.progress) == ("being_made", 1, 50)
    sweep()
    report.refresh_from_db()
    assert report.state == "being_made", "the lease still holds"
    Report.objects.filter(pk=report.pk).update(due_at=timezone.now() - timedelta(seconds=1))
    sweep()
    sweep()
    report.refresh_from_db()
    assert (report.state, report.attempts) == ("ready", 2)
    assert Letter.objects.count() == 2
    assert len(list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))) == 1


def test_the_rendering_process_dies_with_its_worker(tmp_path: Path) -> None:
    code = (
        "from printing import rendering\n"
        "rendering.render('<html lang=sv><title>t</title><p>x</p>')\n"
        "print(rendering._warm.process.pid, flush=True)\n"
        "import time; time.sleep(60)\n"
    )
    worker = subprocess.Popen([sys.executable, "-c", code], cwd=HOUSE, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    renderer = int(worker.stdout.readline())
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{renderer}").exists() and time.monotonic() < deadline:
        if Path(f"/proc/{renderer}/stat").read_text().split()[2] == "Z":
            break  # dead, and only waiting for this machine's init to notice
        time.sleep(0.05)
    assert time.monotonic() < deadline
