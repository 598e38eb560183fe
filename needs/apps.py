"""The needs' place in Django, and their strands in the thread."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "needs"

    def ready(self) -> None:
        from history.sentences import speak
        from history.threads import Strand, hang
        from listing.importing import teach
        from needs.imports import NEEDS
        from needs.models import Challenge, Need, PrioritisationRound
        from needs.sentences import SENTENCES
        from needs.states import TAKEN_FORWARD, NeedState

        speak(SENTENCES)
        teach(NEEDS)
        hang(
            Strand(
                "need", 10, _("Behov"), "needs:need", Need.objects.in_thread, title="title", when="listed_at"
            )
        )
        hang(
            Strand(
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
        hang(
            Strand(
                "challenge",
                30,
                _("Utmaning"),
                "needs:challenge",
                Challenge.objects.in_thread,
                title="title",
                when="created_at",
            )
        )
