"""Finding out what a deed would write, by doing it and taking it back: what is shown beforehand cannot differ from it.

No letter of a rehearsal ever leaves: its row goes with the transaction, and the links in it lead nowhere.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

if TYPE_CHECKING:
    from post.models import Letter

# Whom the templates of letters greet.
GREETED = ("person", "contact", "reader", "invitation")


@dataclass(frozen=True)
class Foretold:
    """A letter that would be written, from which template, and to whom by name where that is known."""

    letter: "Letter"
    template: str
    name: str

    @property
    def text(self) -> str:
        """As it may be shown to others than its reader."""
        return without_links(self.letter.text)


_foretold: ContextVar[list[Foretold] | None] = ContextVar("foretold", default=None)


@contextmanager
def rehearsal() -> Iterator[list[Foretold]]:
    """What is written in the block is noted; whoever rehearses rolls it back."""
    noted: list[Foretold] = []
    token = _foretold.set(noted)
    try:
        yield noted
    finally:
        _foretold.reset(token)


def note(letter: "Letter", *, template: str, context: dict[str, Any]) -> None:
    """Called of each letter that is written; nothing happens outside a rehearsal."""
    noted = _foretold.get()
    if noted is not None:
        names = (getattr(context.get(greeted), "name", "") for greeted in GREETED)
        noted.append(Foretold(letter, template, next(filter(None, names), "")))


def foretell(write: Callable[[], None]) -> None:
    """In a rehearsal, what a worker will write when it has done what is ordered now."""
    if _foretold.get() is not None:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)


def foretold_by(do: Callable[[], object]) -> list[Foretold]:
    """What the deed would write, for the page that asks before it. Give it rows of its own: it changes them."""
    with transaction.atomic(), rehearsal() as noted:
        do()
        transaction.set_rollback(True)
    return noted


def without_links(words: str) -> str:
    """What a mail server says, or a letter that is yet to go: whoever reads it here does not get the reader's link."""
    return re.sub(re.escape(settings.BASE_URL) + r"/\S*", f"{settings.BASE_URL}/…", words)
