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
        register_thread_step(StepKind("need", Need, 10, _("Behov")))
        register_thread_step(
            StepKind(
                "round",
                PrioritisationRound,
                20,
                _("Prioritering"),
                title="name",
                instead={
                    **dict.fromkeys(TAKEN_FORWARD, NeedState.PRIORITISED.label),
                    **{state: state.label for state in (NeedState.PARKED, NeedState.DECLINED, NeedState.WITHDRAWN)},
                },
            )
        )
        register_thread_step(StepKind("challenge", Challenge, 30, _("Utmaning")))
