"""How a need stands in a round, as a drawing written by a function: a round has one for each need."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from history.models import Entry
from history.templatetags.days import moment
from needs.results import Row

register = template.Library()


@register.simple_tag
def done_of(done: int, total: int) -> str:
    return _("%(done)s av %(total)s") % {"done": done, "total": total}


@register.simple_tag
def handed_in_entries(entries: Iterable[Entry]) -> SafeString:
    """An item for each assessment: whose it is, of which need, and when it was handed in or changed."""
    said = {"round.reassessed": _("ändrad %(at)s")}
    items = (
        (escape(e.person), escape(str(e.data.get("need", ""))), said.get(e.verb, "%(at)s") % {"at": moment(e.at)})
        for e in entries
    )
    return mark_safe("".join(f'<li>{who}: {need} <span class="quiet">{at}</span></li>' for who, need, at in items))


@register.simple_tag
def standing_bar(row: Row) -> SafeString:
    """The mean as a dot and the spread as a line, on a scale from 1 to 5; nothing without a mean."""
    mark = row.mark
    if mark is None:
        return SafeString("")
    return mark_safe(  # numbers only
        '<svg class="standing" viewBox="-6 0 112 16" width="112" height="16" aria-hidden="true" focusable="false">'
        '<path class="chart-line" d="M0 8H100M0 4v8M25 6v4M50 6v4M75 6v4M100 4v8" stroke="#B9C2C4"/>'
        f'<path class="standing__spread" d="M{mark["low"]} 8H{mark["high"]}" stroke="#0B5A6B" stroke-width="4"'
        ' stroke-linecap="round"/>'
        f'<circle class="chart-fill-accent" cx="{mark["mean"]}" cy="8" r="5" fill="#0B5A6B"/></svg>'
    )
