"""What one organisation thinks of a startup: notes and a rating, which no other organisation sees or counts."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User

LOWEST, HIGHEST = 1, 5


class OpinionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Those of the organisations in which the person makes shortlists or meets startups."""
        return self.filter(
            organisation__in=user.organisations_as(Role.DEVELOPMENT_CHIEF, Role.TEAM_MEMBER, Role.LINE_MANAGER)
        )


class Opinion(models.Model):
    """What notes and ratings have in common: whose they are, and of which startup."""

    startup = models.ForeignKey("startups.Startup", on_delete=models.CASCADE, related_name="%(class)ss")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="startup_%(class)ss")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("startups:startup", args=[self.startup_id])


class Note(Opinion):
    """What somebody who makes shortlists wants the colleagues to know about a startup."""

    text = models.TextField(_("anteckning"), max_length=2000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("anteckning")
        verbose_name_plural = _("anteckningar")
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["startup", "organisation", "-written_at"], name="notes_on_a_startup")]

    def __str__(self) -> str:
        return self.text[:80]


class Rating(Opinion):
    """How well the startup suits the organisation, from 1 to 5. Without a row there is no rating."""

    value = models.SmallIntegerField(_("betyg"), validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)])
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("betyg")
        verbose_name_plural = _("betyg")
        constraints = [
            models.UniqueConstraint(fields=["startup", "organisation"], name="one_rating_an_organisation"),
            models.CheckConstraint(
                condition=Q(value__gte=LOWEST) & Q(value__lte=HIGHEST), name="ratings_from_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return str(self.value)
