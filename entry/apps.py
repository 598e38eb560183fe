"""What people type: its place in Django."""

from django.apps import AppConfig


class EntryConfig(AppConfig):
    name = "entry"
