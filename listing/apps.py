"""The lists' place in Django."""

from django.apps import AppConfig


class ListingConfig(AppConfig):
    name = "listing"
