"""The reports' place in Django, and their strand in the thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from history.sentences import speak
        from history.threads import Strand, hang
        from reports.models import Report
        from reports.sentences import SENTENCES

        speak(SENTENCES)
        hang(
            Strand(
                "report",
                80,
                _("Rapport"),
                "reports:report",
                Report.objects.in_thread,
                title="title",
                when="created_at",
            )
        )
