"""Tells whoever listens that entries have just been written in the logbook, inside the deed's own transaction.

So that a later room can react to what happens in an earlier one, which knows nothing of it. A listener's error reaches
the person and rolls back the deed with everything that heard of it: either all of it has happened, or nothing.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.dispatch import Signal

from history.sentences import known_verbs

# Sent once by each record(), move() and record_all(). `sender` is the model of the subjects; `verb` is what was done to
# all of them, `subjects` are the objects and `entries` what the logbook says of each, in the same order: one or 50 000.
entries_recorded = Signal()

Listener = Callable[[Sequence[Any], Sequence[Any]], None]


@dataclass(frozen=True)
class Subscription:
    """`listener(subjects, entries)` is called when one of `verbs` has been done to objects of the model `to`."""

    listener: Listener
    to: type[models.Model]
    verbs: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.listener.__module__}.{self.listener.__name__}"

    def hear(self, *, verb: str, subjects: Sequence[Any], entries: Sequence[Any], **_named: Any) -> None:
        if verb in self.verbs:
            self.listener(subjects, entries)


_SUBSCRIPTIONS: dict[str, Subscription] = {}


def listen(listener: Listener, *, to: type[models.Model], verbs: Collection[str]) -> None:
    """Subscribes `listener` to deeds done to objects of the model `to`; called from a room's AppConfig.ready().

    Raises KeyError for a verb that no room has registered: nobody would ever be heard saying it.
    """
    if unknown := set(verbs) - known_verbs():
        raise KeyError(f"no sentence for the verbs {sorted(unknown)}")
    subscription = Subscription(listener, to, frozenset(verbs))
    _SUBSCRIPTIONS[subscription.name] = subscription
    entries_recorded.connect(subscription.hear, sender=to, weak=False, dispatch_uid=subscription.name)


def subscriptions() -> list[Subscription]:
    return list(_SUBSCRIPTIONS.values())
