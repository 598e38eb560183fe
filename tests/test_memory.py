"""What the web server and the beat weigh: what only a worker needs, numerical libraries above all, is not in them.

Resident memory as the kernel counts it (VmRSS), pages shared with other processes included; MB are millions of bytes.
"""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from django.urls import reverse

from tests.processes import ROOT, Installation
from tests.test_page_types import pages
from tests.visitor import Visitor

pytestmark = pytest.mark.processes

# Of the web's, passkeys take 11: allauth loads fido2 and cryptography with every sign-in.
WEB, BEAT = 120, 90
# What has no business in a process that shows pages or gives the time (Pango is what WeasyPrint loads).
HEAVY = ("/numpy/", "/scipy/", "/sklearn/", "libpango")


def megabytes(pid: int) -> float:
    status = dict(line.split(":\t") for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(status["VmRSS"].split()[0]) * 1024 / 1e6


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def heavy(pid: int) -> list[str]:
    """What the process has loaded compiled code of and should not have."""
    maps = Path(f"/proc/{pid}/maps").read_text()
    return [name for name in HEAVY if name in maps]


def look_at_every_page(installation: Installation) -> None:
    visitors = {"guest": Visitor(installation.base)}
    for name, role, things in pages():
        visitor = visitors.get(role) or Visitor(installation.base).sign_in(installation.email(role))
        visitors[role] = visitor
        visitor.get(reverse(name, args=[installation.world["things"][thing] for thing in things]))
        assert visitor.status == 200, name
    # A deed that writes a letter and nudges the worker, so that these are at work in the process too.
    visitors["guest"].post("/tillganglighet/", what="Jag kommer inte vidare.", email="")
    assert visitors["guest"].status == 200


def test_a_web_process_that_has_shown_every_page_stays_small(installation: Installation) -> None:
    for _ in range(2):  # there are two processes, and either may answer
        look_at_every_page(installation)

    processes = children(installation.web.process.pid)
    assert len(processes) == 2
    for pid in processes:
        assert heavy(pid) == []
        assert megabytes(pid) <= WEB


def test_what_only_developers_tools_bring_is_not_loaded() -> None:
    """It lies beside what we serve with wherever the tests run, and structlog and Celery take it when they can."""
    tools = {"rich": "rich", "greenlet": "greenlet", "yaml": "pyyaml"}
    assert all(version(package) for package in tools.values())
    look = f"import sys, ignite.wsgi; print([name for name in {list(tools)} if sys.modules.get(name)])"
    assert subprocess.check_output([sys.executable, "-c", look], cwd=ROOT, text=True) == "[]\n"


def test_the_beat_that_has_sent_its_tasks_stays_small(installation: Installation) -> None:
    seen = "FROM cache WHERE cache_key LIKE '%%worker-seen'"
    installation.rows(f"DELETE {seen}")
    installation.until(lambda: installation.rows(f"SELECT 1 {seen}"))

    assert heavy(installation.beat.process.pid) == []
    assert megabytes(installation.beat.process.pid) <= BEAT
