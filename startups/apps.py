"""The startups' place in Django, and their strand in the thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StartupsConfig(AppConfig):
    name = "startups"

    def ready(self) -> None:
        from history.sentences import speak
        from history.threads import Strand, hang
        from listing.importing import teach
        from startups.imports import STARTUPS
        from startups.models import Match
        from startups.sentences import SENTENCES

        speak(SENTENCES)
        teach(STARTUPS)
        hang(
            Strand(
                "match",
                40,
                _("Matchning"),
                "startups:match",
                Match.objects.in_thread,
                title="startup__name",
                when="created_at",
            )
        )
