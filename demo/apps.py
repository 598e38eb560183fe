"""The demo's place in Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
