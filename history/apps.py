"""The logbook's place in Django."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "history"
