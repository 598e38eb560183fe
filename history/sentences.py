"""From an entry's verb to a sentence a person can read; each room brings its own verbs."""

from collections.abc import Mapping
from typing import Any

_SENTENCES: dict[str, Any] = {}


def speak(sentences: Mapping[str, Any]) -> None:
    """Adds a room's verbs: verb → translatable sentence, with `{name}` places filled from the entry's data."""
    _SENTENCES.update(sentences)


def sentence_of(verb: str, data: Mapping[str, Any]) -> str:
    """The sentence for a verb. A verb nobody has taught is a mistake and raises KeyError."""
    return str(_SENTENCES[verb]).format_map(data)


def known_verbs() -> frozenset[str]:
    return frozenset(_SENTENCES)
