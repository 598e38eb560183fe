"""Says which texts on the screen have no English yet; with --write it first enters them in locale/en.

The source speaks Swedish, so locale/en is the only catalogue. Needs xgettext and msgmerge (Debian: gettext).
"""

from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.management.commands import makemessages

IGNORED = ["tests/*", "bench/*", "script/*", "var/*", "frontend/*", ".venv/*", "docs/*"]


class Texts(makemessages.Command):
    """Where _ is the lazy gettext, the one that speaks at once is called _now; xgettext must be told that name."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_now"]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="enter new texts in locale/en for translation")

    def handle(self, *, write: bool, **options: Any) -> None:
        catalogue: Path = settings.ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        before = catalogue.read_bytes() if catalogue.exists() else None
        try:
            call_command(
                Texts(),
                locale=["en"],
                ignore_patterns=IGNORED,
                add_location="file",
                no_obsolete=True,
                no_wrap=True,
                extensions=["html", "txt", "py"],
                verbosity=0,
            )
            missing = self.missing(catalogue)
        finally:
            if not write:
                catalogue.unlink(missing_ok=True)
                if before is not None:
                    catalogue.write_bytes(before)
        if missing:
            shown = "\n".join(f"  {text!r}" for text in missing[:40])
            raise CommandError(f"{len(missing)} texts have no English:\n{shown}")

    def missing(self, catalogue: Path) -> list[str]:
        """The texts without a translation, or with one that msgmerge only guessed."""
        with catalogue.open("rb") as file:
            messages = list(read_po(file))
        return [
            str(message.id)
            for message in messages
            if message.id
            and (message.fuzzy or not all([message.string] if isinstance(message.string, str) else message.string))
        ]
