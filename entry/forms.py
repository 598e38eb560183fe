"""Forms that ask once: before they let a personal identity number through, or what is possible but seldom right."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entry.personal_data import LOOKS_PERSONAL, suspects_among
from entry.texts import Form


class PersonalDataWarningMixin(Form):
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


class AskAgainMixin(Form):
    """Asks once about what can be right but seldom is; `asks_again` tells the page to show the box.

    The answer is for the form alone: `cleaned_data` goes to the deed without it.
    """

    is_right = forms.BooleanField(label=_("Ja, det stämmer"), required=False)
    asks_again = False
    _said_right = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._said_right = cleaned.pop("is_right", False)
        return cleaned

    def ask(self, name: str, question: Any) -> None:
        """For `clean()` of a form, after super().clean()."""
        self.asks_again = True
        if not self._said_right:
            self.add_error(name, question)
