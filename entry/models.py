"""What somebody had typed when the session ended, until that person has signed in again."""

import secrets
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

A_DAY = timedelta(days=1)
SALT = "entry.kept"


def new_key() -> str:
    return secrets.token_urlsafe(24)


class KeptFormQuerySet(models.QuerySet["KeptForm"]):
    def living(self) -> Self:
        return self.filter(created_at__gt=timezone.now() - A_DAY)

    def forgotten(self) -> Self:
        return self.filter(created_at__lte=timezone.now() - A_DAY)


class KeptForm(models.Model):
    """A form that came when nobody was signed in any more: for the one it was shown to, for a day, never sent."""

    key = models.CharField(max_length=40, unique=True, default=new_key)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.TextField()
    # Signed and pressed together; a list of names and values.
    content = models.TextField()
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("bevarat formulär")
        verbose_name_plural = _("bevarade formulär")

    def __str__(self) -> str:
        return self.page

    @property
    def data(self) -> QueryDict:
        """What was typed, as if it were sent now."""
        data = QueryDict(mutable=True)
        for name, values in signing.loads(self.content, salt=SALT, max_age=A_DAY).items():
            data.setlist(name, values)
        return data
