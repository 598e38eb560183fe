"""Who hears what becomes of needs, and why: who handed one in, who owns it, who has it too; and what they read."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from accounts.letters import sent_by, write_to
from accounts.models import User
from needs.models import Challenge, Need, Support
from post.actions import write_letter
from post.models import Letter

Hearers = dict[User, Any]

# So long an answer can be undone before anybody reads it.
ANSWERS_WAIT = timedelta(seconds=settings.ANSWER_WAIT_SECONDS)

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


def tell_answer(need: Need, *, by: User) -> None:
    """The answer goes to all who hear of the need, and to whom it was handed in for; it waits before it leaves."""
    hearers, stranger = hearers_of([need]), need.on_behalf_email.lower()
    if stranger and (colleague := User.objects.of(need.organisation).filter(email=stranger).first()):
        hearers.setdefault(colleague, ON_BEHALF)
        stranger = ""
    context = {"need": need, "organisation": need.organisation}
    leaving: dict[str, Any] = {"about": _about_the_answer(need), "waits": ANSWERS_WAIT}
    write_to(hearers, "need_answered", **context, **leaving, by=by)
    if stranger:
        write_letter(
            to=stranger,
            sender=sent_by(by, need.organisation),
            template="letters/need_answered.txt",
            context={"need": need, "why": ON_BEHALF},
            language="sv",
            organisation=need.organisation,
            **leaving,
        )


def letters_with_answer(need: Need) -> QuerySet[Letter]:
    """Those that somebody has got, and that a correction would follow."""
    return Letter.objects.filter(about=_about_the_answer(need)).with_readers()


def take_answer_back(need: Need, *, by: User) -> None:
    """Letters with the answer that have not left never do; each that has is followed by a correction."""
    Letter.objects.filter(about=_about_the_answer(need)).withdraw()
    readers = {person.email: person for person in readers_of(letters_with_answer(need))}
    for letter in letters_with_answer(need):
        write_letter(
            to=letter.to,
            sender=sent_by(by, need.organisation),
            template="letters/need_resumed.txt",
            context={"need": need, "person": readers.get(letter.to)},
            language=letter.language,
            organisation=need.organisation,
            corrects=letter,
        )


def readers_of(letters: QuerySet[Letter]) -> QuerySet[User]:
    """The people with an account among those written to."""
    return User.objects.filter(email__in=letters.values("to"))


def tell_withdrawal(need: Need, *, by: User) -> None:
    """Those who stand behind the need hear that it is taken back; the letters wait before they leave."""
    about: dict[str, Any] = {"about": _about_the_withdrawal(need), "waits": ANSWERS_WAIT}
    write_to(hearers_of([need]), "need_withdrawn", organisation=need.organisation, by=by, need=need, **about)


def take_withdrawal_back(need: Need, *, by: User) -> None:
    """Letters that have not left never do; who has got one hears that the need is handed in again."""
    letters = Letter.objects.filter(about=_about_the_withdrawal(need))
    letters.withdraw()
    readers = readers_of(letters.with_readers())
    write_to(readers, "need_withdrawn", organisation=need.organisation, by=by, need=need)


def _about_the_withdrawal(need: Need) -> str:
    return f"needs.withdrawal/{need.pk}"


def _about_the_answer(need: Need) -> str:
    return f"needs.answer/{need.pk}"


def tell_owner(owner: User, *, needs: Collection[Need], challenge: Challenge | None = None, by: User) -> None:
    """One letter to somebody who has become the owner of needs, of a challenge or of both."""
    organisation = (challenge or next(iter(needs))).organisation
    context = {"needs": needs, "challenge": challenge, "namer": by}
    write_to([owner], "need_owner", organisation=organisation, by=by, **context)
