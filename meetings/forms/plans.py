"""Moving a meeting in the draft of a day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.texts import Form


class ShiftForm(Form):
    """`ways` are the slots to which the meeting can go, and in words what that means."""

    slot = forms.TypedChoiceField(
        label=_("Flytta till"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj en tid"), "invalid_choice": _("Välj en av tiderna")},
    )

    def __init__(self, *args: Any, ways: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slot: Any = self.fields["slot"]
        slot.choices = ways
