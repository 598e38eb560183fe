"""Form fields for numbers and money, read the way people write them, and for a yes or no that may stay unanswered."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entry.amounts import number, read_number, without_groups

MOST_MONEY = Decimal(50_000_000)
TOO_MUCH = _("Skriv ett belopp på högst 50 000 000 kr")


class AtOnce(forms.models.ModelChoiceIterator):
    """The choices of a field in one answer; Django opens a cursor on the server, which asks four times."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for row in self.queryset:
            yield self.choice(row)


class NumberAsWritten(forms.DecimalField):
    """A number the way people write it: "65 000 kr", "12,5"."""

    def __init__(self, *, unit: Any = "", **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "size": 10, "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs | ({"data-unit": unit} if unit else {})))
        kwargs.setdefault("localize", True)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A number from the database is shown as a person would write it; what was typed stays as typed."""
        return number(value) if isinstance(value, int | Decimal) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            try:
                value = self.read(value)
            except ValueError:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return super().to_python(value)

    def read(self, text: str) -> Decimal:
        """The number in a text that is not empty. ValueError when there is none."""
        return read_number(text)


class KronorField(NumberAsWritten):
    """A sum in SEK excluding VAT: whole kronor (an int) above nought, unless asked for otherwise."""

    def __init__(self, *, decimals: int = 0, min_value: Decimal | int | None = None, **kwargs: Any) -> None:
        messages = {
            "invalid": _("Skriv beloppet med siffror, till exempel 65 000"),
            "min_value": _("Skriv beloppet utan minus")
            if min_value == 0
            else _("Skriv ett belopp som är större än 0 kr"),
            "max_value": TOO_MUCH,
            "max_digits": TOO_MUCH,
            "max_whole_digits": TOO_MUCH,
            "max_decimal_places": _("Skriv beloppet med högst två decimaler")
            if decimals
            else _("Skriv beloppet i hela kronor"),
        }
        if min_value is None:
            min_value = Decimal("0.01") if decimals else 1
        super().__init__(
            unit=_("kr"),
            min_value=min_value,
            max_value=MOST_MONEY,
            max_digits=12,
            decimal_places=decimals,
            error_messages=messages | kwargs.pop("error_messages", {}),
            **kwargs,
        )

    def read(self, text: str) -> Decimal:
        # Where öre are written a point may be theirs; among whole kronor it can only stand between thousands.
        if self.decimal_places:
            return read_number(text)
        amount = read_number(without_groups(text))
        whole = amount.to_integral_value()
        return whole if whole == amount else amount

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        return amount if amount is None or self.decimal_places else int(amount)


class YesOrNo(forms.TypedChoiceField):
    """A question of which an answer is asked: True, False, or None while nobody has given one.

    A tick left alone would say no for a person who never read it.
    """

    widget = forms.RadioSelect
    CHOICES = (("yes", _("Ja")), ("no", _("Nej")))

    def __init__(self, *, unanswered: Any = "", **kwargs: Any) -> None:
        """`unanswered` are the words of a third choice, for a question that may wait."""
        choices = [*self.CHOICES, ("", unanswered)] if unanswered else list(self.CHOICES)
        kwargs.setdefault("required", not unanswered)
        super().__init__(choices=choices, coerce=lambda answer: answer == "yes", empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)
