"""Reception's place in Django."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_login_failed


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.account.signals import password_changed, password_reset, password_set
        from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed

        from accounts import security_log
        from accounts.sentences import SENTENCES
        from accounts.sessions import end_others, remember_device
        from history.sentences import register_sentences

        register_sentences(SENTENCES)
        user_logged_in.connect(remember_device, dispatch_uid="remember_device")
        user_logged_in.connect(security_log.on_sign_in, dispatch_uid="log_sign_in")
        user_login_failed.connect(security_log.on_failure, dispatch_uid="log_failure")
        authentication_failed.connect(security_log.on_wrong_code, dispatch_uid="log_wrong_code")
        for changed in (authenticator_added, authenticator_removed):
            changed.connect(security_log.on_second_step, dispatch_uid="log_second_step")
        for changed in (password_changed, password_set, password_reset):
            changed.connect(end_others, dispatch_uid="end_others")
            changed.connect(security_log.on_new_password, dispatch_uid="log_new_password")
