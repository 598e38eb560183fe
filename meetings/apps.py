"""The meetings' place in Django, and their strand in the thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from history.sentences import speak
        from history.threads import Strand, hang
        from meetings.models import Meeting
        from meetings.sentences import SENTENCES

        speak(SENTENCES)
        hang(
            Strand(
                "meeting",
                50,
                _("Möten"),
                "meetings:meeting",
                Meeting.objects.in_thread,
                title="startup__name",
                when="starts_at",
            )
        )
