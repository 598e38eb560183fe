"""The part of a text on which a reason rests, with its words marked."""

import re
from collections.abc import Collection

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from likeness.words import WORD
from listing.templatetags.cells import beginning

register = template.Library()
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
MOST = 220


@register.filter
def excerpt(text: str, words: Collection[str]) -> SafeString:
    """The first sentence with most of the words, these in <mark>; the beginning of the text when none has any."""
    sentences = [sentence.strip() for sentence in SENTENCE.findall(text)]
    counted = [len({word for word in _words(sentence) if word in words}) for sentence in sentences]
    best = max(counted, default=0)
    return _marked(beginning(sentences[counted.index(best)] if best else text, MOST), words)


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _marked(text: str, words: Collection[str]) -> SafeString:
    found, end = "", 0
    for word in WORD.finditer(text):
        if word[0].lower() in words:
            found += f"{escape(text[end : word.start()])}<mark>{escape(word[0])}</mark>"
            end = word.end()
    return mark_safe(found + escape(text[end:]))  # every piece of the text is escaped
