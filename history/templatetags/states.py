"""A state as it is shown: its word on its colour, never the colour alone."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def state_tag(subject: Any) -> SafeString:
    """The tag for anything with `get_state_display` and `state_colour`."""
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', subject.state_colour, subject.get_state_display())
