"""The reports' place in Django, and their step in the thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from history.sentences import register_sentences
        from history.threads import StepKind, register_thread_step
        from reports.models import Report
        from reports.sentences import SENTENCES

        register_sentences(SENTENCES)
        register_thread_step(StepKind("report", Report, 80, _("Rapport")))
