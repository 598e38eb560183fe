"""How many questions, in words."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def some_questions(count: int) -> str:
    """ "fyra frågor"."""
    return {3: _("tre frågor"), 4: _("fyra frågor"), 5: _("fem frågor")}[count]
