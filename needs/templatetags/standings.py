"""How a need stands in a round, as a drawing written by a function: a round has one for each need."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from needs.results import Row

register = template.Library()


@register.simple_tag
def done_of(done: int, total: int) -> str:
    return _("%(done)s av %(total)s") % {"done": done, "total": total}


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
