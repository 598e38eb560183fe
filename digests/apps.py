"""The digests' place in Django."""

from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "digests"
