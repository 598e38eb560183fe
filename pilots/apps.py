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
        register_thread_step(StepKind("pilot", Pilot, 60, _("Pilot")))
        register_thread_step(StepKind("lesson", Lesson, 70, _("Lärdom")))
