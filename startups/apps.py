"""The startups' place in Django, their step in the thread, and what they listen to."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StartupsConfig(AppConfig):
    name = "startups"

    def ready(self) -> None:
        from history.sentences import register_sentences
        from history.signals import listen
        from history.threads import StepKind, register_thread_step
        from imports.importers import register_importer
        from needs.models import Challenge
        from startups.importers import STARTUPS
        from startups.listeners import (
            ANSWERS_END_OR_BEGIN,
            BRIEF_IS_NEW,
            PROFILE_IS_NEW,
            read_new_profiles,
            suggest_for_new_briefs,
            tell_the_awaited,
        )
        from startups.models import Match, Startup
        from startups.sentences import SENTENCES

        register_sentences(SENTENCES)
        register_importer(STARTUPS)
        listen(tell_the_awaited, to=Challenge, verbs=ANSWERS_END_OR_BEGIN)
        listen(suggest_for_new_briefs, to=Challenge, verbs=BRIEF_IS_NEW)
        listen(read_new_profiles, to=Startup, verbs=PROFILE_IS_NEW)
        register_thread_step(StepKind("match", Match, 40, _("Matchning"), title="startup__name"))
