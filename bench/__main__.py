"""`python -m bench`: measures, prints tables of ratios and, with --json FILE, writes them down.

Needs DATABASE_URL and REDIS_URL, or starts PostgreSQL and Valkey of its own as script/test does.
"""

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PARTS = ["lists", "every-list", "pages", "crowd", "reports", "scheduling", "big-day", "live", "suggestions"]


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    words.add_argument("--needs", default="1000,100000", help="how many needs, small and large")
    words.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="measure these alone")
    asked = words.parse_args()
    with ExitStack() as stack:
        _prepare(stack)
        figures = _measure([int(n) for n in asked.needs.split(",")], asked.only)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")


def _prepare(stack: ExitStack) -> None:
    """An environment in which Django can start: stores, a key, a folder for files."""
    sys.path.insert(0, str(ROOT / "script"))
    from services import PostgreSQL, Valkey

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ignite-bench-")))
    folder.chmod(0o755)
    for variable, service in [("DATABASE_URL", PostgreSQL), ("REDIS_URL", Valkey)]:
        if not os.environ.get(variable):
            store = service(folder)
            store.start()
            stack.callback(store.remove if service is PostgreSQL else store.stop)
            os.environ[variable] = store.url
    os.environ.update(
        DJANGO_SETTINGS_MODULE="ignite.settings",
        SECRET_KEY="only-for-measuring-only-for-measuring-only-for-measuring",
        ALLOWED_HOSTS="localhost,testserver",
        BASE_URL="http://localhost",
        MEDIA_ROOT=str(folder / "media"),
        EMAIL_URL="memory://",
        DEBUG="0",
        DEMO="0",
        LOG_LEVEL="WARNING",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)


def _measure(sizes: list[int], parts: list[str]) -> dict[str, list[dict[str, Any]]]:
    from bench import big_day, crowd, lists, live, pages, reports, scheduling, suggestions, tables

    figures: dict[str, list[dict[str, Any]]] = {}
    if "lists" in parts:
        figures["lists"] = lists.measure(sizes)
        tables.show_lists(figures["lists"])
    if "every-list" in parts:
        figures["every-list"] = pages.measure_lists(sizes[-1])
        tables.show_pages("Every list at its largest", figures["every-list"])
    if "pages" in parts:
        figures["pages"] = pages.measure_pages()
        tables.show_pages("Every type of page on the demo's data", figures["pages"])
    if "crowd" in parts:
        figures["crowd"] = crowd.measure()
        tables.show_crowd(figures["crowd"])
    if "reports" in parts:
        figures["reports"] = reports.measure()
        tables.show_reports(figures["reports"])
    if "scheduling" in parts:
        figures["scheduling"] = scheduling.measure()
        tables.show_scheduling(figures["scheduling"])
    if "big-day" in parts:
        figures["big-day"] = big_day.measure()
        tables.show_big_day(figures["big-day"])
    if "live" in parts:
        figures["live"] = live.measure()
        tables.show_live(figures["live"])
    if "suggestions" in parts:
        figures["suggestions"] = suggestions.measure()
        tables.show_suggestions(figures["suggestions"])
    return figures


if __name__ == "__main__":
    main()
