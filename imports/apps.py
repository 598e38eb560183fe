"""The imports' place in Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"

    def ready(self) -> None:
        from history.sentences import register_sentences
        from imports.sentences import SENTENCES

        register_sentences(SENTENCES)
