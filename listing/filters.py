"""What every list can be narrowed by: a search field, and choices that say nothing when the address says nonsense."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from listing.choosing import FilterSelect


class Choice(forms.ChoiceField):
    """One value of many, or `whichever`. It narrows by the field's own name or `lookup`; not by itself when that is None."""

    widget = FilterSelect

    def __init__(
        self, label: Any, whichever: Any, choices: Iterable[Any] = (), lookup: str | None = "", **more: Any
    ) -> None:
        self.whichever, self.lookup = ("", whichever), lookup
        super().__init__(label=label, required=False, choices=[self.whichever, *choices], **more)

    def offer(self, choices: Any) -> None:
        """What there is to choose from where that depends on the organisation; a function is asked when needed."""
        self.choices = lambda: [self.whichever, *(choices() if callable(choices) else choices)]


class Chip(forms.BooleanField):
    """A yes or nothing, drawn as a chip. With `lookup` it leaves the rows in which the reader stands there."""

    def __init__(self, label: Any, lookup: str = "") -> None:
        self.lookup = lookup
        super().__init__(label=label, required=False)


class ListFilter(forms.Form):
    """Narrows a list. Nonsense in the address narrows nothing."""

    q = forms.CharField(label=_("Sök"), required=False, max_length=200, widget=forms.SearchInput)

    def __init__(self, asked: QueryDict, *, organisation: Any) -> None:
        super().__init__(asked, auto_id="filter_%s")
        self.organisation = organisation
        self.prepare(self.fields)

    def prepare(self, fields: Any) -> None:
        """Where a list's filter offers what the organisation has."""

    @property
    def chosen(self) -> dict[str, Any]:
        """What was asked for and makes sense."""
        self.is_valid()
        return self.cleaned_data

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is sought or chosen."""
        return any(self.chosen.values())

    @cached_property
    def controls(self) -> list[BoundField]:
        """The search field and the selects."""
        return [field for field in self.visible_fields() if not isinstance(field.field, Chip)]

    @cached_property
    def chips(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if isinstance(field.field, Chip)]

    def narrow(self, rows: QuerySet[Any], *, user: Any) -> Any:
        """The rows that fit what is chosen; a list's own filter adds what is more than a comparison."""
        for name, value in self.chosen.items():
            field = self.fields[name]
            if value and isinstance(field, Choice) and field.lookup is not None:
                rows = rows.filter(**{field.lookup or name: value})
            elif value and isinstance(field, Chip) and field.lookup:
                rows = rows.filter(**{field.lookup: user})
        return rows
