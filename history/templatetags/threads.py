"""The links of a thread, written by a function: a long round has a hundred of them, which take a template long."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from history.templatetags.days import day
from history.threads import Link

register = template.Library()


@register.simple_tag
def thread_links(links: Iterable[Link]) -> SafeString:
    """A list of links, each with the state and the day of what it leads to."""
    return mark_safe(f"<ul>{''.join(map(_item, links))}</ul>")  # all escaped


def _item(link: Link) -> str:
    here = ' aria-current="page"' if link.current else ""
    told = ", ".join(filter(None, [link.state, day(link.when)]))
    quiet = f'<span class="quiet">{escape(told)}</span>' if told else ""
    return f'<li><a href="{escape(link.url)}"{here}>{escape(link.label)}</a> {quiet}</li>'
