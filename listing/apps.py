"""The lists' place in Django."""

from django.apps import AppConfig


class ListingConfig(AppConfig):
    name = "listing"

    def ready(self) -> None:
        from history.sentences import speak
        from listing.sentences import SENTENCES

        speak(SENTENCES)
