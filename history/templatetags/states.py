"""A state as it is shown: its word on its colour, never the colour alone."""

from functools import cache
from typing import Any

from django import template
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@cache
def _labels(model: type[Model]) -> dict[str, Any]:
    """State → its word, still to be translated; Django's get_state_display() makes this table anew for every row."""
    field: Any = model._meta.get_field("state")
    return dict(field.flatchoices)


@register.filter
def state_tag(subject: Any) -> SafeString:
    """The tag for anything with `state` and `state_colour`."""
    label = _labels(type(subject))[subject.state]
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', subject.state_colour, label)
