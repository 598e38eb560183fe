"""The cells of a day's draft: a thousand of them on a large day, which Django's template tags would take a second for."""

from collections.abc import Sequence
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accounts.models import User
from history.addresses import address
from meetings.drafts import Planned
from meetings.models import Slot
from startups.models import Startup

register = template.Library()


@register.simple_tag
def draft_cells(manager: User, cells: Sequence[tuple[Slot, tuple[Planned, Startup] | None]]) -> SafeString:
    """One manager's row. The buttons belong to the form around the table, and say themselves which deed they are."""
    whose, pin, unpin, remove = escape(manager.name), escape(_("Lås")), escape(_("Lås upp")), escape(_("Ta bort"))
    move_word, html = escape(_("Flytta")), []
    for slot, planned in cells:
        place = f'data-label="{slot.clock}" data-slot="{slot.pk}"'
        if planned is None:
            html.append(f'<td class="empty-cell" {place}></td>')
            continue
        one, startup = planned
        move, lock, out = (
            address(f"meetings:planned_{deed}", one.day_id, one.pk) for deed in ("move", "pin", "remove")
        )
        name = escape(startup.name)
        unseen = f'<span class="ds-sr-only"> {whose} {name}</span>'
        pressed, word = ("true", unpin) if one.is_pinned else ("false", pin)
        html.append(
            f'<td class="taken" id="m{one.pk}" {place} data-move="{move}" draggable="true">'
            f'<a href="{move}" draggable="false">{name}<span class="ds-sr-only"> {whose}, {move_word}</span></a><div>'
            f'<button class="as-link" formaction="{lock}" aria-pressed="{pressed}">{word}{unseen}</button> '
            f'<button class="as-link" formaction="{out}">{remove}{unseen}</button></div></td>'
        )
    return mark_safe("".join(html))  # names are escaped, all else is ours
