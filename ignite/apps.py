"""The roof's place in Django."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core import checks
from django.db.backends.signals import connection_created

# The pages ask some three hundred different questions; psycopg forgets the oldest of a hundred, and plans it anew.
PREPARED_QUESTIONS = 500


class IgniteConfig(AppConfig):
    name = "ignite"

    def ready(self) -> None:
        from ignite.checks import replaced_migrations_are_whole, source_is_offered
        from ignite.context_processors import remember_groups

        user_logged_in.connect(remember_groups, dispatch_uid="remember_groups")
        checks.register(source_is_offered, checks.Tags.security, deploy=True)
        checks.register(replaced_migrations_are_whole, checks.Tags.database)
        connection_created.connect(_keep_prepared_questions, dispatch_uid="keep_prepared_questions")


def _keep_prepared_questions(connection: Any, **_: Any) -> None:
    connection.connection.prepared_max = PREPARED_QUESTIONS
