"""Small bars in templates, written by functions: a list has one in every row."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from entry.amounts import kronor
from pilots.gauges import HEIGHT, MARK, WIDTH, filled
from pilots.models import Pilot

register = template.Library()


@register.simple_tag
def gauge(share: float, colour: str = "accent") -> SafeString:
    """A bar filled to `share` of the way; what it shows stands in words beside it."""
    units = filled(share)
    bar = f'<rect class="chart-fill-{colour}" x="0" y="3" width="{units}" height="8" rx="2" fill="#0b5a6b"/>'
    return mark_safe(  # numbers, and a colour of ours
        f'<svg class="gauge" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true"'
        f' focusable="false"><rect class="chart-fill-neutral" x="0" y="3" width="{MARK}" height="8" rx="2" fill="#d5dadc"/>'
        f'{bar if units else ""}<path class="chart-strong" d="M{MARK} 0v14" stroke="#1e2b33" stroke-width="2"/></svg>'
    )


@register.filter
def for_what(pilot: Pilot) -> str:
    """Whose solution is tried, and for which challenge."""
    match = pilot.match
    told = {"startup": match.startup.name, "challenge": match.challenge.title}
    return _("%(startup)s, för utmaningen %(challenge)s") % told


@register.simple_tag
def used(pilot: Pilot) -> SafeString:
    """How far the money of a pilot has gone, in words and as a bar."""
    spent, budget = pilot.cost_so_far, pilot.budget
    words = _("%(spent)s av %(budget)s") % {"spent": kronor(spent), "budget": kronor(budget)}
    over = spent > budget
    too_much = escape(_("Över budget"))
    warning = f'<span class="quiet">{too_much}</span>' if over else ""
    bar = gauge(float(spent) / float(budget) if budget else 0, "copper" if over else "accent")
    return mark_safe(f"<span>{escape(words)}</span>{warning}{bar}")  # all escaped
