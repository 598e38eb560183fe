"""Letters to people who sign in: each in the person's own language, and only while they are here."""

from collections.abc import Iterable
from typing import Any

from accounts.models import Organisation, User
from post.actions import write_letter


def write_to(people: Iterable[User], template: str, *, organisation: Organisation, **context: Any) -> None:
    """Writes the letter `template` once to each of the people who is still active in the organisation.

    The template finds the reader as `person`. Somebody who has left can no longer read what the letter leads to.
    """
    for person in User.objects.of(organisation).filter(pk__in={p.pk for p in people}).order_by("pk"):
        write_letter(
            to=person.email,
            template=f"letters/{template}.txt",
            context={"person": person, **context},
            language=person.language,
            organisation=organisation,
        )
