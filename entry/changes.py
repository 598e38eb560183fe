"""What somebody else changed since a form was shown: both texts are shown before anything is overwritten."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.models import BaseModelFormSet, model_to_dict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entry.shown import fingerprint, plain, read, shown_fields
from entry.texts import TidiesTexts

NOT_KEPT = ("DELETE", "ORDER", "is_right")  # of a row, what is for the form alone
CHANGED = gettext_lazy("Något har ändrats sedan du öppnade sidan. Ingenting är sparat än")


@dataclass(frozen=True)
class Difference:
    """One field: what stands there now and what was written; `mine` is None where nothing was and `now` was taken."""

    label: str
    now: str
    mine: str | None


class AsksBeforeOverwriting(TidiesTexts):
    """A form of something that stands, which notices when that is no longer what the writer was shown.

    What only the others changed is taken into the form; where both wrote, the writer's own words stay in it, and the
    page tells what stands now. Sent once more, it is saved.
    """

    differences: tuple[Difference, ...] = ()
    data: Any
    _errors: Any

    @property
    def shows_what_stands(self) -> bool:
        """Whether the values are somebody's, and not only proposals for something new."""
        return True

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.shows_what_stands and (shown := read(self.data)):
            self.differences = tuple(self._compare(shown.values))
            if self.differences:
                self.add_error(None, CHANGED)

    def _compare(self, shown: Any) -> list[Difference]:
        bounds = shown_fields(self)
        was_known = any(bound.html_name in shown for bound in bounds)
        found = []
        for bound in bounds:
            name, field, was = bound.name, bound.field, shown.get(bound.html_name)
            now, mine = plain(field, bound.initial), plain(field, self.cleaned_data.get(name, bound.data))
            if now == mine or was == fingerprint(now):
                continue
            untouched = was == fingerprint(mine) if was else was_known
            told = None if untouched else in_words(field, self.cleaned_data.get(name, bound.data))
            found.append(Difference(str(bound.label), in_words(field, bound.initial), told))
            if untouched:
                self._take_over(bound)
        return found

    def _take_over(self, bound: Any) -> None:
        """Lets what stands now stand in the form too."""
        shown = bound.field.widget.format_value(bound.field.prepare_value(bound.initial))
        values = [str(one) for one in shown] if isinstance(shown, list | tuple) else [shown] if shown else []
        if isinstance(bound.field, forms.BooleanField):
            values = ["on"] if bound.initial else []
        data = self.data.copy()
        data.setlist(bound.html_name, values)
        self.data = data
        self._errors.pop(bound.name, None)


class ModelForm(AsksBeforeOverwriting, forms.ModelForm):
    """Django's, and it asks before it overwrites what somebody else has changed."""

    @property
    def shows_what_stands(self) -> bool:
        return self.instance.pk is not None


class RowsAskBeforeOverwriting(forms.BaseFormSet):
    """The same for rows, which are compared together: a row counts when its first field is filled in."""

    differences: tuple[Difference, ...] = ()
    _non_form_errors: Any
    shows_what_stands = True
    title: Any = ""

    @cached_property
    def standing(self) -> list[list[Any]]:
        """The rows as they stand now."""
        rows = self.initial or []
        if isinstance(self, BaseModelFormSet):
            rows = [model_to_dict(row) for row in self.get_queryset()]
        columns = self._columns(self.form.base_fields)  # not of an empty form, which takes longer to make than all else
        return [[plain(field, row.get(name)) for name, field in columns] for row in rows]

    @staticmethod
    def _columns(fields: Any) -> list[Any]:
        return [(n, f) for n, f in fields.items() if not f.widget.is_hidden and n not in NOT_KEPT]

    def full_clean(self) -> None:
        standing = self.standing  # before the rows' forms write into what they stand for
        super().full_clean()
        shown = read(self.data) if self.is_bound else None
        was = shown and shown.values.get(str(self.prefix))
        mine = [self._typed(form) for form in self.forms] if was else []
        mine = [row for row in mine if row and row[0]]
        if was and was != fingerprint(standing) and mine != standing:
            self.differences = (Difference(str(self.title), *map(_rows_in_words, (standing, mine))),)
            self._non_form_errors.append(CHANGED)

    def _typed(self, form: Any) -> list[Any]:
        if "DELETE" in form.fields and form["DELETE"].data:
            return []
        given = getattr(form, "cleaned_data", {})
        return [plain(field, given.get(name, form[name].data)) for name, field in self._columns(form.fields)]


def _rows_in_words(rows: list[list[Any]]) -> str:
    return "\n".join(" · ".join(str(value) for value in row if value) for row in rows)


def in_words(field: forms.Field, value: Any) -> str:
    """The value as the page of the form would say it."""
    value = field.prepare_value(value)
    if (choices := getattr(field, "choices", None)) is not None:
        chosen = {str(one) for one in (value if isinstance(value, list | tuple | set) else [value])}
        return ", ".join(str(label).strip() for key, label in _flat(choices) if str(key) in chosen and str(key))
    if isinstance(field, forms.BooleanField):
        return _("Ja") if value else _("Nej")
    return str(field.widget.format_value(value) or "")


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """The choices of a field, those in groups too."""
    return [pair for key, label in choices for pair in (label if isinstance(label, list | tuple) else [(key, label)])]
