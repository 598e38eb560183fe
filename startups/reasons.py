"""The reasons of the matching engine, told in the reader's language; and what somebody has said is not so.

A reason may have parts (three concepts, two pairs of words). Each part that speaks of the need has a key, by which it is
remembered when somebody says that it is wrong: the same part is not told again about that startup.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entry.amounts import kronor
from likeness.names import concept_names
from startups.states import SPEAK_OF_THE_NEED

Reason = Mapping[str, Any]
# Kind of reason → its list of parts, and the lists that stand beside it part by part.
PARTS = {"concept": ("concepts", "words"), "theme": ("themes",), "words": ("pairs",)}


class Told(NamedTuple):
    """One sentence, and the key by which somebody may say that it is wrong; empty for a fact."""

    sentence: str
    key: str

    def __str__(self) -> str:
        return self.sentence


class Marked(NamedTuple):
    """Words as they are written in the two texts, small letters."""

    challenge: frozenset[str]
    profile: frozenset[str]


def keys_of(reason: Reason) -> list[str]:
    """What each part of a reason is remembered by; nothing for a fact, which is not a matter of opinion."""
    match reason["kind"]:
        case "concept":
            return [f"concept {key}" for key in reason["concepts"]]
        case "theme":
            return [f"theme {theme['sv']}" for theme in reason["themes"]]
        case "words":
            return [f"words {' '.join(pair)}" for pair in reason.get("pairs", ())]
        case "content":
            return ["content"]
    return []


def speaks_of_the_need(reasons: Iterable[Reason]) -> bool:
    return any(reason["kind"] in SPEAK_OF_THE_NEED for reason in reasons)


def without(reasons: Iterable[Reason], refuted: Collection[str]) -> list[dict[str, Any]]:
    """The reasons without the parts that were refuted; one without parts left is left out."""
    found = []
    for reason in reasons:
        keys = keys_of(reason)
        kept = [place for place, key in enumerate(keys) if key not in refuted]
        if keys and not kept:
            continue
        lists = [name for name in PARTS.get(reason["kind"], ()) if name in reason] if keys else []
        found.append({**reason, **{name: [reason[name][place] for place in kept] for name in lists}})
    return found


def marked_words(reasons: Iterable[Reason]) -> Marked:
    pairs = [pair for reason in reasons for pair in [*reason.get("pairs", ()), *_pairs_of_concepts(reason)]]
    return Marked(*(frozenset(pair[side] for pair in pairs if pair[side]) for side in (0, 1)))


def _pairs_of_concepts(reason: Reason) -> list[list[str]]:
    return list(reason.get("words", ())) if reason["kind"] == "concept" else []


def _joined(words: Iterable[str]) -> str:
    """ "a", "a och b", "a, b och c"."""
    *first, last = list(words)
    return _("%(first)s och %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def _quoted(pair: Collection[str]) -> str:
    """ "”tvätt”", or of two words "”tvätt” – ”laundry”"; nothing where one of them is unknown."""
    return " – ".join(_("”%(word)s”") % {"word": word} for word in dict.fromkeys(pair)) if all(pair) else ""


def _concepts(reason: Reason) -> list[str]:
    names, language = concept_names(), "en" if get_language() == "en" else "sv"
    pairs = _pairs_of_concepts(reason) or [["", ""]] * len(reason["concepts"])
    told = []
    for key, pair in zip(reason["concepts"], pairs, strict=False):
        if key in names:
            words = _quoted(pair)
            told.append(f"{names[key][language]} ({words})" if words else names[key][language])
    return told


def _in_words(reason: Reason) -> str:
    match reason["kind"]:
        case "concept":
            told = _concepts(reason)
            return _("Båda handlar om %(what)s") % {"what": _joined(told)} if told else ""
        case "theme":
            name = "en" if get_language() == "en" else "sv"
            return _("Samma tema: %(what)s") % {"what": _joined(theme[name] for theme in reason["themes"])}
        case "words":
            # Before 1 December 2026 a word of the challenge alone.
            pairs = reason.get("pairs") or [[word] for word in reason["words"]]
            return _("Båda texterna nämner %(what)s") % {"what": _joined(map(_quoted, pairs))}
        case "content":
            return _("Liknande innehåll, utan att samma ord nämns")
        case "tried":
            if reason["went"] == "piloted":
                return _("Har prövats i en pilot för ett liknande behov")
            return _("Har träffats för ett liknande behov")
        case "set_aside":
            return _("Ni valde bort dem för ett liknande behov")
        case "price":
            price = {"price": kronor(reason["from"])}
            if reason["fits"]:
                return _("Priset ryms: en liten pilot från %(price)s") % price
            return _("Priset är högre än ramen: från %(price)s") % price
        case "reference":
            return _("Har arbetat med offentlig sektor")
    return ""


def in_words(reasons: Iterable[Reason]) -> list[Told]:
    """One short sentence for each reason; one of a kind that is no longer known is passed over."""
    told = ((_in_words(reason), next(iter(keys_of(reason)), "")) for reason in reasons)
    return [Told(sentence, key) for sentence, key in told if sentence]
