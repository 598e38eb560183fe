"""The startups' place in Django, and their step in the thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StartupsConfig(AppConfig):
    name = "startups"

    def ready(self) -> None:
        from history.sentences import register_sentences
        from history.threads import StepKind, register_thread_step
        from imports.importers import register_importer
        from startups.importers import STARTUPS
        from startups.models import Match
        from startups.sentences import SENTENCES

        register_sentences(SENTENCES)
        register_importer(STARTUPS)
        register_thread_step(
            StepKind(
                "match",
                40,
                _("Matchning"),
                "startups:match",
                Match.objects.in_thread,
                title="startup__name",
                when="created_at",
            )
        )
