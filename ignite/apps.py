"""The roof's place in Django."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class IgniteConfig(AppConfig):
    name = "ignite"

    def ready(self) -> None:
        from ignite.context_processors import remember_groups

        user_logged_in.connect(remember_groups, dispatch_uid="remember_groups")
