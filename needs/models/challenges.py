"""A challenge: one or more similar needs as a brief that startups can answer."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.querysets import OrganisationQuerySet
from history.days import end_of
from history.lately import done_lately
from history.models import HistoryModel
from history.past import state_then
from history.questions import rows_of
from listing.search import search_column
from needs.models.needs import Need, Theme
from needs.states import CHALLENGE_COLOURS, CHALLENGE_TRANSITIONS, ChallengeState


class ChallengeQuerySet(OrganisationQuerySet["Challenge"]):
    def published_by_the_end_of(self, day: date) -> Self:
        """Those that were no longer drafts when the day ended."""
        then = state_then(Challenge, day)
        return self.filter(created_at__lt=end_of(day)).alias(then=then).exclude(then=ChallengeState.DRAFT)

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def newly_owned_by(self, user: User) -> Self:
        """Those of which somebody has lately made the person the owner."""
        return self.owned_by(user).filter(done_lately(Challenge, "challenge.written", "challenge.owner", but_by=user))

    def in_thread(self, user: User, need_ids: Collection[int]) -> Self:
        return self.visible_to(user).filter(needs__in=need_ids)


class Challenge(HistoryModel):
    """The brief that is sent out, with a need owner and a route to adoption."""

    URL_NAME = "needs:challenge"
    TRANSITIONS = CHALLENGE_TRANSITIONS
    STATE_COLOURS = CHALLENGE_COLOURS

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="challenges")
    needs = models.ManyToManyField(Need, related_name="challenges", verbose_name=_("behov"))
    state = models.CharField(
        _("läge"), max_length=20, choices=ChallengeState, default=ChallengeState.DRAFT, editable=False
    )
    title = models.CharField(_("rubrik"), max_length=120)
    problem = models.TextField(
        _("behovet"), max_length=4000, help_text=_("Vad som behöver bli bättre, utan lösning. Det här läser startupen.")
    )
    for_whom = models.CharField(_("vem gäller det?"), max_length=200, blank=True)
    baseline = models.CharField(_("utgångsläge"), max_length=200, blank=True)
    desired_effect = models.TextField(_("önskad effekt"), max_length=2000, blank=True)
    contribution = models.TextField(
        _("det här bidrar vi med"), max_length=2000, blank=True, help_text=_("Personal, lokaler, data, tid.")
    )
    budget_max = models.PositiveIntegerField(_("en pilot får kosta högst (kr exkl. moms)"), default=100_000)
    answers_by = models.DateField(_("svara senast"))
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("tema"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="owned_challenges",
        verbose_name=_("behovsägare"),
        help_text=_("Linjechefen som möter startuperna."),
    )
    route_to_adoption = models.TextField(
        _("vägen till införande"),
        max_length=1000,
        blank=True,
        help_text=_("Vem beslutar och med vilken budget, om piloten går bra? Visas inte för startuper."),
    )
    search = search_column(heavy=("title",), light=("problem", "for_whom", "desired_effect"))

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("utmaning")
        verbose_name_plural = _("utmaningar")
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="challenges_newest"),
            GinIndex(fields=["search"], name="challenges_search"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def reference(self) -> str:
        return f"U-{self.pk}"

    @property
    def takes_answers(self) -> bool:
        """Open, and the last day is not yet over."""
        return self.state == ChallengeState.OPEN and timezone.localdate() <= self.answers_by

    @property
    def days_left(self) -> int | None:
        """How many days there are after today in which it takes answers; None when it takes none."""
        return (self.answers_by - timezone.localdate()).days if self.takes_answers else None

    @property
    def promised_day(self) -> date | None:
        """The last day to answer, as long as it was not closed: then the logbook tells the day."""
        return None if self.state == ChallengeState.CLOSED else self.answers_by

    @property
    def closed_at(self) -> datetime | None:
        """When it was last closed for answers, by the logbook; None while it is not."""
        closings = self.history if self.state == ChallengeState.CLOSED else []
        return next((entry.at for entry in closings if entry.verb == "challenge.closed"), None)

    @property
    def closed_early(self) -> date | None:
        """The day it was closed, when that is not later than the last day that was promised."""
        day = timezone.localdate(self.closed_at) if self.closed_at else None
        return day if day and day <= self.answers_by else None

    def took_answers_at(self, moment: datetime) -> bool:
        """Whether an answer begun at `moment` was begun before the time to answer ended."""
        return moment < min(filter(None, [self.closed_at, end_of(self.answers_by)]))

    def thread_needs(self) -> Collection[int]:
        return [pk for (pk,) in rows_of(_ask_needs, given=[self.pk])]


def _ask_needs(challenge: Any) -> models.QuerySet[Any, Any]:
    return Need.objects.filter(challenges=challenge).values_list("pk")
