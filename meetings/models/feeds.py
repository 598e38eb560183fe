"""Secret addresses at which a calendar program reads somebody's coming meetings."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.links import PersonalLink, new_key
from accounts.models import Membership
from meetings.models.meetings import Meeting, MeetingQuerySet
from startups.models import Contact, Match

FEED_LINK = PersonalLink("meetings.feed", "meetings:feed")


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def by_token(self, token: str) -> "CalendarFeed | None":
        """The one an address leads to, as long as its reader still belongs here; None for all other addresses."""
        feed = FEED_LINK.find(token, self.select_related("membership__user", "membership__organisation", "contact"))
        return feed if feed and feed.is_open else None


class CalendarFeed(models.Model):
    """One manager's address in one organisation, or one startup contact's. A new key makes it another address."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=40, default=new_key, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("kalenderadress")
        verbose_name_plural = _("kalenderadresser")
        constraints = [
            models.CheckConstraint(
                condition=Q(membership=None, contact__isnull=False) | Q(membership__isnull=False, contact=None),
                name="a_feed_has_one_reader",
            )
        ]

    def __str__(self) -> str:
        return str(self.membership or self.contact)

    @property
    def address(self) -> str:
        """It is a credential: shown once to its reader, and to nobody else."""
        return FEED_LINK.url(self)

    @property
    def is_open(self) -> bool:
        """A person who has left, and a contact whose last invitation is withdrawn, read nothing more."""
        if self.membership:
            return self.membership.user.is_active
        return self._invited().exists()

    @property
    def language(self) -> str:
        return self.membership.user.language if self.membership else self.contact.language if self.contact else "sv"

    @property
    def meetings(self) -> MeetingQuerySet:
        """The coming ones, soonest first, with what a calendar says of them."""
        if self.membership:
            meetings = Meeting.objects.of(self.membership.organisation).held_by(self.membership.user)
        else:
            meetings = Meeting.objects.filter(match__in=self._invited())
        whole = meetings.coming().select_related("organisation", "startup", "manager", "match__challenge")
        return whole.defer("startup__search", "match__challenge__search").order_by("starts_at", "pk")

    def _invited(self) -> "models.QuerySet[Match]":
        return Match.objects.filter(invitations__contact=self.contact, invitations__revoked_at=None)
