"""The roof's place in Django."""

from django.apps import AppConfig


class IgniteConfig(AppConfig):
    name = "ignite"
