"""Asking for the vectors of profiles, and making them in the worker."""

import logging
import time
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from history.claims import attempt
from likeness.embedding import MODEL, CouldNotEmbed, embed, is_available
from startups.models import Embedding, EmbeddingRun, Startup

log = logging.getLogger(__name__)
AT_ONCE = 20  # profiles, about two seconds
TURN = 10  # seconds after which other work in the worker comes first


@transaction.atomic
def want_embeddings() -> None:
    """Lets a worker make the vectors that are missing, where there is a model. Asking twice makes them once."""
    if not is_available():
        return
    run, _is_new = EmbeddingRun.objects.get_or_create(pk=EmbeddingRun.THE_ONE)
    if EmbeddingRun.objects.filter(pk=run.pk, is_wanted=False).update(is_wanted=True, **run.anew()):
        run.nudge()


def make_embeddings(run_id: int) -> int:
    """Makes vectors for a turn, and says how many; the rest waits for the next one."""
    return attempt(EmbeddingRun.objects.claim(run_id), _make, failed=_put_back) or 0


def _make(run: EmbeddingRun) -> int:
    end, made = time.monotonic() + TURN, 0
    while time.monotonic() < end:
        profiles = list(Startup.objects.without_embedding().defer("search").order_by("pk")[:AT_ONCE])
        if not profiles:
            break
        _keep(profiles, _vectors_of(profiles))
        made += len(profiles)
    with transaction.atomic():
        if Startup.objects.without_embedding().exists():
            run.change(**run.anew())
            run.nudge()
        else:
            run.change(is_wanted=False)
    return made


def _vectors_of(profiles: Sequence[Startup]) -> list[bytes]:
    """Their vectors; empty for one that the model comes to nothing with, so that it holds up no other."""
    try:
        return embed([profile.as_text for profile in profiles])
    except CouldNotEmbed as reason:
        if len(profiles) > 1:
            return [vector for profile in profiles for vector in _vectors_of([profile])]
        embed(["Ett behov"])  # raises when the fault is not the profile's
        log.warning("profile %s was not embedded: %s", profiles[0].pk, reason)
        return [b""]


def _keep(profiles: Sequence[Startup], vectors: Sequence[bytes]) -> None:
    rows = [
        Embedding(startup=profile, model=MODEL, vector=vector, profile_at=profile.updated_at)
        for profile, vector in zip(profiles, vectors, strict=True)
    ]
    with transaction.atomic():
        there = set(
            Startup.objects.select_for_update(no_key=True)
            .filter(pk__in=[profile.pk for profile in profiles])
            .values_list("pk", flat=True)
        )
        Embedding.objects.bulk_create(
            [row for row in rows if row.startup_id in there],
            update_conflicts=True,
            unique_fields=["startup"],
            update_fields=["model", "vector", "profile_at"],
        )


def _put_back(run: EmbeddingRun, _reason: Exception) -> None:
    """For another attempt in a while; after the last somebody must ask anew, and suggestions do without."""
    if run.has_attempts_left:
        run.change(due_at=timezone.now() + timedelta(minutes=1) * run.attempts)
    else:
        run.change(is_wanted=False)
