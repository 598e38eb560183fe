"""The roof's place in Django."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core import checks


class IgniteConfig(AppConfig):
    name = "ignite"

    def ready(self) -> None:
        from ignite.checks import source_is_offered
        from ignite.context_processors import remember_groups

        user_logged_in.connect(remember_groups, dispatch_uid="remember_groups")
        checks.register(source_is_offered, checks.Tags.security, deploy=True)
