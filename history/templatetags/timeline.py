"""What has happened to an object, written by a function: much happens to some, and most pages show it."""

from collections.abc import Iterable
from html import escape

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString, mark_safe

from history.models import Entry
from history.templatetags.days import clock, day, iso

register = template.Library()


@register.simple_tag
def timeline_entries(entries: Iterable[Entry]) -> SafeString:
    """One item each: the day, the sentence, the reason when one was given, and who did it at what time."""
    return mark_safe("".join(map(_item, entries)))  # all escaped


def _item(entry: Entry) -> str:
    reason = f'<p class="timeline__reason">{linebreaksbr(entry.reason)}</p>' if entry.reason else ""
    who = ", ".join(filter(None, [str(entry.person or ""), clock(entry.at)]))
    return (
        f'<li class="timeline__entry"><time class="timeline__when" datetime="{iso(entry.at)}">{day(entry.at)}</time> '
        f'<div class="timeline__what"><p class="timeline__sentence">{escape(str(entry.sentence))}</p>'
        f'{reason} <p class="quiet">{escape(who)}</p></div></li>'
    )
