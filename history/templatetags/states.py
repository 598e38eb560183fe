"""A state as it is shown: its word on its colour, never the colour alone; and other choices in words."""

from functools import cache
from typing import Any

from django import template
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@cache
def _labels(model: type[Model], field: str) -> dict[str, Any]:
    """Choice → its word, still to be translated; Django's get_state_display() makes this table anew for every row."""
    choices: Any = model._meta.get_field(field)
    return dict(choices.flatchoices)


@cache
def _tag(model: type[Model], state: str, colour: str, language: str) -> SafeString:
    label = _labels(model, "state")[state]
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', colour, label)


@register.filter
def state_tag(subject: Any) -> SafeString:
    """The tag for anything with `state` and `state_colour`, in the reader's language."""
    model: type[Model] = type(subject)
    return _tag(model, subject.state, subject.state_colour, get_language() or "")


@register.filter
def in_words(subject: Any, field: str) -> str:
    """The choice that stands in a field, as its word in the reader's language."""
    model: type[Model] = type(subject)
    choice = getattr(subject, field)
    return str(_labels(model, field).get(choice, choice))
