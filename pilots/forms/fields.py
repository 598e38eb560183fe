"""Fields and manners that several forms of this room share: numbers as written, people, a key."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role, User
from listing.amounts import number, read_number

MOST_MONEY = Decimal(50_000_000)
TOO_MUCH = _("Skriv ett belopp på högst 50 000 000 kr")


def people_of(organisation: Organisation) -> QuerySet[User]:
    """Everybody who can be named in a pilot: the people of the organisation."""
    return User.objects.filter(membership__organisation=organisation, is_active=True).order_by("name", "pk")


def contributors_of(organisation: Organisation) -> QuerySet[User]:
    """The people who do things; the leadership reads and changes nothing."""
    doing = [role for role in Role.values if role != Role.LEADERSHIP]
    return people_of(organisation).filter(membership__roles__overlap=doing)


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
                value = read_number(value)
            except ValueError:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return super().to_python(value)


class KronorField(NumberAsWritten):
    """A sum in SEK excluding VAT, above nought."""

    def __init__(self, *, decimals: int = 0, **kwargs: Any) -> None:
        messages = {
            "invalid": _("Skriv beloppet med siffror, till exempel 65 000"),
            "min_value": _("Skriv ett belopp som är större än 0 kr"),
            "max_value": TOO_MUCH,
            "max_digits": TOO_MUCH,
            "max_whole_digits": TOO_MUCH,
            "max_decimal_places": _("Skriv beloppet med högst två decimaler")
            if decimals
            else _("Skriv beloppet i hela kronor"),
        }
        smallest = Decimal("0.01") if decimals else Decimal(1)
        super().__init__(
            unit=_("kr"),
            min_value=smallest,
            max_value=MOST_MONEY,
            max_digits=12,
            decimal_places=decimals,
            error_messages=messages | kwargs.pop("error_messages", {}),
            **kwargs,
        )


class SentOnceForm(forms.ModelForm):
    """A form with a key of its own, so that sending it twice makes one thing."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


def say(form: forms.BaseForm, **messages: Any) -> None:
    """Gives fields their own words for when nothing was written (`title=_("Skriv en rubrik")`)."""
    for name, message in messages.items():
        field = form.fields[name]
        field.error_messages["required"] = message
        field.error_messages["invalid_choice"] = message
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = _("Skriv datumet som 2026-11-18")
