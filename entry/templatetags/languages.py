"""Marks what people wrote with its language, where that is not the language of the page or document around it."""

import re

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

SWEDISH = re.compile(r"[åäö]|\b(?:och|att|som|ett|inte|har|av|vi|med|behov)\b", re.IGNORECASE)


def _attribute(language: str) -> SafeString:
    return format_html(' lang="{}"', language) if language != get_language() else SafeString()


@register.simple_tag
def lang_here() -> SafeString:
    """For what an organisation writes about its work: it does so in the language of the installation."""
    return _attribute(settings.LANGUAGE_CODE)


@register.filter
def lang_of(text: str) -> SafeString:
    """For what is written for one group of readers, which may be in their language: Swedish shows itself."""
    return _attribute("sv") if SWEDISH.search(text) else SafeString()
