"""From an entry's verb to a sentence a person can read; each room brings its own verbs."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.formats import date_format

ISO = re.compile(r"\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2})?")
_SENTENCES: dict[str, Any] = {}


def register_sentences(sentences: Mapping[str, Any]) -> None:
    """Adds a room's verbs: verb → translatable sentence, with `{name}` places filled from the entry's data."""
    _SENTENCES.update(sentences)


def sentence_of(verb: str, data: Mapping[str, Any]) -> str:
    """The sentence for a verb. A verb nobody has registered is a mistake and raises KeyError."""
    return str(_SENTENCES[verb]).format_map({name: _readable(value) for name, value in data.items()})


def _readable(value: Any) -> Any:
    """A day or a moment written as in ISO 8601 (local time) in the reader's way of writing it."""
    if not isinstance(value, str) or not ISO.fullmatch(value):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return date_format(moment, "DATETIME_FORMAT" if len(value) > len("2026-11-20") else "DATE_FORMAT")


def known_verbs() -> frozenset[str]:
    return frozenset(_SENTENCES)
