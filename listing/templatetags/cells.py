"""What stands in the cells of lists, where a filter of Django's takes as long as the rest of the row."""

from django import template

register = template.Library()


@register.filter
def beginning(text: str, most: int) -> str:
    """The first of `most` characters, the last of them an ellipsis when something is left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
