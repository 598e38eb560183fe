"""The pilots' place in Django, and their strands in the thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PilotsConfig(AppConfig):
    name = "pilots"

    def ready(self) -> None:
        from history.sentences import speak
        from history.threads import Strand, hang
        from pilots.models import Lesson, Pilot
        from pilots.sentences import SENTENCES

        speak(SENTENCES)
        hang(
            Strand(
                "pilot",
                60,
                _("Pilot"),
                "pilots:pilot",
                Pilot.objects.in_thread,
                title="title",
                when="created_at",
            )
        )
        hang(
            Strand(
                "lesson",
                70,
                _("Lärdom"),
                "pilots:lesson",
                Lesson.objects.in_thread,
                title="title",
                when="created_at",
            )
        )
