"""Writes docs/states.md, or with --check says whether it still agrees with the code."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from history.diagrams import page


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when docs/states.md has drifted")

    def handle(self, *, check: bool, **options: Any) -> None:
        path: Path = settings.ROOT / "docs" / "states.md"
        drawn = page()
        if check:
            if not path.exists() or path.read_text() != drawn:
                raise CommandError("docs/states.md has drifted: run manage.py state_diagrams")
            return
        path.write_text(drawn)
