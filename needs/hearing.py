"""Who hears what becomes of needs, and why: who handed one in, who owns it, who has it too."""

from collections.abc import Collection
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from accounts.letters import write_to
from accounts.models import User
from needs.models import Challenge, Need, Support

Hearers = dict[User, Any]

SUBMITTED = _("Du får det här brevet för att du har lämnat in behovet.")
ON_BEHALF = _("Du får det här brevet för att behovet är inlämnat åt dig.")
OWNS = _("Du får det här brevet för att du är behovsägare.")
SUPPORTS = _("Du får det här brevet för att du har samma behov.")


def hearers_of(needs: Collection[Need]) -> Hearers:
    """Each person once, with the first of their reasons as a letter says it."""
    prefetch_related_objects(list(needs), "submitter", "owner")
    hearers: Hearers = {need.submitter: SUBMITTED for need in needs}
    for need in needs:
        if need.owner:
            hearers.setdefault(need.owner, OWNS)
    for support in Support.objects.filter(need__in=needs).select_related("user").order_by("pk"):
        hearers.setdefault(support.user, SUPPORTS)
    return hearers


def tell_owner(owner: User, *, needs: Collection[Need], challenge: Challenge | None = None, by: User) -> None:
    """One letter to somebody who has become the owner of needs, of a challenge or of both."""
    organisation = (challenge or next(iter(needs))).organisation
    context = {"needs": needs, "challenge": challenge, "namer": by}
    write_to([owner], "need_owner", organisation=organisation, by=by, **context)
