"""Every list that is declared in a room, and where it is shown."""

import sys
from importlib import import_module

from django.apps import apps
from django.conf import settings

from listing.lists import ListPage

ADDRESSES = [
    "/behov/",
    "/prioritering/",
    "/utmaningar/",
    "/startuper/",
    "/moten/",
    "/moten/matchdagar/",
    "/moten/fragor/",
    "/piloter/",
    "/piloter/hinder/",
    "/lardomar/",
    "/rapporter/",
    "/organisation/personer/",
    "/organisation/brev/",
    "/organisation/sakerhet/",
]


def declared() -> set[ListPage]:
    """The lists of all modules that the software has loaded once its addresses are known."""
    import_module(settings.ROOT_URLCONF)
    rooms = {config.name for config in apps.get_app_configs()}
    modules = [module for name, module in list(sys.modules.items()) if name.partition(".")[0] in rooms]
    return {value for module in modules for value in vars(module).values() if isinstance(value, ListPage)}
