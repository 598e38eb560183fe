"""Reception's place in Django."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.account.signals import password_changed, password_reset, password_set

        from accounts.sentences import SENTENCES
        from accounts.sessions import end_others, remember_device
        from history.sentences import register_sentences

        register_sentences(SENTENCES)
        user_logged_in.connect(remember_device, dispatch_uid="remember_device")
        for changed in (password_changed, password_set, password_reset):
            changed.connect(end_others, dispatch_uid="end_others")
