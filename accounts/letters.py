"""Letters to people who sign in: each in the person's own language, and only while they are here."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from accounts.models import Organisation, Role, User
from accounts.permissions import may_send_again
from history.questions import objects_of
from post.actions import write_letter
from post.models import Letter
from post.senders import Sender, house


def write_to(
    people: Iterable[User],
    template: str,
    *,
    organisation: Organisation,
    by: User | Sender | None,
    about: str = "",
    waits: timedelta = timedelta(0),
    unsubscribe: str = "",
    **context: Any,
) -> None:
    """Writes the letter `template` once to each of the people who is still active in the organisation.

    The template finds the reader as `person` and, where `people` says it of each, why they get the letter as `why`.
    Somebody who has left can no longer read what the letter leads to, and `by`, whose deed it tells of, knows of it
    already. Nobody's deed (None) is told in the name of a chief.
    """
    why = people if isinstance(people, Mapping) else {}
    readers = User.objects.of(organisation).filter(pk__in={p.pk for p in people if p != by})
    known = sent_by(by, organisation) if isinstance(by, User) else by
    for person in readers.order_by("pk"):
        write_letter(
            to=person.email,
            sender=known or sender_in(organisation, to=person.email),
            template=f"letters/{template}.txt",
            context={"person": person, "why": why.get(person, ""), **context},
            language=person.language,
            organisation=organisation,
            about=about,
            waits=waits,
            unsubscribe=unsubscribe,
        )


def missing(user: User, subject: Any, *addresses: str) -> dict[str, Any]:
    """What a page about `subject` says of letters to these addresses that did not arrive (post/undelivered.html)."""
    known = sorted(set(filter(None, addresses)))
    letters = objects_of(_undelivered, given=[subject.organisation_id, *known])
    return {"undelivered": letters, "may_send_again": may_send_again(user, subject)}


def _undelivered(organisation: Any, *addresses: Any) -> QuerySet[Letter]:
    return Letter.objects.filter(organisation=organisation).undelivered_to(*addresses)


def sent_by(person: User, organisation: Organisation) -> Sender:
    """The person at work: the name with the organisation's, the address they have there."""
    return Sender(person.name, person.email, of=organisation.name)


def sender_in(organisation: Organisation, *people: User | None, to: str) -> Sender:
    """The first of `people` who is still here and can answer `to`; else a chief, else an administrator.

    Nobody gets a letter from themselves: where there is nobody else, it comes from the organisation.
    """
    here = User.objects.of(organisation).exclude(email=to.lower()).order_by("pk")
    named = [here.filter(pk=person.pk) for person in people if person]
    roles = [here.with_role(role) for role in (Role.DEVELOPMENT_CHIEF, Role.ADMINISTRATOR)]
    found = next(filter(None, (candidates.first() for candidates in [*named, *roles])), None)
    return sent_by(found, organisation) if found else Sender(organisation.name, house().email)
