"""Letters of thanks after a day."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.days import MatchmakingDay
from startups.models import Contact, Startup


class DayThanks(models.Model):
    """That a startup has been thanked for a day, once, and in which words."""

    day = models.ForeignKey(MatchmakingDay, on_delete=models.CASCADE, related_name="thanks")
    startup = models.ForeignKey(Startup, on_delete=models.CASCADE, related_name="day_thanks")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("tack efter en matchdag")
        verbose_name_plural = _("tack efter matchdagar")
        constraints = [models.UniqueConstraint(fields=["day", "startup"], name="a_startup_is_thanked_once_a_day")]

    def __str__(self) -> str:
        return f"{self.startup}, {self.day}"
