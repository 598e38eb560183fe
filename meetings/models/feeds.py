"""Secret addresses at which a calendar program reads somebody's coming meetings, or all of a day."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.links import PersonalLink, new_key
from accounts.models import Membership
from meetings.models.days import MatchmakingDay
from meetings.models.meetings import Meeting, MeetingQuerySet
from meetings.states import DayState
from startups.models import Contact, Match

FEED_LINK = PersonalLink("meetings.feed", "meetings:feed")


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def by_token(self, token: str) -> "CalendarFeed | None":
        """The one an address leads to, as long as its reader still belongs here; None for all other addresses."""
        feed = FEED_LINK.find(
            token, self.select_related("membership__user", "membership__organisation", "contact", "day")
        )
        return feed if feed and feed.is_open else None


class CalendarFeed(models.Model):
    """One manager's address in one organisation, one startup contact's, or a day's for those who plan it.

    A new key makes it another address.
    """

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    day = models.OneToOneField(MatchmakingDay, on_delete=models.CASCADE, null=True, blank=True, related_name="feed")
    key = models.CharField(max_length=40, default=new_key, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("kalenderadress")
        verbose_name_plural = _("kalenderadresser")
        constraints = [
            models.CheckConstraint(
                condition=Q(membership__isnull=False, contact=None, day=None)
                | Q(membership=None, contact__isnull=False, day=None)
                | Q(membership=None, contact=None, day__isnull=False),
                name="a_feed_has_one_reader",
            )
        ]

    def __str__(self) -> str:
        return str(self.membership or self.contact or self.day)

    @property
    def address(self) -> str:
        """It is a credential: shown once to its reader, and to nobody else."""
        return FEED_LINK.url(self)

    @property
    def is_open(self) -> bool:
        """Who has left, and a contact whose last invitation is withdrawn, read nothing more; nor is a day that was
        called off read."""
        if self.membership:
            return self.membership.user.is_active
        if self.day:
            return self.day.state != DayState.CANCELLED
        return self._invited().exists()

    @property
    def language(self) -> str:
        return self.membership.user.language if self.membership else self.contact.language if self.contact else "sv"

    @property
    def meetings(self) -> MeetingQuerySet:
        """The coming ones, soonest first, with what a calendar says of them; of a day all that were not called off."""
        if self.membership:
            meetings = Meeting.objects.of(self.membership.organisation).held_by(self.membership.user).coming()
        elif self.day:
            meetings = Meeting.objects.filter(day=self.day).not_cancelled()
        else:
            meetings = Meeting.objects.filter(match__in=self._invited()).coming()
        whole = meetings.select_related("organisation", "startup", "manager", "match__challenge")
        return whole.defer("startup__search", "match__challenge__search").order_by("starts_at", "pk")

    def _invited(self) -> "models.QuerySet[Match]":
        return Match.objects.filter(invitations__contact=self.contact, invitations__revoked_at=None)
