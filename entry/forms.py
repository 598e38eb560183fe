"""Free text and personal data: a form asks once before it lets a personal identity number through."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.personal_data import LOOKS_PERSONAL, suspects_among


class PersonalDataWarningMixin(forms.Form):
    """Warns when one of the fields named in WARN_ABOUT holds a personal identity number.

    The person takes it out, or says that it is none; `shows_number_question` tells the page to ask. The answer
    is for the form alone: `cleaned_data` goes to the deed without it.
    """

    WARN_ABOUT: Sequence[str] = ()

    keeps_number = forms.BooleanField(label=_("Det är inget personnummer, eller det behövs"), required=False)
    shows_number_question = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        suspects = suspects_among(cleaned, self.WARN_ABOUT)
        self.shows_number_question = bool(suspects)
        if not cleaned.pop("keeps_number", False):
            for name in suspects:
                self.add_error(name, LOOKS_PERSONAL)
        return cleaned
