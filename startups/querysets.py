"""Questions about many matches."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db.models import F, Q

from accounts.models import Role, User
from accounts.querysets import OrganisationQuerySet
from startups.states import ASKED, AWAITED, LATE_JUDGED, MEETABLE, LateAnswer

if TYPE_CHECKING:
    from startups.models import Match  # noqa: F401


# With an answer that came late, about which nothing has been said (`permissions.has_late_answer()` of one).
WITH_LATE_ANSWER = Q(state__in=LATE_JUDGED, proposal__late=LateAnswer.WAITING)


class MatchQuerySet(OrganisationQuerySet["Match"]):
    def visible_to(self, user: User) -> Self:
        """All but bare suggestions to everybody on the staff; the suggestions to those who make the shortlist."""
        shortlisting = user.organisations_as(Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER)
        return self.filter(
            Q(organisation__in=shortlisting)
            | Q(organisation__in=user.organisation_ids) & (Q(state__in=ASKED) | Q(challenge__owner=user))
        )

    def asked(self) -> Self:
        """Asked by an invitation (LOU 19 a kap. 11 §), whatever has become of it since."""
        return self.filter(state__in=ASKED)

    def answered(self) -> Self:
        """Asked, and answered with a proposal that was handed in: an offer, about which the startup must be told.

        That is what the procurement act means (LOU 19 a kap. 10 and 11 §§). A draft is the startup's own, and "no,
        thank you" is no offer, nor is an answer that came late unless it was accepted; an offer that was taken back
        later was still given, and stays on record.
        """
        counts = ["", LateAnswer.ACCEPTED]
        return self.asked().filter(proposal__handed_in_at__isnull=False, proposal__late__in=counts)

    def awaited(self) -> Self:
        """Asked, and nothing has been handed in that counts or waits for a word."""
        nothing = Q(proposal__handed_in_at=None) | Q(proposal__late=LateAnswer.REFUSED)
        return self.filter(nothing, state__in=AWAITED)

    def meetable(self) -> Self:
        """Those with whom a meeting can be booked."""
        return self.filter(state__in=MEETABLE)

    def likeliest_first(self) -> Self:
        """By the engine's score; those that were added by hand come first, by name."""
        return self.order_by(F("score").desc(nulls_first=True), "startup__name", "pk")

    def in_thread(self, user: User, need_ids: Collection[int]) -> Self:
        """Only those that were asked: the others stand on the challenge's own shortlist page."""
        return self.asked().visible_to(user).filter(challenge__needs__in=need_ids)
