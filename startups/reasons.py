"""The reasons of the matching engine, told in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entry.amounts import kronor
from likeness.names import concept_names


def _joined(words: Iterable[str]) -> str:
    """ "a", "a och b", "a, b och c"."""
    *first, last = list(words)
    return _("%(first)s och %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _concept_names(keys: Iterable[str]) -> list[str]:
    names, language = concept_names(), "en" if get_language() == "en" else "sv"
    return [names[key][language] for key in keys if key in names]


def _in_words(reason: Mapping[str, Any]) -> str:
    match reason["kind"]:
        case "concept":
            names = _concept_names(reason["concepts"])
            return _("Båda handlar om %(what)s") % {"what": _joined(names)} if names else ""
        case "theme":
            name = "en" if get_language() == "en" else "sv"
            return _("Samma tema: %(what)s") % {"what": _joined(theme[name] for theme in reason["themes"])}
        case "words":
            quoted = _joined(_("”%(word)s”") % {"word": word} for word in reason["words"])
            return _("Båda texterna nämner %(what)s") % {"what": quoted}
        case "price":
            price = {"price": kronor(reason["from"])}
            if reason["fits"]:
                return _("Priset ryms: en liten pilot från %(price)s") % price
            return _("Priset är högre än ramen: från %(price)s") % price
        case "reference":
            return _("Har arbetat med offentlig sektor")
    return ""


def in_words(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """One short sentence for each reason; one of a kind that is no longer known is passed over."""
    return [sentence for sentence in map(_in_words, reasons) if sentence]
