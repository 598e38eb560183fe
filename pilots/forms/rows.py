"""Rows of small forms that can be made more without JavaScript, with nothing typed lost."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.changes import RowsAskBeforeOverwriting
from entry.texts import TidiesTexts


class RowForm(TidiesTexts):
    """A row that counts only when something stands in it, also when it stood there before."""

    def has_changed(self) -> bool:
        names = [n for n, f in self.fields.items() if not (f.widget.is_hidden or isinstance(f, forms.BooleanField))]
        return any((self.data.get(self.add_prefix(n)) or "").strip() for n in names)


class Rows(RowsAskBeforeOverwriting):
    """Rows of which empty ones are left out; a row without JavaScript is added by sending the form once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["form_kwargs"] = {"empty_permitted": True, "use_required_attribute": False}
        kwargs["error_messages"] = {
            "missing_management_form": _("Formuläret kom inte fram i sin helhet. Ladda om sidan och försök igen"),
            "too_few_forms": self.too_few,
        }
        super().__init__(*args, **kwargs)

    too_few: Any = ""

    @property
    def written(self) -> list[dict[str, Any]]:
        """The rows with something in them."""
        return [row.cleaned_data for row in self.forms if row.has_changed()]

    @property
    def is_full(self) -> bool:
        return len(self.forms) >= self.max_num


def kept(form_class: Any, data: Mapping[str, Any], prefix: str = "", **kwargs: Any) -> Any:
    """The form again with everything typed, not yet judged: for when a row is added in the middle of writing."""
    blank = form_class(prefix=prefix or None, **kwargs)
    initial = {}
    for name, field in blank.fields.items():
        html_name = blank.add_prefix(name)
        initial[name] = field.widget.value_from_datadict(data, {}, html_name)
    return form_class(prefix=prefix or None, **{**kwargs, "initial": initial})


def kept_rows(formset_class: Any, data: Any, prefix: str) -> Any:
    """The rows again with everything typed and one more, up to the most there may be."""
    count = data.get(f"{prefix}-TOTAL_FORMS", "")
    most = formset_class.max_num
    rows = min(int(count) if str(count).isdecimal() else 0, most)
    initial = []
    for number in range(rows):
        row = kept(formset_class.form, data, f"{prefix}-{number}", empty_permitted=True, use_required_attribute=False)
        initial.append(row.initial)
    larger = type("Larger", (formset_class,), {"extra": min(rows + 1, most) - rows})
    return larger(prefix=prefix, initial=initial)
