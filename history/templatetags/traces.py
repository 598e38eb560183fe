"""The thread of an object and what has happened to it, written by functions: some have a hundred links, and most pages
show both."""

from collections.abc import Iterable
from html import escape

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from history.changes import Change
from history.models import Entry
from history.templatetags.days import clock, day, iso
from history.threads import Link

register = template.Library()


@register.simple_tag
def thread_links(links: Iterable[Link]) -> SafeString:
    """A list of links, each with the state and the day of what it leads to."""
    return mark_safe(f"<ul>{''.join(map(_link, links))}</ul>")  # all escaped


def _link(link: Link) -> str:
    here = ' aria-current="page"' if link.current else ""
    told = ", ".join(filter(None, [link.state, day(link.when)]))
    quiet = f'<span class="quiet">{escape(told)}</span>' if told else ""
    return f'<li><a href="{escape(link.url)}"{here}>{escape(link.label)}</a> {quiet}</li>'


@register.simple_tag
def timeline_entries(entries: Iterable[Entry]) -> SafeString:
    """One item each: the day, the sentence, what changed, the reason if one was given, and who did it at what time."""
    return mark_safe("".join(map(_entry, entries)))  # all escaped


def _entry(entry: Entry) -> str:
    reason = f'<p class="timeline__reason">{linebreaksbr(entry.reason)}</p>' if entry.reason else ""
    return (
        f'<li class="timeline__entry"><time class="timeline__when" datetime="{iso(entry.at)}">{day(entry.at)}</time> '
        f'<div class="timeline__what"><p class="timeline__sentence">{escape(entry.sentence)}</p>'
        f'{_changes(entry.changes)}{reason} <p class="quiet">{escape(entry.person)}, {clock(entry.at)}</p></div></li>'
    )


def _changes(changes: Iterable[Change]) -> str:
    items = "".join(f"<div><dt>{escape(_asked(change))}</dt> <dd>{_change(change)}</dd></div>" for change in changes)
    return f'<dl class="changes">{items}</dl>' if items else ""


def _asked(change: Change) -> str:
    return change.label if change.label.endswith("?") else f"{change.label}:"


def _change(change: Change) -> str:
    if change.before is None or change.after is None:
        return escape(_("Ändrat. Innehållet visas bara för dem som får läsa det."))
    if not change.is_long:
        return _before_and_after(change.before, change.after)
    whole = escape(_("Visa hela texten"))
    return (
        f"{_before_and_after(*change.excerpt)}<details><summary>{whole}</summary>"
        f"{_before_and_after(change.before, change.after)}</details>"
    )


def _before_and_after(before: str, after: str) -> str:
    """Struck out and put in, also for whoever hears the page: no screen reader tells del and ins by itself."""
    told, empty = ((_("Före:"), "del", before), (_("Efter:"), "ins", after)), escape(_("tomt"))
    return " ".join(
        f'<span class="ds-sr-only">{escape(when)} </span>'
        + (f"<{tag}>{linebreaksbr(text)}</{tag}>" if text else f'<span class="quiet">{empty}</span>')
        for when, tag, text in told
    )
