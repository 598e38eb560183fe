"""What stands in the tag of a widget; written by a function, because a form has so many that a template takes long."""

from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What is written first, elsewhere or not at all: `maxlength` would cut off what somebody pastes, which is the server's
# to judge.
NOT_AMONG_THE_OTHERS = {"class", "maxlength", "cols", "placeholder", "data-unit"}


@register.simple_tag
def attributes(widget: dict[str, Any], type: str | None = None, value: Any = None) -> SafeString:
    """All attributes of the widget's tag, each with a space before it. One that is None is not written."""
    given = widget["attrs"]
    first = {
        "class": f"ds-input {given['class']}" if given.get("class") else "ds-input",
        "type": type,
        "name": widget["name"],
        "value": None if value is None else str(value),
    }
    others = {name: value for name, value in given.items() if name not in NOT_AMONG_THE_OTHERS}
    return mark_safe("".join(_attribute(name, value) for name, value in (first | others).items()))  # all escaped


def _attribute(name: str, value: Any) -> str:
    """True is the name alone, False and None are nothing."""
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


@register.simple_tag
def plain_input(widget: dict[str, Any]) -> SafeString:
    """Every plain input, with what its number counts ("kr") behind it where that is said."""
    tag = f"<input{attributes(widget, type=widget['type'], value=widget['value'])}>"
    if unit := widget["attrs"].get("data-unit"):
        tag = f'<div class="ds-field-affixes">{tag}<span class="ds-field-affix">{escape(str(unit))}</span></div>'
    return mark_safe(tag)  # all escaped
