"""The post room's place in Django."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "post"
