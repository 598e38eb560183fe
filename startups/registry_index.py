"""The registry as the matching engine sees it: its index, kept in the process, and what a challenge asks of it."""

from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db.models import Count, Max, Q

from needs.models import Challenge, Theme
from startups.matching import Index, Profile, Wanted
from startups.models import Startup


@dataclass
class _Kept:
    mark: Any = None
    index: Index | None = None


_kept = _Kept()
_lock = Lock()


def current_index() -> Index:
    """The registry's index, kept in the process and built anew when the registry has changed."""
    with _lock:
        mark = tuple(Startup.objects.aggregate(changed=Max("updated_at"), count=Count("pk")).values())
        if _kept.index is None or _kept.mark != mark:
            _kept.index, _kept.mark = Index(_profiles()), mark
        return _kept.index


def _profiles() -> list[Profile]:
    startups = (
        Startup.objects.order_by("pk")
        .only("name", "summary", "for_whom", "references", "language", "price_from")
        .prefetch_related("themes")
    )
    return [
        Profile(
            id=startup.pk,
            text="\n".join([startup.name, startup.summary, startup.for_whom, startup.references]),
            language=startup.language,
            themes=frozenset(theme.slug for theme in startup.themes.all()),
            price_from=startup.price_from,
            has_references=bool(startup.references),
        )
        for startup in startups
    ]


def wanted_by(challenge: Challenge) -> Wanted:
    texts = [challenge.title, challenge.problem, challenge.for_whom, challenge.desired_effect]
    themes = Theme.objects.common().filter(Q(challenge=challenge) | Q(need__challenges=challenge))
    return Wanted(
        text="\n".join(texts), themes=frozenset(themes.values_list("slug", flat=True)), budget=challenge.budget_max
    )
