"""The secret address at which a screen on the wall shows a day, and the one on the badge of a startup's contact."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.links import PersonalLink, new_key
from meetings.models.days import MatchmakingDay

WALL_LINK = PersonalLink("meetings.wall", "meetings:wall")
# To a startup's contact: it opens none of what the contact's own link opens, for anybody can read a badge.
BADGE_LINK = PersonalLink("meetings.badge", "meetings:badge")


class WallQuerySet(models.QuerySet["Wall"]):
    def by_token(self, token: str) -> "Wall | None":
        """The one that an address leads to; None for all other addresses."""
        return WALL_LINK.find(token, self.select_related("day__organisation"))


class Wall(models.Model):
    """That the day can be read on a screen without signing in. A new key makes it another address."""

    day = models.OneToOneField(MatchmakingDay, on_delete=models.CASCADE, related_name="wall")
    key = models.CharField(max_length=40, default=new_key, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = WallQuerySet.as_manager()

    class Meta:
        verbose_name = _("väggskärm")
        verbose_name_plural = _("väggskärmar")

    def __str__(self) -> str:
        return str(self.day)

    @property
    def address(self) -> str:
        """It is a credential: shown once to whoever made it."""
        return WALL_LINK.url(self)
