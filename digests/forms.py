"""How often one wants to hear of each kind of news."""

from typing import Any

from django import forms

from digests.kinds import KINDS
from digests.models import DigestChoice, Pace
from entry.texts import Form


class PacesForm(Form):
    def __init__(self, *args: Any, choice: DigestChoice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            initial = Pace.NEVER if choice.is_off else choice.pace_of(kind)
            self.fields[kind.name] = forms.ChoiceField(label=kind.label, choices=Pace, initial=initial)
