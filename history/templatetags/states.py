"""A state as it is shown: its word on its colour, never the colour alone."""

from functools import cache
from typing import Any

from django import template
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@cache
def _labels(model: type[Model]) -> dict[str, Any]:
    """State → its word, still to be translated; Django's get_state_display() makes this table anew for every row."""
    field: Any = model._meta.get_field("state")
    return dict(field.flatchoices)


@cache
def _tag(model: type[Model], state: str, colour: str, language: str) -> SafeString:
    label = _labels(model)[state]
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', colour, label)


@register.filter
def state_tag(subject: Any) -> SafeString:
    """The tag for anything with `state` and `state_colour`, in the reader's language."""
    model: type[Model] = type(subject)
    return _tag(model, subject.state, subject.state_colour, get_language() or "")
