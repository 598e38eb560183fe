"""The needs' place in Django, and their steps in the thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "needs"

    def ready(self) -> None:
        from history.sentences import register_sentences
        from history.threads import StepKind, register_thread_step
        from imports.importers import register_importer
        from needs.importers import NEEDS
        from needs.models import Challenge, Need, PrioritisationRound
        from needs.sentences import SENTENCES
        from needs.states import TAKEN_FORWARD, NeedState

        register_sentences(SENTENCES)
        register_importer(NEEDS)
        register_thread_step(
            StepKind(
                "need", 10, _("Behov"), "needs:need", Need.objects.in_thread, title="title", when="listed_at"
            )
        )
        register_thread_step(
            StepKind(
                "round",
                20,
                _("Prioritering"),
                "needs:round",
                PrioritisationRound.objects.in_thread,
                title="name",
                when="created_at",
                instead=dict.fromkeys(TAKEN_FORWARD, NeedState.PRIORITISED.label),
            )
        )
        register_thread_step(
            StepKind(
                "challenge",
                30,
                _("Utmaning"),
                "needs:challenge",
                Challenge.objects.in_thread,
                title="title",
                when="created_at",
            )
        )
