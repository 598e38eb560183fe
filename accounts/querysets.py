"""Questions about many rows that each belong to an organisation."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Organisation, User

Row = TypeVar("Row", bound=models.Model)


class OrganisationQuerySet(models.QuerySet[Row]):
    """For models with an `organisation`. Every fetch starts at `visible_to`."""

    def visible_to(self, user: "User") -> Self:
        """Everything in the person's organisations; a model that shows less to some says so itself."""
        return self.filter(organisation__in=user.organisation_ids)

    def of(self, organisation: "Organisation") -> Self:
        return self.filter(organisation=organisation)
