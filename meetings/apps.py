"""The meetings' place in Django, their step in the thread, and what they listen to."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from history.sentences import register_sentences
        from history.signals import listen
        from history.threads import StepKind, register_thread_step
        from meetings.listeners import STARTUP_LEFT, STARTUP_TIMES, call_off_what_is_coming, tell_of_own_times
        from meetings.models import Meeting
        from meetings.sentences import SENTENCES
        from startups.models import Match

        register_sentences(SENTENCES)
        listen(call_off_what_is_coming, to=Match, verbs=STARTUP_LEFT)
        listen(tell_of_own_times, to=Match, verbs=STARTUP_TIMES)
        register_thread_step(StepKind("meeting", Meeting, 50, _("Möten"), title="startup__name", day="starts_at"))
