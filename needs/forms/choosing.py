"""Choosing needs in a form, however many there are: those chosen, and a page of what a search among the others finds."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from entry.texts import Form
from listing.filters import Choice, ListFilter
from listing.pages import PAGE_SIZE, count_to_the_cap
from listing.search import search
from needs.choices import Choices, choices_for
from needs.models import Need

SEARCH = "sok"  # the name of the buttons that search and turn pages; their value is the number of the page
MOST_PAGES = 1000


class NeedChoices(forms.ModelMultipleChoiceField):
    """Needs by title, unit and how many have the same."""

    def label_from_instance(self, obj: Any) -> str:
        parts = [obj.title]
        if obj.unit is not None:
            parts.append(obj.unit.name)
        if obj.support_count:
            text = ngettext("%(count)d till har det", "%(count)d till har det", obj.support_count)
            parts.append(text % {"count": obj.support_count})
        return " · ".join(parts)


class NeedSearch(ListFilter):
    """What the needs to choose among are narrowed by. Its fields stand inside the other form, hence the prefix."""

    prefix = SEARCH
    unit = Choice(_("Enhet"), _("Alla enheter"), lookup=None)
    theme = Choice(_("Tema"), _("Alla teman"))

    def prepare(self, fields: Any) -> None:
        fields["q"].label = _("Sök bland behoven")
        fields["unit"].offer(lambda: self.choices.units)
        fields["theme"].offer(lambda: self.choices.themes)

    @cached_property
    def choices(self) -> Choices:
        return choices_for(self.organisation)

    def narrow(self, needs: Any, *, user: Any = None) -> Any:
        needs, chosen = super().narrow(needs, user=user), self.chosen
        if unit := chosen.get("unit"):
            needs = needs.filter(unit__in=self.choices.below[int(unit)])
        return search(needs, chosen.get("q", ""))


class ChoosingNeedsMixin(Form):
    """For a form with a field `needs`. A press on a search button shows the form again as it was filled in, without a
    word about what is not ready yet; needs that are chosen stay on the page, whatever is sought."""

    def offer_needs(self, needs: QuerySet[Need], organisation: Organisation) -> None:
        """Which needs may be chosen at all."""
        self.fields["needs"].queryset = needs
        self.need_search = NeedSearch(self.data or QueryDict(), organisation=organisation)
        # A function: what is only saved need not be looked for.
        self.fields["needs"].widget.choices = lambda: self.shown_needs

    @property
    def is_searching(self) -> bool:
        return SEARCH in self.data

    @property
    def errors(self) -> Any:
        return ErrorDict() if self.is_searching else super().errors

    def is_valid(self) -> bool:
        return not self.is_searching and super().is_valid()

    @property
    def page(self) -> int:
        """Which page of the found needs is shown, from 1."""
        asked = str(self.data.get(SEARCH, ""))
        return min(max(int(asked), 1), MOST_PAGES) if asked.isdecimal() and len(asked) < 5 else 1

    @cached_property
    def chosen_needs(self) -> list[int]:
        """The ids of the chosen needs, nonsense left out."""
        value = self["needs"].value() or []
        pks = [getattr(need, "pk", need) for need in value]
        return [int(pk) for pk in pks if str(pk).isdecimal() and len(str(pk)) < 10]

    @cached_property
    def _others(self) -> Any:
        return self.need_search.narrow(self.fields["needs"].queryset.exclude(pk__in=self.chosen_needs))

    @cached_property
    def found_count(self) -> int:
        """How many there are to choose among beside the chosen, to the cap."""
        return count_to_the_cap(self._others)

    @property
    def shows_search(self) -> bool:
        """Not where everything there is fits on the page."""
        return self.is_searching or self.need_search.is_narrowing or self.found_count > PAGE_SIZE

    @cached_property
    def _page_and_one(self) -> list[int]:
        newest_first, start = self._others.order_by("-listed_at", "-pk"), (self.page - 1) * PAGE_SIZE
        return list(newest_first.values_list("pk", flat=True)[start : start + PAGE_SIZE + 1])

    @property
    def next_page(self) -> int:
        """The number of the next page, 0 when this is the last."""
        return self.page + 1 if len(self._page_and_one) > PAGE_SIZE else 0

    @property
    def previous_page(self) -> int:
        return self.page - 1

    @property
    def has_needs(self) -> bool:
        """Whether there is anything to choose, sought or not."""
        return bool(self.chosen_needs or self._page_and_one or self.need_search.is_narrowing or self["needs"].errors)

    @cached_property
    def shown_needs(self) -> list[tuple[Any, str]]:
        """Value and label: the chosen ones first, then the page of the others, newest first."""
        field: Any = self.fields["needs"]
        shown = field.queryset.filter(pk__in=[*self.chosen_needs, *self._page_and_one[:PAGE_SIZE]])
        labelled = shown.select_related("unit").annotate(support_count=Count("supports")).defer("search")
        chosen = set(self.chosen_needs)
        in_order = sorted(labelled.order_by("-listed_at", "-pk"), key=lambda need: need.pk not in chosen)
        return [(need.pk, field.label_from_instance(need)) for need in in_order]
