"""The pilots' place in Django, and their steps in the thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PilotsConfig(AppConfig):
    name = "pilots"

    def ready(self) -> None:
        from history.sentences import register_sentences
        from history.threads import StepKind, register_thread_step
        from pilots.models import Lesson, Pilot
        from pilots.sentences import SENTENCES

        register_sentences(SENTENCES)
        register_thread_step(
            StepKind(
                "pilot",
                60,
                _("Pilot"),
                "pilots:pilot",
                Pilot.objects.in_thread,
                title="title",
                when="created_at",
            )
        )
        register_thread_step(
            StepKind(
                "lesson",
                70,
                _("Lärdom"),
                "pilots:lesson",
                Lesson.objects.in_thread,
                title="title",
                when="created_at",
            )
        )
