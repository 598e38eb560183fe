"""What stands in the tag of a widget; written by a function, because a form has so many that a template takes long."""

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

register = template.Library()

# What the widgets' templates write themselves, or the server judges: `maxlength` would cut off what somebody pastes.
ELSEWHERE = {"class", "maxlength", "cols", "placeholder", "data-unit"}


@register.simple_tag
def attributes(widget: dict[str, Any]) -> SafeString:
    """All but these, each with a space before it; True is the name alone, False and None are nothing."""
    return flatatt({name: value for name, value in widget["attrs"].items() if name not in ELSEWHERE})


@register.filter
def unit(widget: dict[str, Any]) -> str:
    """What the number in the widget counts ("kr"); empty for most."""
    return str(widget["attrs"].get("data-unit", ""))
