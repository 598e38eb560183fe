"""What every list can be narrowed by: a search field, and choices that say nothing when the address says nonsense."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class ListFilter(forms.Form):
    """Narrows a list. Nonsense in the address narrows nothing.

    A list's own filter adds its fields. Those named in LOOKUPS narrow by themselves (field → lookup); the others are read
    in `narrow()`. Checkboxes are drawn as chips, in the order in which they stand.
    """

    LOOKUPS: ClassVar[Mapping[str, str]] = {}

    q = forms.CharField(label=_("Sök"), required=False, max_length=200, widget=forms.SearchInput)

    def __init__(self, asked: QueryDict, *, organisation: Any) -> None:
        super().__init__(asked, auto_id="filter_%s")
        self.organisation = organisation

    @property
    def chosen(self) -> dict[str, Any]:
        """What was asked for and makes sense."""
        self.is_valid()
        return self.cleaned_data

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is sought or chosen."""
        return any(self.chosen.values())

    @property
    def controls(self) -> list[BoundField]:
        """The search field and the selects."""
        return [field for field in self.visible_fields() if not isinstance(field.field, forms.BooleanField)]

    @property
    def chips(self) -> list[BoundField]:
        """The checkboxes."""
        return [field for field in self.visible_fields() if isinstance(field.field, forms.BooleanField)]

    def narrow(self, rows: QuerySet[Any], *, user: Any) -> Any:
        """The rows that fit what is chosen; the search is the list's own affair."""
        wanted = {lookup: self.chosen.get(name) for name, lookup in self.LOOKUPS.items()}
        return rows.filter(**{lookup: value for lookup, value in wanted.items() if value})
