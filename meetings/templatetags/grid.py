"""The cells of a day's grid: a thousand of them on a large day, which Django's template tags would take a second for."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from history.addresses import address
from listing.templatetags.cells import beginning
from meetings.grid import Booked, Cell, Row
from meetings.models import MatchmakingDay

register = template.Library()
TITLE = 40  # characters of a challenge's title


@register.simple_tag
def grid_cells(day: MatchmakingDay, row: Row) -> SafeString:
    """One manager's row: whom she meets, and where she can be booked by the person who looks."""
    words = {
        "full": _unseen(escape(_("Inget rum ledigt"))),  # said above the grid, once for all times
        "busy": escape(_("Upptagen")),
        "past": _unseen(escape(_("Har varit"))),
        "closed": _quiet(escape(_("Ledig"))),
    }
    nothing = "closed empty-cell"
    classes = {"meeting": "taken", "free": "free", "past": nothing, "closed": "empty-cell", "full": nothing}
    missed, book, manager = escape(_("Blev inte av")), escape(_("Boka")), escape(row.manager.name)
    to_book = f"{address('meetings:day_book', day.pk)}?manager={row.manager.pk}&amp;slot="

    def inside(cell: Cell, time: str) -> str:
        if cell.kind == "free":
            return f'<a href="{to_book}{cell.slot.pk}">{book}<span class="ds-sr-only"> {manager} {time}</span></a>'
        if cell.meeting is None:
            return words[cell.kind]
        return _link(cell.meeting) + (_quiet(missed) if cell.kind == "missed" else _about(cell.meeting))

    html = []
    for cell in row.cells:
        time = cell.slot.clock
        html.append(f'<td class="{classes.get(cell.kind, "closed")}" data-label="{time}">{inside(cell, time)}</td>')
    return mark_safe("".join(html))  # what people wrote is escaped, all else is ours


@register.filter
def some_meetings(count: int) -> str:
    """ "3 möten"."""
    return ngettext("%(count)s möte", "%(count)s möten", count) % {"count": count}


def _link(meeting: Booked) -> str:
    return f'<a href="{address("meetings:meeting", meeting.pk)}">{escape(meeting.startup_name)}</a>'


def _about(meeting: Booked) -> str:
    title = _quiet(escape(beginning(meeting.challenge_title, TITLE)))
    return title + (_quiet(escape(meeting.room_name)) if meeting.room_name else "")


def _unseen(html: str) -> str:
    return f'<span class="ds-sr-only">{html}</span>'


def _quiet(html: str) -> str:
    return f'<span class="quiet">{html}</span>'
