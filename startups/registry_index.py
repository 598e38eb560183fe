"""The registry as the matching engine sees it: its index, kept in the process, and what a challenge asks of it."""

import logging
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db.models import Count, Max, Q

from likeness.embedding import MODEL, CouldNotEmbed, embed, is_available
from needs.models import Challenge, Theme
from startups.actions.embeddings import want_embeddings
from startups.experience import experience_for, text_of
from startups.matching import Index, Profile, Wanted
from startups.models import Embedding, Startup

log = logging.getLogger(__name__)


@dataclass
class _Kept:
    index: Index | None = None
    profiles: Any = None  # what marks the profiles that the index was built of
    vectors: Any = None


_kept = _Kept()
_lock = Lock()


def current_index() -> Index:
    """The registry's index, kept in the process. It is built anew when a profile, and told when a vector, has changed."""
    with _lock:
        has_vector = Q(embedding__model=MODEL)
        *profiles, at, embedded = Startup.objects.aggregate(
            changed=Max("updated_at"),
            count=Count("pk"),
            at=Max("embedding__profile_at", filter=has_vector),
            embedded=Count("embedding", filter=has_vector),
        ).values()
        if _kept.index is None or _kept.profiles != profiles:
            _kept.index, _kept.profiles, _kept.vectors = Index(_profiles()), profiles, None
        if _kept.vectors != (at, embedded):
            _kept.index.know(_vectors())
            _kept.vectors = (at, embedded)
            if Startup.objects.without_embedding().exists():
                want_embeddings()  # for the next time: this one does without
        return _kept.index


def _vectors() -> dict[int, bytes]:
    vectors = Embedding.objects.filter(model=MODEL).exclude(vector=b"").values_list("pk", "vector")
    return {pk: bytes(vector) for pk, vector in vectors}


def meaning_of(text: str) -> bytes | None:
    """The vector of what is looked for; None where there is no model, or it comes to nothing."""
    try:
        return embed([text])[0] if is_available() else None
    except CouldNotEmbed as reason:
        log.warning("suggestions are made without what the text means: %s", reason)
        return None


def _profiles() -> list[Profile]:
    startups = (
        Startup.objects.order_by("pk")
        .only("name", "summary", "for_whom", "references", "language", "price_from")
        .prefetch_related("themes")
    )
    return [
        Profile(
            id=startup.pk,
            text=startup.as_text,
            language=startup.language,
            themes=frozenset(theme.slug for theme in startup.themes.all()),
            price_from=startup.price_from,
            has_references=bool(startup.references),
        )
        for startup in startups
    ]


def wanted_by(challenge: Challenge, index: Index) -> Wanted:
    """What a challenge asks of the index; what its text means only where the index can compare it with something."""
    text = text_of(challenge)
    themes = Theme.objects.common().filter(Q(challenge=challenge) | Q(need__challenges=challenge))
    return Wanted(
        text=text,
        themes=frozenset(themes.values_list("slug", flat=True)),
        budget=challenge.budget_max,
        meaning=meaning_of(text) if index.knows_meanings else None,
        experience=experience_for(challenge),
    )
