"""Fills an empty database with the demo, or says how to sign in to it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Organisation, User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--if-empty", action="store_true", help="do nothing when anybody is here already")
        only.add_argument("--sign-ins", action="store_true", help="only print the demo's sign-ins, if it is loaded")

    def handle(self, *, if_empty: bool, sign_ins: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is not allowed here. Set DEMO=1 if this is no real installation.")
        if if_empty and (Organisation.objects.exists() or User.objects.exists()):
            return
        try:
            from demo.building import build, is_built, what_is_real
            from demo.sign_ins import sign_ins as table
        except ModuleNotFoundError as missing:
            raise CommandError(f"The demo needs {missing.name}: uv sync --group serve") from missing
        if sign_ins:
            if is_built():
                self.stdout.write(table())
            return
        if real := what_is_real():
            raise CommandError(f"This database holds something real ({real}). The demo does not touch it.")
        if is_built():
            self.stdout.write("The demo is already here.\n\n" + table())
            return
        build()
        self.stdout.write("The demo is loaded.\n\n" + table())
