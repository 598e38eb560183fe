"""The meetings' place in Django, and their step in the thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from history.sentences import register_sentences
        from history.threads import StepKind, register_thread_step
        from meetings.models import Meeting
        from meetings.sentences import SENTENCES

        register_sentences(SENTENCES)
        register_thread_step(StepKind("meeting", Meeting, 50, _("Möten"), title="startup__name", when="starts_at"))
