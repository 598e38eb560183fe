"""Reception's place in Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.sentences import SENTENCES
        from history.sentences import register_sentences

        register_sentences(SENTENCES)
